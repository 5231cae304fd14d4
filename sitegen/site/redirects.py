"""Redirects from addresses that articles had earlier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from sitegen.errors import Location, Problem
from sitegen.site.paths import output_path, permalink_of
from sitegen.site.plan import page_exists
from sitegen.site.shelf import Site


@dataclass(frozen=True, slots=True)
class Aliases:
    """The earlier addresses that an entry says it had."""

    file: str
    permalink: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redirects:
    """For each output path of a redirect the permalink it leads to; and what is amiss with aliases."""

    targets: Mapping[str, str]
    warnings: tuple[Problem, ...]


def find_redirects(site: Site, moved: Mapping[str, str], aliases: Iterable[Aliases]) -> Redirects:
    """Redirects from the earlier addresses that the ledger and the articles know.

    There is none where anything else is: a page, a folder of pages in place of a file, or an earlier redirect.
    """
    warnings: list[Problem] = []
    targets: dict[str, str] = {}
    folders: set[str] = set()
    made: dict[str, str] = {}  # their paths in lower case
    for old, new in _addresses(site, moved, aliases, warnings).items():
        path = output_path(old)
        above = tuple(_folders(path))
        if path in targets or path in folders or not targets.keys().isdisjoint(above):
            continue
        if any(page_exists(site, each) for each in (path, *above)):
            continue
        if other := made.get(path.lower()) or _page_alike(site, path):
            warnings.append(_told_of_case(site, old, new, other))
            continue
        targets[path], made[path.lower()] = new, path
        folders.update(above)
    return Redirects(targets, tuple(warnings))


def _page_alike(site: Site, path: str) -> str:
    """The path of a page that differs from `path` by case alone, or nothing: where we name pages it is lower."""
    lower = path.lower()
    return lower if lower != path and page_exists(site, lower) else ""


def _told_of_case(site: Site, old: str, new: str, other: str) -> Problem:
    """Many disks would take the one for the other, and the site would not be the same everywhere."""
    placed = site.shelf.find(new)
    message = f"the alias {old} differs from {permalink_of(other) or f'/{other}'} by capital letters alone"
    advice = "it leads nowhere, since many disks take the two for one; take it out of `aliases`"
    return Problem(message, Location(placed.entry.card.file) if placed else None, advice)


def _addresses(
    site: Site, moved: Mapping[str, str], aliases: Iterable[Aliases], warnings: list[Problem]
) -> dict[str, str]:
    """Old addresses that no file has now, each with the one that took its place."""
    find = site.shelf.find
    addresses = {old: new for old, new in sorted(moved.items()) if find(new) and not find(old)}
    for each in aliases:
        for alias in each.written:
            old = f"/{unquote(alias).removeprefix('/')}"
            if not _is_path(old) or find(old) or addresses.get(old, each.permalink) != each.permalink:
                message = f"the alias {alias} leads elsewhere or nowhere"
                warnings.append(Problem(message, Location(each.file), "take it out of `aliases`"))
                continue
            addresses[old] = each.permalink
    return addresses


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _is_path(address: str) -> bool:
    """Whether a web server can show a file at `address`: names that every file system takes, with slashes between."""
    names = address.strip("/").split("/")
    return all(name.strip(".") and name.isprintable() and len(name.encode()) <= 200 for name in names) and not (
        set(address) & set('\\:*?"<>|#')
    )
