"""What the user sees: messages on stderr, colour and progress only on a terminal that wants them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from sitegen.cli.progress import ProgressLine
from sitegen.progress import Progress, no_progress


class Console:
    """Prints messages for people. `level` is -1 quiet, 0 normal, 1 verbose."""

    def __init__(self, level: int = 0) -> None:
        self.level = level

    def say(self, message: str) -> None:
        """A message, whatever the level."""
        click.echo(message, err=True, color=False if os.environ.get("NO_COLOR") else None)

    def note(self, message: str) -> None:
        """A message that --quiet leaves out."""
        if self.level >= 0:
            self.say(message)

    def detail(self, message: str) -> None:
        """A message for --verbose."""
        if self.level > 0:
            self.say(message)

    def problems(self, problems: Iterable[object], label: str = "error") -> None:
        """One line a problem."""
        colour = "red" if label == "error" else "yellow"
        for problem in problems:
            self.say(click.style(f"{label}: ", fg=colour) + one_line(str(problem)))

    def warnings(self, problems: Iterable[object]) -> None:
        """One line a warning."""
        self.problems(problems, "warning")

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A function to call as work proceeds; it draws a line, on a terminal only, which is gone at the end."""
        if self.level < 0 or not sys.stderr.isatty():
            yield no_progress
            return
        line = ProgressLine()
        try:
            yield line
        finally:
            line.clear()


def print_json(value: object) -> None:
    """A line of JSON on standard output; what no encoding can say (names of files may be any bytes) is escaped."""
    line = json.dumps(value, ensure_ascii=False)
    click.echo(line.encode(errors="backslashreplace").decode())


def counted(number: int, noun: str) -> str:
    """A number of things: "1 error", "2 errors"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """`text` with line ends and signs that command a terminal shown, not obeyed."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
