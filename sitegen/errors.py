"""The tree of errors, and the one shape in which a user is told of a problem.

    SitegenError
    ├── ConfigError       sitegen.toml cannot be used
    ├── ContentError      an article file, the ledger or the content folder cannot be used
    ├── SourceError       a saved file cannot be read
    ├── ExtractionError   a saved page holds no article
    ├── TemplateError     a template is missing or broken
    ├── LockedError       another command is writing to this site
    ├── PreviewError      the preview server cannot start
    └── PublishError      the site cannot be published

Level 0: imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file the user can open: `file`, relative to the site where it lies inside, and a line from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One line for the user: what is wrong, where, and (`advice`) what to do about it."""

    message: str
    location: Location | None = None
    advice: str = ""

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location and self.location.file else ""
        return f"{where}{self.message}{f'; {self.advice}' if self.advice else ''}"


class SitegenError(Exception):
    """Something that the user can mend. Carries every problem found, not only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[SitegenError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that an error survives the way back from a worker


class ConfigError(SitegenError):
    """sitegen.toml cannot be used."""


class ContentError(SitegenError):
    """An article file, the ledger or the content folder cannot be used."""


class SourceError(SitegenError):
    """A saved file cannot be read."""


class ExtractionError(SitegenError):
    """A saved page holds no article."""


class TemplateError(SitegenError):
    """A template is missing or broken."""


class LockedError(SitegenError):
    """Another command is writing to this site."""


class PreviewError(SitegenError):
    """The preview server cannot start."""


class PublishError(SitegenError):
    """The site cannot be published."""


def closest(written: str, known: Sequence[str], likeness: float = 0.6) -> str:
    """The name among `known` that was probably meant by `written`, or nothing; `likeness` of 1 is equality."""
    import difflib  # noqa: PLC0415 - for typing errors alone

    return next(iter(difflib.get_close_matches(written, known, 1, likeness)), "")
