"""An HTML page → an article, with the reason for every choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.article import Article
from sitegen.body import Body
from sitegen.dom import Document, Element, MonsterError, parse
from sitegen.errors import ExtractionError, Location, Problem
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.as_shown import move_streamed_parts, with_open_panels, with_story
from sitegen.extraction.claimed_picture import shown_picture
from sitegen.extraction.claims import Claims, read_claims
from sitegen.extraction.confidence import confidence_of, signs_of, warnings_of
from sitegen.extraction.container import blocks_in, choose_container
from sitegen.extraction.datelines import dateline_of
from sitegen.extraction.decisions import decisions_on
from sitegen.extraction.edges import Known, judge_edges
from sitegen.extraction.footnotes import notes_of
from sitegen.extraction.furniture import POST, judge_furniture
from sitegen.extraction.head_lines import surroundings
from sitegen.extraction.hidden_story import cut_off, hidden_story
from sitegen.extraction.layout import Block, Layout, lay_out
from sitegen.extraction.lead_picture import with_lead_picture
from sitegen.extraction.live_entries import live_report
from sitegen.extraction.metadata import choose_metadata, to_metadata
from sitegen.extraction.orphans import drop_orphans
from sitegen.extraction.refusals import Seen, refuse_unless_article, refuse_without_words
from sitegen.extraction.result import Choice, Evidence, Extraction
from sitegen.extraction.sections import CAPTION, Dropped, judge_sections
from sitegen.extraction.titles import choose_title
from sitegen.extraction.verdicts import Judged, judge
from sitegen.extraction.writing import Writer, with_footnotes, without_outer_rules, write_body
from sitegen.saved_page import SavedPage

SAMPLE = 4_000


def extract_html(page: SavedPage, *, explained: bool = False) -> Extraction:
    """The article in an HTML page, with what became of each part of it if that is to be `explained`.

    Raises ExtractionError, saying why, where there is no article.
    """
    document = parse_page(page)
    move_streamed_parts(document)
    document = with_open_panels(document)
    try:
        return _extracted(page, document, explained)
    finally:
        document.dismantle()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as laid out, where its story stands, and a verdict on each block there."""

    layout: Layout
    dropped: dict[Element, Dropped]
    container: Element
    title: Choice | None
    judged: tuple[Judged, ...]

    @property
    def headline(self) -> str:
        """The title, or nothing."""
        return self.title.claim.value if self.title else ""


def read(document: Document, claims: Claims, url: str) -> Reading:
    """Find the story's element in what a page shows, and judge its blocks."""
    layout = lay_out(document)
    dropped = judge_sections(document.shown, layout)
    container = choose_container(document.shown, layout, dropped)
    dropped |= judge_furniture(container, layout)
    title = choose_title(document, layout, claims, story_start(container, layout), url)
    headline = title.claim.value if title else ""
    judged = judge_edges(judge_blocks(container, layout, dropped), known_from(claims, headline))
    return Reading(layout, dropped, container, title, judged)


def _extracted(page: SavedPage, document: Document, explained: bool) -> Extraction:
    claims = read_claims(document)
    reading = read(document, claims, page.url)
    prose = [each.block for each in reading.judged if each.stays and each.block.is_prose]
    if markup := hidden_story(document, reading.layout, page.source, prose):
        document = with_story(document, markup, [block.owner for block in prose], reading.container)
        reading = read(document, claims, page.url)
    layout, dropped, container, judged = reading.layout, reading.dropped, reading.container, reading.judged
    refuse_unless_article(page.file, Seen(document, layout, judged, reading.headline), claims)
    lines = surroundings(layout, reading.headline, *_stretch(judged))
    choices = choose_metadata(page, document, claims, reading.title, _sample(judged), lines)
    addresses = addresses_of(page, claims, choices)
    body = _body(document, reading, addresses)
    refuse_without_words(page.file, body)
    choices = (*choices, *shown_picture(body, addresses, choices))
    metadata = to_metadata(page, choices, addresses)
    signs = signs_of(judged, layout, metadata, claims.story)
    return Extraction(
        Article(metadata, body),
        Evidence(claims.all, choices, decisions_on(judged, container, dropped, layout) if explained else (), signs),
        confidence_of(signs),
        dateline_of(next((each.block.text for each in judged if each.stays and each.block.is_prose), "")),
        (*warnings_of(metadata, judged), *cut_off(document, claims, judged, layout)),
    )


