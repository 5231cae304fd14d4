"""How much of the sample pages' stories is found, and how little else: figures that no change may let fall.

The exact goldens say that a page is right; these say that a whole collection has not become worse.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from sitegen.regions.customise import Customisation
from sitegen.workflows.extract import extract_files

ROOT = Path(__file__).parents[2]
SAMPLES = json.loads((ROOT / "tests" / "samples.json").read_text("utf-8"))
FOUND, FREE = 0.995, 0.99
"""The least share of words that must appear which do, and of those that must not which do not."""
CONFIDENT = 0.8
"""The least mean confidence."""


@cache
def results() -> tuple[tuple[list[str], list[str], str, float], ...]:
    """For each sample page the words that must and must not appear, the Markdown found, and the confidence."""
    found = []
    for sample in SAMPLES:
        for page in extract_files([ROOT / sample["file"]], {}, Customisation(), regions=False):
            told = page.as_json()
            markdown = str(told.get("markdown", "")).replace("\\", "")
            found.append((sample["contains"], sample["absent"], markdown, float(told.get("confidence", 0))))
    return tuple(found)


def test_nearly_all_words_that_samples_must_hold_are_found() -> None:
    hits = [words in markdown for contains, _, markdown, _ in results() for words in contains]
    assert sum(hits) >= FOUND * len(hits) > 0


def test_next_to_no_words_that_samples_must_not_hold_are_found() -> None:
    hits = [words not in markdown for _, absent, markdown, _ in results() for words in absent]
    assert sum(hits) >= FREE * len(hits) > 0


def test_the_samples_are_extracted_with_confidence() -> None:
    sure = [confidence for *_, confidence in results()]
    assert sum(sure) >= CONFIDENT * len(sure)
