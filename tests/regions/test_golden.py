"""Short stories in many languages and scripts, with the regions that a reader would name: `golden/LANGUAGE.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.regions import Story, load_tagger
from sitegen.regions.text import guess_language

STORIES = [
    (file.stem, text, codes)
    for file in sorted((Path(__file__).parent / "golden").glob("*.json"))
    for text, codes in json.loads(file.read_text("utf-8")).items()
]


@pytest.mark.parametrize(("lang", "text", "codes"), STORIES, ids=[f"{lang}-{text[:24]}" for lang, text, _ in STORIES])
def test_a_reader_would_name_the_same_regions(lang: str, text: str, codes: str) -> None:
    tagging = load_tagger().tag(Story(text=text, lang=lang))
    assert {match.code for match in tagging.about} == set(codes.split())


@pytest.mark.parametrize("lang", sorted({lang for lang, _, _ in STORIES}))
def test_the_language_need_not_be_told(lang: str) -> None:
    assert guess_language("\n".join(text for each, text, _ in STORIES if each == lang)) == lang
