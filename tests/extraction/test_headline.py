"""The headline as it stands on its line, beside a number, a kicker or the site's name."""

from __future__ import annotations

import pytest

from sitegen.extraction.headline import headline_text

HEADLINE = "Council votes to rebuild the stone bridge"


@pytest.mark.parametrize(
    ("lines", "index"),
    [
        ([HEADLINE], 0),
        (["1. Home", "2. County", f"3. {HEADLINE}"], 2),
        ([f"Flood: {HEADLINE}", f"Flood {HEADLINE}"], 1),
        ([f"Flood: {HEADLINE}", f"Flood{HEADLINE}"], 0),
        ([f"Flood in the county – {HEADLINE}", f"Flood in the county: {HEADLINE}"], 0),
        ([f"Home » County » {HEADLINE}", HEADLINE], 0),
        ([f"HomeCounty{HEADLINE}", HEADLINE], 0),
        ([HEADLINE, f"{HEADLINE} Back to video"], 1),
        ([f"{HEADLINE} | The Paper", HEADLINE], 0),
    ],
)
def test_what_stands_beside_a_headline_is_left_out(lines: list[str], index: int) -> None:
    assert headline_text(lines, index) == HEADLINE


@pytest.mark.parametrize(
    "headline",
    ["Storm: ferry stays in the harbour", "3. League: the bridge builders win again", "Why the bridge fell – and when"],
)
def test_a_headline_with_marks_of_its_own_stays_whole(headline: str) -> None:
    assert headline_text(["Home", headline, "Storm", "The ferry", "By Jane Roe"], 1) == headline
