"""Extraction: from a saved page to an article, with the evidence for every decision."""

from __future__ import annotations

from sitegen.extraction.result import Extraction
from sitegen.saved_page import SavedPage


def extract(page: SavedPage, *, explained: bool = False) -> Extraction:
    """The article in a saved page. Raises ExtractionError, saying why, where there is none.

    What became of each part of the page is in the evidence of an HTML page only if that is to be `explained`.
    """
    if page.kind == "text":
        from sitegen.extraction.dump import extract_dump  # noqa: PLC0415 - a page needs one front end only

        return extract_dump(page)
    from sitegen.extraction.html_page import extract_html  # noqa: PLC0415 - keeps the parser out of warm builds

    return extract_html(page, explained=explained)
