"""A site's session as the preview server asks for it."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitegen.cli.explanation import block_lines, field_lines
from sitegen.content import document
from sitegen.content.folder import ARTICLES, PAGES
from sitegen.preview import About, Reason, Reasons, Refreshed, Served
from sitegen.workflows.inspection import Inspection, inspect_saved
from sitegen.workflows.session import SiteSession

MEDIA_TYPES = {".xml": "application/xml", ".json": "application/json", ".webp": "image/webp", ".avif": "image/avif"}


@dataclass(frozen=True, slots=True)
class PreviewedSite:
    """What the preview shows of a site, and what it can tell of each page."""

    session: SiteSession

    def watched(self) -> tuple[Path, ...]:
        """What to watch."""
        return self.session.watched()

    def refresh(self, changed: frozenset[Path]) -> Refreshed:
        """Builds what is stale."""
        report = self.session.refresh()
        files = frozenset(path for path in report.changed if not path.endswith(".html"))
        messages = tuple(map(str, report.warnings))
        return Refreshed(bool(report.changed), report.changed.__contains__, files, messages)

    def read(self, path: str) -> Served | None:
        """A built file."""
        body = self.session.read(path)
        return None if body is None else Served(body, media_type(path))

    def about(self, path: str) -> About | None:
        """The article file or page file that an output path shows."""
        file = self._file(path)
        return About(file, explained=file.startswith(ARTICLES)) if file else None

    def reasons(self, path: str) -> Reasons | None:
        """Why the article came out like this, and its saved page."""
        file = self._file(path)
        metadata = document.read(self.session.site.root, file).metadata if file else None
        if metadata is None or metadata.saved is None:
            return None
        return told(metadata.title, inspect_saved(self.session.site, metadata.saved))

    def _file(self, path: str) -> str:
        address = path.removesuffix("/index.html")
        candidates = (f"{folder}/{address}.md" for folder in (ARTICLES, PAGES))
        return next((file for file in candidates if (self.session.site.root / file).is_file()), "")

    def close(self) -> None:
        """Nothing is held."""


def told(title: str, found: Inspection) -> Reasons:
    """An inspection as the preview's page shows it."""
    explanation = found.explanation
    fields = tuple(_reason(field.field, field_lines(field)) for field in explanation.fields)
    blocks = tuple(
        _reason("kept" if block.kept else "dropped", block_lines(block), dropped=not block.kept)
        for block in explanation.blocks
    )
    media = "text/html" if found.page.kind == "html" else "text/plain"
    original = Served(found.page.source.encode(errors="replace"), media)
    return Reasons(title, (("Front matter", fields), ("The page, in the order of reading", blocks)), original)


def _reason(name: str, lines: Iterable[str], *, dropped: bool = False) -> Reason:
    text, *why = lines
    return Reason(name, text, tuple(why), dropped)


def media_type(path: str) -> str:
    """The media type of an output path."""
    suffix = Path(path).suffix
    if not suffix or path.endswith("/"):
        return "text/html"
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
