"""A page of the site as bytes: the one table from what a page shows to how it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

import jinja2
from markupsafe import Markup

from sitegen.render import vocabulary
from sitegen.render.compiled import CompiledEarlier
from sitegen.render.faults import told
from sitegen.render.head import head_of
from sitegen.render.links import Links
from sitegen.render.memory import Memory
from sitegen.render.theme import Theme
from sitegen.render.versions import code_version
from sitegen.render.wording import Wording
from sitegen.site.views import (
    ArticleView,
    FeedView,
    HomeView,
    IndexView,
    ListView,
    NotFoundView,
    Page,
    PageView,
    RedirectView,
    RobotsView,
    Row,
    SiteInfo,
    SitemapView,
)

Bodies = Callable[[str], str]
Maker = Callable[["Renderer", Page, Bodies], bytes]

TEMPLATES: Mapping[type, str] = MappingProxyType(
    {
        HomeView: "home.html",
        ListView: "list.html",
        IndexView: "index.html",
        ArticleView: "article.html",
        PageView: "page.html",
        RedirectView: "redirect.html",
        NotFoundView: "404.html",
    }
)
NO_TEMPLATE = ""
_PARTS_REMEMBERED = 16384


def template_of(page: Page) -> str:
    """The template that makes a page, or `NO_TEMPLATE`."""
    return TEMPLATES.get(type(page.view), NO_TEMPLATE)


class Renderer:
    """Renders the pages of one site with one theme. Equal pages give equal bytes, in any process and order."""

    def __init__(self, theme: Theme, site: SiteInfo, digests: Mapping[str, str] | None = None) -> None:
        """`digests` are those that the same theme and site had already."""
        self.theme, self.site = theme, site
        self.links = Links(site)
        self._parts: Memory[tuple[Any, ...], Markup] = Memory(_PARTS_REMEMBERED)
        self._digests: dict[str, str] = dict(digests or {})
        self._is_checked = bool(digests)
        self._templates: dict[str, jinja2.Template] = {}

    def __reduce__(self) -> tuple[type[Renderer], tuple[Theme, SiteInfo, Mapping[str, str]]]:
        return Renderer, (self.theme, self.site, self._digests)  # workers make their own environment

    def digests(self) -> Mapping[str, str]:
        """The digest of each template's pages, and that of pages for machines, which have none (an empty name).

        Raises TemplateError.
        """
        return {template: self.digest(template) for template in (*TEMPLATES.values(), NO_TEMPLATE)}

    def digest(self, template: str) -> str:
        """Of everything that the bytes of a template's pages depend on besides their paths, views and bodies."""
        if template not in self._digests:
            made_of = self.theme.digest(template) if template else code_version()
            self._digests[template] = hashlib.sha256(f"{made_of}\n{self.site!r}".encode()).hexdigest()
        return self._digests[template]

    def render(self, page: Page, bodies: Bodies) -> bytes:
        """The page. `bodies` gives the rendered HTML, already safe, for each digest of `page.bodies`.

        Raises TemplateError with the template's file and line.
        """
        return MAKERS[type(page.view)](self, page, bodies)

    def html(self, template: str, page: Page, bodies: Bodies) -> bytes:
        """The page by a template."""
        body = Markup("".join(map(bodies, page.bodies)))
        with told(self.theme.files, template):
            found = self._template(template)
            head = head_of(page, self.site, self.links)
            return found.render(view=page.view, head=head, body=body).encode()

    def part(self, template: str, row: Row | None = None) -> Markup:
        """A part that looks alike wherever it stands: it sees a row of a list, or nothing but the site."""
        key = (template, row.card.fingerprint, row.regions, row.source) if row else (template,)
        known = self._parts.get(key)
        if known is None:
            known = Markup(self._template(template).render(row=row))
            self._parts.put(key, known)
        return known

    def _template(self, name: str) -> jinja2.Template:
        """The template, compiled."""
        found = self._templates.get(name)
        if found is None:
            if not self._is_checked:
                self.theme.closure(name)  # whatever is amiss with names is told with its line
            found = self._templates[name] = self._environment.get_template(name)
            found.globals = dict(found.globals)  # jinja2 copies them for each page, and from its ChainMap slowly
        return found

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = self.theme.environment()
        wording = Wording(self.site.language)
        environment.filters.update(vocabulary.filters(self.links, wording, self.theme.assets()))
        environment.globals.update(vocabulary.functions(self.site, wording))
        environment.globals["part"] = self.part
        environment.bytecode_cache = CompiledEarlier(lambda name: f"{self.site!r} {self.theme.assets_in(name)}")
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        return environment


def _by_template(template: str) -> Maker:
    return lambda renderer, page, bodies: renderer.html(template, page, bodies)


def _feed(renderer: Renderer, page: Page, bodies: Bodies) -> bytes:
    from sitegen.render import feeds  # noqa: PLC0415 - it is long to load, and most edits change no feed

    assert isinstance(page.view, FeedView)
    make = feeds.atom if page.view.format == "atom" else feeds.json_feed
    return make(page.view, renderer.site, renderer.links, bodies)


def _sitemap(renderer: Renderer, page: Page, bodies: Bodies) -> bytes:  # noqa: ARG001
    from sitegen.render import crawlers  # noqa: PLC0415 - as for feeds

    assert isinstance(page.view, SitemapView)
    return crawlers.sitemap(page.view, renderer.links)


def _robots(renderer: Renderer, page: Page, bodies: Bodies) -> bytes:  # noqa: ARG001
    from sitegen.render import crawlers  # noqa: PLC0415 - as for feeds

    return crawlers.robots(renderer.site, renderer.links)


MAKERS: Mapping[type, Maker] = MappingProxyType(
    {
        **{view: _by_template(template) for view, template in TEMPLATES.items()},
        FeedView: _feed,
        SitemapView: _sitemap,
        RobotsView: _robots,
    }
)
