"""Why an extraction came out as it did, for people and programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.extraction.result import Claim, Decision, Evidence


@dataclass(frozen=True, slots=True)
class FieldReason:
    """A field of the front matter: what it says, who said so, and why that was believed.

    `values` are none where no claim was used; a field such as tags has several. `agreeing` are the other sources that
    say one of them, `others` what was said besides.
    """

    field: str
    values: tuple[str, ...]
    source: str
    why: str
    agreeing: tuple[str, ...]
    others: tuple[Claim, ...]

    def as_json(self) -> dict[str, Any]:
        """The field as an object for programs."""
        others = [{"value": claim.value, "source": claim.source} for claim in self.others]
        return {**dataclasses.asdict(self), "others": others}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons for the front matter, and for every part of the page in the order of reading."""

    fields: tuple[FieldReason, ...]
    blocks: tuple[Decision, ...]

    def as_json(self) -> dict[str, Any]:
        """What `sitegen extract --explain --format json` adds to the line of a page."""
        return {
            "fields": [field.as_json() for field in self.fields],
            "blocks": [dataclasses.asdict(block) for block in self.blocks],
        }


def explain(evidence: Evidence) -> Explanation:
    """The reasons that an extraction's evidence holds, gathered by field; those that were chosen come first."""
    names = dict.fromkeys(claim.field for claim in (*_chosen(evidence), *evidence.claims))
    return Explanation(tuple(_field(name, evidence) for name in names), evidence.decisions)


def _chosen(evidence: Evidence) -> Iterator[Claim]:
    return (choice.claim for choice in evidence.choices)


def _field(name: str, evidence: Evidence) -> FieldReason:
    chosen = [choice for choice in evidence.choices if choice.claim.field == name]
    values = tuple(choice.claim.value for choice in chosen)
    source, why = (chosen[0].claim.source, chosen[0].why) if chosen else ("", "no claim could be used")
    said = [claim for claim in evidence.claims if claim.field == name]
    agreeing = dict.fromkeys(
        claim.source for claim in said if claim.value in values and not claim.source.startswith(source)
    )
    others = dict.fromkeys(claim for claim in said if claim.value not in values)
    return FieldReason(name, values, source, why, tuple(agreeing), tuple(others))
