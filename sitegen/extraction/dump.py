"""A story from a plain-text dump: "select all, copy, paste" of a news page, or a text browser's output."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.article import Article, Metadata
from sitegen.body import Block, Body, Heading, Paragraph, Text
from sitegen.errors import ExtractionError, Location, Problem
from sitegen.extraction.dump_lines import read_blocks
from sitegen.extraction.dump_story import Judged, judge, longest_run
from sitegen.extraction.result import Evidence, Extraction, Removal
from sitegen.languages.detect import detect_language
from sitegen.saved_page import SavedPage

LEAST_WORDS = 25


def extract_dump(page: SavedPage) -> Extraction:
    """The article in a page of kind "text".

    Raises ExtractionError where the dump holds no story.
    """
    judged = judge(read_blocks(page.source))
    start, end = longest_run(judged)
    story = [item for item in judged[start:end] if not item.listed]
    if sum(item.measured.words for item in story) < LEAST_WORDS:
        raise ExtractionError(Problem("no story was found in this text", Location(page.file)))
    body = Body(tuple(_block(item) for item in story))
    title = _title(judged[:start])
    language = detect_language(body.text)
    removals = tuple(
        Removal(f"line {item.block.line}", item.listed or "outside", "not in the story's run", item.block.text[:80])
        for index, item in enumerate(judged)
        if item.listed or not start <= index < end
    )
    metadata = Metadata(title=title, lang=language, url=page.url)
    return Extraction(Article(metadata, body), Evidence(removals=removals), confidence=0.5)


def _title(head: Sequence[Judged]) -> str:
    candidates = [item for item in head if 3 <= item.measured.words <= 30 and not item.block.bullet]
    return candidates[-1].block.text if candidates else ""


def _block(item: Judged) -> Block:
    text = (Text(item.block.text),)
    origin = f"line {item.block.line}"
    if item.measured.words < 15 and not item.measured.complete:
        return Heading(2, text, origin=origin)
    return Paragraph(text, origin=origin)
