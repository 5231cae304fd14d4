"""The title: which of the page's headings and claims is the story's headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sitegen.dom import Document, Element, ancestors, text_of
from sitegen.extraction.claims import Claims
from sitegen.extraction.result import Choice, Claim

WORD = re.compile(r"\w+")
SEPARATOR = re.compile(r"\s+[|·•»«›–—:-]\s+|\s*[|»]\s*|\s+::\s+")
NOT_WORDS = re.compile(r"[\W_]+")
MAX_LENGTH = 400
HEADLINE_TAGS = ("h2", "h3", "h4", "b", "strong", "font", "p", "td", "div", "span", "center")
"""Elements that hold a headline where there is no `h1`."""
MOST_CHILDREN = 3
FEWEST_WORDS = 3
OUTSIDE = frozenset({"nav", "footer", "aside", "dialog", "form"})


def choose_title(document: Document, claims: Claims) -> Choice | None:
    """The heading that agrees with the claims; else the only one; else a claim without the site's name."""
    headings = [element for element in document.tagged("h1") if 0 < len(text_of(element)) <= MAX_LENGTH]
    claimed = claims.of("title")
    texts = [claim.value for claim in claimed]
    if agreed := _agreeing(headings, texts):
        return without_kicker(Claim("title", text_of(agreed), "h1"), claimed)
    inside = [element for element in headings if _in_article(element)] or headings
    if len(inside) == 1 and not claimed:
        return Choice(Claim("title", text_of(inside[0]), "h1"), "the only heading of its kind")
    if not headings and (
        part := part_on_page(document, [claim.value for claim in claims.of("title", "title element")])
    ):
        return Choice(Claim("title", part, "title element"), "the part of the title that stands alone on the page")
    for kind in ("json-ld", "meta og:title", "microdata", "meta", "title element"):
        for claim in claims.of("title", kind):
            if value := cut_site(claim.value, claims, texts):
                return Choice(Claim("title", value, claim.source), f"the first of {kind}, without the site's name")
    for element in headings:
        return Choice(Claim("title", text_of(element), "h1"), "the first heading")
    return None


def part_on_page(document: Document, titles: Sequence[str]) -> str:
    """The longest part of a title, without what is before or behind a separator, that is all the text of an element."""
    parts = {
        _key(part): part
        for title in titles
        for match in SEPARATOR.finditer(title)
        for part in (title[: match.start()].strip(), title[match.end() :].strip())
    }
    longest = max(map(len, parts.values()), default=0)
    found = {
        key
        for element in document.tagged(*HEADLINE_TAGS)
        if len(element.children) <= MOST_CHILDREN and (text := text_of(element)) and len(text) <= longest + 10
        if (key := _key(text)) in parts
    }
    return max((parts[key] for key in found if len(parts[key].split()) >= FEWEST_WORDS), key=len, default="")


def _key(text: str) -> str:
    return NOT_WORDS.sub("", text.casefold())


def without_kicker(heading: Claim, claimed: Sequence[Claim]) -> Choice:
    """The heading, or the claim that it ends with: what stands before is the line above the headline."""
    whole = _key(heading.value)
    for claim in claimed:
        claim_words = _key(claim.value)
        if whole != claim_words and len(claim_words) * 5 > len(whole) * 2 and whole.endswith(claim_words):
            return Choice(claim, "the heading without the line above the headline")
    return Choice(heading, "the heading that agrees best with what the page claims")


def _agreeing(headings: Sequence[Element], texts: Iterable[str]) -> Element | None:
    """The heading that shares most with any claim; nothing under half of its words."""
    claimed = [words for text in texts if (words := _words(text))]
    best: tuple[float, Element] | None = None
    for element in headings:
        words = _words(text_of(element))
        if not words:
            continue
        score = max((len(words & other) / max(len(words), min(len(other), 4)) for other in claimed), default=0.0)
        score += 0.1 * _in_article(element)
        if score >= 0.5 and (best is None or score > best[0] + 0.01):
            best = (score, element)
    return best[1] if best else None


def _in_article(element: Element) -> bool:
    tags = [ancestor.tag for ancestor in ancestors(element)]
    return ("article" in tags or "main" in tags) and not OUTSIDE.intersection(tags)


def _words(text: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = WORD.findall(folded)
    if len(words) <= 2 and len(folded) > 12:
        return frozenset(folded[place : place + 2] for place in range(len(folded) - 1))
    return frozenset(words)


def cut_site(title: str, claims: Claims, others: Sequence[str]) -> str:
    """`title` without the site's name at either end."""
    sites = {claim.value.casefold() for claim in claims.of("site")}
    parts = [match.span() for match in SEPARATOR.finditer(title)]
    for start, stop in reversed(parts):
        rest, tail = title[:start].strip(), title[stop:].strip()
        if rest and (tail.casefold() in sites or any(other == rest for other in others)):
            return rest
    for start, stop in parts[:1]:
        head, rest = title[:start].strip(), title[stop:].strip()
        if rest and head.casefold() in sites:
            return rest
    if parts and not sites:
        start, stop = parts[-1]
        if len(title[:start]) > len(title[stop:]):
            return title[:start].strip()
    return title
