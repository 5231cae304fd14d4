"""Fit the weights by which the title of an HTML page is chosen, and say how well they do on sites not fitted on.

    python -m benchmarks.fit_titles SET... [--folds 5]

SET is a folder with truth.jsonl, one object a line with an `id` and the true `title`, `url` where known; and with
pages/ID.html, gzipped or not. Printed is, for each set and for all, the share of pages whose title has the true words,
in their order: with the weights of `sitegen.extraction.titles`, and with weights fitted on the other sites
(cross-validated); last the weights fitted on all pages, for that module's table.

The model is a conditional logit (McFadden 1974) over the candidates of each page, with an L2 penalty. A site counts for
the square root of its pages.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.fit_dumps import title_words
from benchmarks.regressions import minimise, one_of_many
from sitegen.extraction.claims import read_claims
from sitegen.extraction.container import choose_container
from sitegen.extraction.html_page import parse_page, story_start
from sitegen.extraction.layout import lay_out
from sitegen.extraction.sections import judge_sections
from sitegen.extraction.titles import WEIGHTS, title_candidates
from sitegen.saved_page import SavedPage
from sitegen.sources.read import read_file

PENALTY = 1.0
TRAITS = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a page of a set: the places of their traits in `TRAITS`, and which of them are right."""

    folder: str
    site: str
    candidates: tuple[tuple[int, ...], ...]
    right: tuple[bool, ...]


def read_examples(folder: Path) -> Iterator[Example]:
    """The pages of a set whose title is known."""
    truths = {
        row["id"]: row for row in map(json.loads, (folder / "truth.jsonl").read_text("utf-8").strip().split("\n"))
    }
    for file in sorted((folder / "pages").iterdir()):
        truth = truths.get(file.name.removesuffix(".gz").rsplit(".", 1)[0], {})
        page = next(iter(read_file(file, file.name)), None)
        if truth.get("title") and isinstance(page, SavedPage):
            yield as_example(page, truth, folder.name)


def as_example(page: SavedPage, truth: Mapping[str, str], folder: str) -> Example:
    """A page as the regression sees it."""
    url = truth.get("url") or page.url
    document = parse_page(page)
    layout = lay_out(document)
    container = choose_container(document.shown, layout, judge_sections(document.shown, layout))
    found = title_candidates(document, layout, read_claims(document), story_start(container, layout), url)
    wanted = title_words(truth["title"])
    return Example(
        folder=folder,
        site=urlsplit(url).hostname or truth["id"].rsplit("-", 2)[0],
        candidates=tuple(tuple(sorted(map(TRAITS.index, candidate.traits))) for candidate in found),
        right=tuple(title_words(candidate.text) == wanted for candidate in found),
    )


def fit(examples: Sequence[Example]) -> list[float]:
    """The weights under which the right candidates are likeliest."""
    pages = Counter(example.site for example in examples)
    usable = [example for example in examples if any(example.right)]
    choices = [list(zip(example.candidates, example.right, strict=True)) for example in usable]
    shares = [pages[example.site] ** -0.5 for example in usable]
    return minimise(one_of_many(choices, PENALTY, shares), len(TRAITS))


def hits(examples: Sequence[Example], weights: Sequence[float]) -> list[bool]:
    """Whether the heaviest candidate of each page is right."""
    return [
        bool(example.right)
        and example.right[max(range(len(example.right)), key=lambda i: sum(weights[t] for t in example.candidates[i]))]
        for example in examples
    ]


def main() -> None:
    """Parse the command line, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    examples = [example for folder in arguments.sets for example in read_examples(folder)]
    fold = [zlib.crc32(example.site.encode()) % arguments.folds for example in examples]
    taught = [fit([each for each, own in zip(examples, fold, strict=True) if own != n]) for n in range(arguments.folds)]
    told = [hits([example], taught[own])[0] for example, own in zip(examples, fold, strict=True)]
    shipped = hits(examples, list(WEIGHTS.values()))
    for name in (*(folder.name for folder in arguments.sets), ""):
        own = [place for place, example in enumerate(examples) if name in ("", example.folder)]
        right = (sum(found[place] for place in own) / len(own) for found in (shipped, told))
        print("{:<12} {} pages: right with the module's weights {:.4f}, cross-validated by site {:.4f}".format(
            name or "all", len(own), *right))  # fmt: skip
    for trait, weight in zip(TRAITS, fit(examples), strict=True):
        print(f'    "{trait}": {weight:.1f},')


if __name__ == "__main__":
    main()
