"""Which entries a reader may see: no drafts, and nothing before its day, unless the owner asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.entry import Entry


@dataclass(frozen=True, slots=True)
class Showing:
    """The entries to show now, and the moment (`until`) from which there will be more without any edit."""

    entries: tuple[Entry, ...]
    until: dt.datetime | None


def showing(entries: Iterable[Entry], now: dt.datetime, *, drafts: bool, future: bool) -> Showing:
    """What of `entries` is shown at `now`, an aware time in the site's time zone."""
    candidates = [entry for entry in entries if drafts or not entry.card.draft]
    waiting = {id(entry): due for entry in candidates if not (drafts or future) and (due := _due(entry, now)) > now}
    return Showing(
        tuple(entry for entry in candidates if id(entry) not in waiting), min(waiting.values()) if waiting else None
    )


def _due(entry: Entry, now: dt.datetime) -> dt.datetime:
    """The moment an entry's date stands for; one without a zone is in the site's."""
    date = entry.card.date
    if date is None:
        return now
    moment = date if isinstance(date, dt.datetime) else dt.datetime(date.year, date.month, date.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
