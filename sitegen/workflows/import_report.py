"""What an import did, apart from the import itself: a build with nothing to import loads none of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.errors import Location, Problem

if TYPE_CHECKING:
    from sitegen.ingest.plan import Outcome, Step


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What happened to each saved page, and what could not even be looked at."""

    steps: tuple[Step, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def count(self, *outcomes: Outcome) -> int:
        """How many pages came out so."""
        return sum(step.outcome in outcomes for step in self.steps)

    @property
    def new_refusals(self) -> int:
        """How many pages were refused that were not refused before."""
        return sum(step.outcome == "refused" and not step.known for step in self.steps)

    @property
    def duplicates(self) -> tuple[Problem, ...]:
        """Pages that tell a story which the site has already, found now."""
        found = (step for step in self.steps if step.outcome == "duplicate" and not step.known)
        return tuple(Problem(f"not imported again: {step.reason}", Location(step.file)) for step in found)

    @property
    def complaints(self) -> tuple[Problem, ...]:
        """Everything the user should hear of: files that could not be read, and pages refused for the first time."""
        refused = (step for step in self.steps if step.outcome == "refused" and not step.known)
        return (*self.problems, *(Problem(f"not imported: {step.reason}", Location(step.file)) for step in refused))
