"""The story's own address: which of the claimed ones is believed, without what only tells where a reader came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen.extraction.addresses import Addresses
from sitegen.extraction.claims import Claims
from sitegen.extraction.result import Choice, Claim
from sitegen.saved_page import SavedPage

SOURCES = ("rel=canonical", "meta og:url", "json-ld")
FRONT_PAGE = re.compile(r"https?://[^/?#]+/?(?:index\.\w+)?")
NOT_PUBLIC = re.compile(r"localhost$|[^.]+$|127\.|10\.|192\.168\.|.*\.(?:local|localhost|internal|test|invalid)$")
NOTHING = frozenset({"undefined", "null", "none", "nan", "false", "true", "[object object]"})
"""What programs write where they have no address."""
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ga_\w+|_ga|yclid|wt_mc|ns_\w+|__twitter_impression"
    r"|ocid|cmpid|ftag|smid|smtyp|xtor|at_\w+|mkt_tok|share)(?:=[^&#]*)?(?:&|$)"
)
VARIANT = re.compile(
    r"/(?:amp|amphtml|print|full|full-text|gallery|video|photos?|p?\d{1,3}|page[-/]?\d+|all)[-./\w]*/?"
)
"""What may stand behind a story's address in that of another form of it."""

SCHEME = re.compile(r"^https?://(?:www\.)?")
SECTION = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,2}")


def choose_url(page: SavedPage, claims: Claims) -> Iterator[Choice]:
    """The canonical address: the first claim that can be a story's, one that others repeat before one that none does.

    Where a page claims several canonical addresses, all are doubtful (RFC 6596; search engines then ignore them).
    """
    addresses = Addresses.of(page.url, claims.base, ())
    told = [Claim("url", _plain(addresses.link(claim.value)), claim.source) for claim in claims.of("url", *SOURCES)
            if claim.value.strip().casefold() not in NOTHING]  # fmt: skip
    usable = [claim for claim in told if _may_be_story(claim.value, page.url)]
    canonical = {claim.value for claim in usable if claim.source == SOURCES[0]}
    agreed = [claim for claim in usable if any(_same(claim, other) for other in usable)]
    if len(canonical) > 1 and agreed:
        yield Choice(agreed[0], "of several canonical addresses the one that another source says too")
    elif usable:
        beside = "" if usable[0] is told[0] else "; others before it can't be a story's"
        yield Choice(usable[0], f"the page's own canonical address{beside}")
    elif page.url:
        yield Choice(Claim("url", page.url, "saved file"), "where the page was saved from")


def _same(claim: Claim, other: Claim) -> bool:
    return claim.source != other.source and claim.value == other.value


def _plain(url: str) -> str:
    """An address without fragment, archive and tracking parameters."""
    address, mark, query = ARCHIVED.sub("", url).partition("#")[0].partition("?")
    rest = TRACKING.sub("", query)
    return f"{address}{mark}{query}" if rest == query else f"{address}?{rest}".rstrip("?&")


def _may_be_story(url: str, saved_from: str) -> bool:
    """Whether an address can be that of the story that was saved from another: no front page, no folder, no machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if not url.startswith(("http://", "https://")) or NOT_PUBLIC.match(host):
        return False
    if FRONT_PAGE.fullmatch(url):
        return not saved_from or FRONT_PAGE.fullmatch(saved_from) is not None
    return not _is_folder(url, saved_from)


def _is_folder(url: str, saved_from: str) -> bool:
    """Whether `url` is a folder around the address that the page was saved from, and named like a section."""
    folder, page = (SCHEME.sub("", each).partition("?")[0] for each in (url.rstrip("/"), saved_from))
    rest = page.removeprefix(folder)
    is_inside = rest != page and rest.startswith("/") and rest.strip("/") != "" and not VARIANT.fullmatch(rest)
    return is_inside and SECTION.fullmatch(folder.rpartition("/")[2]) is not None
