"""The entries of a live report, each with its time: what stands in small letters above them is part of the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from sitegen.dom import Element, find, text_of
from sitegen.extraction.layout import HEADINGS, Block, Layout
from sitegen.extraction.verdicts import Judged

FEW = 3
HALF = 0.5
"""The share of the story's prose that its entries hold, and of the entries that have a time."""
LONG_TIME = 60
FIRST = 5
"""Blocks of an entry among which its time and its heading stand."""
CLOCK = re.compile(r"\b\d{1,2}\s?[:.h時시]\s?\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LiveReport:
    """The time of each entry; by number, what goes since it tells a time or heads nothing, and headings that stay."""

    times: Mapping[Element, str] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    headings: frozenset[int] = frozenset()

    def kept(self, numbers: frozenset[int]) -> frozenset[int]:
        """The blocks to be written: times are told by their entries, and headings stay."""
        return (numbers | self.headings) - self.gone


def live_report(container: Element, layout: Layout, judged: Sequence[Judged]) -> LiveReport:
    """The entries of a live report in the story's element; none where the story is no such report."""
    prose = {each.block.number: each.block.size for each in judged if each.stays and each.block.is_prose}
    place = container
    while True:
        inside = [item for item in layout.flow.get(place, ()) if isinstance(item, Element)]
        if report := _told_by(inside, layout, prose):
            return replace(report, gone=report.gone | _empty_headings(judged, min(report.headings | report.gone)))
        deeper = [child for child in inside if _held(child, layout, prose) > HALF * sum(prose.values())]
        if not deeper:
            return LiveReport()
        place = deeper[0]


def _told_by(inside: Sequence[Element], layout: Layout, prose: Mapping[int, int]) -> LiveReport | None:
    alike: defaultdict[str, list[Element]] = defaultdict(list)
    for child in inside:
        if _held(child, layout, prose):
            alike[child.tag].append(child)
    for entries in alike.values():
        held = sum(_held(entry, layout, prose) for entry in entries)
        if len(entries) < FEW or held < HALF * sum(prose.values()):
            continue
        clocks = {entry: clock for entry in entries if (clock := _clock_of(entry, layout))}
        if len(clocks) > HALF * len(entries):
            headings = (heading for entry in entries for heading in _headings_of(entry, layout))
            times = {entry: _time_in(clock) for entry, clock in clocks.items()}
            return LiveReport(times, frozenset(clock.number for clock in clocks.values()), frozenset(headings))
    return None


def _empty_headings(judged: Sequence[Judged], first: int) -> frozenset[int]:
    """The headings just above the first entry: of a list of what is below, whose links are gone."""
    above = [each.block for each in judged if each.stays and each.block.number < first][::-1]
    return frozenset(block.number for block in takewhile(lambda block: block.owner.tag in HEADINGS, above))


def _held(element: Element, layout: Layout, prose: Mapping[int, int]) -> int:
    start, stop = layout.spans.get(element, (0, 0))
    return sum(prose.get(number, 0) for number in range(start, stop))


def _clock_of(entry: Element, layout: Layout) -> Block | None:
    """The short block above an entry's text that tells a time of day, and nothing but a day and a name beside it."""
    for block in layout.inside(entry)[:FIRST]:
        if block.is_prose:
            return None
        if block.owner.tag not in HEADINGS and block.size <= LONG_TIME and CLOCK.search(block.text):
            return block
    return None


def _time_in(clock: Block) -> str:
    """The words of the `time` element, where there is one: others around it are an author's, or for readers' ears."""
    elements = (element for part in clock.parts if isinstance(part, Element) for element in find(part, "time"))
    told = next((element for element in elements if CLOCK.search(text_of(element))), None)
    return text_of(told) if told is not None and len(text_of(told)) <= LONG_TIME else clock.text


def _headings_of(entry: Element, layout: Layout) -> list[int]:
    return [
        block.number
        for block in layout.inside(entry)[:FIRST]
        if block.kind == "heading" and block.text and block.link_share < HALF
    ][:1]
