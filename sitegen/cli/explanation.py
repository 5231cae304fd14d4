"""An explanation of an extraction, as people read it on a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator

import click

from sitegen.cli.console import one_line
from sitegen.extraction.result import Decision
from sitegen.workflows.explain import Explanation, FieldReason

MARGIN = 13
"""Columns for the name of a field, and for what became of a block."""
NARROWEST, WIDEST = 60, 120
MOST_OTHERS = 4
"""Claims that were not used, shown for each field."""


def explained(explanation: Explanation) -> str:
    """The reasons: for the front matter, then for every part of the page in the order of reading."""
    kept = sum(block.kept for block in explanation.blocks)
    parts = f"{len(explanation.blocks)} parts of the page, {kept} of them the story's, in the order of reading"
    lines = [
        *(line for field in explanation.fields for line in _entry(field.field, "cyan", field_lines(field))),
        f"\n{click.style(parts, bold=True)}",
        *(line for block in explanation.blocks for line in _entry(*_fate(block), block_lines(block))),
    ]
    return "\n".join(lines)


def field_lines(field: FieldReason) -> Iterator[str]:
    """What a field says, then who said so and what was not believed."""
    yield " · ".join(field.values) or "(nothing)"
    yield f"{field.source}: {field.why}" if field.source else field.why
    if field.agreeing:
        yield f"also said by {', '.join(field.agreeing)}"
    for claim in field.others[:MOST_OTHERS]:
        yield f"not used: {claim.value} ({claim.source})"
    if (more := len(field.others) - MOST_OTHERS) > 0:
        yield f"not used: {more} more"


def block_lines(block: Decision) -> Iterator[str]:
    """How a block begins, then the rule that kept or dropped it."""
    yield block.text.strip() or "(a picture)"
    yield f"{block.rule}: {block.why} ({block.origin})"


def _fate(block: Decision) -> tuple[str, str]:
    return ("kept", "green") if block.kept else ("dropped", "red")


def _entry(name: str, colour: str, said: Iterable[str]) -> Iterator[str]:
    """A name, and beside it what is said: the thing itself, then its reasons, which stand back."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST) - MARGIN
    label = click.style(f"{name:<{MARGIN}}", fg=colour)
    for number, text in enumerate(said):
        for line in textwrap.wrap(one_line(text), width, max_lines=3, placeholder=" …", break_on_hyphens=False):
            yield f"{label}{click.style(line, dim=number > 0)}"
            label = " " * MARGIN
