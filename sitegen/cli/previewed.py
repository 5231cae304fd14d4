"""A site's session as the preview server asks for it."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.cli.explanation import block_lines, field_lines
from sitegen.preview import About, Reason, Reasons, Refreshed, Served
from sitegen.workflows.inspection import Inspection, inspect_saved, why_unseen
from sitegen.workflows.session import Applied, Session

MEDIA_TYPES = {".xml": "application/xml", ".json": "application/json", ".webp": "image/webp", ".avif": "image/avif"}


class PreviewedSite:
    """What the preview shows of a site, and what it can tell of each page."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._told: frozenset[str] = frozenset()

    def watched(self) -> tuple[Path, ...]:
        """What to watch."""
        return self._session.watched()

    def refresh(self, changed: frozenset[Path]) -> Refreshed:
        """Follows what changed; pages are made when they are asked for."""
        applied = self._session.apply(changed)
        stale = applied.stale
        return Refreshed(
            bool(stale), lambda path: self._session.is_stale(path, stale), stale.files, tuple(self._news(applied))
        )

    def _news(self, applied: Applied) -> Iterator[str]:
        """What was imported, and what is wrong that was not told the last time."""
        imported = (step for step in applied.imports.steps if step.outcome in ("imported", "updated"))
        yield from (f"{step.outcome}: {step.file} → {step.article}" for step in imported)
        yield from map(str, (*applied.imports.complaints, *applied.imports.duplicates))
        standing = list(map(str, applied.warnings))
        yield from (warning for warning in standing if warning not in self._told)
        self._told = frozenset(standing)

    def read(self, path: str) -> Served | None:
        """A page, made now, or a file that is copied."""
        body = self._session.render(f"{path}index.html" if path.endswith("/") or not path else path)
        return None if body is None else Served(body, media_type(path))

    def about(self, path: str) -> About | None:
        """The file of the article or page at an output path, and whether readers will see it."""
        if (entry := self._session.entry(path)) is None:
            return None
        mark = why_unseen(entry, self._session.readers())
        return About(entry.card.file, mark, explained=entry.card.saved is not None)

    def reasons(self, path: str) -> Reasons | None:
        """Why the article came out like this, and its saved page."""
        entry = self._session.entry(path)
        if entry is None or entry.card.saved is None:
            return None
        return told(entry.card.title, inspect_saved(self._session.site, entry.card.saved))

    def close(self) -> None:
        """Lets go of the session."""
        self._session.close()


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
