"""One line on a terminal that says how far long work has come: stage, count, rate, and the time that is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

PATIENCE = 0.5  # seconds; work that is over by then is not worth a line
EVERY = 0.1  # seconds between two lines
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Draws over itself on standard error; `clear` takes it away, so that messages stand alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage, self._began, self._drawn, self._first = "", clock(), clock() + PATIENCE - EVERY, 0
        self._shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tells of another piece done."""
        now = self._clock()
        if stage != self._stage:
            # What was there when the stage began says nothing of its speed.
            self._stage, self._began, self._first = stage, now, done
        if now - self._drawn < EVERY:
            return
        import shutil  # noqa: PLC0415 - most commands are over before there is anything to draw

        self._drawn, self._shown = now, True
        text = progress_line(stage, done, total, rate(done - self._first, now - self._began))
        click.echo(_CLEAR + text[: shutil.get_terminal_size().columns - 1], nl=False, file=sys.stderr)

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            click.echo(_CLEAR, nl=False, file=sys.stderr)
            self._shown = False


def rate(done: int, seconds: float) -> float:
    """Pieces a second; 0 where it is too early to say."""
    return done / seconds if done and seconds > EVERY else 0.0


def progress_line(stage: str, done: int, total: int, per_second: float) -> str:
    """`Rendering 4,210 of 10,000 · 1,250 a second · 5 s left`."""
    parts = [f"{stage} {done:,} of {total:,}"]
    if per_second:
        parts += [f"{per_second:,.0f} a second" if per_second >= 1 else f"{1 / per_second:.0f} s each"]
        parts += [f"{duration((total - done) / per_second)} left"] if done < total else []
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """`5 s`, `3 min`, `1 h 20 min`."""
    if seconds < 60:
        return f"{max(seconds, 1):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
