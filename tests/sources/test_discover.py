import errno
import os
from pathlib import Path

import pytest

from sitegen.errors import Problem
from sitegen.sources.discover import find_saved_files


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    for name in (
        "b.html",
        "a.html",
        "a_files/ad.html",
        "a_files/photo.png",
        "sub/c.htm",
        "sub/c-Dateien/frame.html",
        "sub/deep/dump.txt",
        "sub/deep/page.html.gz",
        "lonely_files/d.html",
        "photo.jpg",
        "style.css",
        ".hidden/e.html",
        ".f.html",
        "draft.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(downloads: Path, *paths: str, ignore: tuple[str, ...] = ()) -> list[str]:
    found = find_saved_files([downloads / path for path in paths], ignore)
    return [str(one) if isinstance(one, Problem) else one.relative_to(downloads).as_posix() for one in found]


def test_a_folder_is_all_its_pages_in_the_order_of_names(downloads: Path) -> None:
    assert names(downloads, ".") == [
        "a.html",
        "b.html",
        "draft.html",
        "lonely_files/d.html",
        "sub/c.htm",
        "sub/deep/dump.txt",
        "sub/deep/page.html.gz",
    ]


def test_what_is_ignored_is_left_out(downloads: Path) -> None:
    assert names(downloads, ".", ignore=("draft*", "sub/*", "lonely_files")) == ["a.html", "b.html"]


def test_a_file_is_itself_and_comes_once(downloads: Path) -> None:
    assert names(downloads, "photo.jpg", "b.html", "b.html", ".") [:2] == ["photo.jpg", "b.html"]  # fmt: skip
    assert names(downloads, "b.html", ".").count("b.html") == 1


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.html", ["a.html", "b.html", "draft.html"]),
        ("**/*.htm", ["sub/c.htm"]),
        ("sub/*", ["sub/c.htm", "sub/deep/dump.txt", "sub/deep/page.html.gz"]),
        ("[ab].html", ["a.html", "b.html"]),
    ],
)
def test_patterns_are_expanded(downloads: Path, pattern: str, expected: list[str]) -> None:
    assert names(downloads, pattern) == expected


@pytest.mark.parametrize("path", ["none.html", "none/*.html", "lonely_files/*.pdf"])
def test_what_matches_nothing_is_a_problem(downloads: Path, path: str) -> None:
    (line,) = names(downloads, path)
    assert line.endswith(f"{path}: nothing is here; check the path")


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(downloads: Path) -> None:
    (downloads / "what [really] happened.html").write_text("x")
    assert names(downloads, "what [really] happened.html") == ["what [really] happened.html"]


def test_a_folder_without_pages_and_one_that_cannot_be_read_say_so(
    downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (downloads / "empty").mkdir()
    assert "empty: no saved page is in this folder; hidden files" in names(downloads, "empty")[0]
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "deep":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    last = names(downloads, "sub")[-1]
    assert last.endswith("deep: the folder cannot be read (Permission denied); change its permissions")
