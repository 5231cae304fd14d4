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
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Surroundings
from sitegen.extraction.publication import choose_date, choose_updated
from sitegen.extraction.result import Choice, Claim
from sitegen.extraction.titles import parts_of
from sitegen.languages.detect import detect_language
from sitegen.languages.words import matches
from sitegen.saved_page import SavedPage

FRONT_PAGE = re.compile(r"https?://[^/?#]+/?")
LONGEST_SITE, LONGEST_SECTION = 40, 60


def choose_url(page: SavedPage, claims: Claims) -> Iterator[Choice]:
    """The canonical address: the page's own claim, unless that is the front page; else where it was saved from."""
    addresses = Addresses.of(page.url, claims.base, ())
    for claim in claims.of("url", "rel=canonical", "meta og:url", "json-ld"):
        url = addresses.link(claim.value)
        if url.startswith("http") and not (
            FRONT_PAGE.fullmatch(url) and page.url and not FRONT_PAGE.fullmatch(page.url)
        ):
            yield Choice(Claim("url", url, claim.source), "the page's own canonical address")
            return
    if page.url:
        yield Choice(Claim("url", page.url, "saved file"), "where the page was saved from")


def choose_site(claims: Claims, title: str) -> Iterator[Choice]:
    """The site's name as it is claimed; else what the window's title adds to the headline, behind it or before."""
    sources = ("meta og:site_name", "json-ld publisher", "json-ld WebSite", "meta")
    if found := claims.of("site", *sources):
        yield Choice(found[0], "the first source that says so")
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


def choose_first(claims: Claims, field: str, *sources: str) -> Iterator[Choice]:
    """The first claim of a field, in the order of `sources`."""
    for claim in claims.of(field, *sources)[:1]:
        yield Choice(claim, "the first source that says so")


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
    lang = detect_language(sample, next((claim.value for claim in claims.of("lang", "html", "json-ld", "meta")), ""))
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
    if lang:
        choices.append(Choice(Claim("lang", lang, "text and declaration"), "what the text is written in"))
    choices.extend(choose_first(claims, "description", "meta og:", "meta", "json-ld"))
    choices.extend(choose_first(claims, "image", "meta og:", "json-ld", "meta"))
    choices.extend(choose_first(claims, "image_alt", "meta"))
    choices.extend(_tags(claims))
    return tuple(choices)


def _tags(claims: Claims) -> Iterator[Choice]:
    for kind in ("meta article:tag", "json-ld", "meta"):
        if found := claims.of("tags", kind):
            parts = dict.fromkeys(part.strip() for claim in found for part in claim.value.split(","))
            for part in parts:
                if part and len(part) < 60:
                    yield Choice(Claim("tags", part, kind), f"keywords of {kind}")
            return


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
