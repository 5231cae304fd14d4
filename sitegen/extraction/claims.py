"""What the page says of itself: one claim for each field and source, in the order of trust within a source."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from sitegen.dom import Document, Element, ancestors, collapse, elements, text_of
from sitegen.extraction import jsonld
from sitegen.extraction.result import Claim
from sitegen.languages.words import opening

META: Mapping[str, str] = MappingProxyType(
    {
        "og:title": "title",
        "twitter:title": "title",
        "dc.title": "title",
        "title": "title",
        "headline": "title",
        "citation_title": "title",
        "parsely-title": "title",
        "sailthru.title": "title",
        "author": "author",
        "article:author": "author",
        "article:author_name": "author",
        "dc.creator": "author",
        "dcterms.creator": "author",
        "citation_author": "author",
        "parsely-author": "author",
        "sailthru.author": "author",
        "byl": "author",
        "article:published_time": "date",
        "og:published_time": "date",
        "og:article:published_time": "date",
        "article:published": "date",
        "datepublished": "date",
        "date": "date",
        "pubdate": "date",
        "publishdate": "date",
        "publish-date": "date",
        "publication_date": "date",
        "published_time": "date",
        "published-date": "date",
        "published_date": "date",
        "publish_date": "date",
        "date_published": "date",
        "date-published": "date",
        "article:published_date": "date",
        "article.published": "date",
        "posted": "date",
        "release_date": "date",
        "displaydate": "date",
        "dc.date": "date",
        "dc.date.created": "date",
        "dcterms.issued": "date",
        "prism.publicationdate": "date",
        "rnews:datepublished": "date",
        "shareaholic:article_published_time": "date",
        "dc.date.issued": "date",
        "dcterms.date": "date",
        "dcterms.created": "date",
        "citation_publication_date": "date",
        "parsely-pub-date": "date",
        "sailthru.date": "date",
        "cxenseparse:recs:publishtime": "date",
        "last-modified": "updated",
        "article:modified_time": "updated",
        "og:updated_time": "updated",
        "dcterms.modified": "updated",
        "lastmod": "updated",
        "og:site_name": "site",
        "application-name": "site",
        "article:publisher_name": "site",
        "dc.publisher": "site",
        "article:section": "section",
        "og:article:section": "section",
        "parsely-section": "section",
        "section": "section",
        "og:description": "description",
        "description": "description",
        "twitter:description": "description",
        "dc.description": "description",
        "og:image": "image",
        "og:image:url": "image",
        "og:image:secure_url": "image",
        "twitter:image": "image",
        "twitter:image:src": "image",
        "og:image:alt": "image_alt",
        "twitter:image:alt": "image_alt",
        "og:url": "url",
        "article:tag": "tags",
        "og:article:tag": "tags",
        "keywords": "tags",
        "news_keywords": "tags",
        "parsely-tags": "tags",
        "sailthru.tags": "tags",
        "og:locale": "lang",
        "content-language": "lang",
        "dc.language": "lang",
    }
)
"""Names of meta elements, lower case, and the field that each speaks of."""

ITEMPROP: Mapping[str, str] = MappingProxyType(
    {
        "headline": "title",
        "datepublished": "date",
        "datecreated": "date",
        "datemodified": "updated",
        "author": "author",
        "creator": "author",
        "articlesection": "section",
        "keywords": "tags",
    }
)

LINKS: Mapping[str, str] = MappingProxyType({"canonical": "url", "image_src": "image"})
"""Relations of links, and the field that each speaks of."""

PUBLISH_DATE = re.compile(r"(?:^|[-_.:])publish(?:ed|ing)?[-_.]?(?:date|time|on)(?:time)?$")
"""Names of one site's own making, such as ``w-published-date``."""
CHANGE = re.compile(r"updat|modif|changed|revis|reviewed", re.IGNORECASE)
PUBLISHED = re.compile(r"publi|entry-date|created|posted", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a page, the text that its JSON-LD gives for the story, and the base that it declares.

    `is_news` says whether its JSON-LD calls it a news article.
    """

    all: tuple[Claim, ...]
    story: str = ""
    base: str = ""
    is_news: bool = False
    _by_field: Mapping[str, tuple[Claim, ...]] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_field: dict[str, list[Claim]] = {}
        for claim in self.all:
            by_field.setdefault(claim.field, []).append(claim)
        object.__setattr__(self, "_by_field", {name: tuple(claims) for name, claims in by_field.items()})

    def of(self, field: str, *sources: str) -> tuple[Claim, ...]:
        """The claims for a field; those of the named kinds of source only, in that order, where some are named."""
        found = self._by_field.get(field, ())
        if not sources or not found:
            return found
        return tuple(claim for kind in sources for claim in found if claim.source.startswith(kind))


def read_claims(document: Document) -> Claims:
    """Read every claim that the page makes in places meant for machines."""
    things = jsonld.things(document)
    article = jsonld.article_of(things)
    found = [*_from_json(article, things), *_from_elements(document)]
    story = jsonld.text_in(article, "articleBody", "text") if article else ""
    base = next((element.get("href") for element in document.tagged("base")), "")
    is_news = article is not None and any(name.endswith("NewsArticle") for name in jsonld.types_of(article))
    return Claims(tuple(dict.fromkeys(claim for claim in found if claim.value)), story, base, is_news)


def _from_json(article: jsonld.Thing | None, things: Iterable[jsonld.Thing]) -> Iterator[Claim]:
    if article is not None:
        for field, keys in (
            ("title", ("headline", "name")),
            ("date", ("datePublished",)),
            ("date", ("dateCreated",)),
            ("updated", ("dateModified",)),
            ("section", ("articleSection",)),
            ("description", ("description",)),
            ("site", ("publisher",)),
        ):
            yield Claim(field, jsonld.text_in(article, *keys), f"json-ld {keys[0]}")
        yield Claim("url", jsonld.text_in(article, "url", "mainEntityOfPage", inner=("@id", "url")), "json-ld url")
        yield Claim(
            "lang", jsonld.text_in(article, "inLanguage", inner=("alternateName", "name")), "json-ld inLanguage"
        )
        for name in jsonld.names_in(article, "author", things):
            yield Claim("author", name, "json-ld author")
        for key in ("sourceOrganization", "copyrightHolder", "provider"):
            for name in jsonld.names_in(article, key, things):
                yield Claim("agency", name, f"json-ld {key}")
        for name in jsonld.names_in(article, "keywords"):
            yield Claim("tags", name, "json-ld keywords")
        for url in _image_urls(article.get("image")):
            yield Claim("image", url, "json-ld image")
    for thing in things:
        types = jsonld.types_of(thing)
        if "WebSite" in types:
            yield Claim("site", jsonld.text_in(thing, "name"), "json-ld WebSite")
        if "BreadcrumbList" in types:
            for name in jsonld.steps_of(thing):
                yield Claim("section", name, "json-ld breadcrumb")
        if article is None and types & jsonld.PAGE_TYPES:
            yield Claim("title", jsonld.text_in(thing, "headline", "name"), "json-ld page")
            yield Claim("date", jsonld.text_in(thing, "datePublished"), "json-ld page")
            yield Claim("updated", jsonld.text_in(thing, "dateModified"), "json-ld page")
            for name in jsonld.names_in(thing, "author", things):
                yield Claim("author", name, "json-ld page")


def _image_urls(value: object) -> Iterator[str]:
    for inner in value if isinstance(value, list) else [value]:
        url = (inner.get("url") or inner.get("contentUrl")) if isinstance(inner, dict) else inner
        if isinstance(url, str):
            yield url.strip()


def _from_elements(document: Document) -> Iterator[Claim]:
    yield Claim("lang", document.root.get("lang") or document.root.get("xml:lang"), "html lang")
    for element in document.tagged("meta"):
        yield from _from_meta(element)
    for element in document.tagged("title"):
        if element.parent is not None and element.parent.tag == "head":
            yield Claim("title", text_of(element), "title element")
    for element in document.tagged("link"):
        for relation in element.get("rel").lower().split():
            if field := LINKS.get(relation):
                yield Claim(field, element.get("href"), f"rel={relation}")
    yield from _from_tagged(document)
    for element in document.tagged("time"):
        field = "updated" if _tells_a_change(element) else "date"
        yield Claim(field, element.get("datetime") or text_of(element), "time element")


def _from_tagged(document: Document) -> Iterator[Claim]:
    """What microdata and the relations of links say of elements in the page's text."""
    scopes: dict[str, Element] = {}  # of the first claim of a field; others elsewhere are of other stories
    for element in document.matching('[itemprop], a[rel~="author" i], a[rel~="tag" i]'):
        if "itemprop" not in element.attributes:
            claims = iter(_from_relation(element))
        elif element.tag != "meta":
            claims = _from_microdata(element)
        else:
            continue
        for claim in claims:
            if claim.value and (claim.field == "author" or claim.source == "rel=tag"):
                scope = scopes.setdefault(claim.field, _around(element))
                if scope not in (element, *ancestors(element)):
                    continue
            yield claim


def _from_relation(link: Element) -> tuple[Claim, ...]:
    relations = link.get("rel").lower().split()
    if "author" in relations:
        return (Claim("author", text_of(link), "rel=author"),)
    return () if "category" in relations else (Claim("tags", text_of(link), "rel=tag"),)


def _tells_a_change(time: Element) -> bool:
    """Whether a time element is called that of a change: by its names, or by the words in it or just before it."""
    around = [element for element, _ in zip(ancestors(time), range(2), strict=False)]
    names = " ".join((time.names, *(element.names for element in around)))
    if CHANGE.search(names) and not PUBLISHED.search(names):
        return True
    before = takewhile(lambda node: node is not time, around[0].children if around else ())
    words = collapse("".join(node for node in before if isinstance(node, str))) or text_of(time)
    return opening("updated", words) > 0


def _around(element: Element) -> Element:
    """The element that holds a whole byline, given a name in it."""
    parent = element.parent
    return (parent.parent or parent) if parent else element


def _from_meta(element: Element) -> Iterator[Claim]:
    content = collapse(html.unescape(element.get("content")))
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = element.get(attribute).lower()
        field = ITEMPROP.get(name) if attribute == "itemprop" else META.get(name)
        if field is None and "publish" in name and PUBLISH_DATE.search(name):
            field = "date"
        if name == "citation_author" and (parts := content.split(", ")) and len(parts) == 2:
            content = f"{parts[1]} {parts[0]}"
        if field and content:
            yield Claim(field, content, f"{'microdata' if attribute == 'itemprop' else 'meta'} {name}")


def _from_microdata(element: Element) -> Iterator[Claim]:
    for name in element.get("itemprop").lower().split():
        if field := ITEMPROP.get(name):
            value = element.get("content") or element.get("datetime") or _microdata_text(element)
            if len(value) < 300:
                yield Claim(field, value, f"microdata {name}")


def _microdata_text(element: Element) -> str:
    """A person's name where the element says which part of it is the name, else all its words."""
    named = next((inner for inner in elements(element) if inner.get("itemprop").lower() == "name"), element)
    return named.get("content") or text_of(named)
