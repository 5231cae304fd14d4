"""What there is to tell of an article in the site: whether readers see it, and why it came out as it did."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.article import Saved
from sitegen.entry import Entry
from sitegen.errors import Location, Problem, SourceError
from sitegen.extraction import extract
from sitegen.garbage import uncollected
from sitegen.saved_page import SavedPage
from sitegen.site.showing import Audience, due, shown
from sitegen.sources.read import read_file
from sitegen.workflows.explain import Explanation, explain
from sitegen.workflows.site_folder import SiteFolder


@dataclass(frozen=True, slots=True)
class Inspection:
    """A saved page and the reasons for what was made of it."""

    page: SavedPage
    explanation: Explanation


def inspect_saved(site: SiteFolder, saved: Saved) -> Inspection:
    """The page that an article was imported from, explained.

    Raises SourceError where the page is no longer there, ExtractionError where this version finds no article in it.
    """
    for page in read_file(site.root / saved.file, saved.file):
        if isinstance(page, SavedPage) and page.sha256 == saved.sha256:
            with uncollected():
                return Inspection(page, explain(extract(page, explained=True).evidence))
    advice = "put the page back where it was, or see the article's file for what was found in it"
    raise SourceError(Problem("the saved page is gone or has changed", Location(saved.file), advice))


def why_unseen(entry: Entry, readers: Audience) -> str:
    """What keeps an article from `readers`, in a word or two; nothing where they see it."""
    if shown(entry, readers):
        return ""
    return "Draft" if entry.card.draft else f"From {due(entry, readers.now):%Y-%m-%d}"
