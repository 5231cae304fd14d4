"""Which entries a reader may see: no drafts, and nothing before its day, unless the owner asks for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sitegen.entry import Entry


@dataclass(frozen=True, slots=True)
class Audience:
    """Who looks at the site: whether they see drafts and articles of days to come, and when it is for them.

    `now` is an aware time in the site's time zone.
    """

    drafts: bool
    future: bool
    now: dt.datetime


def shown(entry: Entry, audience: Audience) -> bool:
    """Whether `audience` sees `entry`."""
    if audience.drafts:
        return True
    return not entry.card.draft and (audience.future or due(entry, audience.now) <= audience.now)


def due(entry: Entry, now: dt.datetime) -> dt.datetime:
    """The moment an entry's date stands for; one without a zone is in the site's, that of `now`."""
    date = entry.card.date
    if date is None:
        return now
    moment = date if isinstance(date, dt.datetime) else dt.datetime(date.year, date.month, date.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
