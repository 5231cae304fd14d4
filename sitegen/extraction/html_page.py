"""An HTML page → an article, with the reason for every choice."""

from __future__ import annotations

from sitegen.article import Article
from sitegen.body import Body
from sitegen.dom import Element, Origins, find, parse
from sitegen.errors import ExtractionError, Location, Problem
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.claims import read_claims
from sitegen.extraction.container import blocks_in, choose_container
from sitegen.extraction.layout import Layout, lay_out
from sitegen.extraction.metadata import choose_metadata, to_metadata
from sitegen.extraction.result import Evidence, Extraction, Removal
from sitegen.extraction.sections import Dropped, judge_sections
from sitegen.extraction.verdicts import Judged, judge
from sitegen.extraction.writing import Writer, write_body
from sitegen.saved_page import SavedPage

SAMPLE = 4_000


def extract_html(page: SavedPage) -> Extraction:
    """The article in an HTML page. Raises ExtractionError, saying why, where there is none."""
    top = parse(page.source)
    claims = read_claims(top)
    shown = next(find(top, "body"), top)
    layout = lay_out(shown)
    dropped = judge_sections(shown, layout)
    container = choose_container(shown, layout, dropped)
    judged, gone = judge_blocks(container, layout, dropped)
    origins = Origins()
    kept = frozenset(each.block.index for each in judged if each.stays)
    choices = choose_metadata(page, shown, claims, _sample(judged))
    url = next((choice.claim.value for choice in choices if choice.claim.field == "url"), "")
    addresses = Addresses.of(page.url or url, claims.base, page.resources)
    body = write_body(container, Writer(layout, kept, addresses, origins))
    metadata = to_metadata(page, choices, addresses)
    refuse(page, body)
    removals = removals_of(judged, gone, layout, origins)
    return Extraction(Article(metadata, body), Evidence(claims.all, choices, removals), 0.8)


def judge_blocks(
    container: Element, layout: Layout, dropped: dict[Element, Dropped]
) -> tuple[tuple[Judged, ...], dict[int, Dropped]]:
    """A verdict on each block of the container outside the dropped parts, and the reasons for those inside them."""
    gone = blocks_in(dropped, layout)
    return judge([block for block in layout.inside(container) if block.index not in gone]), gone


def removals_of(
    judged: tuple[Judged, ...], gone: dict[int, Dropped], layout: Layout, origins: Origins
) -> tuple[Removal, ...]:
    """What was taken out, in the order of reading."""
    by_index = {
        each.block.index: Removal(origins.of(each.block.owner), each.rule, each.why, each.block.text[:80])
        for each in judged
        if not each.stays
    }
    for index, reason in gone.items():
        block = layout.blocks[index]
        by_index[index] = Removal(origins.of(block.owner), reason.rule, reason.why, block.text[:80])
    return tuple(by_index[index] for index in sorted(by_index))


def _sample(judged: tuple[Judged, ...]) -> str:
    return " ".join(each.block.text for each in judged if each.stays)[:SAMPLE]


def refuse(page: SavedPage, body: Body) -> None:
    """Raise where there is no article."""
    if not body.text.strip():
        raise ExtractionError(Problem("no article found: the page shows no text", Location(page.file)))
