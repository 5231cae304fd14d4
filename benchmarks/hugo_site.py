"""Write a site for Hugo that has the same pages as sitegen makes of a site's articles.

    python benchmarks/hugo_site.py SITE OUT

SITE is a folder with sitegen.toml and content/articles/, OUT a new folder. The articles get the terms of every list
that they stand in: their regions with all that lie above these, tags, paper, authors, year, month and day. Templates
and settings come from the folder hugo/ beside this file, the style sheet from sitegen's own theme.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.article import Metadata
from sitegen.content.document import Document, read
from sitegen.content.folder import ARTICLES, is_entry, permalink
from sitegen.files import walk
from sitegen.regions.atlas import WORLD, Atlas, Region, load_atlas
from sitegen.render.theme_files import shipped_theme
from sitegen.slugs import slugify

SKELETON = Path(__file__).with_name("hugo")


@dataclass(frozen=True, slots=True)
class Names:
    """What terms are called, by taxonomy and slug; regions that have articles, by slug."""

    flat: Mapping[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    regions: dict[str, Region] = field(default_factory=dict)

    def link(self, taxonomy: str, name: str) -> dict[str, str]:
        """A term as templates show it; its name is kept, the first that its slug was met with."""
        slug = slugify(name)
        return {"slug": slug, "name": self.flat[taxonomy].setdefault(slug, name)}


def write_site(site: Path, folder: Path) -> int:
    """Writes the whole Hugo site for the sitegen site at `site`; returns how many articles it has."""
    shutil.copytree(SKELETON, folder)
    shutil.copytree(shipped_theme() / "assets", folder / "assets")
    _write_settings(site, folder)
    atlas, names = load_atlas(), Names()
    count = 0
    for file, _ in walk(site, ARTICLES):
        if is_entry(file):
            target = folder / "content" / f"{permalink(file).strip('/')}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(hugo_article(read(site, file), atlas, names), encoding="utf-8")
            count += 1
    _write_data(folder / "data", atlas, names)
    return count


def _write_settings(site: Path, folder: Path) -> None:
    """Title, description, language and address, as the site has them."""
    known = tomllib.loads((site / "sitegen.toml").read_text(encoding="utf-8"))
    lines = [
        f"baseURL = {json.dumps(known.get('base_url', '/'))}",
        f"title = {json.dumps(known.get('title', ''), ensure_ascii=False)}",
        f"locale = {json.dumps(known.get('language', 'en'))}",
        f"params.description = {json.dumps(known.get('description', ''), ensure_ascii=False)}",
    ]
    settings = folder / "hugo.toml"
    settings.write_text("\n".join([*lines, settings.read_text(encoding="utf-8")]), encoding="utf-8")


# --- articles ---------------------------------------------------------------------------------------------------------


def hugo_article(document: Document, atlas: Atlas, names: Names) -> str:
    """The article's file for Hugo: front matter in YAML (every value a scalar or list of JSON), then the Markdown."""
    front = [f"{key}: {_json(value)}" for key, value in front_matter(document.metadata, atlas, names).items()]
    return "\n".join(["---", *front, "---", "", document.markdown])


def front_matter(metadata: Metadata, atlas: Atlas, names: Names) -> dict[str, Any]:
    """What Hugo is told of an article: its terms as slugs, and under `params` what its own page and its rows show."""
    about = [region for code in metadata.regions if (region := atlas.resolve(code))]
    around = dict.fromkeys(each.slug for region in about for each in _with_those_above(region, atlas))
    names.regions.update({each.slug: each for region in about for each in _with_those_above(region, atlas)})
    topics = [names.link("tags", tag) for tag in metadata.tags]
    people = [names.link("authors", author) for author in metadata.authors]
    paper = names.link("sources", metadata.site) if metadata.site else None
    assert metadata.date is not None, "the benchmark's articles have dates"
    return {
        "title": metadata.title,
        "date": metadata.date.isoformat(),
        "description": metadata.description,
        "regions": list(around),
        "tags": _slugs(topics),
        "sources": _slugs([paper] if paper else []),
        "authors": _slugs(people),
        "years": [f"{metadata.date:%Y}"],
        "months": [f"{metadata.date:%Y/%m}"],
        "days": [f"{metadata.date:%Y/%m/%d}"],
        "params": {
            "lang": metadata.lang,
            "original": metadata.url,
            "paper": paper,
            "about": [{"slug": region.slug, "name": region.name} for region in about],
            "people": people,
            "topics": topics,
        },
    }


def _slugs(links: Iterable[Mapping[str, str]]) -> list[str]:
    return [link["slug"] for link in links]


def _with_those_above(region: Region, atlas: Atlas) -> Iterator[Region]:
    yield region
    yield from (above for above in atlas.ancestors(region.code) if above.code != WORLD)


# --- names ------------------------------------------------------------------------------------------------------------


def _write_data(folder: Path, atlas: Atlas, names: Names) -> None:
    """What templates look up: names of terms, and which region lies in which."""
    folder.mkdir()
    for taxonomy, known in names.flat.items():
        (folder / f"{taxonomy}.json").write_text(_json(known), encoding="utf-8")
    regions: dict[str, Any] = {slug: _region(region, atlas, names) for slug, region in names.regions.items()}
    regions["world"] = {"name": "World", "above": [], "inside": _inside(WORLD, atlas, names)}
    (folder / "regions.json").write_text(_json(regions), encoding="utf-8")


def _region(region: Region, atlas: Atlas, names: Names) -> dict[str, Any]:
    above = [each.slug for each in reversed(_first_line(region, atlas))]
    return {"name": region.name, "above": above, "inside": _inside(region.code, atlas, names)}


def _first_line(region: Region, atlas: Atlas) -> list[Region]:
    """The regions above along first parents, nearest first."""
    line: list[Region] = []
    while region.parents and region.parents[0] != WORLD and (parent := atlas.get(region.parents[0])):
        line.append(parent)
        region = parent
    return line


def _inside(code: str, atlas: Atlas, names: Names) -> list[str]:
    children = [child for child in atlas.children(code) if child.slug in names.regions]
    return [child.slug for child in sorted(children, key=lambda child: child.name.casefold())]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Parse the command line and write the site."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, metavar="SITE", help="a site of sitegen")
    parser.add_argument("folder", type=Path, metavar="OUT", help="a folder that does not exist yet")
    arguments = parser.parse_args()
    if arguments.folder.exists():
        parser.error(f"{arguments.folder} exists already")
    print(f"{write_site(arguments.site, arguments.folder):,} articles: {arguments.folder}")


if __name__ == "__main__":
    main()
