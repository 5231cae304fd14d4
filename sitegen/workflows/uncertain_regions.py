"""Articles whose regions a person should look at: as the importer tagged them, and the evidence for a tag is thin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.content.document import load, read
from sitegen.content.ledger import Ledger
from sitegen.entry import Entry
from sitegen.errors import ContentError, Location, Problem
from sitegen.regions.story import Story
from sitegen.regions.tagger import Tagger, load_tagger
from sitegen.regions.topics import doubts
from sitegen.workflows.site_folder import SiteFolder, customisation

_ADVICE = "`sitegen regions --explain` shows why; what you write under `regions` is kept"


def uncertain_regions(site: SiteFolder, entries: Iterable[Entry], ledger: Ledger) -> Iterator[Problem]:
    """The doubts about each article's regions. Where the owner wrote them there are none."""
    imported = {entry.article: entry.imported for entry in ledger.values() if entry.article and entry.imported}
    tagger = load_tagger(customisation(site))
    for entry in entries:
        file = entry.card.file
        if file in imported:
            yield from (
                Problem(f"uncertain regions: {doubt}", Location(file), _ADVICE)
                for doubt in _doubts(site, file, imported[file], tagger)
            )


def _doubts(site: SiteFolder, file: str, imported: str, tagger: Tagger) -> tuple[str, ...]:
    try:
        now, then = read(site.root, file), load(imported, file)
    except ContentError:
        return ()  # reported by whoever reads the site
    if now.metadata.regions != then.metadata.regions:
        return ()
    known = now.metadata
    tagging, evidence = tagger.explain(
        Story(known.title, now.markdown, section=known.section, keywords=known.tags, lang=known.lang or None)
    )
    tags = {match.code for match in tagging.about}
    return doubts(tagging, evidence) if tags == set(known.regions) else ()
