"""What an import will do, decided over the small facts of all its pages at once. Pure.

The order in which pages arrive, the number of workers and kills in between change nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from sitegen.content.folder import article_file, permalink
from sitegen.content.ledger import Ledger, LedgerEntry
from sitegen.ingest.staged import Staged
from sitegen.slugs import MAX_BYTES, article_slug, slugify

Outcome = Literal["imported", "unchanged", "updated", "kept-edits", "duplicate", "removed", "refused"]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one saved page.

    `entry` is its new ledger entry, `None` where the ledger stays; `write` says that the staged text becomes the file
    `article`. `known` marks a refusal that was told before.
    """

    file: str
    sha256: str
    outcome: Outcome
    article: str = ""
    reason: str = ""
    entry: LedgerEntry | None = None
    write: bool = False
    media: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What is in the site before the import.

    `articles` maps every article file to the SHA-256 of its saved page (or nothing); `text_of` reads an article file;
    `staged_text` reads what was staged for a saved page. `again` says that the owner wants back what was removed.
    """

    ledger: Ledger
    articles: Mapping[str, str]
    text_of: Callable[[str], str]
    staged_text: Callable[[str], str]
    extractor: str
    again: bool = False
    _homes: dict[str, str] = field(default_factory=dict)

    def home(self, sha256: str) -> str:
        """The file of the article that comes from this saved page, or nothing.

        A file from which the owner took `saved` away is still the article that the ledger has there.
        """
        if not self._homes:
            known = {e.article: e.sha256 for e in self.ledger.values() if e.status == "imported"}
            origins = {file: sha or known.get(file, "") for file, sha in self.articles.items()}
            self._homes.update({sha: file for file, sha in sorted(origins.items(), reverse=True) if sha})
            self._homes.update({sha: file for file, sha in known.items() if origins.get(file) == sha})
        return self._homes.get(sha256, "")


def needs_judging(entry: LedgerEntry | None, extractor: str, again: bool) -> bool:
    """Whether a saved page must be extracted: it is new, wanted again, or was judged by another version of us."""
    if entry is None or again:
        return True
    return entry.extractor != extractor and entry.status in {"imported", "refused", "duplicate"}


def plan_known(file: str, others: Iterable[str], entry: LedgerEntry, ledger: Ledger) -> Step:
    """The step for a saved page that nobody needs to judge again; `others` are files of the same bytes."""
    outcome: Outcome = "unchanged" if entry.status == "imported" else entry.status
    files = tuple(sorted({*entry.files, file, *others}))
    updated = replace(entry, files=files) if files != entry.files else None
    original = ledger.get(entry.duplicate_of)
    reason = _same_as(original) if original else entry.reason
    if entry.status == "removed":
        reason = "you deleted its article; `sitegen import --again` brings it back"
    return Step(file, entry.sha256, outcome, entry.article, reason, updated, known=True)


def plan_import(staged: Iterable[Staged], situation: Situation) -> tuple[Step, ...]:
    """The steps for freshly judged pages: earlier dates first, then by address of origin, then by SHA-256."""
    return tuple(_steps(sorted(staged, key=_order), situation, _Addresses(situation), _originals(situation)))


def _originals(situation: Situation) -> dict[str, str]:
    """The page that each story came from first; of a story that was removed no other copy comes in by itself."""
    statuses = ("imported",) if situation.again else ("removed", "imported")
    return {
        entry.fingerprint: entry.sha256
        for status in statuses
        for entry in situation.ledger.values()
        if entry.status == status and entry.fingerprint
    }


def _order(page: Staged) -> tuple[str, str, str, str]:
    return page.date.isoformat() if page.date else "~", page.url, page.sha256, page.file


def _steps(
    pages: Iterable[Staged], situation: Situation, addresses: _Addresses, originals: dict[str, str]
) -> Iterator[Step]:
    known = dict(situation.ledger)
    for page in pages:
        entry = situation.ledger.get(page.sha256)
        home = situation.home(page.sha256)
        if page.reason:
            yield _refusal(page, entry, situation)
        elif home:
            yield _again(page, entry, home, situation)
        elif page.part_of:
            new = replace(_entry(page, entry, situation), status="duplicate", duplicate_of=page.part_of, imported="")
            new = replace(new, reason=page.part, fingerprint="")
            yield Step(page.file, page.sha256, "duplicate", "", page.part, new if new != entry else None)
        elif originals.get(page.fingerprint, page.sha256) != page.sha256:
            yield _duplicate(page, entry, known[originals[page.fingerprint]], situation)
        else:
            originals[page.fingerprint] = page.sha256
            address = addresses.give(page, entry)
            new = _entry(page, entry, situation).moved_to(article_file(address), address)
            known[page.sha256] = new
            yield Step(page.file, page.sha256, "imported", new.article, "", new, write=True, media=page.media)


def _refusal(page: Staged, entry: LedgerEntry | None, situation: Situation) -> Step:
    if entry and entry.status == "imported":  # what we once understood stays as it was
        return Step(page.file, page.sha256, "unchanged", entry.article)
    new = replace(_entry(page, entry, situation), status="refused", reason=page.reason, imported="", fingerprint="")
    told_before = entry is not None and entry.status == "refused" and entry.reason == page.reason
    known = told_before and not situation.again
    return Step(page.file, page.sha256, "refused", "", page.reason, new if new != entry else None, known=known)


def _duplicate(page: Staged, entry: LedgerEntry | None, original: LedgerEntry, situation: Situation) -> Step:
    new = replace(_entry(page, entry, situation), status="duplicate", duplicate_of=original.sha256, imported="")
    reason = _same_as(original)
    return Step(page.file, page.sha256, "duplicate", "", reason, new if new != entry else None)


def _same_as(original: LedgerEntry) -> str:
    """Why a copy is not imported, with the article of the page that came first, or that page where it has none now."""
    if original.status == "removed":
        return f"the same story as {original.files[0]}, whose article you deleted"
    return f"the same story as {original.article or original.files[0]}"


def _again(page: Staged, entry: LedgerEntry | None, home: str, situation: Situation) -> Step:
    """A page whose article exists: rewritten if only we have touched it, else the owner's words stay."""
    staged, current = situation.staged_text(page.sha256), situation.text_of(home)
    new = _entry(page, entry, situation).moved_to(home, permalink(home))
    if current == staged:
        outcome: Outcome = "unchanged" if entry else "imported"
        return Step(page.file, page.sha256, outcome, home, "", new if new != entry else None)
    if entry is not None and current == entry.imported:
        return Step(page.file, page.sha256, "updated", home, "", new, write=True, media=page.media)
    if entry is not None and entry.imported == staged and not situation.again:
        return Step(page.file, page.sha256, "unchanged", home, "", new if new != entry else None)
    reason = "you edited this article, so it stays as it is"
    kept = None if entry else new
    return Step(page.file, page.sha256, "kept-edits", home, reason, kept)


