"""What the preview does to the pages it serves, and the one page it makes itself. Pure."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from sitegen.preview.addresses import output_path
from sitegen.preview.policy import admit_own
from sitegen.preview.problems import Shown
from sitegen.preview.session import About

SCRIPTS = "/__sitegen__/"  # below it lies what is ours; at the root, so that it is the same whatever the base path

# What only says how the page looks: links to stylesheets (also preloaded ones) and styles written in the page.
_LOOKS = re.compile(rb"<link\b[^>]*\.css\b[^>]*>|<style\b.*?</style\s*>", re.IGNORECASE | re.DOTALL)


# Where links lead, quoted or not.
_HREF = re.compile(rb"<a\b[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)

Marks = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the reload script must know of the page that it is put into.

    Attributes:
        version: the version of the site that the page is of, or an earlier one.
        page: its output path; empty for a page that stands in for another, which any change may bring up.
        base: the base path.
        scripts: the version of the scripts.
        marks: what only the preview shows, of this page and of those that it links to.
        about: what there is to tell of the page.
        token: by which the page may ask for the file to be opened; empty where it may not.
    """

    version: str
    page: str
    base: str
    scripts: str = ""
    marks: Marks = ()
    about: About | None = None
    token: str = ""

    @property
    def told(self) -> dict[str, object]:
        """For the bar: nothing where there is nothing to say."""
        parts = {
            "marks": dict(self.marks),
            "file": self.about.file if self.about else "",
            "why": bool(self.about and self.about.explained),
            "token": self.token,
        }
        return {name: part for name, part in parts.items() if part}


def with_reload(page: bytes, stamp: Stamp) -> bytes:
    """The page with the reload script in it, before the end of its body."""
    script = (
        f'<script type="module" src="{SCRIPTS}{stamp.scripts}/reload.js" data-sitegen-version="{stamp.version}"'
        f' data-sitegen-page="{html.escape(stamp.page)}" data-sitegen-base="{html.escape(quote(stamp.base))}"'
        f' data-sitegen-content="{content_digest(page, stamp.marks)}"'
        f' data-sitegen-about="{html.escape(json.dumps(stamp.told))}"></script>'
    ).encode()
    admitting = admit_own(page)
    end = admitting.lower().rfind(b"</body")
    return admitting + script if end < 0 else admitting[:end] + script + admitting[end:]


def content_digest(page: bytes, marks: Marks) -> str:
    """A digest of the page but for its looks: where two are equal, changing the stylesheets is enough."""
    return hashlib.sha256(_LOOKS.sub(b"", page) + repr(marks).encode()).hexdigest()[:16]


def marks_on(page: bytes, path: str, base: str, tell: Callable[[str], About | None]) -> Marks:
    """The marks of the page at `path` and of those that it links to; `tell` knows what there is to tell of a page."""
    told = ((shown, tell(shown)) for shown in sorted({path, *_linked(page, base)}))
    return tuple((shown, about.mark) for shown, about in told if about and about.mark)


def _linked(page: bytes, base: str) -> set[str]:
    """The output paths that links of the page lead to."""
    targets = {next(filter(None, match.groups(b"")), b"") for match in _HREF.finditer(page)}
    paths = (unquote(html.unescape(target.decode("utf-8", "replace"))) for target in targets)
    return {output_path(path[len(base) :]) for path in paths if path.startswith(base)}


def stand_in(problems: Iterable[Shown]) -> bytes:
    """A page to show where there is none of the site's yet; readable without scripts, so without the overlay too."""
    listed = "".join(f"<pre>{html.escape(str(problem))}</pre>" for problem in problems)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>This page cannot be shown yet</title>'
        '<meta name="viewport" content="width=device-width"></head><body><main>'
        f"<h1>This page cannot be shown yet</h1>{listed}<p>It appears here as soon as the problem is mended.</p>"
        "</main></body></html>"
    ).encode()
