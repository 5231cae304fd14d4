"""Why an article that is in the site came out as it did: its saved page, read and extracted once more."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.article import Saved
from sitegen.errors import Location, Problem, SourceError
from sitegen.extraction import extract
from sitegen.garbage import uncollected
from sitegen.saved_page import SavedPage
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
