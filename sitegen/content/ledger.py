"""The ledger: one small JSON file a saved page, which says what became of it.

The article is written before its entry, so that a crash between the two is never taken for a deletion by the owner.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

from sitegen.content.folder import LEDGER
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import write_atomically

Status = Literal["imported", "duplicate", "refused", "removed"]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of one saved page.

    `sha256` is that of its bytes as saved; `files` are the paths, relative to the site, at which those bytes lie.
    `extractor` is the version of sitegen that judged it. `article` is the article's file; `permalinks` every address
    that it has had, the newest last. `imported` is the text of the article file as imported: what an edit is told by.
    `fingerprint` stands for title and text. `reason` says why a page was refused, `duplicate_of` names the SHA-256 of
    the page whose article is the same.
    """

    sha256: str
    files: tuple[str, ...]
    format: str
    extractor: str
    status: Status
    url: str = ""
    saved_at: dt.datetime | None = None
    reason: str = ""
    duplicate_of: str = ""
    article: str = ""
    permalinks: tuple[str, ...] = ()
    fingerprint: str = ""
    imported: str = ""

    @property
    def permalink(self) -> str:
        """The address that the article has, or had last."""
        return self.permalinks[-1] if self.permalinks else ""

    def moved_to(self, article: str, permalink: str) -> LedgerEntry:
        """This entry after its article came to lie at `article`."""
        earlier = tuple(past for past in self.permalinks if past != permalink)
        return replace(self, article=article, permalinks=(*earlier, permalink))


Ledger = Mapping[str, LedgerEntry]


def entry_file(sha256: str) -> str:
    """Where an entry lies, relative to the site."""
    return f"{LEDGER}/{sha256[:2]}/{sha256}.json"


def dump(entry: LedgerEntry) -> str:
    """The text of an entry's file: unknown values left out, the imported text line by line so that git merges it."""
    values: dict[str, Any] = {
        "sha256": entry.sha256,
        "files": list(entry.files),
        "format": entry.format,
        "url": entry.url,
        "saved_at": entry.saved_at.isoformat() if entry.saved_at else "",
        "extractor": entry.extractor,
        "status": entry.status,
        "reason": entry.reason,
        "duplicate_of": entry.duplicate_of,
        "article": entry.article,
        "permalinks": list(entry.permalinks),
        "fingerprint": entry.fingerprint,
        "imported": entry.imported.split("\n") if entry.imported else [],
    }
    known = {key: value for key, value in values.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def load(text: str, file: str) -> LedgerEntry:
    """The entry that the text of a ledger file holds. Raises ContentError where it holds none."""
    try:
        values = json.loads(text)
        if values["status"] not in get_args(Status):
            raise ValueError(values["status"])
        saved_at = _text(values, "saved_at")
        return LedgerEntry(
            sha256=_text({"sha256": values["sha256"]}, "sha256"),
            files=_texts({"files": values["files"]}, "files"),
            format=_text(values, "format"),
            extractor=_text(values, "extractor"),
            status=cast("Status", values["status"]),
            url=_text(values, "url"),
            saved_at=dt.datetime.fromisoformat(saved_at) if saved_at else None,
            reason=_text(values, "reason"),
            duplicate_of=_text(values, "duplicate_of"),
            article=_text(values, "article"),
            permalinks=_texts(values, "permalinks"),
            fingerprint=_text(values, "fingerprint"),
            imported="\n".join(_texts(values, "imported")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        advice = "restore it from git, or delete it: the page is then matched with its article again"
        raise ContentError(Problem("not a ledger entry", Location(file), advice)) from None


def _text(values: Mapping[str, Any], key: str) -> str:
    if not isinstance(value := values.get(key, ""), str):
        raise TypeError(key)
    return value


def _texts(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    if not isinstance(value := values.get(key, []), list) or not all(isinstance(item, str) for item in value):
        raise TypeError(key)
    return tuple(value)


def read_ledger(site: Path) -> dict[str, LedgerEntry]:
    """All entries, by SHA-256. Raises ContentError with every file that holds none."""
    entries: dict[str, LedgerEntry] = {}
    problems: list[Problem] = []
    for path in _entry_paths(site):
        try:
            entry = load(path.read_text(encoding="utf-8", errors="replace"), path.relative_to(site).as_posix())
            entries[entry.sha256] = entry
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return entries


def write_entries(site: Path, entries: Iterable[LedgerEntry]) -> None:
    """Writes each entry to its file."""
    for entry in entries:
        write_atomically(site / entry_file(entry.sha256), dump(entry).encode())


def _entry_paths(site: Path) -> Iterator[Path]:
    yield from sorted((site / LEDGER).glob("[0-9a-f][0-9a-f]/*.json"))
