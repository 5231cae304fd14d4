"""A page as somebody saved it. Nobody has judged it yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["html", "text"]


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that was saved with the page; its bytes are read only when somebody wants them."""

    name: str
    read: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """Decoded source and what the saved file tells of itself.

    `kind` says how to read `source`: as HTML or as a plain-text dump. `file` is the path by which the user knows it.
    `sha256` is that of the bytes as saved, before any unzipping. `url` and `saved_at` come from the format's record,
    never from the page's claims or the file system. `resources` are keyed by the reference as the page writes it, such
    as ``My page_files/photo.jpg``.
    """

    source: str
    kind: Kind
    format: str
    file: str
    sha256: str
    url: str = ""
    saved_at: datetime | None = None
    encoding: str = "utf-8"
    resources: Mapping[str, Resource] = field(default_factory=dict, compare=False)
