"""What names of classes, ids and roles say about a part of the page: the vocabulary of web developers, as data.

A name is split at everything that is no letter and at capitals (``relatedPosts`` → ``related``, ``posts``); a word of
these lists counts alone, one with a hyphen when its parts follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from sitegen.dom import Element

CERTAIN: Mapping[str, str] = MappingProxyType(
    {
        "navigation": "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager sitemap "
        "table-of-contents toc jump-links skip-link prev-next post-nav page-numbers megamenu",
        "share": "share sharing shares social socials sharebar sharedaddy addthis sharethis addtoany a2a heateor "
        "social-links follow-us share-buttons shariff",
        "related": "related relateds recommended recommendation recommendations recirc recirculation yarpp outbrain "
        "taboola trending most-read most-popular most-viewed read-next read-more readmore more-stories more-from "
        "more-news more-articles up-next also-like also-read see-also you-may-also keep-reading relacionadas "
        "relacionados verwandte mgid latest-news latest-posts recent-posts popular-posts teaser teasers line-clamp",
        "comments": "comment comments disqus respond commentlist commentform reader-comments fb-comments comentarios "
        "kommentare komentarze livefyre testimonials trackback trackbacks pingback pingbacks",
        "newsletter": "newsletter newsletters subscribe subscription signup sign-up optin mailchimp mailpoet mailing "
        "email-signup newsletterbox whatsapp",
        "aside": "infobox info-box factbox fact-box ai-summary",
        "placeholder": "placeholder oembed-placeholder",
        "advertisement": "ad ads advert adverts advertisement advertisements advertising advertorial adsbygoogle "
        "sponsor sponsored sponsors banner banners adslot ad-slot adbox dfp google-auto-placed promo promos promotion",
        "consent": "cookie cookies consent gdpr onetrust cookiebar privacy-overview",
        "author": "author-box authorbox author-bio about-author about-the-author author-info author-card bio "
        "author-profile post-author entry-author author-description author-block biography saboxplugin",
        "tags": "tags taglist tag-list post-tags entry-tags article-tags tagcloud tag-cloud topics topic-list keywords",
        "sidebar": "sidebar side-bar rightcol right-rail right-column rail sidenav widget-area",
        "footer": "footer colophon copyright site-info disclaimer",
        "login": "registration verification password login signin sign-in register paywall premium-wall modal popup "
        "overlay lightbox dialog",
        "tools": "toolbar print-only screen-reader-text sr-only visually-hidden player controls rating ratings "
        "print reactions vote",
    }
)
"""A part that is so called goes, unless much of the page's prose is in it."""

LIKELY: Mapping[str, str] = MappingProxyType(
    {
        "byline": "byline bylines author authors dateline timestamp post-meta entry-meta article-meta meta postmeta "
        "metadata date datetime published pubdate reading-time read-time posted-on article-info posted credits",
        "widget": "widget widgets popular more also cta call-to-action callout-cta button buttons btn donate support",
        "caption": "caption captions credit photo-credit image-credit wp-caption-text",
        "category": "category categories cat-links label labels kicker eyebrow",
    }
)
"""A part that is so called goes when it is short."""

BODY = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|news|content|blog|single|main|page|body)[_-]*"
    r"(?:article|story|post|entry|content|body|text|copy|main|detail|details)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that developers give to the element around the story."""

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

FILED_UNDER = re.compile(r"\b(?:tag|category|author)-[\w-]+")
"""What WordPress and TypePad write beside ``hentry``: the story's subjects and authors, no parts of the page."""

STEMS = ("cookie", "newsletter", "advert", "sponsor", "breadcrumb", "paywall", "subscri", "comment")
"""Beginnings that count as the whole word."""


def _lookup(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({word: rule for rule, words in table.items() for word in words.split()})


_CERTAIN = _lookup(CERTAIN)
_LIKELY = _lookup(LIKELY)
_FIRST_WORDS = frozenset(name.split("-")[0] for name in (*_CERTAIN, *_LIKELY))


@lru_cache(maxsize=8192)
def _speaks_of(names: str) -> tuple[str, str, str]:
    if "hentry" in names or "entry-type" in names:
        names = FILED_UNDER.sub("", names)
    words = [word.lower() for word in WORD.findall(names)]
    stemmed = [word for word in words if word.startswith(STEMS)]
    if not stemmed and _FIRST_WORDS.isdisjoint(words):
        return ("", "", "")  # as most names do, at a fraction of the cost
    pairs = list(map("-".join, pairwise(words)))
    triples = list(map("-".join, zip(pairs, words[2:], strict=False)))
    candidates = [*triples, *pairs, *words]
    if "elementor" in words or "wpb" in words:
        candidates = [word for word in candidates if word not in ("widget", "button", "content")]
    candidates.extend(stem for stem in STEMS for word in stemmed if word.startswith(stem))
    certain = next(filter(_CERTAIN.__contains__, candidates), "")
    likely = next(filter(_LIKELY.__contains__, candidates), "")
    return (_CERTAIN.get(certain, ""), _LIKELY.get(likely, ""), certain or likely)


def speaks_of(element: Element) -> tuple[str, str, str]:
    """The rule that an element's names certainly and likely speak of, and the word that does."""
    names = element.names
    return _speaks_of(names) if names else ("", "", "")


def names_a_body(element: Element) -> bool:
    """Whether an element is called like the one around the story."""
    if "articlebody" in element.get("itemprop").lower():
        return True
    names = f"{element.get('class')[:200]} {element.get('id')[:100]}"
    return len(names) > 3 and BODY.search(names) is not None
