"""Looking a site over: front matter, links and pictures that lead nowhere, and metadata that a reader would miss."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from sitegen import __version__
from sitegen.building.cache import Cache, with_cache
from sitegen.building.copies import copies
from sitegen.building.inputs import TEMPLATES, Inputs
from sitegen.building.problems import decode_problems
from sitegen.building.reading import Reader, read_files
from sitegen.building.stored import StoredShelf
from sitegen.building.updating import assemble
from sitegen.content.document import read_text
from sitegen.content.folder import is_entry
from sitegen.content.ledger import read_ledger
from sitegen.content.links import resolver
from sitegen.entry import Card, Entry
from sitegen.errors import ContentError, Location, Problem
from sitegen.ingest.reconcile import moved_addresses
from sitegen.render.theme import Theme
from sitegen.render.theme_files import shipped_theme
from sitegen.site.paths import output_path
from sitegen.site.plan import paths
from sitegen.site.shelf import Site
from sitegen.workflows.build import BuildOptions, cache_path
from sitegen.workflows.lock import writing
from sitegen.workflows.site_folder import SiteFolder, input_places, site_atlas
from sitegen.workflows.slips import odd_keys, unsettled_merge
from sitegen.workflows.uncertain_regions import uncertain_regions
from sitegen.workflows.upkeep import scope

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the owner may want to mend; an error is broken for readers, a warning is only missing."""

    severity: Severity
    problem: Problem


def check(site: SiteFolder) -> tuple[Finding, ...]:
    """Everything found in a site, in the order of its files. Raises ConfigError, or LockedError."""
    with writing(site.root, "check"):
        inputs = input_places(site).look()
        entries, faults = _read(site, inputs)
        try:
            ledger = read_ledger(site.root)
            addresses, warnings = _addresses(site, inputs, entries, moved_addresses(ledger))
        except ContentError as error:
            return tuple(Finding("error", problem) for problem in (*faults, *error.problems))
    found = [Finding("error", fault) for fault in faults]
    for entry in entries:
        errors = (*unsettled_merge(site.root, entry.card.file), *_broken_links(entry, site, addresses))
        found += [Finding("error", problem) for problem in errors]
        found += [Finding("warning", problem) for problem in (*_missing(entry.card, site), *odd_keys(entry.card))]
    found += [Finding("warning", problem) for problem in uncertain_regions(site, entries, ledger)]
    return (*found, *(Finding("warning", problem) for problem in warnings))


def _read(site: SiteFolder, inputs: Inputs) -> tuple[list[Entry], list[Problem]]:
    """Every article and page, drafts too; what a build has rendered already is not rendered again."""
    reader = Reader(site.root, site.config.base_path, __version__)
    files = [name for name in inputs if is_entry(name)]
    return with_cache(cache_path(site, BuildOptions()), lambda cache: read_files(reader, files, cache, 1))


def _addresses(
    site: SiteFolder, inputs: Inputs, entries: Iterable[Entry], moved: Mapping[str, str]
) -> tuple[Collection[str], tuple[Problem, ...]]:
    """Every file that the built site has, and what is amiss with the site as a whole."""
    theme = Theme((site.root / TEMPLATES, shipped_theme()))
    with Cache(Path(":memory:")) as cache:
        contents = Site(StoredShelf(cache.database), site_atlas(site), scope(site))
        assemble(cache, entries, contents, moved)
        copied = (copy.path for copy in copies(site.root, inputs, theme.assets()))
        return {*paths(contents), *copied}, decode_problems(cache.fact("warnings"))


def _broken_links(entry: Entry, site: SiteFolder, addresses: Collection[str]) -> Iterator[Problem]:
    targets = dict.fromkeys((*entry.facts.links, *entry.facts.pictures))
    broken = [target for target in targets if not _leads(target, entry.card, site, addresses)]
    lines = read_text(site.root, entry.card.file).splitlines() if broken else []
    return (_broken(entry.card.file, target, lines) for target in broken)


def _leads(target: str, card: Card, site: SiteFolder, addresses: Collection[str]) -> bool:
    """Whether a link as written leads somewhere, as far as this site can tell."""
    parts = urlsplit(resolver(card.file, site.config.base_path)(target))
    if parts.scheme or parts.netloc or not parts.path:
        return True
    base = site.config.base_path
    path = unquote(parts.path.removeprefix(base))
    return parts.path.startswith(base) and not {path, output_path(path)}.isdisjoint(addresses)


def _broken(file: str, target: str, lines: list[str]) -> Problem:
    written = {target, unquote(target)}
    line = next((number for number, text in enumerate(lines, 1) if any(each in text for each in written)), None)
    return Problem(f"the link {target} leads nowhere in this archive", Location(file, line))


def _missing(card: Card, site: SiteFolder) -> Iterator[Problem]:
    if card.kind == "page":
        return
    where = Location(card.file)
    if card.date is None:
        yield Problem("no `date`", where, "readers find articles by their day")
    if not (card.site or card.url):
        yield Problem("neither `site` nor `url`", where, "every article should say where it comes from")
    if card.image and not urlsplit(card.image).scheme and not (site.root / "content" / card.image).is_file():
        yield Problem(f"the picture {card.image} is not in content/", where)
