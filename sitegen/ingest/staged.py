"""A saved page that was judged but not yet moved into place: small facts in memory, the article's text in staging."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sitegen.content.folder import CACHE
from sitegen.files import write_atomically

STAGING = f"{CACHE}/staging"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A saved file to be judged: where its bytes are now, and the name by which the site will know it.

    `others` are further files of the same bytes. `companion` is the folder of pictures that was saved with it. `copied`
    says that file and folder are to be copied to `file`; without it they stay where they are.
    """

    source: Path
    file: str
    sha256: str
    others: tuple[str, ...] = ()
    companion: Path | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Staged:
    """What was found in one saved page (a record, where a file holds many).

    Either `reason` says why it holds no article, or the text of its article file lies in staging under `sha256`,
    without an address yet. `media` are the paths, relative to content/, of the pictures that wait in staging.
    `url` is the page's own, `source_url` where it was saved from. A further page of a story is `part_of` its first
    page, and `part` says so.
    """

    sha256: str
    file: str
    others: tuple[str, ...] = ()
    format: str = ""
    url: str = ""
    saved_at: dt.datetime | None = None
    reason: str = ""
    title: str = ""
    date: dt.date | None = None
    fingerprint: str = ""
    media: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    source_url: str = ""
    part_of: str = ""
    part: str = ""


def stage_text(site: Path, sha256: str, text: str) -> None:
    """Puts the text of an article file into staging."""
    write_atomically(site / STAGING / f"{sha256}.md", text.encode())


def staged_text(site: Path, sha256: str) -> str:
    """The text that `stage_text` put there."""
    return (site / STAGING / f"{sha256}.md").read_bytes().decode()


def stage_media(site: Path, path: str, data: bytes) -> None:
    """Puts a picture into staging; `path` is the one that it will have below content/."""
    target = site / STAGING / path
    if not target.exists():
        write_atomically(target, data)


def staged_media(site: Path, path: str) -> Path:
    """Where a staged picture lies."""
    return site / STAGING / path
