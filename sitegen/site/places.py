"""What the page of a region tells beside its list: where it lies, when it was written about, and what with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain

from sitegen.maps.frame import WIDEST, Frame, frame_of, regions_in
from sitegen.maps.shapes import load_shapes
from sitegen.regions.atlas import WORLD, Region
from sitegen.site.order import name_key
from sitegen.site.shelf import Group, Site
from sitegen.site.terms import region_term
from sitegen.site.views import MapView, PlaceView, Term

TOGETHER = 8


@lru_cache(maxsize=1)
def places_of(site: Site) -> Places:
    """The places of a site's regions; what they share is found out once."""
    return Places(site)


class Places:
    """Finds the places of a site's regions."""

    def __init__(self, site: Site) -> None:
        self._site, self._atlas = site, site.atlas
        self._shapes = load_shapes()

    def world(self) -> MapView:
        """The map of the world."""
        return self._map_of(None, (), self._terms)

    def of(self, region: Region, group: Group) -> PlaceView:
        """The place of a region, whose articles are `group`."""
        return PlaceView(
            map=self._map(region),
            also=tuple(region_term(parent) for code in region.parents[1:] if (parent := self._atlas.get(code))),
            months=tuple(self._months_of(group)),
            together=tuple(self._together(region, group)),
        )

    # --- where --------------------------------------------------------------------------------------------------------

    def _map(self, region: Region) -> MapView | None:
        """The map of the region, or of where it lies, as far as that is known."""
        here = tuple(dict.fromkeys(self._drawn(region)))
        shown = here or tuple(dict.fromkeys(self._around(region)))
        if not shown:
            return None
        needed = {code for code in shown if code in self._terms and self._terms[code].count}
        frame = frame_of(shown, self._shapes, needed)
        if frame.half_height >= WIDEST:
            return self._map_of(None, here, self._terms)
        return self._map_of(frame, here, filter(self._terms.__contains__, regions_in(frame, self._shapes)))

    def _map_of(self, frame: Frame | None, here: tuple[str, ...], codes: Iterable[str]) -> MapView:
        terms = [(code, self._terms[code]) for code in codes]
        named = (code for code, term in terms if frame and not term.count and self._is_country(code))
        return MapView(
            frame=frame,
            here=here,
            terms=tuple((code, term) for code, term in terms if term.count),
            names=tuple((code, self._terms[code].name) for code in named),
            disputed=self._disputed(code for code, term in terms if term.count),
        )

    def _around(self, region: Region) -> Iterator[str]:
        """The codes of what holds a region that no map can show, or holds its parts."""
        for each in (region, *self._atlas.children(region.code)):
            for code in each.parents:
                parent = self._atlas.get(code)
                if parent and code != WORLD and parent is not region:
                    yield from self._drawn(parent)

    def _drawn(self, region: Region) -> Iterator[str]:
        """The codes by which a map shows a region: its own, or those of what it holds."""
        if region.code in self._shapes:
            yield region.code
        else:
            for child in self._atlas.children(region.code):
                yield from self._drawn(child)

    @cached_property
    def _terms(self) -> dict[str, Term]:
        """The regions that maps can show; those with articles have a count."""
        known = [(code, region_term(region)) for code in self._shapes if (region := self._atlas.get(code))]
        counted = self._site.terms("regions")
        return {code: counted.get(term.permalink, term) for code, term in sorted(known)}

    def _is_country(self, code: str) -> bool:
        region = self._atlas.get(code)
        return region is not None and region.kind == "country"

    def _disputed(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The areas that stand under several countries, or that the source of the shapes draws apart from them."""
        areas = (region for code in codes if (region := self._atlas.get(code)) and region.kind == "area")
        return tuple(each.code for each in areas if len(each.parents) > 1 or self._shapes[each.code].outlines)

    # --- when and with what -------------------------------------------------------------------------------------------

    @cached_property
    def _months(self) -> list[Group]:
        """The groups of all months, latest first."""
        months = (term for term in self._site.terms("dates").values() if term.period and term.period.month)
        groups = (self._site.group(term.permalink) for term in months if term.period and not term.period.day)
        return sorted((group for group in groups if group), key=lambda group: group.term.permalink, reverse=True)

    @cached_property
    def _named(self) -> dict[int, tuple[str, ...]]:
        """The permalinks of the regions that the article in each place names."""
        return dict(self._site.shelf.named_regions())

    def _months_of(self, group: Group) -> Iterator[Term]:
        """The articles of a month stand next to each other in every list."""
        for month in self._months:
            first = bisect_left(group.places, month.places[0])
            count = bisect_right(group.places, month.places[-1], first) - first
            if count:
                yield Term("", month.term.permalink, count, month.term.period)

    def _together(self, region: Region, group: Group) -> Iterator[Term]:
        """The regions named most often with this one; what holds it or lies in it is no news."""
        found = Counter(chain.from_iterable(map(self._named.__getitem__, group.places)))
        line = (region, *self._atlas.ancestors(region.code), *self._inside(region))
        for each in line:
            found.pop(region_term(each).permalink, None)
        terms = self._site.terms("regions")
        others = [(count, terms[permalink]) for permalink, count in found.items()]
        others.sort(key=lambda pair: (-pair[0], name_key(pair[1].name), pair[1].permalink))
        for count, term in others[:TOGETHER]:
            yield Term(term.name, term.permalink, count)

    def _inside(self, region: Region) -> Iterator[Region]:
        for child in self._atlas.children(region.code):
            yield child
            yield from self._inside(child)
