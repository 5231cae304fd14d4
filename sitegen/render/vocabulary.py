"""The words of the template language: the filters and functions that the templates of a site may use.

Filters of constants are worked out once, when a template is compiled; so addresses of fixed pages, assets and phrases
cost nothing afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.render import grouping, language, opening
from sitegen.render.assets import Asset
from sitegen.render.links import Links, picture, web
from sitegen.render.wording import Wording
from sitegen.render.words import Words
from sitegen.site.views import SiteInfo


def filters(links: Links, wording: Wording, assets: Mapping[str, Asset]) -> Mapping[str, Callable[..., Any]]:
    """Filters: an address, a date, a number or a phrase as the page writes it."""
    words = Words(wording.locale, wording.number)
    return {
        "url": links.url,
        "absolute": links.absolute,
        "asset": lambda name: links.url(assets[name].path),
        "web": web,
        "picture": picture,
        "period": wording.period,
        "month": wording.month,
        "day": wording.day,
        "short_day": wording.short_day,
        "moment": wording.moment,
        "iso": lambda date: date.isoformat(),
        "number": wording.number,
        "name": wording.name,
        "lang": language.attributes,
        "say": words.say,
        "count": words.count,
    }


def functions(site: SiteInfo, wording: Wording) -> Mapping[str, Any]:
    """Functions and values that every template has besides its view."""
    return {
        "site": site,
        "direction": language.direction(site.language),
        "by_period": grouping.by_period,
        "by_initial": grouping.by_initial,
        "bars": grouping.bars,
        **{name: _drawing(name) for name in ("chart", "dots", "calendar")},
        "month_names": wording.months(),
        "page_numbers": grouping.page_numbers,
        "standfirst": opening.standfirst,
        "lead_picture": opening.lead_picture,
    }


def _drawing(name: str) -> Callable[..., Any]:
    """A function of `charts`, which loads the outlines of the world: most edits draw no map."""

    def draw(*values: Any) -> Any:
        from sitegen.render import charts  # noqa: PLC0415

        return getattr(charts, name)(*values)

    return draw