def _entry(page: Staged, entry: LedgerEntry | None, situation: Situation) -> LedgerEntry:
    """The page's entry as freshly imported; what the old one knows of files and addresses is kept."""
    return LedgerEntry(
        sha256=page.sha256,
        files=tuple(sorted({page.file, *page.others, *(entry.files if entry else ())})),
        format=page.format,
        extractor=situation.extractor,
        status="imported",
        url=page.url,
        saved_at=page.saved_at,
        article=entry.article if entry else "",
        permalinks=entry.permalinks if entry else (),
        fingerprint=page.fingerprint,
        imported="" if page.reason else situation.staged_text(page.sha256),
    )


# --- addresses --------------------------------------------------------------------------------------------------------


class _Addresses:
    """Gives addresses that no article has or ever had, except to the article that had them."""

    def __init__(self, situation: Situation) -> None:
        self._present = frozenset(map(permalink, situation.articles))
        self._taken = {*self._present, *(past for entry in situation.ledger.values() for past in entry.permalinks)}

    def give(self, page: Staged, entry: LedgerEntry | None) -> str:
        """Its own again, unless another article lies there now, for a page that had one; else the first free one."""
        if entry and entry.permalink and entry.permalink not in self._present:
            return entry.permalink
        folder, slug = date_folder(page.date), article_slug(page.title, page.sha256)
        address = f"/{folder}/{slug}/"
        if address in self._taken:
            suffix = f"-{page.sha256[:6]}"
            address = f"/{folder}/{slugify(slug, MAX_BYTES - len(suffix))}{suffix}/"
        self._taken.add(address)
        return address


def date_folder(date: dt.date | None) -> str:
    """The folder below content/articles/ for an article of this date as written: `2024/04`, or `undated`."""
    return f"{date.year:04}/{date.month:02}" if date else "undated"
