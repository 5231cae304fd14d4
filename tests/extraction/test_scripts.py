"""One story in ten scripts and languages, in layouts of their papers: ``scripts/LANG.html`` in, ``LANG.md`` out."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.extraction import extract
from sitegen.markdown.write import to_markdown
from tests.extraction.pages import saved

PAGES = sorted((Path(__file__).parent / "scripts").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_story_in_its_own_script(page: Path) -> None:
    article = extract(saved(page.read_text("utf-8"))).article
    expected = page.with_suffix(".md").read_text("utf-8")
    assert f"# {article.metadata.title}\n\n{to_markdown(article.body).strip()}\n" == expected
