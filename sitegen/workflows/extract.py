"""Extraction alone, for people and programs that want no site."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.article import Metadata
from sitegen.body import Body
from sitegen.content.document import Document, dump
from sitegen.content.front_matter import iso_date
from sitegen.errors import Problem, SitegenError, SourceError
from sitegen.extraction import extract
from sitegen.extraction.result import Extraction
from sitegen.files import sha256
from sitegen.garbage import uncollected
from sitegen.ingest.judge import tagged
from sitegen.markdown.write import to_markdown
from sitegen.regions.customise import Customisation
from sitegen.saved_page import SavedPage
from sitegen.sources.charset import decode
from sitegen.sources.read import read_file
from sitegen.workflows.explain import Explanation, explain


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article found in a saved page, as other programs want it. `date` and `updated` are `None` where unknown.

    `agency` are the news agencies that it is credited to.
    """

    title: str
    authors: tuple[str, ...]
    agency: tuple[str, ...]
    date: dt.date | None
    updated: dt.date | None
    lang: str
    site: str
    section: str
    url: str
    description: str
    image: str
    tags: tuple[str, ...]
    regions: tuple[str, ...]
    body: Body
    confidence: float
    warnings: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The body as Markdown."""
        return to_markdown(self.body)

    @property
    def text(self) -> str:
        """The body as plain text."""
        return self.body.text

    @property
    def document(self) -> str:
        """Front matter and Markdown, as an article file holds them."""
        return dump(Document(Metadata(**{name: getattr(self, name) for name in _SHARED}), self.markdown))

    def as_json(self) -> dict[str, Any]:
        """The fields of `sitegen extract --format json`, without those that name the page; unknown ones are null."""
        return {
            "url": self.url or None,
            "title": self.title or None,
            "authors": list(self.authors),
            "agency": list(self.agency),
            "date": iso_date(self.date) if self.date else None,
            "updated": iso_date(self.updated) if self.updated else None,
            "lang": self.lang or None,
            "site": self.site or None,
            "section": self.section or None,
            "description": self.description or None,
            "image": self.image if not self.image.startswith("data:") else None,
            "tags": list(self.tags),
            "regions": list(self.regions),
            "markdown": self.markdown,
            "text": self.text,
            "confidence": round(self.confidence, 4),
            "warnings": list(self.warnings),
        }


_SHARED = [part.name for part in dataclasses.fields(Metadata) if part.name in ExtractedArticle.__slots__]


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """A page of a file: its article, or the reason why there is none; and an explanation where one was asked for."""

    id: str
    path: str
    article: ExtractedArticle | None
    error: str = ""
    explanation: Explanation | None = None

    def as_json(self) -> dict[str, Any]:
        """One line of `sitegen extract --format json`."""
        head = {"id": self.id, "path": self.path}
        reasons = {"explanation": self.explanation.as_json()} if self.explanation else {}
        return head | (self.article.as_json() if self.article else {"error": self.error}) | reasons


def extract_page(source: str | bytes, url: str = "") -> ExtractedArticle:
    """The article in the HTML of a page; bytes are decoded as their declaration or, failing that, their look says.

    Raises ExtractionError, which says why, where the page holds no article.
    """
    text = decode(source).text if isinstance(source, bytes) else source
    digest = sha256(source if isinstance(source, bytes) else source.encode(errors="surrogatepass"))
    return _told(_found(SavedPage(text, "html", "html", "", digest, url), Customisation()))


def extract_files(
    paths: Iterable[Path],
    urls: Mapping[str, str],
    custom: Customisation,
    *,
    regions: bool = True,
    explained: bool = False,
) -> Iterator[ExtractedFile]:
    """What `extract_page` finds in each page of the files, in their order; a page that fails ends nothing.

    `urls` gives the address of a page by its file's stem, where the file does not tell it.
    """
    for path in paths:
        name = page_id(path)
        for page in read_file(path, str(path)):
            try:
                if isinstance(page, Problem):
                    raise SourceError(page)
                known = dataclasses.replace(page, url=page.url or urls.get(name, ""))
                found = _found(known, custom, regions=regions, explained=explained)
                reasons = explain(found.evidence) if explained else None
                yield ExtractedFile(name, str(path), _told(found), explanation=reasons)
            except SitegenError as error:
                yield ExtractedFile(name, str(path), None, error.problems[0].message)
            except Exception as error:  # a fault of ours must not keep the others back
                yield ExtractedFile(name, str(path), None, f"sitegen failed on it ({error!r}); please report this")


def page_id(path: Path) -> str:
    """A file's name without its last extension, and without `.gz`."""
    return Path(path.name.removesuffix(".gz")).stem


def _found(page: SavedPage, custom: Customisation, *, regions: bool = True, explained: bool = False) -> Extraction:
    with uncollected():
        found = extract(page, explained=explained)
    return tagged(found, custom) if regions else found


def _told(found: Extraction) -> ExtractedArticle:
    metadata = found.article.metadata
    shared = {name: getattr(metadata, name) for name in _SHARED}
    agency = tuple(choice.claim.value for choice in found.evidence.choices if choice.claim.field == "agency")
    return ExtractedArticle(
        **shared, agency=agency, body=found.article.body, confidence=found.confidence, warnings=found.warnings
    )
