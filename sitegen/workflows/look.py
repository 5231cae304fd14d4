"""How a site looks: its theme and what every page shows, with the digests by which pages know that it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sitegen.building.cache import Cache
from sitegen.building.inputs import TEMPLATES, THEME
from sitegen.building.problems import decode_problems, encode_problems
from sitegen.errors import Problem
from sitegen.render.renderer import Renderer
from sitegen.render.theme import Theme
from sitegen.render.theme_files import shipped_theme
from sitegen.render.versions import code_version
from sitegen.site.shelf import Site
from sitegen.site.views import SiteInfo, Term
from sitegen.workflows.site_folder import SiteFolder, site_info


@dataclass(frozen=True, slots=True)
class Look:
    """A look: what renders pages, the digest of each template, and what is amiss with the theme.

    `mark` tells it from others. Pages of the templates in `stale` were last made with another look.
    """

    mark: str
    renderer: Renderer
    digests: Mapping[str, str]
    warnings: tuple[Problem, ...]
    stale: frozenset[str]


def info_of(site: SiteFolder, contents: Site) -> SiteInfo:
    """What every page of a site shows."""
    return replace(site_info(site.config), pages=_own_pages(contents))


def find_look(site: SiteFolder, info: SiteInfo, cache: Cache) -> Look:
    """How the site looks now, compared with what `cache` remembers. Raises TemplateError."""
    theme = Theme((site.root / TEMPLATES, shipped_theme()), info.theme)
    mark, known = _mark(info, cache), json.loads(cache.fact("digests") or "{}")
    if mark == cache.fact("look"):
        return Look(mark, Renderer(theme, info, known), known, decode_problems(cache.fact("theme")), frozenset())
    renderer = Renderer(theme, info)
    digests = renderer.digests()
    stale = frozenset(template for template, digest in digests.items() if known.get(template) != digest)
    return Look(mark, renderer, digests, theme.problems(), stale)


def remember_look(look: Look, cache: Cache) -> None:
    """Notes that all pages were made with `look`."""
    cache.remember("look", look.mark)
    cache.remember("digests", json.dumps(dict(look.digests)))
    cache.remember("theme", encode_problems(look.warnings))


def _own_pages(contents: Site) -> tuple[Term, ...]:
    return tuple(Term(entry.card.title, entry.card.permalink) for entry in contents.shelf.own_pages())


def _mark(info: SiteInfo, cache: Cache) -> str:
    files = {**cache.inputs_below(f"{TEMPLATES}/"), **cache.inputs_below(THEME)}
    return hashlib.sha256(f"{code_version()}\n{info!r}\n{sorted(files.items())}".encode()).hexdigest()
