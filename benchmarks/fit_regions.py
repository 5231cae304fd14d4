"""Choose the thresholds of the region tagger on labelled articles, and say how they do on articles not chosen on.

    python -m benchmarks.fit_regions SET.jsonl... --scorer score.py [--limit N]

Sets and scorer are those of `benchmarks/regions.py`. Every set counts the same, whatever its size. The articles are in
five folds by a hash of their id. *Shipped* is the F1 with the thresholds in `sitegen/regions/topics.py`, *fitted* with
the best of the grid on all articles, *held out* with those that are best on the four folds that an article is not in.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from benchmarks.regions import SUBJECT, Article, load_scorer, read_articles
from sitegen.regions import Story, load_tagger
from sitegen.regions.topics import DATELINED, UNDATED, Candidate, Thresholds, candidates_of, topics_of

FOLDS = 5
SHARES, OF_TOP = (0.0, 0.06, 0.1, 0.12, 0.14, 0.16, 0.18), (0.2, 0.25, 0.28, 0.3, 0.32, 0.35)
OFTEN = 0.85  # what a country named often has to reach, as a part of the share of others
GRID = [Thresholds(share, of_top, round(share * OFTEN, 2)) for share, of_top in product(SHARES, OF_TOP)]


class Labelled(NamedTuple):
    """An article: its set, its fold, what may be its topics, and which are."""

    name: str
    fold: int
    found: Mapping[str, Candidate]
    topics: frozenset[str]


def main() -> None:
    """Prints a table for stories with a dateline, and one for those without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--scorer", required=True, type=Path)
    parser.add_argument("--limit", type=int, help="so many articles of each set, always the same ones")
    options = parser.parse_args()
    gold_set = load_scorer(options.scorer).gold_set
    dated: list[Labelled] = []
    undated: list[Labelled] = []
    for file in options.sets:
        for article in read_articles(file, options.limit):
            name = file.name.partition(".")[0]
            evidence = load_tagger().evidence(_story(article))
            fold = hashlib.sha256(str(article["id"]).encode()).digest()[1] % FOLDS
            labelled = Labelled(name, fold, candidates_of(evidence), gold_set(article, SUBJECT))
            (dated if any(each.dateline for each in evidence) else undated).append(labelled)
    for kind, articles, shipped in (("a dateline", dated, DATELINED), ("no dateline", undated, UNDATED)):
        print("\n".join(_table(kind, articles, shipped)))


def _story(article: Article) -> Story:
    return Story(article["title"], article["text"], article.get("dateline") or "")


def _table(kind: str, articles: Sequence[Labelled], shipped: Thresholds) -> Iterator[str]:
    best = _best(articles)
    held_out = [_best([each for each in articles if each.fold != fold]) for fold in range(FOLDS)]
    yield f"Stories with {kind}: shipped {tuple(shipped)}, fitted {tuple(best)}"
    yield "| set | articles | shipped | fitted | held out |\n|---|---|---|---|---|"
    names = Counter(each.name for each in articles)
    columns = [_figures(articles, [thresholds] * FOLDS) for thresholds in (shipped, best)] + [
        _figures(articles, held_out)
    ]
    for name, count in names.items():
        yield f"| {name} | {count} | " + " | ".join(f"{column[name]:.3f}" for column in columns) + " |"


def _best(articles: Sequence[Labelled]) -> Thresholds:
    """The thresholds with the best mean F1 over the sets."""

    def mean(thresholds: Thresholds) -> float:
        figures = _figures(articles, [thresholds] * FOLDS)
        return sum(figures.values()) / max(1, len(figures))

    return max(GRID, key=mean)


def _figures(articles: Iterable[Labelled], of_fold: Sequence[Thresholds]) -> dict[str, float]:
    """The F1 of each set, each article judged by the thresholds of its fold."""
    right: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for each in articles:
        tags = {code for code in topics_of(each.found, of_fold[each.fold]) if len(code) == 2}
        right[each.name] += len(tags & each.topics)
        named[each.name] += len(tags) + len(each.topics)
    return {name: 2 * right[name] / count if count else 1.0 for name, count in named.items()}


if __name__ == "__main__":
    main()
