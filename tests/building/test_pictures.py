"""A page tells how large its pictures are, so that nothing moves while they load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site_on_disk import SiteOnDisk, picture

STORY = "2024/04/rain/"
WIDE, HIGH = picture(kind="PNG", size=(640, 240)), picture(kind="PNG", size=(30, 90))


@pytest.fixture
def site(tmp_path: Path) -> SiteOnDisk:
    """A site with a story that has two pictures: one in its text, with a space in its name, and one above it."""
    site = SiteOnDisk(tmp_path / "site")
    site.write("content/media/a boat.png", WIDE).write("content/media/lead.png", WIDE)
    return site.article("rain", image="media/lead.png", body="![A boat](../../../media/a%20boat.png)\n\nWet.\n")


def sizes(page: str) -> list[tuple[str, str]]:
    """The file and the size of each picture of a page; nothing where it tells none."""
    pictures = re.findall(r"<img [^>]*>", page)
    found = (
        (re.search(r'src="[^"]*/([^"/]*)"', each), re.search(r'width="(\d+)" height="(\d+)"', each))
        for each in pictures
    )
    return [(name[1], "×".join(size.groups()) if size else "") for name, size in found if name]


def test_pictures_have_their_sizes(site: SiteOnDisk) -> None:
    assert sizes(site.build().read(STORY)) == [("lead.png", "640×240"), ("a%20boat.png", "640×240")]


@pytest.mark.parametrize("name", ["a boat.png", "lead.png"])
def test_a_picture_that_is_replaced_has_its_new_size(site: SiteOnDisk, name: str) -> None:
    site.build()
    built = site.write(f"content/media/{name}", HIGH).build()
    assert dict(sizes(built.read(STORY)))[name.replace(" ", "%20")] == "30×90"
    assert built.tree() == site.fresh()


def test_a_picture_that_comes_later_has_its_size(site: SiteOnDisk) -> None:
    site.delete("content/media/lead.png").delete("content/media/a boat.png").build()
    built = site.write("content/media/a boat.png", HIGH).write("content/media/lead.png", WIDE).build()
    assert sizes(built.read(STORY)) == [("lead.png", "640×240"), ("a%20boat.png", "30×90")]
    assert built.tree() == site.fresh()


def test_a_picture_that_goes_or_is_none_has_no_size(site: SiteOnDisk) -> None:
    site.build()
    built = site.delete("content/media/lead.png").write("content/media/a boat.png", b"no picture").build()
    assert sizes(built.read(STORY)) == [("lead.png", ""), ("a%20boat.png", "")]
    assert built.tree() == site.fresh()


def test_a_moved_article_keeps_the_sizes_of_its_pictures(tmp_path: Path) -> None:
    """Too few or too many steps up still lead to a picture that an import brought."""
    site, name = SiteOnDisk(tmp_path / "site"), f"media/ab/{'ab' * 32}.png"
    site.write(f"content/{name}", WIDE).article("rain", body=f"![A boat](../../../../../{name})\n")
    assert sizes(site.build().read(STORY)) == [(f"{'ab' * 32}.png", "640×240")]


def test_only_stories_with_the_picture_are_written_again(site: SiteOnDisk) -> None:
    site.article("sun", body="Dry.\n").build()
    report = site.write("content/media/a boat.png", HIGH).build().report
    assert f"{STORY}index.html" in report.changed
    assert "2024/04/sun/index.html" not in report.changed
