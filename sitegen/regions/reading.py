"""Reading mentions: which of them are places, and which place each one means.

Guards first (`guards.py`), then `Town, State` pairs, then homonyms: by how many people live there, and by the story's
other evidence. Evidence is counted twice: first from names that have one meaning, then also from the homonyms as read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from sitegen.regions.gazetteer import Sense
from sitegen.regions.guard_words import PLACE_CUES
from sitegen.regions.guards import FAMOUS, Context, has_cue, has_weak_cue, in_context, is_faint, persons, reason_against
from sitegen.regions.mentions import Found, Lexicon
from sitegen.regions.namesakes import namesakes

COUNTRY_BONUS = 1.0  # a country's own name against a town or state of the same name, in powers of ten of people
EVIDENCE_BONUS = 4.5  # what a story that is all about one country adds for a homonym in it
IN_DATELINE = 0.6  # of that, since a town that stands in a dateline alone is a well-known one
PART_BONUS = 2.0  # and what one adds that is all about its state or province
ENOUGH_EVIDENCE = 2.0
NATIONAL = 0.85  # what naming a country or its people counts for, in favour of its towns
NAMESAKE = 1_000  # thousands of people; what is smaller than this seldom means itself where a country is called so
NEAR = 1.0  # a homonym that is less likely by less than this might be meant as well
SMALL_TOWN = 15  # thousands of people; a smaller one needs other evidence for its country
TOWN = 60  # and one that is smaller than this, or a part called after a saint, that or a word that says it is a place
KNOWN_ABROAD = 100  # from which on a town is looked for in other languages than English
DATELINE_EVIDENCE, PAIR_EVIDENCE, CUE_EVIDENCE = 3.0, 2.0, 0.7


class Evidence(NamedTuple):
    """What a story says elsewhere of each country, of each part of one, and of each country by its parts alone."""

    countries: dict[str, float]
    parts: dict[str, float]
    local: dict[str, float]

    def add(self, sense: Sense, weight: float) -> None:
        """One more mention."""
        self.countries[sense.country] += weight
        if sense.code != sense.country:
            self.parts[sense.code] += weight
            self.local[sense.country] += weight


@dataclass(slots=True)
class Reading:
    """A mention as it was understood. `sense`: None where it is no place, and `reason` says why.

    `faint`: it names a country only by the way (a university's name) and says little of what the story is about.
    """

    context: Context
    zone: int
    senses: tuple[Sense, ...]
    sense: Sense | None = None
    reason: str = ""
    faint: bool = False
    paired: bool = False
    followed: bool = False  # another mention of it in the story is paired
    rival: Sense | None = None  # what it nearly was taken for: a place in another country


class Part(NamedTuple):
    """A part of a story. `headline`: whose capitals may tell nothing. `trusted`: a dateline, where names are places."""

    found: Found
    headline: bool = False
    trusted: bool = False


def read(parts: Sequence[Part], lexicon: Lexicon, cues: Mapping[str, float]) -> list[Reading]:
    """The mentions of all parts of a story, understood together."""
    english = lexicon.lang == "en"
    zones = [in_context(part.found, headline=part.headline, trusted=part.trusted) for part in parts]
    bearers: frozenset[str] = frozenset()
    if english:
        bearers = persons((context for zone in zones for context in zone), lexicon)
        bearers |= namesakes(((part.found.text, part.found.mentions) for part in parts if not part.trusted), lexicon)
    readings: list[Reading] = []
    for number, contexts in enumerate(zones):
        pairs = _pairs(contexts)
        for index, context in enumerate(contexts):
            readings.append(_reading(context, number, pairs.get(index), bearers, lexicon.lang))
    _follow_pairs(readings)
    if english:
        _confirm_headlines(readings)
    homonyms = [reading for reading in readings if len(reading.senses) > 1]
    for reading in readings:
        if len(reading.senses) == 1:
            reading.sense = reading.senses[0]
    if homonyms:
        _choose(homonyms, _evidence(readings, cues, ambiguous=False))
    evidence = _evidence(readings, cues, ambiguous=True)
    if homonyms:
        _choose(homonyms, evidence)
    times = Counter(reading.context.mention.key for reading in readings if reading.sense)
    for reading in readings:
        _doubt(reading, evidence, times[reading.context.mention.key])
    return readings


def _reading(context: Context, zone: int, pair: Sense | None, bearers: frozenset[str], lang: str) -> Reading:
    senses = context.mention.name.senses
    if context.mention.name.abbreviated and not context.comma_before:
        senses = tuple(s for s in senses if s.kind != "b")
    if pair is not None:
        return Reading(context, zone, (pair,), paired=True)
    if not senses:
        return Reading(context, zone, (), reason="an abbreviation without a town")
    reason = reason_against(context, bearers, lang)
    if not reason and lang != "en" and not context.trusted:
        senses = tuple(s for s in senses if s.kind not in "ps" or s.people >= KNOWN_ABROAD)
        reason = "" if senses else "too small a town to be known abroad"
    if context.trusted:
        senses = tuple(s for s in senses if s.kind in "acps") or senses
    return Reading(context, zone, () if reason else senses, reason=reason, faint=is_faint(context))


def _pairs(contexts: Sequence[Context]) -> dict[int, Sense]:
    """`Paris, Texas` and `Richmond, Va.`: the second name says which the first is, and both are places for sure."""
    pairs: dict[int, Sense] = {}
    for index, (first, second) in enumerate(pairwise(contexts)):
        if not (first.comma_after and second.comma_before and 0 < second.mention.start - first.mention.end < 4):
            continue
        wide = [sense for sense in second.mention.name.senses if sense.kind in "csb"]
        towns = [sense for sense in first.mention.name.senses if sense.kind in "sp"]
        if not wide or not towns:
            continue
        fitting = next(((town, large) for large in wide for town in towns if _lies_in(town, large)), None)
        if fitting is None and all(sense.kind == "c" for sense in wide):
            continue  # a list: "Paris, Germany and Spain"
        town, large = fitting or (wide[0]._replace(kind="p", people=0), wide[0])
        pairs[index] = town
        pairs[index + 1] = large
    return pairs


def _lies_in(town: Sense, large: Sense) -> bool:
    if large.code == large.country:
        return town.country == large.code
    return town.code in {large.code, large.country}


def _follow_pairs(readings: Iterable[Reading]) -> None:
    """`Paris, Texas` once is Texas's Paris everywhere in the story."""
    readings = tuple(readings)
    paired = {r.context.mention.key: r.senses[0] for r in readings if r.paired and r.senses[0].kind in "sp"}
    for reading in readings:
        if not reading.paired and len(reading.senses) > 1 and (sense := paired.get(reading.context.mention.key)):
            reading.senses, reading.followed = (sense,), True


def _confirm_headlines(readings: Iterable[Reading]) -> None:
    """In a headline whose capitals tell nothing a smaller place counts only where the text below has it too."""
    readings = tuple(readings)
    below = {reading.context.mention.key for reading in readings if reading.senses and not reading.context.capitals}
    for reading in readings:
        context = reading.context
        if not (context.capitals and reading.senses) or reading.paired or context.mention.key in below:
            continue
        best = reading.senses[0]
        if best.kind in "ps" and best.people < FAMOUS and context.before not in PLACE_CUES:
            reading.senses, reading.reason = (), "in a headline alone"


def _evidence(readings: Iterable[Reading], cues: Mapping[str, float], *, ambiguous: bool) -> Evidence:
    evidence = Evidence(defaultdict(float), defaultdict(float), defaultdict(float))
    for country, count in cues.items():
        evidence.countries[country] += min(ENOUGH_EVIDENCE, CUE_EVIDENCE * count)
        evidence.local[country] += min(ENOUGH_EVIDENCE, CUE_EVIDENCE * count)
    for reading in readings:
        if not reading.senses or reading.faint:
            continue
        if _of_one_country(reading.senses):
            sense, weight = reading.senses[0], 1.0
            if any(each.code != sense.code for each in reading.senses):  # Springfield, in a country, but which state?
                sense = sense._replace(code=sense.country, kind="c")
        elif ambiguous and reading.sense:
            sense, weight = reading.sense, 0.5
        elif reading.senses[0].kind == "m":  # Congress: somewhat likely the best-known one
            sense, weight = reading.senses[0], 0.5
        else:
            continue
        if reading.context.trusted:
            weight *= DATELINE_EVIDENCE
        elif reading.paired:
            weight *= PAIR_EVIDENCE
        elif sense.kind in "cdm":
            weight *= NATIONAL
        evidence.add(sense, weight)
    return evidence


def _of_one_country(senses: Sequence[Sense]) -> bool:
    country = senses[0].country
    return len(senses) == 1 or all(sense.country == country for sense in senses)


def _choose(homonyms: Iterable[Reading], evidence: Evidence) -> None:
    total = sum(evidence.countries.values())
    chosen: dict[tuple[str, int, bool], tuple[Sense, Sense | None]] = {}
    for reading in homonyms:
        dateline = reading.context.trusted
        which = (reading.context.mention.key, len(reading.senses), dateline)
        if which not in chosen:
            chosen[which] = _likeliest(reading.senses, evidence, total, dateline=dateline)
        first = reading.sense is None
        reading.sense, rival = chosen[which]
        if first:  # what supports itself later is no less doubtful
            reading.rival = rival


def _likeliest(
    senses: Sequence[Sense], evidence: Evidence, total: float, *, dateline: bool
) -> tuple[Sense, Sense | None]:
    """What a homonym means, and the place in another country that it nearly is."""
    country = next((sense.country for sense in senses if sense.kind == "c"), "")
    scored = [(_likelihood(sense, evidence, total, dateline=dateline, namesake=country), sense) for sense in senses]
    score, best = max(scored, key=itemgetter(0))
    near = (sense for likely, sense in scored if likely > score - NEAR and sense.country != best.country)
    return best, next(near, None)


def _likelihood(sense: Sense, evidence: Evidence, total: float, *, dateline: bool, namesake: str) -> float:
    """How likely a homonym means this, in powers of ten of people: size, and the story's other evidence for it.

    `namesake`: the country that is called so. Only a local story is about the Lebanon in Tennessee: states, towns and
    sheriffs speak for it, the White House does not.
    """
    name = COUNTRY_BONUS if sense.kind == "c" and not dateline else 0.0
    found = evidence.countries.get(sense.country, 0.0)
    part = evidence.parts.get(sense.code, 0.0) if sense.kind in "sp" and sense.code != sense.country else 0.0
    if namesake not in {"", sense.country} and sense.people < NAMESAKE:
        found = evidence.local.get(sense.country, 0.0) if sense.kind != "s" else 0.0
    share = found / total if total else 0.0
    bonus = EVIDENCE_BONUS * (IN_DATELINE if dateline else 1.0)
    return (
        sense.size
        + name
        + min(1.0, found / ENOUGH_EVIDENCE) * bonus * share
        + min(1.0, part / ENOUGH_EVIDENCE) * PART_BONUS * (part / found if found else 0.0)
    )


def _doubt(reading: Reading, evidence: Evidence, times: int) -> None:
    """Sets a small town aside where nothing else in the story speaks of its country, or of a place at all."""
    sense = reading.sense
    sure = reading.paired or reading.followed or reading.context.trusted
    if sense is None or sure or not _is_doubtful(sense, reading.context.mention.key):
        return
    name = reading.context.mention.name
    alone = _of_one_country(reading.senses)
    # What no word shows to be a place gains nothing by repetition.
    itself = 1 if has_weak_cue(reading.context) else times
    other = evidence.countries.get(sense.country, 0.0) - itself * (1.0 if alone else 0.5)
    if sense.kind == "s" or sense.people >= SMALL_TOWN:
        if other < 1.0 and (sense.kind == "s" or not has_weak_cue(reading.context)):
            reading.sense, reading.reason = None, "a small place, and nothing that says that it is one"
    elif other < 1.0:
        reading.sense, reading.reason = None, "a small town, and nothing else of its country"
    elif (name.person or name.rare or name.word) and not has_cue(reading.context):
        reading.sense, reading.reason = None, "a small town, and a name of people or a common word"
    elif not has_weak_cue(reading.context):
        reading.sense, reading.reason = None, "a small town, and nothing that says that it is a place"


def _is_doubtful(sense: Sense, key: str) -> bool:
    return (sense.kind == "p" and sense.people < TOWN) or (sense.kind == "s" and key.startswith(("st ", "saint ")))