def _body(document: Document, reading: Reading, addresses: Addresses) -> Body:
    """What stays of the page, as a body: entries with their times, notes at the end."""
    layout, dropped, container, judged = reading.layout, reading.dropped, reading.container, reading.judged
    live = live_report(container, layout, judged)
    notes = notes_of(document, layout, judged)
    kept = live.kept(kept_in(judged))
    if notes.elements:
        addresses = replace(addresses, notes=notes.fragments)
        kept = _without_last_headings(kept - notes.blocks(layout), layout)
    figures, posts = told_by(dropped, CAPTION), told_by(dropped, POST)
    writer = Writer(layout, kept, addresses, figures, posts, live.times)
    body = without_outer_rules(write_body(container, writer))
    body = with_lead_picture(body, container, reading.headline, dropped, writer)
    return with_footnotes(body, notes.elements, writer)


def _without_last_headings(kept: frozenset[int], layout: Layout) -> frozenset[int]:
    """`kept` without the headings at its end, which were those of the notes."""
    last = max((number for number in kept if layout.blocks[number].kind != "heading"), default=-1)
    return frozenset(number for number in kept if number <= last)


def story_start(container: Element, layout: Layout) -> int:
    """The number of the first block of prose in the container."""
    start, _ = layout.spans.get(container, (0, 0))
    return next((block.number for block in layout.inside(container) if block.is_prose), start)


def known_from(claims: Claims, headline: str) -> Known:
    """What is known of a story beside its page."""
    authors = tuple(claim.value for claim in claims.of("author"))
    description = next((claim.value for claim in claims.of("description")), "")
    return Known(headline, claims.story, authors, description, claims.is_news)


def parse_page(page: SavedPage) -> Document:
    """The parsed page; one beyond all reason is refused."""
    try:
        return parse(page.source)
    except MonsterError as error:
        raise ExtractionError(Problem(f"no article found: {error}", Location(page.file))) from error


def addresses_of(page: SavedPage, claims: Claims, choices: Sequence[Choice]) -> Addresses:
    """How to make the page's references whole."""
    canonical = next((choice.claim.value for choice in choices if choice.claim.field == "url"), "")
    return Addresses.of(page.url or canonical, claims.base, page.resources)


def kept_in(judged: Sequence[Judged]) -> frozenset[int]:
    """The numbers of the blocks that stay."""
    return frozenset(each.block.number for each in judged if each.stays)


def told_by(dropped: dict[Element, Dropped], rule: str) -> frozenset[Element]:
    """The elements that a rule dropped: captions, which are figures where they hold a picture, or posts."""
    return frozenset(element for element, reason in dropped.items() if reason.rule == rule)


def judge_blocks(container: Element, layout: Layout, dropped: dict[Element, Dropped]) -> tuple[Judged, ...]:
    """A verdict on each block of the container outside the dropped parts, and on the pictures that captions are of."""
    gone = blocks_in(dropped, layout)
    staying: list[Block] = []
    post: Dropped | None = None
    for block in layout.inside(container):
        reason = gone.get(block.number)
        if reason is None:
            staying.append(block)
        elif reason.rule == CAPTION and block.pictures:
            staying.append(block._replace(kind="picture", text="", size=0, linked=0, is_prose=False))
        elif reason.rule == POST and reason is not post:
            post = reason  # its first block stands for it
            staying.append(block._replace(kind="picture", text="", size=0, linked=0, is_prose=False))
    return drop_orphans(judge(staying), container, layout)


def _sample(judged: tuple[Judged, ...]) -> str:
    return " ".join(each.block.text for each in judged if each.stays)[:SAMPLE]


def _stretch(judged: Sequence[Judged]) -> tuple[int, int]:
    """The number of the first block of prose that stays, and one more than that of the last."""
    numbers = [each.block.number for each in judged if each.stays and each.block.is_prose]
    return (numbers[0], numbers[-1] + 1) if numbers else (0, 0)
