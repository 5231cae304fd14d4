"""The page that tells why another holds what it holds, beside what that was made of. Pure.

The saved page is somebody else's: it is shown in a sandboxed frame, under a policy by which nothing in it runs and
nothing is asked for, and without the few elements that a policy says nothing of.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from types import MappingProxyType
from urllib.parse import quote

from sitegen.preview.session import Reason, Reasons

POLICY = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
    }
)
INERT = MappingProxyType(
    {
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)

# No policy keeps a browser from connecting to where a link element points, or from following a refresh.
_REACHING_OUT = re.compile(rb"<(?:link|meta|base)\b[^>]*>", re.IGNORECASE)

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); height: 100vh; }
main, iframe { height: 100vh; box-sizing: border-box; }
main { overflow: auto; padding: 1rem 1.5rem; }
iframe { width: 100%; border: 0; border-inline-start: 1px solid GrayText; background: #fff; color-scheme: light; }
h1 { font-size: 1.3rem; line-height: 1.3; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
dl { margin: 0; display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); }
dt, dd { margin: 0; padding: .5rem 0; border-top: 1px solid color-mix(in srgb, CanvasText 18%, Canvas); }
dt { font-weight: 600; } dd { overflow-wrap: anywhere; }
p { margin: 0; } .why { font-size: .875rem; opacity: .8; }
.dropped > p:first-child { text-decoration: line-through; text-decoration-thickness: 1px; }
@media (max-width: 50rem) { body { display: block; height: auto; } main { height: auto; } }
"""


def why_page(reasons: Reasons, page: str) -> bytes:
    """The reasons on one side, what the page was made of on the other; readable without any script."""
    groups = "".join(f"<h2>{html.escape(heading)}</h2>{_listed(group)}" for heading, group in reasons.groups)
    title = html.escape(reasons.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Why: {title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f'<body><main tabindex="0"><h1>Why “<span dir="auto">{title}</span>” came out like this</h1>{groups}</main>'
        f'<iframe sandbox title="The saved page" src="saved?page={quote(page)}"></iframe></body></html>'
    ).encode()


def _listed(group: tuple[Reason, ...]) -> str:
    return f"<dl>{''.join(map(_entry, group))}</dl>"


def _entry(reason: Reason) -> str:
    looks = ' class="dropped"' if reason.dropped else ""
    return f"<dt>{html.escape(reason.name)}</dt><dd{looks}>{''.join(_said(reason))}</dd>"


def _said(reason: Reason) -> Iterator[str]:
    yield f'<p dir="auto">{html.escape(reason.text)}</p>'
    yield from (f'<p class="why" dir="auto">{html.escape(line)}</p>' for line in reason.why)


def inert(page: bytes) -> bytes:
    """A saved page without the elements that reach out whatever the policy says.

    A comment takes their place, since without it `<li<link>nk>` would become one of them.
    """
    return _REACHING_OUT.sub(b"<!-- -->", page)
