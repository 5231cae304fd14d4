"""Tagging: the names in a story's parts, read together and weighed, and what they say the story is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sitegen.regions.atlas import Atlas, Region, load_atlas
from sitegen.regions.cues import phrase_cues
from sitegen.regions.customise import Customisation
from sitegen.regions.mentions import Lexicon, find
from sitegen.regions.reading import Part, Reading, read
from sitegen.regions.story import Story, Zone, language_of, zones_of
from sitegen.regions.text import key
from sitegen.regions.topics import Evidence, Tagging, judged

BY_CUES, MOST_BY_CUES = "words of its institutions", 3.0
KIND_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"c": 1.0, "a": 1.0, "d": 0.8, "m": 0.6, "s": 0.8, "p": 0.8, "b": 0.5}
)
CLAIMANT, HOLDER = 0.5, 0.8  # the part of an area's mention that each of those who claim it gets, or the only one
HELD_BY_ITSELF = frozenset({"somaliland"})  # the one country that claims it does not hold it
AREA = 1.25  # what an area without a code says of itself: papers name it less often than the countries around it
FAINT = 0.3
OF_A_TOWN = 0.6  # what a town says of its state or province; a capital stands for its country and says nothing


class Tagger:
    """Tags stories with regions. One is enough for a process; it holds nothing of the stories it has seen."""

    def __init__(self, atlas: Atlas, custom: Customisation) -> None:
        self._atlas = atlas
        self._excluded = custom.exclude
        self._own = {key(alias): _own_line(atlas, code) for alias, code in custom.aliases.items()}
        self._own.update((key(own.name), _own_line(atlas, code)) for code, own in custom.own.items())
        self._lexicons: dict[str, Lexicon] = {}
        self._known_shares: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}

    def tag(self, story: Story) -> Tagging:
        """The regions that a story is about."""
        return judged(self.evidence(story), self._atlas)

    def explain(self, story: Story) -> tuple[Tagging, tuple[Evidence, ...]]:
        """The regions of a story and each name that was found in it, with what it was taken for, or why for nothing."""
        evidence = self.evidence(story, everything=True)
        return judged(evidence, self._atlas), evidence

    def evidence(self, story: Story, *, everything: bool = False) -> tuple[Evidence, ...]:
        """The places that a story names and what each weighs, and where asked the names that are no places in it."""
        language = language_of(story)
        names = self._lexicon(language)
        zones = zones_of(story)
        parts = [Part(find(zone.text, names), zone.name == "title", zone.trusted) for zone in zones]
        cues = _cues(parts, story.text) if language == "en" else {}
        readings = read(parts, names, cues)
        found = [self._evidence(each, zones[each.zone]) for each in readings if everything or each.sense]
        american = cues.get("US", 0.0)
        elsewhere = any(each.dateline for each in found if each.regions) or american <= sum(cues.values()) / 2
        if american and not elsewhere and not any(code == "US" for each in found for code, _ in each.regions):
            found.append(Evidence("text", -1, "", (("US", min(MOST_BY_CUES, american)),), BY_CUES))
        return tuple(found)

    def _lexicon(self, lang: str) -> Lexicon:
        if lang not in self._lexicons:
            self._lexicons[lang] = Lexicon(lang, self._own)
        return self._lexicons[lang]

    def _evidence(self, reading: Reading, zone: Zone) -> Evidence:
        mention, sense = reading.context.mention, reading.sense
        words, start = zone.text[mention.start : mention.end], zone.start + mention.start
        if sense is None:
            return Evidence(zone.name, start, words, (), reading.reason)
        weight = zone.weight_at(mention.start) * KIND_WEIGHTS[sense.kind] * (FAINT if reading.faint else 1.0)
        regions = tuple([(code, weight * part) for code, part in self._shares(sense.code, sense.kind)])
        rival = reading.rival.code if reading.rival else ""
        claimed = self._is_claimed(sense.code)
        return Evidence(zone.name, start, words, regions, "", rival, reading.faint, zone.trusted, claimed)

    def _is_claimed(self, code: str) -> bool:
        """Whether a place is an area that several countries claim or hold, or one that none of them holds."""
        region = self._atlas.get(code)
        return region is not None and region.kind == "area" and self._part_of_countries(region) == CLAIMANT

    def _shares(self, code: str, kind: str) -> tuple[tuple[str, float], ...]:
        """The regions that a place speaks for: a part for itself and its country, an area for each country above it."""
        if (code, kind) not in self._known_shares:
            self._known_shares[code, kind] = tuple(
                (region, part) for region, part in self._all_shares(code, kind) if region not in self._excluded
            )
        return self._known_shares[code, kind]

    def _all_shares(self, code: str, kind: str) -> Iterator[tuple[str, float]]:
        if "+" in code:  # several at once: the two Koreas
            for each in code.split("+"):
                yield from self._all_shares(each, kind)
            return
        region = self._atlas.get(code)
        if region is None:
            return
        towns = region.kind == "subdivision" and kind == "p"
        yield code, OF_A_TOWN if towns else AREA if region.kind == "area" else 1.0
        part = 1.0 if region.kind == "subdivision" else self._part_of_countries(region)
        yield from ((country, part) for country in self._countries_above(region))

    def _countries_above(self, region: Region) -> list[str]:
        return [each.code for each in map(self._atlas.get, region.parents) if each and each.kind == "country"]

    def _part_of_countries(self, region: Region) -> float:
        several = len(self._countries_above(region)) > 1 or region.code in HELD_BY_ITSELF
        return CLAIMANT if several else HOLDER


def _cues(parts: Iterable[Part], text: str) -> dict[str, float]:
    """How often words of each country's institutions are used."""
    cues = phrase_cues(text)
    for part in parts:
        for country, count in part.found.cues.items():
            cues[country] = cues.get(country, 0.0) + count
    return cues


def _own_line(atlas: Atlas, code: str) -> str:
    region = atlas.get(code)
    return f"- {'c' if region and region.kind == 'country' else 'a'}:{code}:0"


_LOADED: dict[tuple[object, ...], Tagger] = {}


def load_tagger(custom: Customisation | None = None) -> Tagger:
    """The tagger for a site's configuration; the same configuration gives the same tagger."""
    custom = custom or Customisation()
    key_of_custom = custom.key()
    if key_of_custom not in _LOADED:
        _LOADED[key_of_custom] = Tagger(load_atlas(custom), custom)
    return _LOADED[key_of_custom]
