"""Front matter from claims: one named rule a field, each choice with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sitegen.article import Metadata, Saved
from sitegen.dom import Document
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.authors import choose_authors
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Surroundings
from sitegen.extraction.publication import choose_date
from sitegen.extraction.result import Choice, Claim
from sitegen.languages.dates import parse_date
from sitegen.languages.detect import detect_language
from sitegen.saved_page import SavedPage


def choose_url(page: SavedPage, claims: Claims) -> Iterator[Choice]:
    """The canonical address: the page's own claim, else where it was saved from."""
    addresses = Addresses.of(page.url, claims.base, ())
    for claim in claims.of("url", "rel=canonical", "meta og:url", "json-ld"):
        if (url := addresses.link(claim.value)).startswith("http"):
            yield Choice(Claim("url", url, claim.source), "the page's own canonical address")
            return
    if page.url:
        yield Choice(Claim("url", page.url, "saved file"), "where the page was saved from")


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
    choices: list[Choice] = [title] if title else []
    choices.extend(choose_date(document, claims, lang, page.saved_at, lines, page.url))
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
