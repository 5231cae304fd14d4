"""How a problem is shown: the same in the terminal, in the browser's overlay and on a page of our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sitegen.errors import Location, Problem, SitegenError

_AROUND = 2  # lines shown before and after the one at fault
_LONGEST_LINE = 200  # characters; a paragraph of Markdown may be a single line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a user's file; `at_fault` is the one that the problem names."""

    number: int
    text: str
    at_fault: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem with the lines around it, as they were when it was found."""

    message: str
    file: str | None
    line: int | None
    lines: tuple[Line, ...]
    advice: str

    def __str__(self) -> str:
        where = "" if self.file is None else f"{self.file}: " if self.line is None else f"{self.file}:{self.line}: "
        excerpt = [f"  {'>' if line.at_fault else ' '} {line.number:>4} │ {line.text}" for line in self.lines]
        return "\n".join([f"{where}{self.message}", *excerpt, *([f"  {self.advice}"] if self.advice else [])])


def show(error: Exception, root: Path) -> tuple[Shown, ...]:
    """What to show for `error`, whose files are relative to `root`."""
    problems = error.problems if isinstance(error, SitegenError) else (_fault_of_ours(error),)
    return tuple(
        Shown(
            message=problem.message,
            file=problem.location.file if problem.location else None,
            line=problem.location.line if problem.location else None,
            lines=_lines_around(problem.location, root) if problem.location else (),
            advice=problem.advice,
        )
        for problem in problems
    )


def _fault_of_ours(error: Exception) -> Problem:
    return Problem(
        f"sitegen failed: {type(error).__name__}: {error}",
        advice="this is a fault in sitegen, not in your files; saving a file tries again",
    )


def _lines_around(location: Location, root: Path) -> tuple[Line, ...]:
    if location.line is None:
        return ()
    try:
        with (root / location.file).open(encoding="utf-8-sig", errors="replace") as file:
            return excerpt(file, location.line)
    except (OSError, ValueError):  # gone meanwhile, or a name that is no file's: the problem can do without
        return ()


def excerpt(lines: Iterable[str], at: int) -> tuple[Line, ...]:
    """The lines around line `at`, counted from 1; the last lines where there are fewer."""
    first = max(at - _AROUND, 1)
    return tuple(
        Line(number, _shortened(text.rstrip("\r\n")), at_fault=number == at)
        for number, text in enumerate(islice(lines, first - 1, at + _AROUND), first)
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}…"
