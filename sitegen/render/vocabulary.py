"""The words of the template language: the filters and functions that the templates of a site may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.render import grouping, language, opening
from sitegen.render.assets import Asset
from sitegen.render.links import Links, picture, web
from sitegen.render.wording import Wording
from sitegen.site.views import SiteInfo


def filters(links: Links, wording: Wording) -> Mapping[str, Callable[..., Any]]:
    """Filters: an address, a date, a number or a language as the page writes it."""
    return {
        "url": links.url,
        "absolute": links.absolute,
        "web": web,
        "picture": picture,
        "period": wording.period,
        "day": wording.day,
        "short_day": wording.short_day,
        "number": wording.number,
        "name": wording.name,
        "month": wording.month,
        "moment": wording.moment,
        "lang": language.attributes,
    }


def functions(site: SiteInfo, links: Links, assets: Mapping[str, Asset]) -> Mapping[str, Any]:
    """Functions and values that every template has besides its view."""
    return {
        "site": site,
        "direction": language.direction(site.language),
        "asset": lambda name: links.url(assets[name].path),
        "by_month": grouping.by_month,
        "by_initial": grouping.by_initial,
        "bars": grouping.bars,
        "standfirst": opening.standfirst,
        "lead_picture": opening.lead_picture,
        "page_numbers": grouping.page_numbers,
    }
