"""What a story is about: the countries, parts and areas that its evidence speaks for, judged side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.regions.atlas import Atlas

MOST = 8
PART_OF_COUNTRY = 0.4  # a state or province is a topic from this share of its country's weight on
OFTEN = 6  # a country that is named so many times has a smaller share to reach


class Thresholds(NamedTuple):
    """From where on a region is a topic: its share of all weight, and of that of the first country.

    `benchmarks/fit_regions.py` chooses them, and says how they do on stories that they were not chosen on. In a story
    with a dateline its weight makes every other share a small one, so that only the comparison counts.
    """

    share: float
    of_top: float
    share_of_often: float


UNDATED, DATELINED = Thresholds(0.14, 0.3, 0.12), Thresholds(0.0, 0.3, 0.0)


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
    `dateline`: it says where the story was written. `claimed`: an area that names none of the countries that claim it.
    """

    zone: str
    start: int
    words: str
    regions: tuple[tuple[str, float], ...]
    reason: str = ""
    rival: str = ""
    faint: bool = False
    dateline: bool = False
    claimed: bool = False


@dataclass(slots=True)
class Candidate:
    """A region that may be a topic: all that speaks for it, without the areas it claims, how often it is named."""

    weight: float = 0.0
    own: float = 0.0
    times: int = 0


def candidates_of(evidence: Iterable[Evidence]) -> dict[str, Candidate]:
    """All regions that the evidence speaks for, added up."""
    found: dict[str, Candidate] = {}
    for each in evidence:
        named = not (each.faint or each.claimed)
        for code, weight in each.regions:
            candidate = found.get(code)
            if candidate is None:
                candidate = found[code] = Candidate()
            candidate.weight += weight
            candidate.own += 0.0 if each.claimed else weight
            candidate.times += named
    return found


def judged(evidence: Sequence[Evidence], atlas: Atlas) -> Tagging:
    """The regions that a story is about, from all that was found in it."""
    found = candidates_of(evidence)
    dated = any(each.dateline and each.regions for each in evidence)
    topics = topics_of(found, DATELINED if dated else UNDATED)
    about = {code for code in topics if _counts(code, found, topics, atlas)}
    total = sum(candidate.weight for code, candidate in found.items() if len(code) == 2)
    ranked = sorted(about, key=lambda code: (-found[code].weight, len(code) == 2, code))[:MOST]
    matches = tuple(
        [
            RegionMatch(code, region.name, round(found[code].weight / max(total, found[code].weight), 4))
            for code in ranked
            if (region := atlas.get(code))
        ]
    )
    named = [each for each in evidence if each.start >= 0 and not (each.faint or each.claimed)]
    mentioned = tuple(dict.fromkeys([code for each in named for code, _ in each.regions if len(code) == 2]))
    return Tagging(_primary(matches, found), matches, mentioned)


def topics_of(found: Mapping[str, Candidate], least: Thresholds) -> frozenset[str]:
    """The codes of those that reach the thresholds."""
    weights = [candidate.weight for code, candidate in found.items() if len(code) == 2]
    total, most = sum(weights), max(weights, default=0.0)
    return frozenset(
        code
        for code, candidate in found.items()
        for share in [least.share_of_often if candidate.times >= OFTEN else least.share]
        if candidate.weight >= max(share * total, least.of_top * most) and candidate.weight > 0
    )


def _counts(code: str, found: Mapping[str, Candidate], topics: Set[str], atlas: Atlas) -> bool:
    """A part of a country counts beside its country, where the story is about this part of it."""
    region = atlas.get(code)
    if region is None or region.kind != "subdivision":
        return True
    country = region.parents[0]
    if country not in found:
        return True
    return country in topics and found[code].weight >= PART_OF_COUNTRY * found[country].weight


def _primary(matches: Sequence[RegionMatch], found: Mapping[str, Candidate]) -> str | None:
    """The first country; none where it is there only because it claims an area that the story names."""
    first = next((match.code for match in matches if len(match.code) == 2), None)
    return first if first and found[first].own else None


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
