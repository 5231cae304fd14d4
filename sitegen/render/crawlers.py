"""What programs that visit the site are told: sitemap.xml and robots.txt.

A sitemap may hold 50,000 addresses; a larger archive will need an index and parts, which are pages of their own.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from sitegen.render.links import Links
from sitegen.site.views import SiteInfo, SitemapView


def sitemap(view: SitemapView, links: Links) -> bytes:
    """sitemap.xml, by sitemaps.org's protocol."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for permalink, changed in view.pages:
        day = f"<lastmod>{changed.isoformat()[:10]}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(links.absolute(permalink))}</loc>{day}</url>")
    return "\n".join([*lines, "</urlset>\n"]).encode()


def robots(site: SiteInfo, links: Links) -> bytes:
    """robots.txt. Crawlers are let in either way: a page that asks not to be indexed must be read to be obeyed."""
    lines = ["User-agent: *", "Allow: /"]
    if site.robots == "index":
        lines += ["", f"Sitemap: {links.absolute('/sitemap.xml')}"]
    return ("\n".join(lines) + "\n").encode()
