"""The sample archive holds what the authors of its saved pages say that they hold (`samples.json`)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sitegen.content.document import Document, read

ROOT = Path(__file__).parent.parent
SAMPLES = json.loads((ROOT / "tests" / "samples.json").read_text("utf-8"))

# What is not read yet as its author meant it; a test that begins to pass is to be taken off.
MISSED = {
    "bateau-cinema-podor": "a river's far bank is not taken for a country that the story is about",
    "سباق": "a byline of a bare name, a date and two tools in one line",
    "Ferry library returns": "a lake is not taken for the other country that it lies in",
    "banco-de-maiz-oaxaca-amp": "a pitch of a newsletter inside the story, without a telling name",
}


def sample_of(sample: dict[str, Any]) -> object:
    """The sample as a parameter of the test."""
    why = next((why for name, why in MISSED.items() if name in sample["file"]), "")
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(sample, id=Path(sample["file"]).stem, marks=marks)


@cache
def articles() -> dict[str, Document]:
    """The articles of the sample archive by the saved page that they come from."""
    files = sorted((ROOT / "content" / "articles").rglob("*.md"))
    documents = [read(ROOT, file.relative_to(ROOT).as_posix()) for file in files]
    return {document.metadata.saved.file: document for document in documents if document.metadata.saved}


@pytest.mark.parametrize("sample", [*map(sample_of, SAMPLES)])
def test_a_sample_page_is_read_as_its_author_meant_it(sample: dict[str, Any]) -> None:
    document = articles()[sample["file"]]
    metadata, body = document.metadata, document.markdown.replace("\\", "")
    found = {
        "title": metadata.title,
        "authors": list(metadata.authors),
        "lang": metadata.lang,
    }
    assert found == {name: sample[name] for name in found}
    assert metadata.date
    assert metadata.date.isoformat()[:10] == sample["date"][:10]
    assert metadata.site in ("", sample["site"])
    assert [words for words in sample["contains"] if words not in body] == []
    assert [words for words in sample["absent"] if words in body] == []
    assert set(sample["regions"]) <= set(metadata.regions)
    assert set(sample["not_regions"]).isdisjoint(metadata.regions)
