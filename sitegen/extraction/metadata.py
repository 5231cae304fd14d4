"""Front matter from claims: one named rule a field, each choice with its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sitegen.article import Metadata, Saved
from sitegen.dom import Document
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.agencies import choose_agencies
from sitegen.extraction.authors import choose_authors
from sitegen.extraction.canonical import choose_url
from sitegen.extraction.claimed_picture import choose_image
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Surroundings
from sitegen.extraction.keywords import choose_tags
from sitegen.extraction.publication import choose_date, choose_updated
from sitegen.extraction.result import Choice, Claim
from sitegen.extraction.titles import key, parts_of
from sitegen.languages.detect import detect_language, well_formed
from sitegen.languages.words import matches
from sitegen.saved_page import SavedPage

HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}")
CUT_OFF = re.compile(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*$")
LOCALE = "meta og:locale"
LONGEST_SITE, LONGEST_SECTION = 40, 60


def choose_language(claims: Claims, sample: str) -> Iterator[Choice]:
    """The language that the text is in; the page's own claims tell its region, or decide where the text can't.

    Templates declare what they were written in, so the text outweighs the first claim; a later claim of the text's
    language then says the rest. No region is taken from `og:locale`: it is one of a social network's own list, where
    all German is that of Germany.
    """
    said = [(well_formed(claim.value), claim.source) for claim in claims.of("lang", "html", "json-ld", "meta")]
    said = [(tag.split("-")[0] if source == LOCALE else tag, source) for tag, source in said]
    first, first_source = next(((tag, source) for tag, source in said if tag), ("", ""))
    lang = detect_language(sample, first)
    if not lang:
        return
    agreeing = [(tag, source) for tag, source in said if tag.split("-")[0] == lang.split("-")[0]]
    told = [(tag, source) for tag, source in agreeing if "-" in tag]
    tag, source = (told or agreeing or [(lang, "the text")])[0] if "-" not in lang else (lang, first_source)
    contested = first and first.split("-")[0] != lang.split("-")[0]
    why = f"the text reads like it, though {first_source} says {first}" if contested else "what the text is written in"
    yield Choice(Claim("lang", tag, source), why if source == "the text" or contested else f"claimed, and {why}")


def choose_site(claims: Claims, title: str) -> Iterator[Choice]:
    """The site's name as it is claimed; else what the window's title adds to the headline, behind it or before.

    A name is better than an address: that of a source which gives one wins over an `og:site_name` such as post.example.
    """
    sources = ("meta og:site_name", "json-ld publisher", "json-ld WebSite", "meta")
    if found := claims.of("site", *sources):
        named = next((claim for claim in found if not HOST.fullmatch(claim.value)), found[0])
        why = "the first source that says so" if named is found[0] else f"a name, {found[0].source} has an address"
        yield Choice(named, why)
        return
    for claim in claims.of("title", "title element") if title else ():
        parts = dict(parts_of(claim.value))
        if place := parts.get(title):
            rest = claim.value.replace(title, "").strip()
            names = [part for part, its in parts.items() if its != place and part in rest and len(part) <= LONGEST_SITE]
            if names:
                name = min(names, key=len) if place == "last part" else names[-1]
                yield Choice(Claim("site", name, "title element"), "what the window's title adds to the headline")
            return


def choose_section(claims: Claims, title: str) -> Iterator[Choice]:
    """The section that is claimed, or the first step on the way to the page that is neither home nor the page."""
    for claim in claims.of("section", "json-ld articleSection", "meta", "microdata", "json-ld breadcrumb"):
        name = claim.value.split(",")[0].strip()
        if name and name != title and not matches("no_section", name) and len(name) <= LONGEST_SECTION:
            yield Choice(Claim("section", name, claim.source), "the first source that says so")
            return


def choose_description(claims: Claims, title: str) -> Iterator[Choice]:
    """The first description that isn't the headline again; the whole one where another source cuts it short."""
    told = [
        claim for claim in claims.of("description", "meta og:", "meta", "json-ld") if key(claim.value) != key(title)
    ]
    for claim in told[:1]:
        start = CUT_OFF.sub("", claim.value)
        if start != claim.value and (whole := next((c for c in told if _goes_on(c.value, start)), None)):
            yield Choice(whole, f"goes on where {claim.source} is cut off")
        else:
            yield Choice(claim, "the first source that says so")


def _goes_on(text: str, start: str) -> bool:
    return text.startswith(start) and len(text) > len(start) and not CUT_OFF.search(text)


def choose_metadata(
    page: SavedPage,
    document: Document,
    claims: Claims,
    title: Choice | None,
    sample: str,
    lines: Surroundings,
) -> tuple[Choice, ...]:
    """Every choice about the front matter, in the order of its keys.

    `sample` is some of the story's text, `lines` those around it.
    """
    language = tuple(choose_language(claims, sample))
    lang = language[0].claim.value if language else ""
    headline = title.claim.value if title else ""
    choices: list[Choice] = [title] if title else []
    choices.extend(choose_date(document, claims, lang, page.saved_at, lines, page.url))
    published = next((choice.claim.value for choice in choices if choice.claim.field == "date"), "")
    choices.extend(choose_updated(claims, lang, lines, published))
    choices.extend(choose_authors(claims, lines, headline))
    choices.extend(choose_agencies(claims, lines))
    choices.extend(choose_site(claims, headline))
    choices.extend(choose_section(claims, headline))
    choices.extend(choose_url(page, claims))
    choices.extend(language)
    choices.extend(choose_description(claims, headline))
    address = next((choice.claim.value for choice in choices if choice.claim.field == "url"), "")
    choices.extend(choose_image(claims, address))
    choices.extend(choose_tags(claims, address))
    return tuple(choices)


def to_metadata(page: SavedPage, choices: tuple[Choice, ...], addresses: Addresses) -> Metadata:
    """Front matter as chosen."""
    first = {choice.claim.field: choice.claim.value for choice in reversed(choices)}
    return Metadata(
        title=first.get("title", ""),
        date=_date(first.get("date", "")),
        updated=_date(first.get("updated", "")),
        authors=tuple(choice.claim.value for choice in choices if choice.claim.field == "author"),
        site=first.get("site", ""),
        section=first.get("section", ""),
        url=first.get("url", ""),
        lang=first.get("lang", ""),
        description=first.get("description", ""),
        image=addresses.picture(first.get("image", "")),
        image_alt=first.get("image_alt", "") if first.get("image") else "",
        tags=tuple(choice.claim.value for choice in choices if choice.claim.field == "tags"),
        saved=Saved(page.file, page.sha256, page.format, page.saved_at),
    )


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
