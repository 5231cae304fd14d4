"""Write the same articles as sites for Eleventy and for Pelican, with the lists that a sitegen site has.

    python benchmarks/peer_sites.py eleventy|pelican SITE FOLDER

Both get plain templates of their own: articles, and paged lists of the archive and of every tag, author, paper, region
(as named, without those around it) and date; no feeds and no site map for Eleventy, Pelican's own feeds for Pelican.
They do less for each page than sitegen and Hugo do in the comparison of those two.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from sitegen.content.document import Document, read
from sitegen.content.folder import ARTICLES, is_entry, permalink
from sitegen.files import walk

HERE = Path(__file__).parent


def eleventy_article(document: Document) -> str:
    """An article with front matter as Eleventy knows it; collections are made of `lists`, not of its own tags."""
    metadata = document.metadata
    front = {
        "title": metadata.title,
        "date": metadata.date and metadata.date.isoformat(),
        "lists": {
            "tags": metadata.tags,
            "authors": metadata.authors,
            "sources": [metadata.site] if metadata.site else [],
            "regions": metadata.regions,
        },
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value]
    return "\n".join(["---", *lines, "---", "", document.markdown])


def pelican_article(document: Document) -> str:
    """An article with front matter as Pelican knows it; its category is the paper, and its regions are tags."""
    metadata = document.metadata
    front = {
        "Title": metadata.title.replace("\n", " "),
        "Date": metadata.date.strftime("%Y-%m-%d %H:%M") if metadata.date else "2000-01-01",
        "Category": metadata.site or "none",
        "Tags": ", ".join((*metadata.tags, *metadata.regions)),
        "Authors": "; ".join(metadata.authors) or "nobody",
    }
    return "\n".join([*(f"{key}: {value}" for key, value in front.items()), "", document.markdown])


WRITERS = {"eleventy": eleventy_article, "pelican": pelican_article}


def write_site(generator: str, site: Path, folder: Path) -> int:
    """Writes the articles of the sitegen site at `site` as one for a generator; how many there are."""
    shutil.copytree(HERE / generator, folder)
    count = 0
    for file, _ in walk(site, ARTICLES):
        if is_entry(file):
            target = folder / "content" / f"{permalink(file).strip('/')}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(WRITERS[generator](read(site, file)), encoding="utf-8")
            count += 1
    return count


def main() -> None:
    """Parse the command line and write the site."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("generator", choices=sorted(WRITERS))
    parser.add_argument("site", type=Path, help="a sitegen site")
    parser.add_argument("folder", type=Path, help="the folder to make")
    arguments = parser.parse_args()
    print(write_site(arguments.generator, arguments.site, arguments.folder), "articles")


if __name__ == "__main__":
    main()
