"""An article: what we know of a story (`Metadata`, its front matter) and the story itself (`Body`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitegen.body import Body


@dataclass(frozen=True, slots=True)
class Saved:
    """Where an article was imported from.

    `file` is relative to the site (or absolute, where the page was referred to and not copied); `sha256` is that of the
    saved record's bytes: the article's identity, and its key in the ledger. `at` is told by the saved file itself.
    """

    file: str
    sha256: str
    format: str
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Front matter, as meant: unknown texts are empty, unknown dates `None`. A `date` without a time is a plain date.

    `image` is relative to content/ when it is ours, else an address. `extra` holds the user's own keys, untouched.
    """

    title: str
    date: dt.date | None = None
    updated: dt.date | None = None
    authors: tuple[str, ...] = ()
    site: str = ""
    section: str = ""
    url: str = ""
    lang: str = ""
    description: str = ""
    image: str = ""
    image_alt: str = ""
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    saved: Saved | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """A story extracted from a saved page."""

    metadata: Metadata
    body: Body


def is_moment(value: dt.date | None) -> bool:
    """Whether `value` has a time of day (a `datetime` is a `date` too)."""
    return isinstance(value, dt.datetime)
