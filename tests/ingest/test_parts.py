"""A story that was saved as several pages becomes one article."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.site_on_disk import PARAGRAPHS, SiteOnDisk, saved_page

FERRY = "2024/04/a-ferry-returns-to-the-lake.md"
TITLE = "A ferry returns to the lake"
PIECES = (PARAGRAPHS, *([f"{text} So said {number} of them." for text in PARAGRAPHS] for number in (2, 3)))
ADDRESSES = {
    "a query": ("https://paper.example/ferry", "https://paper.example/ferry?page=2", "https://paper.example/ferry?page=3"),
    "files": ("http://paper.example/ferry.html", "http://paper.example/ferry-2.html", "http://paper.example/ferry-3.html"),
    "folders": ("https://paper.example/ferry/", "https://paper.example/ferry/2/", "https://paper.example/ferry/3/"),
    "words": ("https://paper.example/f-9", "https://paper.example/f-9/page/2", "https://paper.example/f-9/page/3/#top"),
}  # fmt: skip


def page(number: int, address: str, title: str = TITLE) -> str:
    said = title if number == 1 else f"{title} - Page {number}"
    date = "2024-04-17" if number < 3 else ""
    source = f"<!-- saved from url=({len(address):04}){address} -->\n"
    return source + saved_page(said, date=date, text=PIECES[number - 1], image=f"https://paper.example/{number}.jpg")


@pytest.mark.parametrize("addresses", ADDRESSES.values(), ids=ADDRESSES)
def test_pages_of_one_story_become_one_article(site: SiteOnDisk, addresses: tuple[str, ...]) -> None:
    for number, address in enumerate(addresses, 1):
        site.saved(f"{'cab'[number - 1]}.html", page(number, address))
    ran = site.run("import", "content/saved", "--json").works()
    assert [line["status"] for line in ran.lines] == ["duplicate", "duplicate", "imported"]
    assert "page 2 of the story that begins in content/saved/c.html" in ran.lines[0]["reason"]
    assert site.articles == [FERRY]
    text = site.read(f"content/articles/{FERRY}")
    places = [text.index(words) for words in (PARAGRAPHS[-1], "2.jpg", "said 2 of them", "3.jpg", "said 3 of them")]
    assert places == sorted(places)
    before = site.tree("content")
    site.import_()
    assert site.tree("content") == before


def test_another_page_that_is_alike_stays_an_article_of_its_own(site: SiteOnDisk) -> None:
    site.saved("a.html", page(1, "https://paper.example/ferry"))
    site.saved("b.html", page(2, "https://paper.example/ferry?page=2", "The hens of the lake"))
    site.saved("c.html", page(3, "https://paper.example/ferry?page=3")).import_()
    assert len(site.articles) == 3


def test_a_story_is_made_of_all_its_pages_again(site: SiteOnDisk) -> None:
    for number, address in enumerate(ADDRESSES["a query"], 1):
        site.saved(f"{number}.html", page(number, address))
    text = site.import_().read(f"content/articles/{FERRY}")
    site.run("import", "content/saved/2.html", "--again").works()
    assert site.read(f"content/articles/{FERRY}") == text
    assert site.articles == [FERRY]


def test_a_later_page_without_the_first_says_so(site: SiteOnDisk) -> None:
    site.saved("2.html", page(2, "https://paper.example/ferry?page=2"))
    ran = site.run("import", "content/saved", "--verbose").works()
    assert "page 2 of a story" in ran.err
    digest = hashlib.sha256(page(2, "https://paper.example/ferry?page=2").encode()).hexdigest()
    assert json.loads(site.read(f"content/ledger/{digest[:2]}/{digest}.json"))["status"] == "imported"
