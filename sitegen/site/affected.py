"""Which pages a revision may have changed. May: whoever makes them finds out by their keys; but none is ever missed.

What a page shows of other articles (see `site/plan.py`) decides what is said here:

- an article shows those next to it in its main region or in the archive, and related ones, near it in a list;
- a page of a list shows its rows, the list's name and how many there are; the first one also its years and the lists
  inside it, of which every change is a change of its own members;
- the first page of a region has a map, which shows the counts of other regions;
- indexes and the front page show the names and counts of lists; feeds the first articles, bodies included.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitegen.site.paths import INDEXES, SITEMAP, feeds_of, list_path, output_path, pages_of
from sitegen.site.related import NEAR
from sitegen.site.revise import Moved, Revision, Standing
from sitegen.site.shelf import Group, Site
from sitegen.site.terms import kind_of, lists_of

_REACH = NEAR + 1  # an article that comes or goes moves others by one
_NEIGHBOURS_IN = frozenset(("archive", "regions", "tags"))


def affected(site: Site, revision: Revision) -> set[str]:
    """The output paths of all pages that may be others after `revision` of `site`, gone ones included."""
    paths = {output_path(placed.entry.card.permalink) for placed in revision.placed}
    paths |= {output_path(entry.card.permalink) for entry in revision.gone}
    for placed in revision.rewritten:
        if placed.place is not None:
            for permalink in lists_of(site.row(placed.place), site.atlas):
                paths.update(feeds_of(permalink))
    touched = _touched(revision)
    for permalink, (before, after) in revision.groups.items():
        paths.update(_of_group(permalink, before, after, touched[permalink], site.scope.per_page))
    if any(kind_of(permalink) == "regions" and _renamed(*pair) for permalink, pair in revision.groups.items()):
        paths.update(list_path(permalink, 1) for permalink in site.terms("regions"))
    for moved in revision.moved:
        paths.update(_near(site, moved, revision))
    if _is_mapped_otherwise(revision):
        paths.add(SITEMAP)
    return paths


def _touched(revision: Revision) -> dict[str, list[int]]:
    """For each group, where in it members changed, came or went."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for moved in revision.moved:
        for which, standing in enumerate((moved.before, moved.after)):
            for permalink in standing.lists if standing else ():
                group = revision.groups[permalink][which]
                assert standing
                assert group
                found[permalink].append(bisect_left(group.places, standing.place))
    return found


def _of_group(
    permalink: str, before: Group | None, after: Group | None, touched: Sequence[int], per_page: int
) -> Iterator[str]:
    """The pages of a list that may be others, and those that show its name and count."""
    yield list_path(permalink, 1)
    yield from feeds_of(permalink)
    numbers = range(min(touched) // per_page + 1, max(touched) // per_page + 2)
    if _renamed(before, after):
        numbers = range(1, max(pages_of(len(group.places), per_page) for group in (before, after) if group) + 1)
        if (kind := kind_of(permalink)) in INDEXES:
            yield INDEXES[kind]
    yield from (list_path(permalink, number) for number in numbers)


def _renamed(before: Group | None, after: Group | None) -> bool:
    """Whether a list has another name or count, or came or went."""
    return (before.term if before else None) != (after.term if after else None)


def _near(site: Site, moved: Moved, revision: Revision) -> Iterator[str]:
    """The articles that may show this one, or others in its stead."""
    fresh = {placed.place for placed in revision.placed}  # they are told of as such, and not yet on the shelf
    for which, standing in enumerate((moved.before, moved.after)):
        for place in _around(standing, which, revision):
            if place not in fresh:
                yield output_path(site.card(place).permalink)


def _around(standing: Standing | None, which: int, revision: Revision) -> set[int]:
    places: set[int] = set()
    for permalink in standing.lists if standing else ():
        group = revision.groups[permalink][which]
        if standing and group and kind_of(permalink) in _NEIGHBOURS_IN:
            at = bisect_left(group.places, standing.place)
            places.update(group.places[max(0, at - _REACH) : at + _REACH + 1])
    return places


def _is_mapped_otherwise(revision: Revision) -> bool:
    """Whether pages come or go, or their order or the days of their changes are others."""
    if revision.gone or any(placed.place is None for placed in revision.placed):
        return True
    if any(_renamed(*pair) for pair in revision.groups.values()):
        return True
    return any(_mapped(moved.before) != _mapped(moved.after) for moved in revision.moved)


def _mapped(standing: Standing | None) -> tuple[object, ...]:
    return (standing.place, standing.row.card.date, standing.row.card.updated) if standing else ()
