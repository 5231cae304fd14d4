"""The live preview: watch what the user edits, bring the site up to date, tell the browsers.

    watch → changes → refresher → (Session) → channel → browsers

Knows nothing of articles: it speaks to the site through the protocol `Session`.
Level 6: imports only `sitegen.errors`.
"""

from sitegen.preview.server import serve
from sitegen.preview.session import About, Reason, Reasons, Refreshed, Served, Session

__all__ = ["About", "Reason", "Reasons", "Refreshed", "Served", "Session", "serve"]
