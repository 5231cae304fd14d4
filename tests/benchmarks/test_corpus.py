from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.corpus import LAYOUTS, write_corpus
from benchmarks.hugo_site import write_site
from sitegen.content.document import read
from sitegen.content.folder import ARTICLES
from sitegen.files import walk


def made(folder: Path, articles: int, layout: str = "sitegen") -> dict[str, bytes]:
    write_corpus(folder, articles, 1, LAYOUTS[layout])
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.md")}


def test_the_corpus_is_the_same_everywhere(tmp_path: Path) -> None:
    files = made(tmp_path, 20)
    digest = hashlib.sha256(b"".join(path.encode() + files[path] for path in sorted(files))).hexdigest()
    assert digest.startswith("45fee8d6fb3434da")


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", 5), made(tmp_path / "many", 10)
    assert few.items() < many.items()


def test_articles_are_in_the_terms_of_every_region_around_theirs(tmp_path: Path) -> None:
    made(tmp_path / "site", 10)
    (tmp_path / "site/sitegen.toml").write_text('title = "Test"\n', "utf-8")
    assert write_site(tmp_path / "site", tmp_path / "hugo") == 10
    file = next(file for file, _ in walk(tmp_path / "site", ARTICLES))
    hugo = (tmp_path / "hugo/content" / file.removeprefix("content/articles/")).read_text("utf-8")
    terms = next(line for line in hugo.splitlines() if line.startswith("regions: "))
    assert len(terms.split(",")) > len(read(tmp_path / "site", file).metadata.regions)
