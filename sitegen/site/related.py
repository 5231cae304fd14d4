"""More on the same story: articles that share tags and regions with one, and lie near it in time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection

from sitegen.entry import Card
from sitegen.site.order import moment
from sitegen.site.shelf import Site
from sitegen.site.terms import tag_terms
from sitegen.site.views import Row

NEAR = 5  # articles looked at on either side in each list, so that the cost does not grow with the archive
SHOWN = 3
ENOUGH = 2  # terms in common


def related(site: Site, place: int, but: Collection[int] = ()) -> tuple[Card, ...]:
    """At most three articles, those with most terms in common first, then the nearest in time; none that is in `but`.

    What is related to an article depends on those within `NEAR` of it in the lists of its terms, and on nothing else.
    """
    shared: Counter[int] = Counter()
    row = site.row(place)
    for permalink in _terms(row):
        if group := site.group(permalink):
            at = bisect_left(group.places, place)
            shared.update(group.places[max(0, at - NEAR) : at + NEAR + 1])
    del shared[place]
    near = [(-count, site.card(other)) for other, count in shared.items() if count >= ENOUGH and other not in but]
    near.sort(key=lambda pair: (pair[0], _apart(row.card.date, pair[1].date), pair[1].permalink))
    return tuple(card for _, card in near[:SHOWN])


def _terms(row: Row) -> set[str]:
    return {term.permalink for term in (*tag_terms(row.card), *row.regions)}


def _apart(one: dt.date | None, other: dt.date | None) -> float:
    """The seconds between two dates as written; those without a date are near each other, and far from the rest."""
    if one is None or other is None:
        return 0.0 if one is other else float("inf")
    return abs((dt.datetime(*moment(one)) - dt.datetime(*moment(other))).total_seconds())  # type: ignore[arg-type]
