"""How sure an extraction is of itself."""

from sitegen.extraction import extract
from sitegen.extraction.confidence import confidence_of
from tests.extraction.pages import FIRST, MODERN, saved
from tests.extraction.test_html_pages import page


def test_a_whole_page_is_surer_than_one_that_leaves_most_of_its_prose() -> None:
    whole = extract(saved(MODERN.html))
    torn = extract(saved(page(f"<div><p>{FIRST}</p></div>" + "<div><ul><li>One more of these</li></ul></div>" * 9)))
    assert whole.confidence > torn.confidence > 0


def test_what_it_rests_on_is_told() -> None:
    found = extract(saved(MODERN.html))
    assert "bias" in found.evidence.signs
    assert any(sign.startswith("prose") for sign in found.evidence.signs)
    assert confidence_of(found.evidence.signs) == found.confidence


def test_a_page_that_says_what_its_text_is_counts() -> None:
    given = '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"}</script>'
    agreeing = extract(saved(page(f"<p>{FIRST}</p>", given % (FIRST * 9))))
    assert any("own text" in sign for sign in agreeing.evidence.signs)
