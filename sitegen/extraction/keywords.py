"""The keywords that a page gives its story, as one source tells them and as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.extraction.addresses import host
from sitegen.extraction.claims import Claims
from sitegen.extraction.result import Choice, Claim
from sitegen.extraction.titles import key
from sitegen.languages.words import matches

SOURCES = ("meta article:tag", "meta og:article:tag", "json-ld", "meta news_keywords", "meta", "microdata", "rel=tag")
COMMA = re.compile(r"\s*[,،、，]\s*")
OTHER = re.compile(r"\s*[;；|]\s*")
PROPERTY = re.compile(r"(?P<name>[A-Za-z_]{2,20})[:=](?P<value>\S.*)")
KEPT_PROPERTIES = frozenset({"tag", "tags", "keyword", "keywords", "topic", "subject"})
NO_WORD = re.compile(r"https?:|www\.|@|^[0-9a-f-]{16,}$|^\d{5,}$")
"""An address, or the number of something in a database."""
MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.IGNORECASE)
LONGEST = 60  # characters of a keyword; what is longer is a sentence
MOST = 30  # keywords of a story; a longer list is about the site, or bait


def choose_tags(claims: Claims, url: str) -> Iterator[Choice]:
    """The keywords of the first source that gives some for the story, each once.

    Not among them: the site's name, the name of no section ("Uncategorized"), addresses, properties that programs left
    (`section:world`). A list of more than thirty is not believed.
    """
    sites = {key(claim.value) for claim in claims.of("site")} | {key(host(url)), key(host(url).rpartition(".")[0])}
    before = ""
    for source in SOURCES:
        found = _cleaned((claim.value for claim in claims.of("tags", source)), sites)
        if 0 < len(found) <= MOST:
            for name in found:
                yield Choice(Claim("tags", name, source), f"the first source with keywords of the story{before}")
            return
        before = f"; {source} has {len(found)}, too many for a story" if found else before


def _cleaned(values: Iterable[str], without: set[str]) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        separator = COMMA if COMMA.search(value) else OTHER
        for part in separator.split(value):
            name = _keyword(part)
            if name and key(name) not in without and not matches("no_section", name):
                found.setdefault(key(name), name)
    return [found[each] for each in found if each]


def _keyword(part: str) -> str:
    """A keyword without markup and the marks around it, or nothing if it is none."""
    name = MARKUP.sub("", part).strip(" #\"'“”„«»;")
    if named := PROPERTY.fullmatch(name):
        name = named["value"] if named["name"].lower() in KEPT_PROPERTIES else ""
    return "" if len(name) >= LONGEST or NO_WORD.search(name) else name
