"""The title: of the page's headings and claims, the one with the most weight of traits.

Every heading, every claim and every part of a claim between separators ("Headline | Politics | The Post") is a
candidate; those of the same words are one. No source is always right: a page's `h1` may be the site's name, its
`og:title` written for search engines. What tells the headline is that several sources agree on it, that it stands
shortly before the story, that the page's address has its words, and that it is neither the site's name nor a link to
its front page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from sitegen.dom import Document, Element, ancestors, collapse, elements, text_of
from sitegen.extraction.addresses import host
from sitegen.extraction.claims import Claims
from sitegen.extraction.layout import HEADINGS, Block, Layout
from sitegen.extraction.result import Choice, Claim
from sitegen.languages.words import matches

WEIGHTS: Mapping[str, float] = MappingProxyType({
    "h1": 2.0, "other heading": 1.6, "block": 0.6, "called a headline": 0.7, "near the story": 0.6, "far above": -0.7,
    "below": -0.8, "outside": -0.7, "link home": -1.5, "not on the page": -1.9,
    "begins a heading": -0.7, "ends a heading": 1.0, "part ends a heading": -1.2,
    "og:title": 1.6, "json-ld": 0.0, "microdata": 0.2, "title element": 0.6,
    "h1 of news": -1.5, "og:title of news": 1.1, "json-ld of news": 1.6,
    "first part": 1.4, "last part": 0.7, "h1, first part": -0.4, "other heading, last part": 1.3,
    "h1 unclaimed": -1.0, "other heading unclaimed": -0.8, "unlike a claim": -2.1,
    "all of the address": 1.0, "most in the address": -0.2, "half in the address": 0.1,
    "site's name": -0.2, "in the address": -1.0, "holds the site's name": -2.1, "ends with a mark": -1.5,
    "one word": -3.2, "two words": -2.7, "four words": -1.2, "very long": -1.1,
})  # fmt: skip
"""By how much each trait speaks for a headline: a conditional logit over the candidates of each page, fitted on pages
of some 900 sites and checked on sites that it was not fitted on; rounded."""

SOURCES: Mapping[str, str] = MappingProxyType({
    "json-ld headline": "json-ld", "meta og:title": "og:title", "microdata headline": "microdata",
    "title element": "title element",
})  # fmt: skip
"""The sources of claims that have weight, and their traits, in the order of trust among equals."""
TRUST = tuple(SOURCES)
CLAIMED = frozenset(SOURCES.values())
COMPARED = frozenset({"json-ld headline", "meta og:title", "title element"})

CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
SEPARATOR = re.compile(
    rf"\s+[·•›‹—–:/>~-]\s+|\s*[|｜»«│┃_]+\s*|\s+::\s+|:\s+|\s*：\s*|(?<=[{CJK}])\s*[-–—]+\s*"
    rf"|\s*(?<![-–—])[-–—]+\s*(?=[{CJK}])"  # a run of hyphens is looked at once, from its beginning
)
SEPARATING = re.compile("[·•›‹—–:/>~|｜»«│┃_：-]")  # what each separator has; texts without are done with at once
NOT_WORDS = re.compile(r"[\W_]+")
WORD = re.compile(r"\w+")
CALLED = re.compile(
    r"headline|title|heading|\bhed\b|titre|titulo|titular|titolo|titel|naslov|baslik|judul|zagolovok|tieude",
    re.IGNORECASE,
)
COUNT = re.compile(r"(?<=[^\s(\[])[\s(\[]+\d{1,5}\s*[^\W\d]+[)\]]?$")
DENSE = re.compile(f"[{CJK}]")
HOME = re.compile(r"(?:https?:)?(?://[^/?#]+)?(?:/|\./|/?index\.\w+)?", re.IGNORECASE)
MAX_LENGTH = 400
MOST_PARTS = 7
NEAR, FAR, REACH, ABOVE, BELOW = 6, 30, 15, 150, 40  # blocks
VERY_LONG = 25  # words
LEAST_CALLED, MOST_CALLED = 8, 200  # characters of a line that may be a headline by its name, or hold one
LEAST_SLUG = 4  # words of an address that tell of the headline
MOST = 0.85  # of words
IN_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe"})
OUTSIDE = frozenset({"nav", "footer", "aside", "dialog", "form"})
STRONG = 0.3  # weights that are worth saying


@dataclass(slots=True)
class Candidate:
    """A text that may be the headline, the claim or heading that it is from, its traits, and the blocks that it is.

    `within` are the headings that begin or end with it.
    """

    text: str
    source: str
    traits: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    within: list[int] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        return round(sum(WEIGHTS[trait] for trait in self.traits), 6)  # sets have no order, sums of floats one


def choose_title(document: Document, layout: Layout, claims: Claims, start: int, url: str) -> Choice | None:
    """The headline of the story that begins with block `start` of the page at `url`."""
    found = title_candidates(document, layout, claims, start, url)
    best = max(found, key=lambda candidate: candidate.weight, default=None)
    if best is None:
        return None
    strong = sorted(
        (trait for trait in best.traits if WEIGHTS[trait] > STRONG), key=lambda trait: (-WEIGHTS[trait], trait)
    )
    return Choice(Claim("title", best.text, best.source), f"most speaks for it: {', '.join(strong) or 'nothing else'}")


def title_candidates(document: Document, layout: Layout, claims: Claims, start: int, url: str) -> tuple[Candidate, ...]:
    """Everything that may be the headline, with its traits, in the order of trust among equals."""
    found: dict[str, Candidate] = {}
    _add_headings(found, document, layout)
    _add_claims(found, claims)
    parts = _add_parts(found, claims)
    _add_blocks(found, layout, start)
    _add_lines(found, layout, start)
    _mark(found, claims, parts, start, url)
    return tuple(found.values())


def _candidate(found: dict[str, Candidate], text: str, source: str) -> Candidate | None:
    name = key(text)
    if not name or len(text) > MAX_LENGTH:
        return None
    return found.setdefault(name, Candidate(text, source))


def _add_headings(found: dict[str, Candidate], document: Document, layout: Layout) -> None:
    for element in document.tagged("h1"):
        if (candidate := _candidate(found, _without_count(text_of(element)), "h1")) is None:
            continue
        tags = [ancestor.tag for ancestor in ancestors(element)]
        candidate.traits.add("h1")
        if not OUTSIDE.isdisjoint(tags):
            candidate.traits.add("outside")
        if _is_called(element):
            candidate.traits.add("called a headline")
        if _links_home(element):
            candidate.traits.add("link home")
        if element in layout.spans:
            candidate.places.append(layout.spans[element][0])


def _without_count(text: str) -> str:
    """A heading without the number of comments that some blogs write behind it."""
    count = COUNT.search(text)
    return text[: count.start()] if count and matches("comments", count[0]) else text


def _is_called(element: Element) -> bool:
    """Whether developers call an element a headline."""
    return _names_headline(element.names) or "headline" in element.get("itemprop").lower()


@lru_cache(maxsize=4096)
def _names_headline(names: str) -> bool:
    return CALLED.search(names) is not None


def _add_claims(found: dict[str, Candidate], claims: Claims) -> None:
    for claim in sorted(claims.of("title"), key=_trust):
        if candidate := _candidate(found, claim.value, claim.source):
            trait = SOURCES.get(claim.source, "")
            candidate.traits.update({trait, f"{trait} of news" if claims.is_news else trait} & WEIGHTS.keys())
            if separators(claim.value) and not separators(candidate.text):
                candidate.text = claim.value  # the heading has its kicker on a line of its own
            elif claim.value.count(" ") > candidate.text.count(" "):
                candidate.text = claim.value  # or right beside it


def _trust(claim: Claim) -> int:
    return TRUST.index(claim.source) if claim.source in TRUST else len(TRUST)


def _add_parts(found: dict[str, Candidate], claims: Claims) -> frozenset[str]:
    """Add the parts of the claims that no heading is; the keys of all parts."""
    keys: set[str] = set()
    for text, source in {claim.value: claim.source for claim in claims.of("title")}.items():
        for part, place in parts_of(text):
            if candidate := _candidate(found, part, source):
                candidate.traits.update({place} & WEIGHTS.keys())
                keys.add(key(part))
    return frozenset(keys)


@lru_cache(maxsize=1024)
def separators(title: str) -> tuple[tuple[int, int], ...]:
    """Where the separators in a title begin and end."""
    return tuple(match.span() for match in SEPARATOR.finditer(title)) if SEPARATING.search(title) else ()


def parts_of(title: str) -> Iterator[tuple[str, str]]:
    """The stretches of a title between separators, and whether each is its first part, its last, or within."""
    between = [(start, end) for start, end in separators(title) if start and end < len(title)]
    if not 0 < len(between) <= MOST_PARTS:
        return
    starts, stops = [0, *(end for _, end in between)], [*(start for start, _ in between), len(title)]
    last = len(starts) - 1
    for i, start in enumerate(starts):
        for j in range(i, last + 1):
            if (i, j) != (0, last):
                place = "first part" if i == 0 else "last part" if j == last else "part within"
                yield title[start : stops[j]].strip(), place


def _add_blocks(found: dict[str, Candidate], layout: Layout, start: int) -> None:
    """Where on the page the candidates stand; the lesser headings shortly before the story are candidates too."""
    openings = {candidate.text[:3].casefold() for candidate in found.values()}
    for block in layout.blocks[max(0, start - ABOVE) : start + BELOW]:
        is_heading = block.kind == "heading"
        text = _without_count(block.text) if is_heading else block.text
        close = start - REACH <= block.number <= start
        called = close and not block.is_prose and LEAST_CALLED < len(text) < MOST_CALLED and _is_called(block.owner)
        if is_heading or called:
            _find_within(found, block.number, text)
        near = close and (is_heading or called)
        if not near and text[:3].casefold() not in openings:
            continue
        candidate = _candidate(found, text, block.owner.tag) if near else found.get(key(text))
        if candidate:
            _place_at(candidate, block, text)
            candidate.traits.update(("called a headline",) if called else ())


def _place_at(candidate: Candidate, block: Block, text: str) -> None:
    candidate.places.append(block.number)
    if block.owner.tag == "h1":
        return
    is_heading = block.kind == "heading"
    candidate.traits.add("other heading" if is_heading else "block")
    if is_heading and candidate.source not in HEADINGS and not separators(candidate.text):
        candidate.text, candidate.source = text, block.owner.tag  # as readers see it


def _find_within(found: Mapping[str, Candidate], number: int, text: str) -> None:
    """Candidates that a heading begins or ends with: a kicker, a number or the like stands beside them."""
    folded = text.casefold()
    for candidate in found.values():
        own = candidate.text.casefold()
        if candidate.places or not LEAST_CALLED <= len(own) < len(folded):
            continue
        begins = folded.startswith(own) and not folded[len(own)].isalnum()
        if begins or (folded.endswith(own) and not folded[-len(own) - 1].isalnum()):
            whole = not CLAIMED.isdisjoint(candidate.traits)
            place = f"{'' if whole else 'part '}{'begins' if begins else 'ends'} a heading"
            candidate.traits.update({place} & WEIGHTS.keys())
            candidate.within.append(number)


def _add_lines(found: dict[str, Candidate], layout: Layout, start: int) -> None:
    """Where candidates stand as lines of the nearest block above the story that has one, if none is a block itself."""
    if any(candidate.places for candidate in found.values()):
        return
    for block in reversed(layout.blocks[: start + 1]):
        if len(block.parts) > 1 and any(candidate.text in block.text for candidate in found.values()):
            texts = [collapse(part) if isinstance(part, str) else text_of(part) for part in block.parts]
            lines = [candidate for text in texts if (candidate := found.get(key(text)))]
            for candidate in lines:
                candidate.places.append(block.number)
                candidate.traits.add("block")
            if lines:
                return


def _mark(found: dict[str, Candidate], claims: Claims, parts: frozenset[str], start: int, url: str) -> None:
    """Give the candidates the traits that others decide."""
    sites = {key(name) for claim in claims.of("site") for name in (claim.value, claim.value.partition(".")[0])}
    address = key(host(url or next((claim.value for claim in claims.of("url")), "")))
    titles = claims.of("title")
    claimed = {key(claim.value): _words(claim.value) for claim in titles if claim.source in COMPARED}
    known = parts.union(key(claim.value) for claim in titles)
    slug = _slug(url or next((claim.value for claim in claims.of("url")), ""))
    for name, candidate in found.items():
        traits, words = candidate.traits, _words(candidate.text)
        traits.update(_place(candidate, start), _form(candidate.text), _in_slug(words, slug))
        if claims.is_news and "h1" in traits:
            traits.add("h1 of news")
        if name in sites:
            traits.add("site's name")
        if len(name) > 3 and name in address:
            traits.add("in the address")
        if any(part in sites or (len(part) > 3 and part in address) for part in _ends(candidate.text)):
            traits.add("holds the site's name")
        if any(len(words & other) < 0.4 * min(len(words), len(other)) for its, other in claimed.items() if its != name):
            traits.add("unlike a claim")
        for kind in ("h1", "other heading"):
            if kind in traits:
                traits.update({f"{kind}, {trait}" for trait in traits} & WEIGHTS.keys())
                traits.update([] if name in known else [f"{kind} unclaimed"])


def _slug(url: str) -> frozenset[str]:
    """The words of an address that tells of the headline: most publishers make it of the first one that a story had."""
    path = url.partition("://")[2].partition("?")[0]
    longest = unquote(max(path.split("/")[1:], key=len, default="")).replace("_", " ").removesuffix(".html")
    words = WORD.findall(unicodedata.normalize("NFKC", longest).casefold())
    return frozenset(words) if len(words) >= LEAST_SLUG else frozenset()


def _in_slug(words: frozenset[str], slug: frozenset[str]) -> set[str]:
    """How many of a candidate's words the address has, as written or in plain letters; and whether it has no others."""
    if not slug or len(words) < LEAST_SLUG - 1:
        return set()
    said = {spelling for word in words for spelling in _spellings(word)} & slug
    share = len(said) / len(words)
    told = sum(word.isalpha() for word in slug)
    whole = {"all of the address"} if share >= MOST and sum(map(str.isalpha, said)) >= MOST * told else set()
    return whole | ({"most in the address"} if share >= MOST else {"half in the address"} if share >= 0.5 else set())


