"""A preview that runs: what everything that answers a request needs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.preview.channel import Channel
from sitegen.preview.session import Session


@dataclass(frozen=True, slots=True)
class Running:
    """The site, the browsers that look at it, and what is particular to this run.

    `base` begins and ends with a slash. `token` is known to pages that this run served, and to nobody else.
    """

    session: Session
    channel: Channel
    root: Path
    base: str
    report: Callable[[str], None]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
