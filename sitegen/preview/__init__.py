"""The live preview: watch what the user edits, bring the site up to date, tell the browsers.

    watch → changes → refresher → (Session) → channel → browsers

Knows nothing of articles: it speaks to the site through `Session`, a protocol of four methods.
Level 6: imports only `sitegen.errors`.
"""

from sitegen.preview.server import serve
from sitegen.preview.session import Refreshed, Served, Session

__all__ = ["Refreshed", "Served", "Session", "serve"]
