"""More on the same story: articles that share tags and regions with one, and lie near it in time."""

from __future__ import annotations

from collections import Counter

from sitegen.entry import Card
from sitegen.site.assemble import Group, Site, tag_terms

NEAR = 5  # articles looked at on either side in each list, so that the cost does not grow with the archive
SHOWN = 3
ENOUGH = 2  # terms in common


class Related:
    """Finds related articles in a site."""

    def __init__(self, site: Site) -> None:
        self._rows = {row.card.permalink: row for row in site.rows}
        self._groups = {**site.tags, **site.regions}
        self._places = {permalink: _places(group) for permalink, group in self._groups.items()}
        self._order = {row.card.permalink: at for at, row in enumerate(site.rows)}

    def to(self, card: Card) -> tuple[Card, ...]:
        """At most three articles, those with most terms in common first, then the nearest in time."""
        shared: Counter[str] = Counter()
        for permalink in self._terms(card):
            group, at = self._groups[permalink], self._places[permalink][card.permalink]
            for row in group.rows[max(0, at - NEAR) : at + NEAR + 1]:
                shared[row.card.permalink] += 1
        del shared[card.permalink]
        here = self._order[card.permalink]
        near = [other for other, count in shared.items() if count >= ENOUGH]
        near.sort(key=lambda other: (-shared[other], abs(self._order[other] - here), other))
        return tuple(self._rows[other].card for other in near[:SHOWN])

    def _terms(self, card: Card) -> set[str]:
        regions = (term.permalink for term in self._rows[card.permalink].regions)
        return {*(term.permalink for term in tag_terms(card)), *regions}


def _places(group: Group) -> dict[str, int]:
    return {row.card.permalink: at for at, row in enumerate(group.rows)}
