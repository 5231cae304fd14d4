"""Fingerprints of pages: equal fingerprints, equal views."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sitegen.entry import Card
from sitegen.site.views import Page, Row, Term


class Fingerprints:
    """Digests pages of one site, in which a card has one row: that is digested once however many lists show it."""

    def __init__(self) -> None:
        self._rows: dict[str, str] = {}  # by the fingerprint of the card, for which the card counts

    def of(self, page: Page) -> str:
        """Digest of everything that the page declares: path, view and bodies (not of its template)."""
        parts: list[str] = [page.path, type(page.view).__name__, *page.bodies]
        self._add(page.view, parts)
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()

    def _add(self, value: Any, parts: list[str]) -> None:
        kind: Any = type(value)
        if kind is str:
            parts.append(value)
        elif kind is Row:
            parts.append(self._row(value))
        elif write := _WRITTEN.get(kind):
            parts.append(write(value))
        elif kind is tuple:
            parts.append(f"({len(value)}")
            for item in value:
                self._add(item, parts)
        elif names := _field_names(kind):
            parts.append(kind.__name__)
            for name in names:
                self._add(getattr(value, name), parts)
        else:
            parts.append(repr(value))

    def _row(self, row: Row) -> str:
        known = self._rows.get(row.card.fingerprint)
        if known is None:
            parts = [row.card.fingerprint]
            self._add(row.regions, parts)
            self._add(row.source, parts)
            known = hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()
            self._rows[row.card.fingerprint] = known
        return known


def _term(term: Term) -> str:
    period = term.period
    when = f"{period.year} {period.month} {period.day}" if period else ""
    return f"{term.name}\x1f{term.permalink}\x1f{term.count}\x1f{when}"


# What a site shows hundreds of thousands of times; everything else is taken apart field by field.
_WRITTEN: Mapping[type, Callable[[Any], str]] = MappingProxyType({Card: attrgetter("fingerprint"), Term: _term})


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(part.name for part in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
