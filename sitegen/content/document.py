"""An article file: front matter and Markdown, as one text and as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen.article import Metadata
from sitegen.content import front_matter
from sitegen.errors import ContentError, Location, Problem


@dataclass(frozen=True, slots=True)
class Document:
    """What an article file says. `markdown` ends with a newline unless it is empty."""

    metadata: Metadata
    markdown: str


def dump(document: Document) -> str:
    """The text of an article file; `load` reads it back as `document`."""
    return f"---\n{front_matter.dump(document.metadata)}---\n\n{document.markdown}"


def load(text: str, file: str) -> Document:
    """The document that the text of an article file says.

    Raises ContentError with every fault, each with `file` (relative to the site) and line.
    """
    yaml, markdown = _split(text, file)
    return Document(front_matter.parse(yaml, file), markdown)


def read(site: Path, file: str) -> Document:
    """The document in the file `file`, relative to `site`. Raises ContentError."""
    return load(read_text(site, file), file)


def read_text(site: Path, file: str) -> str:
    """The text of `file`. Raises ContentError where it cannot be read or is not UTF-8."""
    try:
        return (site / file).read_bytes().decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError(Problem("not UTF-8", Location(file, line), "save the file as UTF-8")) from None
    except OSError as error:
        raise ContentError(Problem(f"cannot be read ({error.strerror})", Location(file))) from None


def _split(text: str, file: str) -> tuple[str, str]:
    if text.startswith("+++\n"):
        advice = "write it as YAML between two lines of three hyphens"
        raise ContentError(Problem("front matter in TOML is not understood", Location(file, 1), advice))
    try:
        yaml, markdown, _ = front_matter.split(text)
    except ValueError:
        problem = Problem("front matter has no end", Location(file, 1), "close it with a line of three hyphens")
        raise ContentError(problem) from None
    return yaml, markdown
