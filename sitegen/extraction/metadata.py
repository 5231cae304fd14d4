"""Front matter from claims: one named rule a field, each choice with its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitegen.article import Metadata, Saved
from sitegen.dom import Document, text_of
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.authors import choose_authors
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Surroundings
from sitegen.extraction.result import Choice, Claim
from sitegen.languages.dates import find_date, parse_date
from sitegen.languages.detect import detect_language
from sitegen.saved_page import SavedPage

DATE_SOURCES = (
    "json-ld datePublished",
    "meta article:published_time",
    "microdata datepublished",
    "json-ld page",
    "meta",
    "json-ld dateCreated",
    "microdata",
    "time element",
)
BYLINE_NAMES = re.compile(r"byline|author|vcard|\bfn\b|posted-by|writer|reporter|contributor")
DATE_NAMES = re.compile(r"date|time|publish|posted|meta|byline")
ADDRESS = re.compile(r"https?:|www\.|@")
SEPARATORS = re.compile(r"[,;|/&]| and | und | et | y ")
MAX_NAME = 60
MAX_WORDS = 5
MAX_BYLINE = 200
FUTURE = dt.timedelta(days=2)


def choose_url(page: SavedPage, claims: Claims) -> Iterator[Choice]:
    """The canonical address: the page's own claim, else where it was saved from."""
    addresses = Addresses.of(page.url, claims.base, ())
    for claim in claims.of("url", "rel=canonical", "meta og:url", "json-ld"):
        if (url := addresses.link(claim.value)).startswith("http"):
            yield Choice(Claim("url", url, claim.source), "the page's own canonical address")
            return
    if page.url:
        yield Choice(Claim("url", page.url, "saved file"), "where the page was saved from")


@lru_cache(maxsize=8192)
def _names_a_date(names: str) -> bool:
    return DATE_NAMES.search(names.lower()) is not None


def choose_date(
    document: Document, claims: Claims, lang: str, saved_at: dt.datetime | None, head: Sequence[str]
) -> Iterator[Choice]:
    """The day of publication: the first source that names a day which is not in the future."""
    for kind in DATE_SOURCES:
        for claim in claims.of("date", kind):
            if (date := parse_date(claim.value, lang)) and not _is_future(date, saved_at):
                yield Choice(Claim("date", date.isoformat(), claim.source), f"the first date of {kind}")
                return
    for source, text in _dated(document, head):
        if (date := find_date(text, lang)) and not _is_future(date, saved_at):
            yield Choice(Claim("date", date.isoformat(), source), "the first visible date")
            return


def _dated(document: Document, head: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in head:
        yield "line near the title", line
    for element in document.elements:
        if element.tag not in ("meta", "link", "body", "html") and _names_a_date(element.names):
            text = text_of(element)
            if 5 < len(text) < MAX_BYLINE:
                yield "element called a date", text


def _is_future(date: dt.date, saved_at: dt.datetime | None) -> bool:
    if saved_at is None:
        return False
    day = date.date() if isinstance(date, dt.datetime) else date
    return day > saved_at.date() + FUTURE


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
    head = [line.text for line in lines.head]
    lang = detect_language(sample, next((claim.value for claim in claims.of("lang", "html", "json-ld", "meta")), ""))
    choices: list[Choice] = [title] if title else []
    choices.extend(choose_date(document, claims, lang, page.saved_at, head))
    choices.extend(_updated(claims, lang))
    choices.extend(choose_authors(claims, lines, title.claim.value if title else ""))
    choices.extend(choose_first(claims, "site", "meta", "json-ld"))
    choices.extend(choose_first(claims, "section", "json-ld", "meta", "microdata"))
    choices.extend(choose_url(page, claims))
    if lang:
        choices.append(Choice(Claim("lang", lang, "text and declaration"), "what the text is written in"))
    choices.extend(choose_first(claims, "description", "meta og:", "meta", "json-ld"))
    choices.extend(choose_first(claims, "image", "meta og:", "json-ld", "meta"))
    choices.extend(choose_first(claims, "image_alt", "meta"))
    choices.extend(_tags(claims))
    return tuple(choices)


def _updated(claims: Claims, lang: str) -> Iterator[Choice]:
    for claim in claims.of("updated", "json-ld", "meta", "microdata"):
        if date := parse_date(claim.value, lang):
            yield Choice(Claim("updated", date.isoformat(), claim.source), "the first modified date")
            return


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
