"""One saved page judged: extracted, tagged with its regions, written as Markdown, its pictures staged."""

from __future__ import annotations

import hashlib
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.article import Article, Saved
from sitegen.content.document import Document, dump
from sitegen.errors import ExtractionError, Problem
from sitegen.extraction import extract
from sitegen.extraction.result import Extraction
from sitegen.garbage import uncollected
from sitegen.ingest.pictures import collect_pictures
from sitegen.ingest.plan import date_folder
from sitegen.ingest.staged import Candidate, Staged, stage_media, stage_text
from sitegen.markdown.write import to_markdown
from sitegen.regions.customise import Customisation
from sitegen.regions.story import Story
from sitegen.regions.tagger import load_tagger
from sitegen.saved_page import SavedPage
from sitegen.sources.read import read_file

TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Judge:
    """What every page is judged with: the site whose staging folder is filled, and its words on regions."""

    site: Path
    regions: Customisation

    def __call__(self, candidate: Candidate) -> list[Staged]:
        """Every page in a saved file, judged. A page that holds no article says why; only a full disk is raised."""
        try:
            return list(self._judge(candidate))
        except OSError:
            raise
        except Exception as error:  # a fault of ours must not end the import of ten thousand others
            return [_refused(candidate, candidate.sha256, f"sitegen failed on it ({error!r}); please report this")]

    def _judge(self, candidate: Candidate) -> Iterator[Staged]:
        for page in read_file(candidate.source, candidate.file):
            if isinstance(page, Problem):
                yield _refused(candidate, candidate.sha256, _reason(page))
                continue
            try:
                yield self._stage(page, candidate)
            except ExtractionError as error:
                refused = _refused(candidate, page.sha256, _reason(error.problems[0]))
                yield replace(refused, format=page.format, url=page.url, saved_at=page.saved_at)

    def _stage(self, page: SavedPage, candidate: Candidate) -> Staged:
        with uncollected():
            extraction = tagged(extract(page), self.regions)
        article = _identified(extraction.article, page)
        found = collect_pictures(article, page, f"content/articles/{date_folder(article.metadata.date)}")
        for path, data in found.media.items():
            stage_media(self.site, path, data)
        document = Document(found.article.metadata, to_markdown(found.article.body))
        stage_text(self.site, page.sha256, dump(document))
        return Staged(
            sha256=page.sha256,
            file=candidate.file,
            others=candidate.others,
            format=page.format,
            url=document.metadata.url or page.url,
            saved_at=page.saved_at,
            title=document.metadata.title,
            date=document.metadata.date,
            fingerprint=_fingerprint(document.metadata.title, found.article.body.text),
            media=tuple(found.media),
            warnings=(*extraction.warnings, *found.warnings),
            source_url=page.url,
        )


def tagged(extraction: Extraction, custom: Customisation) -> Extraction:
    """The extraction with its article's regions set from its own words."""
    article, known = extraction.article, extraction.article.metadata
    story = Story(known.title, article.body.text, extraction.dateline, known.section, known.tags, known.lang or None)
    regions = tuple(match.code for match in load_tagger(custom).tag(story).about)
    return replace(extraction, article=replace(article, metadata=replace(known, regions=regions)))


def _identified(article: Article, page: SavedPage) -> Article:
    """The article with its origin, and with a title even where the page has none: the beginning of its text."""
    saved = Saved(page.file, page.sha256, page.format, page.saved_at)
    title = article.metadata.title or textwrap.shorten(article.body.text, TITLE_LENGTH, placeholder="…") or page.file
    return replace(article, metadata=replace(article.metadata, saved=saved, title=title))


def _reason(problem: Problem) -> str:
    return f"{problem.message}; {problem.advice}" if problem.advice else problem.message


def _refused(candidate: Candidate, sha256: str, reason: str) -> Staged:
    """What is refused is not copied: the user knows it by the place where it is."""
    file = str(candidate.source) if candidate.copied else candidate.file
    return Staged(sha256, file, candidate.others, reason=reason)


def _fingerprint(title: str, text: str) -> str:
    """Equal for pages that tell the same story in the same words."""
    folded = " ".join(unicodedata.normalize("NFKC", f"{title}\n{text}").casefold().split())
    return hashlib.sha256(folded.encode(errors="surrogatepass")).hexdigest()
