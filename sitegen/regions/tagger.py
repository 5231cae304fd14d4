"""What a story is about: places in its title, dateline and text, weighed by what they are and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sitegen.regions.atlas import Atlas, load_atlas
from sitegen.regions.customise import Customisation
from sitegen.regions.mentions import Lexicon, find, lexicon
from sitegen.regions.reading import Place, read
from sitegen.regions.text import guess_language, key

MOST = 8
KIND_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"c": 1.0, "a": 1.0, "d": 0.8, "m": 0.6, "s": 0.8, "p": 0.8, "b": 0.5}
)
DATELINE, TITLE, LEAD, BODY, TAIL = 6.0, 2.5, 1.5, 1.0, 0.7
LEAD_LENGTH, TAIL_START = 500, 3000
SHARE, OF_TOP = 0.12, 0.3  # a country is a topic from this share of all weight, and of the first country's, on
CLAIMANT, HOLDER = 0.5, 0.8  # the part of an area's mention that each of several countries gets, or the only one

_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’-]{2,40}(?:, ?[A-Z][\w. ]{1,25}){0,2}?),?"
    r"(?: [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^)\n]{2,60}\)\s*(?:[—–-]{1,2}|\ufffd|:)?|[—–]|--| - )"
)
# Words of American institutions, which American papers use without ever naming the country.
_AMERICAN_CUES = re.compile(
    r"\b(?:Sheriff|County|Township|Inc|Corp|Shr|cts|Gov\.|Rep\.|Sen\.|Interstate|[Zz]ip code|School (?:Board|District)"
    r"|City Council|Public Schools|Elementary|Highway Patrol|(?:first|second|third|fourth|fifth|sixth|seventh)-grade)"
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


class _Zone(NamedTuple):
    """A part of the story and what a mention in it weighs."""

    text: str
    weight: float
    trusted: bool = False


class Tagger:
    """Tags stories with regions. One is enough for a process; it holds nothing of the stories it has seen."""

    def __init__(self, atlas: Atlas, custom: Customisation) -> None:
        self._atlas = atlas
        self._excluded = custom.exclude
        self._own = {key(alias): _own_line(atlas, code) for alias, code in custom.aliases.items()}
        self._own.update((key(own.name), _own_line(atlas, code)) for code, own in custom.own.items())
        self._lexicons: dict[str, Lexicon] = {}

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
        language = _language(lang, title, text)
        weights: defaultdict[str, float] = defaultdict(float)
        mentioned: dict[str, None] = {}
        cues = len(_AMERICAN_CUES.findall(f"{title}\n{text}")) if language == "en" else 0
        zones = _zones(title, text, dateline, section, keywords)
        for place, weight in self._weighed(zones, language, {"US": float(cues)}):
            for code, part in self._shares(place):
                weights[code] += weight * part * KIND_WEIGHTS[place.kind]
                if len(code) == 2 and part > CLAIMANT:
                    mentioned.setdefault(code)
        if "US" not in weights and cues:
            weights["US"] += min(3.0, cues)
        return self._judged(weights, tuple(mentioned))

    def _lexicon(self, lang: str) -> Lexicon:
        if lang not in self._lexicons:
            self._lexicons[lang] = lexicon(lang, self._own)
        return self._lexicons[lang]

    def _weighed(self, zones: Iterable[_Zone], lang: str, cues: Mapping[str, float]) -> list[tuple[Place, float]]:
        names = self._lexicon(lang)
        founds = [(zone, find(zone.text, names)) for zone in zones if zone.text]
        support = defaultdict(float, cues)
        result: list[tuple[Place, float]] = []
        for zone, found in sorted(founds, key=lambda each: (not each[0].trusted, each[0].weight)):
            capitals = len(zone.text) > 8 and zone.text.isupper()
            places = read(found, support, capitals=capitals, trusted=zone.trusted, english=lang == "en")
            for place in places:
                support[place.code] += 1
                result.append((place, zone.weight * _position(zone, place.start)))
        return result

    def _shares(self, place: Place) -> tuple[tuple[str, float], ...]:
        """The regions that a place speaks for: an area for itself, and in part for each country above it."""
        region = self._atlas.get(place.code)
        if region is None:
            return ()
        above = tuple(
            parent for code in region.parents if (parent := self._atlas.get(code)) and parent.kind == "country"
        )
        part = CLAIMANT if len(above) > 1 else HOLDER
        claimed = [(parent.code, part) for parent in above if parent.code not in self._excluded]
        return (*(((place.code, 1.0),) if place.code not in self._excluded else ()), *claimed)

    def _judged(self, weights: Mapping[str, float], mentioned: tuple[str, ...]) -> Tagging:
        countries = {code: weight for code, weight in weights.items() if len(code) == 2}
        total, most = sum(countries.values()), max(countries.values(), default=0.0)
        about = {
            code: weight
            for code, weight in weights.items()
            if weight >= SHARE * total and weight >= OF_TOP * most and weight > 0
        }
        ranked = sorted(about.items(), key=lambda item: (-item[1], len(item[0]) == 2, item[0]))[:MOST]
        matches = tuple(
            RegionMatch(code, region.name, round(weight / max(total, weight), 4))
            for code, weight in ranked
            if (region := self._atlas.get(code))
        )
        return Tagging(_primary(matches, mentioned), matches, mentioned)


def _primary(matches: Sequence[RegionMatch], mentioned: Sequence[str]) -> str | None:
    """The first country; none where two countries share it only because both claim an area that the story names."""
    countries = [match for match in matches if len(match.code) == 2]
    if not countries:
        return None
    first = countries[0]
    tied = [match for match in countries if match.score == first.score]
    return None if len(tied) > 1 and first.code not in mentioned else first.code


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
    if match := _DATELINE.match(text):
        dateline, text = dateline or match["place"], text[match.end() :]
    return (
        _Zone(dateline, DATELINE, trusted=True),
        _Zone(title, TITLE),
        _Zone(text, BODY),
        _Zone(section, BODY),
        _Zone("\n".join(keywords), BODY),
    )


def _position(zone: _Zone, start: int) -> float:
    if zone.weight != BODY:
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
