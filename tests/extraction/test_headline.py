"""The headline as it stands on its line, beside a number, a kicker or the site's name."""

from __future__ import annotations

import pytest

from sitegen.extraction.headline import headline_text
from tests.extraction.test_dump import ENGLISH, extracted

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
        ([f"You are here: The Highland Post » All the county » Council and roads » {HEADLINE}", HEADLINE], 0),
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


def test_another_headline_that_ends_in_the_same_words_cuts_nothing() -> None:
    headline = "The county is a fine place for bridges"
    assert headline_text([headline, "A fine place for bridges", "By Jane Roe"], 0) == headline


def test_a_teaser_below_the_story_does_not_cut_its_headline() -> None:
    headline = f"Flood damage: {HEADLINE}"
    found = extracted("\n\n".join([headline, "By John Smith", "17 April 2024", *ENGLISH, "More news", HEADLINE]))
    assert found.article.metadata.title == headline


def test_a_headline_that_ends_like_a_sentence_does_not_begin_the_story() -> None:
    headline = "A clear vote for the town and its ferry: the council will rebuild the old stone bridge after the flood!"
    found = extracted(
        "\n\n".join(["Home", "News", "Sport", "County", headline, "By Jane Roe | 17 April 2024", *ENGLISH])
    )
    assert found.article.metadata.title == headline
    assert headline not in found.article.body.text


def test_a_headline_far_above_the_story_is_found() -> None:
    menu = [f"• Market town number {number}" for number in range(60)]
    found = extracted("\n".join(["The Paper", f"Home » County » {HEADLINE}", *menu, "", *ENGLISH]))
    assert HEADLINE in found.article.metadata.title
