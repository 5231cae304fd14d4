"""A story from a plain-text dump: "select all, copy, paste" of a news page, or a text browser's output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.article import Article, Metadata
from sitegen.body import Block, Body, Heading, ListBlock, Paragraph, Text
from sitegen.errors import ExtractionError, Location, Problem
from sitegen.extraction.dump_credits import Surroundings, credits_of, is_credit
from sitegen.extraction.dump_lines import DumpBlock, Style, read_blocks, recognise
from sitegen.extraction.dump_masthead import section_of, site_of
from sitegen.extraction.headline import first_paragraph, headline, headline_text, headline_traits
from sitegen.extraction.prose import measure
from sitegen.extraction.result import Choice, Claim, Decision, Evidence, Extraction
from sitegen.extraction.story_run import Verdict, verdicts
from sitegen.extraction.traits import Piece, own_traits
from sitegen.extraction.weights import Weights, shipped
from sitegen.languages.detect import detect_language
from sitegen.saved_page import SavedPage

LEAST_WORDS = 20
MOST_STANDFIRST = 60  # words
STANDFIRST = ("standfirst", "stands above the byline or the date")
ABOVE = ("before-the-story", "stands above the headline")
BINARY = "\0"
LONGEST_HEADING = 20  # words
NEAR = 8  # blocks around a story that may be credits
SHOWN = 80  # characters of a block that are told
REASONS = {  # for what the front matter says, in the order of its keys
    "title": "the line above the story most like a headline",
    "date": "the date nearest to the headline",
    "updated": "a date near the story that is said to be of a change",
    "authors": "the line near the headline most like a byline",
    "site": "named behind the headline, after a ©, or above and below the story",
    "section": "an entry of the menu, again just above the headline",
    "url": "where the page was saved from",
    "lang": "what the text is written in",
    "description": "stands above the byline or the date",
}


class Judged(NamedTuple):
    """A block of the dump, its piece, the piece's own traits, and the verdict on it."""

    block: DumpBlock
    piece: Piece
    traits: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a story starts and ends among the blocks, on which its headline stands, and the headline itself."""

    start: int
    end: int
    title_at: int | None
    title: str


def extract_dump(page: SavedPage, weights: Weights | None = None) -> Extraction:
    """The article in a page of kind "text", judged by the weights that come with sitegen or by others.

    Raises ExtractionError where the dump holds no story.
    """
    weights = weights or shipped()
    judged = _judge(page.source, weights)
    _refuse_without_story(page, judged)
    title_at, title = _headline(judged, weights)
    judged = _below_headline(judged, title_at)
    kept = _kept(judged)
    if title_at is not None and _begins_with_standfirst(judged, kept):
        judged[kept[0]] = _left_out(judged[kept[0]], STANDFIRST)
    story = [item for item in judged if item.verdict.kept]
    body = Body(tuple(_body_blocks(story)))
    metadata = _metadata(page, judged, body, Marks(kept[0], kept[-1] + 1, title_at, title))
    choices = tuple(_choices(judged, metadata))
    evidence = Evidence(tuple(choice.claim for choice in choices), choices, tuple(_decisions(judged, title_at)))
    confidence = sum(item.verdict.chance for item in story) / len(story)
    return Extraction(Article(metadata, body), evidence, round(confidence, 3), dateline="")


def _kept(judged: Sequence[Judged]) -> list[int]:
    return [index for index, item in enumerate(judged) if item.verdict.kept]


def _headline(judged: Sequence[Judged], weights: Weights) -> tuple[int | None, str]:
    """Which block is the headline's, if any, and the headline."""
    pieces, kept = [item.piece for item in judged], _kept(judged)
    found = headline(headline_traits(pieces, [item.traits for item in judged], kept), weights.headline)
    if found is None:
        return None, ""
    above = max(first_paragraph(pieces, kept), found + 1)
    return found, headline_text([item.block.text for item in judged[:above]], found)


def _below_headline(judged: Sequence[Judged], title_at: int | None) -> list[Judged]:
    """The same blocks, none kept down to the headline."""
    end = 0 if title_at is None else title_at + 1
    above = [_left_out(item, ABOVE) if item.verdict.kept else item for item in judged[:end]]
    return [*above, *judged[end:]]


def _left_out(item: Judged, reason: tuple[str, str]) -> Judged:
    return item._replace(verdict=Verdict(False, item.verdict.chance, *reason))


def _judge(source: str, weights: Weights) -> list[Judged]:
    style = recognise(source)
    blocks = read_blocks(source, style)
    pieces = [as_piece(block, style) for block in blocks]
    own = own_traits(pieces)
    return [Judged(*item) for item in zip(blocks, pieces, own, verdicts(pieces, own, weights), strict=True)]


