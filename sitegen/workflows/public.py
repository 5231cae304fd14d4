"""The functions that other programs call as `sitegen.…`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sitegen.config import CONFIG_FILE, zone
from sitegen.regions.story import Story
from sitegen.regions.tagger import load_tagger
from sitegen.regions.topics import RegionMatch
from sitegen.workflows.build import BuildOptions, BuildReport
from sitegen.workflows.build import build as build_site
from sitegen.workflows.extract import ExtractedArticle, extract_page
from sitegen.workflows.site_folder import open_site


def extract(html: str | bytes, url: str | None = "") -> ExtractedArticle:
    """The article in a page's HTML. Raises ExtractionError, which says why, where there is none."""
    _expect("html", html, str, bytes)
    _expect("url", url, str, type(None))
    return extract_page(html, url or "")


def tag_regions(*, title: str, text: str, dateline: str = "", lang: str | None = None) -> list[RegionMatch]:
    """The regions that a story is about, most relevant first. `lang` is a BCP 47 tag, guessed where it is missing."""
    _expect("title", title, str)
    _expect("text", text, str)
    _expect("dateline", dateline, str)
    _expect("lang", lang, str, type(None))
    return list(load_tagger().tag(Story(title, text, dateline, lang=lang)).about)


def build(site_dir: str | Path, options: BuildOptions | None = None) -> BuildReport:
    """Imports what is new in a site and brings its output up to date. Raises SitegenError with all that is wrong."""
    _expect("site_dir", site_dir, str, Path)
    site = open_site(Path(site_dir) / CONFIG_FILE)
    now = dt.datetime.now(zone(site.config))
    return build_site(site, options or BuildOptions(), now)


def _expect(name: str, value: object, *kinds: type) -> None:
    """Raises TypeError where a caller hands over something else: far inside, nobody could tell whose fault it is."""
    if not isinstance(value, kinds):
        wanted = " or ".join("None" if kind is type(None) else kind.__name__ for kind in kinds)
        raise TypeError(f"`{name}` must be {wanted}, not {type(value).__name__}")
