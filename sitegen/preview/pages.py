"""What the preview does to the pages it serves, and the one page it makes itself. Pure."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from sitegen.preview.policy import admit_own
from sitegen.preview.problems import Shown

SCRIPTS = "/__sitegen__/"  # below it lies what is ours; at the root, so that it is the same whatever the base path

# What only says how the page looks: links to stylesheets (also preloaded ones) and styles written in the page.
_LOOKS = re.compile(rb"<link\b[^>]*\.css\b[^>]*>|<style\b.*?</style\s*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the reload script must know of the page that it is put into.

    Attributes:
        version: the version of the site that the page is of, or an earlier one.
        page: its output path; empty for a page that stands in for another, which any change may bring up.
        base: the base path.
    """

    version: str
    page: str
    base: str


def with_reload(page: bytes, stamp: Stamp) -> bytes:
    """The page with the reload script in it, before the end of its body."""
    script = (
        f'<script type="module" src="{SCRIPTS}reload.js" data-sitegen-version="{html.escape(stamp.version)}"'
        f' data-sitegen-page="{html.escape(stamp.page)}" data-sitegen-base="{html.escape(quote(stamp.base))}"'
        f' data-sitegen-content="{content_digest(page)}"></script>'
    ).encode()
    admitting = admit_own(page)
    end = admitting.lower().rfind(b"</body")
    return admitting + script if end < 0 else admitting[:end] + script + admitting[end:]


def content_digest(page: bytes) -> str:
    """A digest of the page but for its looks: where two are equal, changing the stylesheets is enough."""
    return hashlib.sha256(_LOOKS.sub(b"", page)).hexdigest()[:16]


def stand_in(problems: Iterable[Shown]) -> bytes:
    """A page to show where there is none of the site's yet; readable without scripts, so without the overlay too."""
    listed = "".join(f"<pre>{html.escape(str(problem))}</pre>" for problem in problems)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>This page cannot be shown yet</title>'
        '<meta name="viewport" content="width=device-width"></head><body><main>'
        f"<h1>This page cannot be shown yet</h1>{listed}<p>It appears here as soon as the problem is mended.</p>"
        "</main></body></html>"
    ).encode()
