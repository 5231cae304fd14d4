"""What the owner did to articles since the ledger was written: moved them, removed them, put them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sitegen.content.folder import permalink
from sitegen.content.ledger import Ledger, LedgerEntry


def settled(ledger: Ledger, files: Collection[str]) -> bool:
    """Whether every article is just where the ledger has it, so that there is nothing to reconcile.

    Where articles were removed, a file that the ledger does not know may be one of them, put back at another place.
    """
    expected = {entry.article: entry.status == "imported" for entry in ledger.values() if entry.article}
    present = set(files)
    if any((article in present) != here for article, here in expected.items()):
        return False
    return all(expected.values()) or present <= expected.keys()


def reconcile(ledger: Ledger, articles: Mapping[str, str]) -> Iterator[LedgerEntry]:
    """The entries that must change for the ledger to tell what is on disk.

    `articles` maps each article's file to the SHA-256 of the saved page it says it comes from (empty for articles that
    the owner wrote). An article that is where the ledger has it is left alone even if copies of it lie elsewhere.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    for file, sha256 in sorted(articles.items()):
        homes[sha256].append(file)
    for entry in ledger.values():
        if entry.status not in {"imported", "removed"} or entry.article in homes[entry.sha256]:
            if entry.status == "removed" and entry.article in homes[entry.sha256]:
                yield replace(entry, status="imported")
            continue
        if found := homes[entry.sha256]:
            yield replace(entry.moved_to(found[0], permalink(found[0])), status="imported")
        elif entry.article in articles:
            continue  # the file is there, though the owner took its `saved` away: still the same article
        elif entry.status == "imported":
            yield replace(entry, status="removed")


def moved_addresses(ledger: Ledger) -> dict[str, str]:
    """Old permalinks and the ones that took their place, for articles that moved or turned out to be duplicates."""
    moved: dict[str, str] = {}
    for entry in ledger.values():
        original = ledger.get(entry.duplicate_of, entry) if entry.status == "duplicate" else entry
        if original.status != "imported":
            continue
        moved.update((past, original.permalink) for past in entry.permalinks if past != original.permalink)
    return moved
