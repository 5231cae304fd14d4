"""How a story opens: its summary, its standfirst, its picture, none of them said twice."""

from __future__ import annotations

import re

from sitegen.entry import Card, Facts
from sitegen.render.links import picture

_COMPARED = 40  # letters and digits that tell whether two texts begin alike
_SILENT = re.compile(r"[\W_]+")


def summary(card: Card, facts: Facts) -> str:
    """What a story is about, in its own words, for those who do not see the rest."""
    return card.description or facts.excerpt


def standfirst(card: Card, facts: Facts) -> str:
    """The description, unless the body begins with it: many papers only repeat their first sentence there."""
    begins = _SILENT.sub("", card.description).casefold()[:_COMPARED]
    return "" if begins and _SILENT.sub("", facts.excerpt).casefold().startswith(begins) else card.description


def lead_picture(card: Card, facts: Facts) -> str:
    """The picture of the story, when it is ours and the body does not show it."""
    image = picture(card.image)
    return "" if image and any(shown.endswith(f"/{image}") for shown in facts.pictures) else image
