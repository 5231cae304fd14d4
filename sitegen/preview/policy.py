"""Let the reload script through a page's own Content-Security-Policy. Pure.

An archive may well forbid all scripts. In the preview such a page gets the same policy, but for scripts and
connections of its own origin.
"""

from __future__ import annotations

import html
import re

_META = re.compile(rb"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\bcontent\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_SCRIPTS = ("script-src-elem", "script-src", "default-src")  # the first that is there decides
_CONNECTIONS = ("connect-src", "default-src")


def admit_own(page: bytes) -> bytes:
    """The page, with scripts from its own origin and connections to it allowed."""
    return _META.sub(lambda meta: _CONTENT.sub(_amended_content, meta[0], count=1), page)


def _amended_content(content: re.Match[bytes]) -> bytes:
    policy = html.unescape(content[2][1:-1].decode("utf-8", "replace"))
    return content[1] + f'"{html.escape(amended(policy))}"'.encode()


def amended(policy: str) -> str:
    """The policy, with `'self'` among the sources of scripts and connections where it limits them."""
    directives: dict[str, list[str]] = {}
    for directive in filter(None, map(str.split, policy.split(";"))):
        directives.setdefault(directive[0].lower(), directive[1:])  # of two alike, the first counts
    for chain in (_SCRIPTS, _CONNECTIONS):
        if deciding := next((name for name in chain if name in directives), None):
            sources = [source for source in directives[deciding] if source.lower() not in {"'none'", "'self'"}]
            directives[deciding if deciding != "default-src" else chain[-2]] = ["'self'", *sources]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
