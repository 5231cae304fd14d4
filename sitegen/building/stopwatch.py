"""Where a build's time goes: processor time by stage, in this process and in those that work for it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds of processor time, and how many pieces of work they were for."""

    seconds: float
    pieces: int


class Stopwatch:
    """Adds up what stages take. It always runs: a look at it costs less than a millionth of a second."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}
        self._since = time.process_time()

    def start(self) -> None:
        """What was done since the last look belongs to no stage."""
        self._since = time.process_time()

    def lap(self, stage: str, pieces: int = 1) -> None:
        """What was done since the last look was `stage`."""
        now = time.process_time()
        self._add(stage, Spent(now - self._since, pieces))
        self._since = now

    def take(self) -> Mapping[str, Spent]:
        """What was added up so far, which is forgotten here."""
        spent, self.spent = self.spent, {}
        return spent

    def add(self, spent: Mapping[str, Spent]) -> None:
        """Adds what another stopwatch took."""
        for stage, each in spent.items():
            self._add(stage, each)

    def _add(self, stage: str, each: Spent) -> None:
        before = self.spent.get(stage, Spent(0.0, 0))
        self.spent[stage] = Spent(before.seconds + each.seconds, before.pieces + each.pieces)
