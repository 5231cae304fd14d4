"""A saved file → the pages in it: one reader a format, behind one signature and in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from sitegen.errors import Problem, SourceError
from sitegen.saved_page import SavedPage
from sitegen.sources.charset import decode
from sitegen.sources.folders import resources_of
from sitegen.sources.formats import recognise
from sitegen.sources.saved_file import SavedFile, load
from sitegen.sources.traces import trace_of

# The pages of one file, one after the other; a record that cannot be read is a problem and ends nothing.
Reader: TypeAlias = Callable[[SavedFile], Iterator[SavedPage | Problem]]

BLANK = b" \t\r\n\0\xef\xbb\xbf"
SHORT = 1024  # bytes

# Formats that hold pages, which no reader here knows.
PACKAGES = frozenset(("an MHTML file", "a Safari web archive", "a WARC file", "an ARC file", "a PDF", "a ZIP archive"))


def read_file(path: Path, name: str) -> Iterator[SavedPage | Problem]:
    """The pages of the file at `path`, which the user knows as `name`; what cannot be read is one clear problem."""
    try:
        file = load(path, name)
    except SourceError as error:
        yield from error.problems
        return
    if not file.content[:SHORT].strip(BLANK) and not file.content.strip(BLANK):  # which copies it
        yield file.problem("the file is empty")
        return
    format_ = recognise(file.head)
    reader = READERS.get(format_)
    yield from reader(file) if reader else (_refusal(file, format_),)


def _refusal(file: SavedFile, format_: str) -> Problem:
    if format_ in PACKAGES:
        return file.problem(f"this is {format_}; this format is not supported yet")
    return file.problem(f"this is {format_}, not a saved page")


def read_html(file: SavedFile) -> Iterator[SavedPage]:
    """A page of HTML, with the folder beside it."""
    decoded = decode(file.content)
    trace = trace_of(decoded.text)
    yield SavedPage(
        source=decoded.text,
        kind="html",
        format=trace.format,
        file=file.name,
        sha256=file.sha256,
        url=trace.url,
        saved_at=trace.saved_at,
        encoding=decoded.encoding,
        resources=resources_of(file.path),
    )


def read_text(file: SavedFile) -> Iterator[SavedPage]:
    """A plain-text dump of a page."""
    decoded = decode(file.content, html=False)
    yield SavedPage(decoded.text, "text", "text", file.name, file.sha256, encoding=decoded.encoding)


READERS: Mapping[str, Reader] = MappingProxyType({"html": read_html, "text": read_text})
