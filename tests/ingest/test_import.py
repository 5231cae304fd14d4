"""What `sitegen import` makes of saved pages."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest
from PIL import Image

from tests.site_on_disk import PARAGRAPHS, SiteOnDisk, picture, saved_page

FERRY = "2024/04/a-ferry-returns-to-the-lake.md"


def titled(title: str, *, date: str = "2024-04-17") -> str:
    """A page that tells a story of its own under this title."""
    return saved_page(title, date=date, text=(f"This is the story of {title}, told at some length.", *PARAGRAPHS))


def test_a_page_becomes_one_markdown_file_and_one_entry(site: SiteOnDisk) -> None:
    page = saved_page(url="https://paper.example/ferry")
    site.saved("ferry.html", page).import_()
    sha256 = hashlib.sha256(page.encode()).hexdigest()
    assert site.articles == [FERRY]
    text = site.read(f"content/articles/{FERRY}")
    assert "title: A ferry returns to the lake\ndate: 2024-04-17\n" in text
    assert f"  file: content/saved/ferry.html\n  sha256: {sha256}\n  format: html\n" in text
    assert "We waited for the ice to go" in text
    assert "All rights reserved" not in text
    entry = json.loads(site.read(f"content/ledger/{sha256[:2]}/{sha256}.json"))
    assert entry["files"] == ["content/saved/ferry.html"]
    assert entry["status"] == "imported"
    assert entry["article"] == f"content/articles/{FERRY}"
    assert entry["permalinks"] == ["/2024/04/a-ferry-returns-to-the-lake/"]
    assert "\n".join(entry["imported"]) == text


def test_pictures_come_along_without_what_the_camera_wrote(site: SiteOnDisk) -> None:
    site.saved("ferry.html", saved_page(image="ferry_files/boat.jpg"))
    site.saved("ferry_files/boat.jpg", picture(secret="Anna Fotograf")).import_()
    (media,) = site.tree("content/media")
    data = site.tree("content/media")[media]
    assert b"Fotograf" not in data
    assert media == f"{hashlib.sha256(data).hexdigest()[:2]}/{hashlib.sha256(data).hexdigest()}.jpg"
    assert f"![A boat](../../../media/{media}" in site.read(f"content/articles/{FERRY}")
    with Image.open(site.root / "content/media" / media) as image:
        assert image.size == (400, 300)


def test_pictures_elsewhere_stay_links_and_nothing_is_fetched(
    site: SiteOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    site.saved("ferry.html", saved_page(image="https://paper.example/boat.jpg")).import_().build()
    assert "(https://paper.example/boat.jpg" in site.read(f"content/articles/{FERRY}")
    assert not site.tree("content/media")


def test_a_broken_picture_goes_and_the_story_stays(site: SiteOnDisk) -> None:
    site.saved("ferry.html", saved_page(image="ferry_files/boat.jpg")).saved(
        "ferry_files/boat.jpg", b"\xff\xd8\xffnope"
    )
    site.import_()
    text = site.read(f"content/articles/{FERRY}")
    assert "boat.jpg" not in text
    assert "We waited for the ice" in text


def test_pages_from_elsewhere_are_copied_with_their_folders(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away").write("Ferry.html", saved_page(image="Ferry_files/boat.jpg"))
    away.write("Ferry_files/boat.jpg", picture()).write("Ferry_files/inner/more.css", "a {}")
    before = away.tree(".")
    site.import_(away.root / "Ferry.html")
    assert site.tree("content/saved") == {name: data for name, data in before.items() if name.startswith("Ferry")}
    assert "file: content/saved/Ferry.html" in site.read(f"content/articles/{FERRY}")
    assert len(site.tree("content/media")) == 1
    assert away.tree(".") == before


def test_a_name_that_other_bytes_have_goes_into_a_numbered_folder(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away")
    for number, colour in enumerate(("red", "green", "blue")):
        away.write(
            f"{number}/story.html", titled(f"Story {colour}").replace("<p>", '<img src="story_files/p.jpg"><p>', 1)
        )
        away.write(f"{number}/story_files/p.jpg", picture(colour))
    site.import_(*(away.root / f"{number}/story.html" for number in range(3)))
    saved = site.tree("content/saved")
    assert sorted(saved) == sorted(
        f"{folder}story{end}" for folder in ("", "2/", "3/") for end in (".html", "_files/p.jpg")
    )
    for number in range(3):
        page = (away.root / f"{number}/story.html").read_bytes()
        place = next(name for name, data in saved.items() if data == page).removesuffix(".html")
        assert saved[f"{place}_files/p.jpg"] == (away.root / f"{number}/story_files/p.jpg").read_bytes()


def test_a_folder_of_pictures_that_another_page_has_is_not_mixed_up(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away")
    away.write("a/story.html", titled("One")).write("a/story_files/p.jpg", picture("red"))
    away.write("b/story.htm", titled("Two")).write("b/story_files/p.jpg", picture("white"))
    site.import_(away.root / "a", away.root / "b")
    saved = site.tree("content/saved")
    for page, folder in (("story.html", "a"), ("story.htm", "b")):
        place = next(name for name in saved if name.endswith(page)).removesuffix(page)
        assert saved[f"{place}story_files/p.jpg"] == (away.root / folder / "story_files/p.jpg").read_bytes()


def test_gzip_folders_and_patterns(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away").saved("packed.html.gz", titled("Packed"))
    away.saved("deep/er/plain.htm", titled("Plain")).saved("no.css", "p {}").saved(
        "deep/.hidden.html", titled("Hidden")
    )
    site.import_(away.root / "content/saved")
    assert site.articles == ["2024/04/packed.md", "2024/04/plain.md"]
    more = SiteOnDisk(tmp_path / "more").saved("x1.html", titled("X one")).saved("x2.html", titled("X two"))
    more.saved("y.html", titled("Y"))
    site.import_(more.root / "content/saved/x*.html")
    assert site.articles == ["2024/04/packed.md", "2024/04/plain.md", "2024/04/x-one.md", "2024/04/x-two.md"]


def test_no_copy_refers_to_the_page_where_it_lies(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away").write("ferry.html", saved_page())
    site.run("import", "--no-copy", str(away.root / "ferry.html")).works()
    assert not (site.root / "content/saved").exists()
    assert f'file: "{away.root}/ferry.html"' in site.read(f"content/articles/{FERRY}")
    before = site.tree()
    site.run("import", "--no-copy", str(away.root / "ferry.html")).works()
    assert site.tree() == before


def test_configuration_can_say_no_copy_and_what_to_ignore(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away").write("in/ferry.html", saved_page()).write("in/ad-7.html", titled("An advert"))
    site.config('[import]\ncopy = false\nignore = ["ad-*"]\n').import_(away.root / "in")
    assert site.articles == [FERRY]
    assert not (site.root / "content/saved").exists()


def test_a_dry_run_writes_nothing_in_content(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away").write("ferry.html", saved_page(image="ferry_files/boat.jpg"))
    away.write("ferry_files/boat.jpg", picture())
    ran = site.run("import", "--dry-run", "--json", str(away.root / "ferry.html")).works()
    assert ran.lines == [
        {"path": "content/saved/ferry.html", "status": "imported", "article": f"content/articles/{FERRY}"}
    ]
    assert not site.tree()


def test_importing_twice_is_importing_once(site: SiteOnDisk, tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away").write("ferry.html", saved_page()).write("bad.html", "")
    first = site.run("import", str(away.root / "ferry.html"), str(away.root / "bad.html"))
    assert first.code == 1
    assert "bad.html" in first.err
    before = site.tree()
    assert site.run("import", str(away.root / "ferry.html"), str(away.root / "bad.html")).works().out == ""
    site.run("import", "content/saved").works()
    site.build()
    assert site.tree() == before


def test_a_page_that_the_site_has_already_is_not_copied_again(site: SiteOnDisk, tmp_path: Path) -> None:
    site.saved("2019/ferry.html").import_()
    before = site.tree()
    away = SiteOnDisk(tmp_path / "away").write("ferry.html", saved_page())
    site.import_(away.root / "ferry.html").import_(Path("content/../content/saved/2019/ferry.html"))
    assert site.tree() == before


def test_the_same_bytes_twice_are_one_entry_with_two_files(site: SiteOnDisk) -> None:
    site.saved("b.html").saved("a/copy.html").import_()
    assert site.articles == [FERRY]
    assert [entry["files"] for entry in site.ledger] == [["content/saved/a/copy.html", "content/saved/b.html"]]
    site.saved("later.html").import_()
    assert len(site.ledger[0]["files"]) == 3


def test_the_same_story_saved_twice_is_a_duplicate(site: SiteOnDisk) -> None:
    site.saved("a.html", saved_page()).saved("b.html", saved_page().replace("<nav>", "<nav>Hello, reader! "))
    site.import_()
    assert site.articles == [FERRY]
    by_status = {entry["status"]: entry for entry in site.ledger}
    assert by_status["duplicate"]["duplicate_of"] == by_status["imported"]["sha256"]


def test_a_duplicate_is_told_by_the_article_that_it_repeats(site: SiteOnDisk) -> None:
    site.saved("a.html", saved_page()).saved("b.html", saved_page().replace("<nav>", "<nav>Hello, reader! "))
    line = f"duplicate: content/saved/b.html (the same story as content/articles/{FERRY})"
    assert line in site.run("import", "--dry-run", "content/saved").works().out.replace("a.html", "b.html")
    assert line in site.run("import", "content/saved").works().err.replace("a.html", "b.html")
    assert line in site.run("import", "content/saved").works().err.replace("a.html", "b.html")
    site.delete(f"content/articles/{FERRY}")
    assert "whose article you deleted)" in site.run("import", "content/saved").works().err


def test_two_titles_alike_in_a_month_get_an_address_each(site: SiteOnDisk) -> None:
    early, late = saved_page("Rain", date="2024-04-03"), saved_page("Rain", date="2024-04-09", text=PARAGRAPHS[1:])
    site.saved("late.html", late).saved("early.html", early).import_()
    digits = hashlib.sha256(late.encode()).hexdigest()[:6]
    assert site.articles == [f"2024/04/rain-{digits}.md", "2024/04/rain.md"]
    assert "date: 2024-04-03" in site.read("content/articles/2024/04/rain.md")


def test_an_address_that_an_article_had_goes_to_no_other(site: SiteOnDisk) -> None:
    site.saved("a.html", saved_page("Rain", date="2024-04-03")).import_()
    site.move("content/articles/2024/04/rain.md", "content/articles/2024/04/april-rain.md").build()
    site.saved("b.html", saved_page("Rain", date="2024-04-09", text=PARAGRAPHS[1:])).import_()
    (other,) = [name for name in site.articles if name != "2024/04/april-rain.md"]
    assert other.startswith("2024/04/rain-")


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        ("No day at all", "", "undated/no-day-at-all.md"),
        ("2024", "2024-04-17", "2024/04/story-2024.md"),
        ("١٢", "2024-04-17", "2024/04/story-١٢.md"),
        ("Пожар на озере потушен", "2024-04-17", "2024/04/пожар-на-озере-потушен.md"),
        ("湖のフェリーが戻る", "2024-04-17", "2024/04/湖のフェリーが戻る.md"),
        ("हिंदी में एक कहानी", "2024-04-17", "2024/04/हिंदी-में-एक-कहानी.md"),
        ("Late at night", "2024-04-30T23:59:00+14:00", "2024/04/late-at-night.md"),
    ],
)
def test_addresses(site: SiteOnDisk, title: str, date: str, expected: str) -> None:
    site.saved("page.html", saved_page(title, date=date)).import_()
    assert site.articles == [expected]
    assert f"{expected.removesuffix('.md')}/index.html" in site.build()


def test_a_title_of_signs_alone_gets_a_number_that_stays(site: SiteOnDisk) -> None:
    page = saved_page("!?!", date="2024-04-17")
    site.saved("page.html", page).import_()
    (file,) = site.articles
    assert file.startswith("2024/04/")
    assert file not in {"2024/04/.md", "2024/04/-.md"}


def test_order_of_arrival_changes_nothing(tmp_path: Path) -> None:
    away = SiteOnDisk(tmp_path / "away")
    for number in range(6):
        away.write(
            f"{number}/rain.html", saved_page("Rain", date=f"2024-04-0{1 + number // 2}", text=PARAGRAPHS[number % 3 :])
        )
    away.write("copy/rain-again.html", (away.root / "3/rain.html").read_bytes())
    paths = [str(path) for path in sorted(away.root.glob("*/*.html"))]
    trees = []
    for seed in range(4):
        random.Random(seed).shuffle(paths)
        site = SiteOnDisk(tmp_path / f"site-{seed}")
        site.import_(*paths)
        trees.append(site.tree())
    assert len(trees[0]) > 10
    assert trees[0] == trees[1] == trees[2] == trees[3]


def test_the_number_of_workers_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.building.workers.ENOUGH", 2)
    trees = []
    for jobs in (1, 3):
        site = SiteOnDisk(tmp_path / f"site-{jobs}")
        for number in range(9):
            site.saved(f"{number}.html", titled(f"Story {number}").replace("<p>", '<img src="x_files/p.jpg"><p>', 1))
            site.saved(f"{number}_files/p.jpg", picture("teal"))
        site.saved("bad.html", "nothing here")
        site.run("import", "--jobs", str(jobs), "content/saved")
        trees.append((site.tree(), site.build(jobs=jobs).tree()))
    assert len(trees[0][0]) > 20
    assert trees[0] == trees[1]


def test_json_says_one_line_a_page(site: SiteOnDisk) -> None:
    site.saved("a.html").saved("b.html", "").saved("c.bin", bytes(range(256)) * 20)
    ran = site.run("import", "--json", "content/saved")
    assert ran.code == 1
    assert [(line["path"], line["status"]) for line in ran.lines] == [
        ("content/saved/a.html", "imported"),
        ("content/saved/b.html", "refused"),
        ("content/saved/c.bin", "refused"),
    ]
    assert all(line["reason"] for line in ran.lines[1:])
    again = site.run("import", "--json", "content/saved").works()
    assert [line["status"] for line in again.lines] == ["unchanged", "refused", "refused"]
    assert again.err.count("not imported") == 0