@lru_cache(maxsize=8192)
def _spellings(word: str) -> frozenset[str]:
    """A word and how addresses write it: "räumt" is "raeumt" or "raumt"."""
    if word.isascii():
        return frozenset((word,))
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return frozenset((word, word.translate(IN_TWO_LETTERS), plain.translate(IN_TWO_LETTERS)))


def _ends(text: str) -> tuple[str, ...]:
    """The keys of what stands before the first separator and behind the last."""
    between = separators(text)
    return (key(text[: between[0][0]]), key(text[between[-1][1] :])) if between else ()


def _place(candidate: Candidate, start: int) -> set[str]:
    places = candidate.places or candidate.within
    if not places:
        return {"not on the page"}
    above = start - min(places, key=lambda place: (place > start, abs(start - place)))
    if 0 <= above <= NEAR:
        return {"near the story"}
    return {"below"} if above < 0 else {"far above"} if above > FAR else set()


def _form(text: str) -> set[str]:
    """How long a candidate is, and how it is written."""
    traits = {"ends with a mark"} if text[-1] in ".:," else set()
    number = len(NOT_WORDS.sub("", text)) // 2 if DENSE.search(text) else len(text.split())
    if number <= 4:
        traits.add("one word" if number <= 1 else "two words" if number == 2 else "four words")
    elif number > VERY_LONG:
        traits.add("very long")
    return traits


def _links_home(heading: Element) -> bool:
    """Whether a heading holds a link to a front page, or is one."""
    around = [element for element, _ in zip(ancestors(heading), range(3), strict=False)]
    return any(
        (href := element.get("href")) != "" and HOME.fullmatch(href) is not None
        for element in (*around, *elements(heading))
        if element.tag == "a"
    )


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What two texts of the same words have in common."""
    return NOT_WORDS.sub("", (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold())


def _words(text: str) -> frozenset[str]:
    """The words of a text; where they are written without spaces, its pairs of characters."""
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    words = WORD.findall(folded)
    if text.isascii() or not DENSE.search(folded):
        return frozenset(words)
    return frozenset(word[place : place + 2] for word in words for place in range(max(1, len(word) - 1)))
