"""The picture under the headline comes first in the body, wherever the page puts it."""

from __future__ import annotations

import pytest

from sitegen.body import Figure, inline_text
from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, STORY, THIRD, TITLE, saved

PICTURE = '<img src="/img/convoy.jpg" alt="A convoy">'
CAPTIONED = f"<figure>{PICTURE}<figcaption>The convoy on Wednesday</figcaption></figure>"
PARAGRAPHS = f'<div class="entry-content"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>'


def figures_first(above: str, below: str = PARAGRAPHS) -> list[tuple[str, str]]:
    found = extract(saved(f"<html><body><main>{above}{below}</main></body></html>")).article.body
    assert found.text == STORY
    return [(each.image.src, inline_text(each.caption)) for each in found.blocks if isinstance(each, Figure)]


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        (f"<h1>{TITLE}</h1>{CAPTIONED}", "The convoy on Wednesday"),
        (f"<header><h1>{TITLE}</h1><p>By Jane Doe</p>{CAPTIONED}</header>", "The convoy on Wednesday"),
        (f'<h1>{TITLE}</h1><div class="hero-image">{PICTURE}</div>', ""),
        (f"<h1>{TITLE}</h1><div><div><picture>{PICTURE}</picture></div><p>17 April 2024</p></div>", ""),
    ],
)
def test_a_picture_between_the_headline_and_the_story_comes_first(above: str, caption: str) -> None:
    assert figures_first(above) == [("https://example.org/img/convoy.jpg", caption)]


@pytest.mark.parametrize(
    "above",
    [
        f"{CAPTIONED}<h1>{TITLE}</h1>",
        f'<h1>{TITLE}</h1><div class="author-box">{PICTURE}</div>',
        f"<h1>{TITLE}</h1><nav>{PICTURE}</nav>",
        f'<h1>{TITLE}</h1><img src="/avatar.jpg"><img src="/dot.gif" width="1" height="1">',
    ],
)
def test_what_else_stands_there_does_not(above: str) -> None:
    assert figures_first(above) == []


def test_a_picture_that_the_story_has_itself_is_not_doubled() -> None:
    inside = PARAGRAPHS.replace(f"<p>{SECOND}", f"{CAPTIONED}<p>{SECOND}")
    assert len(figures_first(f'<h1>{TITLE}</h1><div class="hero">{PICTURE}</div>', inside)) == 1
