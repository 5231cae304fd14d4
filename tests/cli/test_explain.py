"""`sitegen extract --explain`: why a page came out as it did."""

from __future__ import annotations

from typing import Any

from tests.site_on_disk import PARAGRAPHS, SiteOnDisk, saved_page

RELATED = '<aside><a href="/x">A bridge too short</a></aside>'
HOSTILE = "\x1b[2J<script>alert(1)</script> &amp; hens"


def blocks(site: SiteOnDisk, page: str) -> dict[str, Any]:
    """What became of each block, by the beginning of its text."""
    line = site.saved("page.html", page).run("extract", "--explain", "--format", "json", "content/saved").works().json
    return {block["text"][:20]: block for block in line["explanation"]["blocks"]}


def test_every_part_of_the_page_is_kept_or_dropped_by_a_rule(site: SiteOnDisk) -> None:
    found = blocks(site, saved_page().replace("</article>", f"{RELATED}<p>Share this story</p></article>"))
    assert list(found) == [
        "Home World",
        "A ferry returns to t",
        *(paragraph[:20] for paragraph in PARAGRAPHS),
        "A bridge too short",
        "Share this story",
        "© The Paper. All rig",
    ]
    assert [text for text, block in found.items() if block["kept"]] == [paragraph[:20] for paragraph in PARAGRAPHS]
    assert all(block["rule"] and block["why"] and block["origin"] for block in found.values())
    assert found["Home World"]["rule"] == "navigation"
    assert found["The ferry left the e"]["rule"] == "prose"


def test_each_field_tells_who_won_and_what_was_not_believed(site: SiteOnDisk) -> None:
    head = '<meta property="og:title" content="Ferry! You won’t believe what happened next">'
    site.saved("page.html", saved_page(head=head))
    line = site.run("extract", "--explain", "--format", "json", "content/saved").works().json
    title = next(field for field in line["explanation"]["fields"] if field["field"] == "title")
    assert title["values"] == [line["title"]] == ["A ferry returns to the lake"]
    assert title["source"] == "h1"
    assert title["why"]
    assert title["agreeing"] == ["title element"]
    assert [claim["source"] for claim in title["others"]] == ["meta og:title"]


def test_on_a_terminal_it_reads_like_a_report(site: SiteOnDisk) -> None:
    said = site.saved("page.html").run("extract", "--explain", "content/saved").works().out
    assert "title        A ferry returns to the lake\n             h1: " in said
    assert "7 parts of the page, 4 of them the story's" in said
    assert "dropped      Home World\n             navigation: <nav> with 0% of the prose (body>nav)" in said
    assert "\x1b" not in said


def test_a_page_cannot_command_the_terminal(site: SiteOnDisk) -> None:
    said = site.saved("page.html", saved_page(text=[HOSTILE, *PARAGRAPHS])).run("extract", "--explain", "content/saved")
    assert "\x1b" not in said.works().out


def test_a_text_dump_is_explained_too(site: SiteOnDisk) -> None:
    lines = ["Menu", "", "A ferry returns to the lake", "", "By Jane Doe", "", "17 April 2024", "", *PARAGRAPHS]
    site.saved("page.txt", "\n\n".join(lines))
    line = site.run("extract", "--explain", "--format", "json", "content/saved").works().json
    fields = {field["field"]: field for field in line["explanation"]["fields"]}
    assert (fields["author"]["values"], fields["author"]["source"]) == (["Jane Doe"], "line 9")
    assert fields["date"]["values"] == ["2024-04-17"]
    kept = [block for block in line["explanation"]["blocks"] if block["kept"]]
    assert len(kept) == len(PARAGRAPHS)
    assert all(block["rule"] and block["why"] for block in kept)


def test_a_page_without_a_story_says_why_not(site: SiteOnDisk) -> None:
    site.saved("page.html", "<p>Nothing</p>").run("extract", "--explain", "content/saved").fails("no article")


def test_it_goes_with_no_other_format(site: SiteOnDisk) -> None:
    site.saved("page.html").run("extract", "--explain", "--format", "text", "content/saved").fails("--explain", code=2)
