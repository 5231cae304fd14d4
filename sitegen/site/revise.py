"""What a change of some entries does to a site: places, groups, and the pages that may now be others.

A new site is an empty one to which all its entries are added.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.entry import Entry
from sitegen.errors import ContentError, Location, Problem
from sitegen.site.order import find_places, order_key
from sitegen.site.shelf import Group, Placed, Site
from sitegen.site.terms import lists_of, row_of
from sitegen.site.views import Row, Term

_MANY = 64  # changes of one group from which on sorting it anew is quicker than finding each one's place


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as the site had it and as it is now; `None` where the site had none, or has none any more."""

    before: Placed | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands: its row, its place, and the lists that show it."""

    row: Row
    place: int
    lists: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Moved:
    """An article whose card changed, as it stood before and stands after; `None` where it did not or does not."""

    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of a site: entries in their places, and every group of which a member changed.

    `groups` holds the group before and after, `None` where there was or is none. `moved` are the articles whose cards
    changed; `rewritten` those articles and pages of which the card is the same.
    """

    placed: tuple[Placed, ...]
    gone: tuple[Entry, ...]
    groups: Mapping[str, tuple[Group | None, Group | None]]
    moved: tuple[Moved, ...]
    rewritten: tuple[Placed, ...]


def revise(site: Site, changes: Sequence[Change]) -> Revision:
    """What `changes` make of `site`.

    Raises ContentError where two files claim one address, CrowdedError where all articles must be placed anew.
    """
    _refuse_double_claims(site, changes)
    placed = _placed(site, changes)
    moved = tuple(_moved(site, changes, placed))
    return Revision(
        placed=tuple(placed.values()),
        gone=tuple(each.before.entry for each in changes if each.before and not each.after),
        groups=_regrouped(site, moved),
        moved=moved,
        rewritten=tuple(
            placed[each.after.card.permalink]
            for each in changes
            if each.after and each.before and each.after.card == each.before.entry.card
        ),
    )


def _refuse_double_claims(site: Site, changes: Iterable[Change]) -> None:
    changed = {
        entry.card.file for each in changes for entry in (each.after, each.before and each.before.entry) if entry
    }
    claims: dict[str, str] = {}
    problems: list[Problem] = []
    for entry in sorted((each.after for each in changes if each.after), key=lambda entry: entry.card.file):
        card = entry.card
        known = site.shelf.find(card.permalink)
        first = known.entry.card.file if known and known.entry.card.file not in changed else ""
        other = first or claims.setdefault(card.permalink, card.file)
        if other != card.file:
            message = f"the address {card.permalink} is also claimed by {min(other, card.file)}"
            problems.append(Problem(message, Location(max(other, card.file), 1), "rename either file"))
    if problems:
        raise ContentError(problems)


def _placed(site: Site, changes: Iterable[Change]) -> dict[str, Placed]:
    """Every entry that is new or changed in its place, by permalink."""
    kept: dict[str, Placed] = {}
    new: list[Entry] = []
    left: set[int] = set()
    for each in changes:
        entry, before = each.after, each.before
        if entry and entry.card.kind == "page":
            kept[entry.card.permalink] = Placed(entry, None)
        elif entry and before and order_key(entry.card) == order_key(before.entry.card):
            kept[entry.card.permalink] = Placed(entry, before.place)
        else:
            new += [entry] if entry else []
            left |= {before.place} if before and before.place is not None else set()
    taken = [place for place in site.archive.places if place not in left] if new else []
    places = find_places(new, taken, site.card)
    return kept | {entry.card.permalink: Placed(entry, places[entry.card.permalink]) for entry in new}


def _moved(site: Site, changes: Iterable[Change], placed: Mapping[str, Placed]) -> Iterable[Moved]:
    for each in changes:
        before, after = each.before, placed[each.after.card.permalink] if each.after else None
        if before and after and before.entry.card == after.entry.card:
            continue
        moved = Moved(_standing(before, site), _standing(after, site))
        if moved.before or moved.after:
            yield moved


def _standing(placed: Placed | None, site: Site) -> Standing | None:
    if placed is None or placed.place is None:
        return None
    row = row_of(placed.entry.card, site.atlas)
    return Standing(row, placed.place, lists_of(row, site.atlas))


# --- groups -----------------------------------------------------------------------------------------------------------


def _regrouped(site: Site, moved: Iterable[Moved]) -> dict[str, tuple[Group | None, Group | None]]:
    """Each group that has, or had, a member that changed: before and after."""
    gone: defaultdict[str, set[int]] = defaultdict(set)
    new: defaultdict[str, set[int]] = defaultdict(set)
    lists: dict[int, Mapping[str, Term]] = {}
    for each in moved:
        if each.before:
            for permalink in each.before.lists:
                gone[permalink].add(each.before.place)
        if each.after:
            lists[each.after.place] = each.after.lists
            for permalink in each.after.lists:
                new[permalink].add(each.after.place)

    def named(permalink: str, places: Sequence[int]) -> Group | None:
        """A term is named as its first article names it."""
        if not places:
            return None
        first = places[0]
        term = (lists.get(first) or lists_of(site.row(first), site.atlas))[permalink]
        return Group(Term(term.name, permalink, len(places), term.period), places)

    found: dict[str, tuple[Group | None, Group | None]] = {}
    for permalink in sorted(gone.keys() | new.keys()):
        before = site.group(permalink)
        out, into = gone[permalink] - new[permalink], new[permalink] - gone[permalink]
        places = _with(before.places if before else (), out, into)
        found[permalink] = before, named(permalink, places)
    return found


def _with(places: Sequence[int], gone: Collection[int], new: Collection[int]) -> Sequence[int]:
    """`places` without those that are `gone` and with those that are `new`, in order."""
    if not gone and not new:
        return places
    if len(gone) + len(new) > _MANY or not places:
        return array("q", sorted((set(places) - set(gone)) | set(new)))
    result = array("q", places)
    for place in gone:
        del result[bisect_left(result, place)]
    for place in new:
        insort(result, place)
    return result
