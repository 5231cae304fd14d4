"""One story that a paper spread over several pages, saved as several files: its pages become one article. Pure.

Pages belong together when they have one title and their addresses differ by a page number alone, counted from the
first without a gap: ``/story`` and ``/story?page=2``, ``story.html`` and ``story-2.html``, ``/story`` and ``/story/2``.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.content.document import Document, dump, load
from sitegen.content.ledger import Ledger
from sitegen.ingest.staged import Staged

NAMED = re.compile(
    r"(?:[?&](?:page|pg|pagewanted|page_?no|pagenum|currentpage|seite|pagina|strona|sida|side|sivu|p)="
    r"|/(?:page|seite|pagina|strona)[/-]?|[-_,](?:page|seite|p|s)[-_]?)(\d{1,2})(?=$|[/&#.])",
    re.IGNORECASE,
)
BARE = re.compile(r"[/\-_,.](\d{1,2})(?=/?$|\.(?:s?html?|php|aspx?)$)", re.IGNORECASE)
OUTSIDE = re.compile(r"^[a-z]+://(?:www\.)?|[?&/]$|/?#.*$", re.IGNORECASE)
COUNTED = re.compile(
    r"[\s|:–—-]*[(\[]?\b(?:page|part|pt\.?|seite|teil|página|pagina|parte|partie|strona|sida|side)?\s*"
    r"\d{1,2}(?:\s*(?:/|of|von|de|di|van|sur|z|av|af)\s*\d{1,2})?[)\]]?$",
    re.IGNORECASE,
)
"""What a page's title may say of its place: "(2/3)", "- Page 2", "Part 2 of 3"."""
PAGE = "it is page "
"""How the reason begins that the ledger gives for a page that became part of another's article."""


@dataclass(frozen=True, slots=True)
class Place:
    """The address that all pages of a story share, and the number of this one."""

    series: str
    number: int


def joined(
    staged: Sequence[Staged], ledger: Ledger, text_of: Callable[[str], str]
) -> tuple[list[Staged], dict[str, str]]:
    """The same pages, each further page of a story marked as part of the first, and the whole texts of the firsts.

    `text_of` reads the staged article file of a page. A page that has an article of its own keeps it.
    """
    pages = {page.sha256: page for page in staged}
    whole: dict[str, str] = {}
    for first, *others in _stories(page for page in staged if not page.reason):
        if any((entry := ledger.get(other.sha256)) and entry.status == "imported" for other in others):
            continue
        whole[first.sha256] = _one_text([text_of(page.sha256) for page in (first, *others)])
        media = dict.fromkeys(path for page in (first, *others) for path in page.media)
        pages[first.sha256] = replace(first, media=tuple(media))
        for number, other in enumerate(others, 2):
            reason = f"{PAGE}{number} of the story that begins in {first.file}, whose article has it"
            pages[other.sha256] = replace(other, part_of=first.sha256, part=reason)
    return [_with_warning(page) for page in pages.values()], whole


def places(address: str) -> tuple[Place, ...]:
    """What an address may mean: the first page of its story, or a further one."""
    found = [Place(_series(address), 1)]
    for pattern in (NAMED, BARE):
        if match := pattern.search(address):
            begin = match.start() if match[0][0] != "?" else match.start() + 1
            found.append(Place(_series(address[:begin] + address[match.end() :]), int(match[1])))
    return tuple(found)


def families(ledger: Ledger) -> dict[str, set[str]]:
    """For each page that became one article with others, as the ledger tells, all of them."""
    by_first: defaultdict[str, set[str]] = defaultdict(set)
    for entry in ledger.values():
        if entry.reason.startswith(PAGE):
            by_first[entry.duplicate_of] |= {entry.duplicate_of, entry.sha256}
    return {member: members for members in by_first.values() for member in members}


def _series(address: str) -> str:
    for _ in range(3):
        address = OUTSIDE.sub("", address)
    return address.casefold()


def _stories(pages: Iterable[Staged]) -> Iterator[list[Staged]]:
    """The pages of each story that has several, in their order."""
    by_place: defaultdict[tuple[str, str], dict[int, Staged]] = defaultdict(dict)
    for page in sorted(pages, key=lambda page: page.sha256):
        title = COUNTED.sub("", page.title).casefold()
        for place in places(page.source_url or page.url) if page.source_url or page.url else ():
            by_place[title, place.series].setdefault(place.number, page)
    taken: set[str] = set()
    for _, numbered in sorted(by_place.items()):
        story = [numbered[number] for number in range(1, len(numbered) + 1) if number in numbered]
        members, tellings = {page.sha256 for page in story}, {page.fingerprint for page in story}
        if len(tellings) == len(story) == len(numbered) > 1 and taken.isdisjoint(members):
            taken |= members
            yield story


def _one_text(texts: Sequence[str]) -> str:
    """The first article file with the bodies of the others behind its own."""
    first, *others = (load(text, "") for text in texts)
    here = _media_seen_from(first)
    bodies = [
        first.markdown,
        *(other.markdown.replace(f"]({_media_seen_from(other)}", f"]({here}") for other in others),
    ]
    return dump(Document(first.metadata, "\n".join(bodies)))


def _media_seen_from(document: Document) -> str:
    folder = "2000/01" if document.metadata.date else "undated"
    return posixpath.relpath("content/media", f"content/articles/{folder}") + "/"


def _with_warning(page: Staged) -> Staged:
    """A later page whose first is missing says so."""
    match = NAMED.search(page.source_url or page.url)
    if page.reason or page.part_of or not match or int(match[1]) < 2:
        return page
    warning = f"page {int(match[1])} of a story, imported without the pages before it: import them together"
    return replace(page, warnings=(*page.warnings, warning))