def as_piece(block: DumpBlock, style: Style) -> Piece:
    """A block of a dump in `style` as the traits see it."""
    return Piece(
        measure(block.text), bool(block.bullet), block.links, block.begins_with_link, block.fields, block.flush,
        block.gap_before, style.column > 0, style.numbered, block.cells,
    )  # fmt: skip


def _refuse_without_story(page: SavedPage, judged: Sequence[Judged]) -> None:
    story = [item for item in judged if item.verdict.kept]
    words = sum(item.piece.measured.words for item in story)
    if BINARY in page.source:
        reason = "this is not text"
    elif not judged:
        reason = "the text is empty"
    elif not story:
        reason = "the text has no paragraphs, only short lines"
    elif words < LEAST_WORDS:
        reason = f"the longest story in the text has only {words} words"
    else:
        return
    raise ExtractionError(Problem(reason, Location(page.file), "save the page again as HTML, or as a longer text"))


def _begins_with_standfirst(judged: Sequence[Judged], kept: Sequence[int]) -> bool:
    """Whether the story's first block is set off from the rest by its byline or its date."""
    first = judged[kept[0]]
    if len(kept) < 3 or first.block.bullet or first.piece.measured.words > MOST_STANDFIRST:
        return False
    return any(is_credit(item.block.text) for item in judged[kept[0] + 1 : kept[1]])


def _metadata(page: SavedPage, judged: Sequence[Judged], body: Body, marks: Marks) -> Metadata:
    language = detect_language(body.text)
    around = _surroundings(judged, marks)
    found = credits_of(around, language)
    lines = [item.block.text for item in judged]
    site = site_of(lines, marks.title, around.head, around.tail)
    section = "" if marks.title_at is None else section_of(lines, marks.title_at, site)
    description = next((item.block.text for item in judged if item.verdict.rule == STANDFIRST[0]), "")
    return Metadata(
        title=marks.title, date=found.date, updated=found.updated, authors=found.authors, site=site, section=section,
        url=page.url, lang=language, description=description,
    )  # fmt: skip


def _surroundings(judged: Sequence[Judged], marks: Marks) -> Surroundings:
    texts, start, end = [item.block.text for item in judged], marks.start, marks.end
    head = start if marks.title_at is None else marks.title_at + 1
    left_out = [item.block.text for item in judged[start:end][:NEAR] if not item.verdict.kept]
    above = texts[max(0, head - 1 - NEAR) : max(0, head - 1)][::-1]
    return Surroundings(above, texts[head:start], left_out, texts[end : end + NEAR])


# --- body -------------------------------------------------------------------------------------------------------------


def _body_blocks(story: Sequence[Judged]) -> Iterator[Block]:
    """Paragraphs and headings; bullets that follow one another are one list."""
    items: list[Judged] = []
    for position, item in enumerate(story):
        if item.block.bullet:
            items.append(item)
            continue
        if items:
            yield _list(items)
            items = []
        last = position == len(story) - 1
        yield _paragraph(item) if last or not _is_heading(item) else _heading(item)
    if items:
        yield _list(items)


def _is_heading(item: Judged) -> bool:
    measured = item.piece.measured
    return measured.words <= LONGEST_HEADING and not measured.sentences and not measured.text.endswith((",", ":", ";"))


def _paragraph(item: Judged) -> Paragraph:
    return Paragraph((Text(item.block.text),))


def _heading(item: Judged) -> Heading:
    return Heading(2, (Text(item.block.text),))


def _list(items: Sequence[Judged]) -> ListBlock:
    return ListBlock(tuple((_paragraph(item),) for item in items))


def _origin(item: Judged) -> str:
    return f"line {item.block.line}"


# --- evidence ---------------------------------------------------------------------------------------------------------


def _choices(judged: Sequence[Judged], metadata: Metadata) -> Iterator[Choice]:
    lines = {item.block.text: _origin(item) for item in reversed(judged)}
    for field, why in REASONS.items():
        fallback = "the saved file" if field == "url" else "the text"
        found = getattr(metadata, field)
        for value in map(str, found if isinstance(found, tuple) else filter(None, (found,))):
            source = lines.get(value) or next((lines[text] for text in reversed(lines) if value in text), fallback)
            yield Choice(Claim("author" if field == "authors" else field, value, source), why)


def _decisions(judged: Sequence[Judged], title_at: int | None) -> Iterator[Decision]:
    for index, item in enumerate(judged):
        verdict = item.verdict
        rule = "headline" if index == title_at else verdict.rule
        yield Decision(_origin(item), verdict.kept, rule, verdict.why, item.block.text[:SHOWN])
