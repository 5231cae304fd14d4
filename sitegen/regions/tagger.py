"""What a story is about: places in its title, dateline and text, weighed by what they are and where they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sitegen.regions.atlas import Atlas, load_atlas
from sitegen.regions.cues import phrase_cues
from sitegen.regions.customise import Customisation
from sitegen.regions.mentions import Lexicon, find, lexicon
from sitegen.regions.reading import Part, Reading, read
from sitegen.regions.text import guess_language, key

MOST = 8
BY_CUES, MOST_BY_CUES = "words of its institutions", 3.0
KIND_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"c": 1.0, "a": 1.0, "d": 0.8, "m": 0.6, "s": 0.8, "p": 0.8, "b": 0.5}
)
DATELINE, TITLE, LEAD, BODY, TAIL = 6.0, 2.5, 1.5, 1.0, 0.7
LEAD_LENGTH, TAIL_START = 500, 3000
SHARE, OF_TOP = 0.14, 0.3  # a country is a topic from this share of all weight, and of the first country's, on
OFTEN, SHARE_OF_OFTEN = 6, 0.12  # one that is named so many times has a share to reach that is smaller
PART_OF_COUNTRY = 0.4  # a state or province is one from this share of its country's weight on
CLAIMANT, HOLDER = 0.5, 0.8  # the part of an area's mention that each of several countries gets, or the only one
AREA = 1.25  # what an area without a code says of itself: papers name it less often than the countries around it
FAINT = 0.3
OF_A_TOWN = 0.6  # what a town says of its state or province; a capital stands for its country and says nothing

_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’-]{2,40}(?:, ?[A-Z][\w. ]{1,25}){0,2}?),?"
    r"(?: [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^)\n]{2,60}\)\s*(?:[—–-]{1,2}|\ufffd|:)?|[—–]|--| - )"
)


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """A region that a story is about. `score`: its part of the story, from 0 to 1."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """`primary`: the main country, also where the story is about a part of it. `about`: most relevant first."""

    primary: str | None = None
    about: tuple[RegionMatch, ...] = ()
    mentioned: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """A name in a story, and the regions that it speaks for (code → weight); none where it is no place here.

    `zone`: title, dateline, text, section or keywords. `start`: the place in it of the name's first character, or -1
    for what is not written as a name. `reason`: why it is no place, or what the evidence is instead of a name. `rival`:
    the code of a place in another country that it might mean as well. `faint`: no mention, and of little weight.
    """

    zone: str
    start: int
    words: str
    regions: tuple[tuple[str, float], ...]
    reason: str = ""
    rival: str = ""
    faint: bool = False


class _Zone(NamedTuple):
    """A part of the story, where it begins, and what a mention in it weighs."""

    name: str
    text: str
    weight: float
    start: int = 0
    trusted: bool = False


class Tagger:
    """Tags stories with regions. One is enough for a process; it holds nothing of the stories it has seen."""

    def __init__(self, atlas: Atlas, custom: Customisation) -> None:
        self._atlas = atlas
        self._excluded = custom.exclude
        self._own = {key(alias): _own_line(atlas, code) for alias, code in custom.aliases.items()}
        self._own.update((key(own.name), _own_line(atlas, code)) for code, own in custom.own.items())
        self._lexicons: dict[str, Lexicon] = {}
        self._known_shares: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}

    def tag(
        self,
        *,
        title: str,
        text: str,
        dateline: str = "",
        section: str = "",
        keywords: Sequence[str] = (),
        lang: str | None = None,
    ) -> Tagging:
        """The regions that a story is about."""
        return self._judged(self._weighed(title, text, dateline, section, keywords, lang))

    def explain(
        self,
        *,
        title: str,
        text: str,
        dateline: str = "",
        section: str = "",
        keywords: Sequence[str] = (),
        lang: str | None = None,
    ) -> tuple[Tagging, tuple[Evidence, ...]]:
        """The regions of a story and each name that was found in it, with what it was taken for, or why for nothing."""
        weighed = self._weighed(title, text, dateline, section, keywords, lang, everything=True)
        return self._judged(weighed), weighed

    def _lexicon(self, lang: str) -> Lexicon:
        if lang not in self._lexicons:
            self._lexicons[lang] = lexicon(lang, self._own)
        return self._lexicons[lang]

    def _weighed(
        self,
        title: str,
        text: str,
        dateline: str,
        section: str,
        keywords: Sequence[str],
        lang: str | None,
        *,
        everything: bool = False,
    ) -> tuple[Evidence, ...]:
        language = _language(lang, title, text)
        names = self._lexicon(language)
        zones = [zone for zone in _zones(title, text, dateline, section, keywords) if zone.text]
        parts = [Part(find(zone.text, names), zone.name == "title", zone.trusted) for zone in zones]
        cues = _cues(parts, text) if language == "en" else {}
        readings = read(parts, names, cues)
        found = [self._evidence(each, zones[each.zone]) for each in readings if everything or each.sense]
        american = cues.get("US", 0.0)
        elsewhere = any(each.sense and each.context.trusted for each in readings) or american <= sum(cues.values()) / 2
        if american and not elsewhere and not any(code == "US" for each in found for code, _ in each.regions):
            found.append(Evidence("text", -1, "", (("US", min(MOST_BY_CUES, american)),), BY_CUES))
        return tuple(found)

    def _evidence(self, reading: Reading, zone: _Zone) -> Evidence:
        mention, sense = reading.context.mention, reading.sense
        words = zone.text[mention.start : mention.end]
        if sense is None:
            return Evidence(zone.name, zone.start + mention.start, words, (), reading.reason)
        weight = zone.weight * _position(zone, mention.start) * KIND_WEIGHTS[sense.kind]
        weight *= FAINT if reading.faint else 1.0
        regions = tuple([(code, weight * part) for code, part in self._shares(sense.code, sense.kind)])
        rival = reading.rival.code if reading.rival else ""
        return Evidence(zone.name, zone.start + mention.start, words, regions, "", rival, reading.faint)

    def _shares(self, code: str, kind: str) -> tuple[tuple[str, float], ...]:
        """The regions that a place speaks for: a part for itself and its country, an area for each country above it."""
        if (code, kind) not in self._known_shares:
            self._known_shares[code, kind] = tuple(
                (region, part) for region, part in self._all_shares(code, kind) if region not in self._excluded
            )
        return self._known_shares[code, kind]

    def _all_shares(self, code: str, kind: str) -> Iterator[tuple[str, float]]:
        region = self._atlas.get(code)
        if region is None:
            return
        above = [each.code for each in map(self._atlas.get, region.parents) if each and each.kind == "country"]
        towns = region.kind == "subdivision" and kind == "p"
        yield code, OF_A_TOWN if towns else AREA if region.kind == "area" else 1.0
        part = 1.0 if region.kind == "subdivision" else CLAIMANT if len(above) > 1 else HOLDER
        yield from ((country, part) for country in above)

    def _judged(self, evidence: Iterable[Evidence]) -> Tagging:
        weights: defaultdict[str, float] = defaultdict(float)
        times: Counter[str] = Counter()
        mentioned: dict[str, None] = {}
        for each in evidence:
            claimed = len(each.regions) > 2
            for code, weight in each.regions:
                weights[code] += weight
                times[code] += not (claimed or each.faint)
                if len(code) == 2 and not claimed and not each.faint and each.start >= 0:
                    mentioned.setdefault(code)
        countries = {code: weight for code, weight in weights.items() if len(code) == 2}
        total, most = sum(countries.values()), max(countries.values(), default=0.0)
        least = {code: (SHARE_OF_OFTEN if times[code] >= OFTEN else SHARE) * total for code in weights}
        about = {code for code, weight in weights.items() if weight >= max(least[code], OF_TOP * most) and weight > 0}
        about = {code for code in about if self._counts(code, weights, about)}
        ranked = sorted(about, key=lambda code: (-weights[code], len(code) == 2, code))[:MOST]
        matches = tuple(
            RegionMatch(code, region.name, round(weights[code] / max(total, weights[code]), 4))
            for code in ranked
            if (region := self._atlas.get(code))
        )
        return Tagging(_primary(matches, tuple(mentioned)), matches, tuple(mentioned))

    def _counts(self, code: str, weights: Mapping[str, float], about: Set[str]) -> bool:
        """A part of a country counts beside its country, where the story is about this part of it."""
        region = self._atlas.get(code)
        if region is None or region.kind != "subdivision":
            return True
        country = region.parents[0]
        return country not in weights or (country in about and weights[code] >= PART_OF_COUNTRY * weights[country])


def doubts(tagging: Tagging, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """What makes the tags of a story uncertain, a line for each: for a person who may know better."""
    by_country: dict[str, list[Evidence]] = {}
    for each in evidence:
        for code, _ in each.regions:
            by_country.setdefault(code, []).append(each)
    found = []
    for match in tagging.about:
        own = by_country.get(match.code, [])
        if own and all(each.rival for each in own) and len(match.code) == 2:
            found.append(f"{match.code} rests on {own[0].words!r} alone, which may be in {own[0].rival} too")
        elif own and all(each.start < 0 for each in own):
            found.append(f"{match.code} is named nowhere, only words of its institutions are")
    if tagging.mentioned and not any(len(match.code) == 2 for match in tagging.about):
        found.append("places are named, but none often enough to be what the story is about")
    return tuple(found)


def _primary(matches: Sequence[RegionMatch], mentioned: Sequence[str]) -> str | None:
    """The first country; none where two countries share it only because both claim an area that the story names."""
    countries = [match for match in matches if len(match.code) == 2]
    if not countries:
        return None
    first = countries[0]
    tied = [match for match in countries if match.score == first.score]
    return None if len(tied) > 1 and first.code not in mentioned else first.code


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


def _language(lang: str | None, title: str, text: str) -> str:
    if not lang:
        return guess_language(f"{text[:1200]}\n{title}")
    base = lang.lower().replace("_", "-")
    if base.startswith("zh"):
        return "zh-Hant" if any(part in base for part in ("hant", "tw", "hk", "mo")) else "zh"
    return base.split("-")[0]


def _zones(title: str, text: str, dateline: str, section: str, keywords: Sequence[str]) -> tuple[_Zone, ...]:
    """The story's parts. A dateline at the start of the text counts as one, and no more as text."""
    start, stop = 0, 0
    inside = "dateline"
    if match := _DATELINE.match(text):
        stop = match.end()
        if not dateline:
            dateline, start, inside = match["place"], match.start("place"), "text"
    return (
        _Zone(inside, dateline, DATELINE, start, trusted=True),
        _Zone("title", title, TITLE),
        _Zone("text", text[stop:], BODY, stop),
        _Zone("section", section, BODY),
        _Zone("keywords", "\n".join(keywords), BODY),
    )


def _position(zone: _Zone, start: int) -> float:
    if zone.name != "text" or zone.trusted:
        return 1.0
    return LEAD if start < LEAD_LENGTH else TAIL if start > TAIL_START else BODY


_LOADED: dict[tuple[object, ...], Tagger] = {}


def load_tagger(custom: Customisation | None = None) -> Tagger:
    """The tagger for a site's configuration; the same configuration gives the same tagger."""
    custom = custom or Customisation()
    key_of_custom = custom.key()
    if key_of_custom not in _LOADED:
        _LOADED[key_of_custom] = Tagger(load_atlas(custom), custom)
    return _LOADED[key_of_custom]
