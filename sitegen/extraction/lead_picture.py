"""The picture under the headline, where it stands beside the story's element and not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.body import Blocks, Body, Figure, inline_text, pictures
from sitegen.dom import Element, ancestors, find
from sitegen.extraction.container import blocks_in
from sitegen.extraction.edges import fold
from sitegen.extraction.figures import figure_blocks
from sitegen.extraction.layout import PICTURES, Block, Layout
from sitegen.extraction.markup_words import speaks_of
from sitegen.extraction.sections import CAPTION, Dropped
from sitegen.extraction.writing import Writer
from sitegen.languages.words import opening

HOLDING = frozenset({"header", CAPTION})
"""Rules that drop the words around a story's first picture, but not the picture."""
LONG_CAPTION = 400
PORTRAIT = 200
"""Pixels below which a picture without a figure is of the author, or an ornament."""
BESIDE = frozenset(
    {"author", "share", "navigation", "advertisement", "related", "newsletter", "tags", "login", "aside"}
)


def with_lead_picture(
    body: Body, container: Element, headline: str, dropped: Mapping[Element, Dropped], writer: Writer
) -> Body:
    """The body behind the first picture between the headline and the story's element, if it has none there itself."""
    if not body.blocks or isinstance(body.blocks[0], Figure):
        return body
    known = {image.src for image in pictures(body)}
    for block in _between(container, headline, dropped, writer.layout):
        figures = _figure_of(block, writer)
        if figures and not any(figure.image.src in known for figure in figures if isinstance(figure, Figure)):
            return Body((*figures, *body.blocks))
    return body


def _between(container: Element, headline: str, dropped: Mapping[Element, Dropped], layout: Layout) -> Iterator[Block]:
    """The blocks with pictures that stand after the headline and before the story's element."""
    stop, _ = layout.spans.get(container, (0, 0))
    title = fold(headline)
    start = next(
        (b.number for b in layout.blocks[:stop][::-1] if b.owner.tag == "h1" or (title and fold(b.text) == title)), stop
    )
    gone = blocks_in(dropped, layout)
    for block in layout.blocks[start:stop]:
        reason = gone.get(block.number)
        if block.pictures and (reason is None or reason.rule in HOLDING) and not _is_beside(block):
            yield block


def _is_beside(block: Block) -> bool:
    """Whether an element around a picture says that it is of an author, a menu, an advertisement."""
    return any(
        around.tag in ("nav", "aside", "footer") or speaks_of(around)[0] in BESIDE or speaks_of(around)[1] == "byline"
        for around in (block.owner, *ancestors(block.owner))
        if around.tag not in ("html", "body", "main", "article", "header")
    )


def _figure_of(block: Block, writer: Writer) -> Blocks:
    """The pictures of a block with the caption of the figure that they stand in, each as a figure."""
    around = block.owner
    figure = next((each for each in (around, *ancestors(around)) if each.tag == "figure"), around)
    if figure is around and any(map(_is_portrait, find(around, *PICTURES))):
        return ()
    blocks = figure_blocks(figure, writer.addresses)
    found = [each for each in blocks if isinstance(each, Figure) and not _is_no_picture(each)]
    is_figure = figure.tag == "figure" and writer.layout.size(figure) <= LONG_CAPTION
    return tuple(found[:1] if is_figure else [Figure(each.image) for each in found[:1]])


def _is_portrait(img: Element) -> bool:
    """Whether a picture without a figure says that it is small."""
    sides = (img.get("width").removesuffix("px"), img.get("height").removesuffix("px"))
    return any(side.isdigit() and int(side[:6]) < PORTRAIT for side in sides)


def _is_no_picture(figure: Figure) -> bool:
    """Whether a figure is the author's, by its caption, or stands in for a picture that never came."""
    is_gif = figure.image.src.partition("?")[0].lower().endswith(".gif")
    return is_gif or opening("byline", inline_text(figure.caption)) > 0
