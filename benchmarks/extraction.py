"""Measure extraction against pages with known articles, sitegen beside published extractors.

    python -m benchmarks.extraction SET... --scorer score.py [--peers NAME,...] [--worst 20] [--json] [--limit N]

A SET is a folder with truth.jsonl, one object a line with the `id` and the `url` of a page and its article, and pages/
with the pages, named by their ids, gzipped or not. The scorer is a Python file with `read_jsonl`, `score_page` and
`summarise`, which define every figure of quality; none is kept here, since truths have their own rules.

Each peer (`peers/environments.py`) works in a process and an environment of its own, on plain files, page by page in
turn with the others, the first one changing from page to page, and only on the formats that it reads; what is missing
is installed into `.peers/` first. sitegen is called as `sitegen extract --no-regions` calls it, and gives every field
of its JSON; the others as their documentation recommends. Times are CPU time of the whole call, reading the file
included: the median of --repeats a page, then the mean over pages. Where a peer refuses a page, or breaks at it, it
counts as having found nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import importlib.util
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from benchmarks.peers.environments import PEERS
from benchmarks.peers.worker import Fields, Worker

Scores = Mapping[str, float]

FIGURES = ("word F1", "word P", "word R", "shingle F1", "exact body", "title", "author", "date")


# --- pages ------------------------------------------------------------------------------------------------------------


class Scorer(Protocol):
    """What a scorer's file defines."""

    def read_jsonl(self, path: Path) -> Iterator[dict[str, Any]]:
        """The objects of a file of JSON lines."""
        ...

    def score_page(self, prediction: Fields, truth: Fields) -> Scores:
        """Every figure that is defined for a page."""
        ...

    def summarise(self, pages: Sequence[Scores]) -> Scores:
        """The figures over all pages."""
        ...


def load_scorer(file: Path) -> Scorer:
    """The scorer in a Python file."""
    spec = importlib.util.spec_from_file_location("scorer", file)
    if spec is None or spec.loader is None:
        sys.exit(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Scorer", module)


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page of a set, unpacked, with what is known of its article."""

    file: Path
    truth: Fields

    @property
    def url(self) -> str:
        """Where the page was found, or nothing."""
        return self.truth.get("url") or ""


def unpack(folder: Path, truths: Sequence[Fields], target: Path) -> list[TruePage]:
    """The pages of a set in the order of their truths, written as plain files into `target`."""
    named = {file.name.removesuffix(".gz"): file for file in sorted((folder / "pages").iterdir())}
    by_id = {Path(name).stem: name for name in named}
    pages: list[TruePage] = []
    for truth in truths:
        if name := by_id.get(str(truth["id"])):
            data = named[name].read_bytes()
            plain = target / name
            plain.write_bytes(gzip.decompress(data) if named[name].suffix == ".gz" else data)
            pages.append(TruePage(plain, truth))
        else:
            print(f"{folder}: no page {truth['id']}", file=sys.stderr)
    return pages


# --- measuring --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a peer did on a page that it reads."""

    page: TruePage
    scores: Scores
    refused: bool
    seconds: float
    memory: float


def measure_set(
    pages: Sequence[TruePage], peers: Sequence[str], scorer: Scorer, repeats: int
) -> dict[str, list[Outcome]]:
    """What each peer did on each page that it reads."""
    outcomes: dict[str, list[Outcome]] = {peer: [] for peer in peers}
    with contextlib.ExitStack() as stack:
        workers = {peer: stack.enter_context(Worker(peer)) for peer in peers}
        for number, page in enumerate(pages):
            for peer in peers if number % 2 == 0 else peers[::-1]:
                if page.file.name.endswith(PEERS[peer].endings):
                    outcomes[peer].append(_measure(workers[peer], page, scorer, repeats, first=number == 0))
    return {peer: found for peer, found in outcomes.items() if found}


def _measure(worker: Worker, page: TruePage, scorer: Scorer, repeats: int, *, first: bool) -> Outcome:
    if first:
        worker.extract(page.file, page.url)  # loads the peer
    runs = [worker.extract(page.file, page.url) for _ in range(repeats)]
    seconds = statistics.median(run.seconds for run in runs)
    scores = scorer.score_page(runs[0].fields or {}, page.truth)
    return Outcome(page, scores, runs[0].fields is None, seconds, runs[-1].memory)


# --- report -----------------------------------------------------------------------------------------------------------


def figures(outcomes: Sequence[Outcome], scorer: Scorer) -> dict[str, float]:
    """What the table shows of a peer."""
    means = scorer.summarise([outcome.scores for outcome in outcomes])
    return {
        "pages": len(outcomes),
        **{name: means[name] for name in FIGURES if name in means},
        "refused": sum(outcome.refused for outcome in outcomes),
        "CPU ms a page": 1000 * statistics.fmean(outcome.seconds for outcome in outcomes),
        "median ms": 1000 * statistics.median(outcome.seconds for outcome in outcomes),
        "MB": max(outcome.memory for outcome in outcomes),
    }


def print_table(name: str, table: Mapping[str, Mapping[str, float]]) -> None:
    """One line a peer, and the ratio of their times."""
    columns = list(dict.fromkeys(column for row in table.values() for column in row))
    print(f"\n{name}\n{'':<18}" + "".join(f"{column:>{max(8, len(column) + 2)}}" for column in columns))
    for peer, row in table.items():
        cells = (f"{_shown(row.get(column)):>{max(8, len(column) + 2)}}" for column in columns)
        print(f"{peer:<18}{''.join(cells)}")
    if "sitegen" in table:
        for peer in (name for name in table if name != "sitegen"):
            ratio = table["sitegen"]["CPU ms a page"] / table[peer]["CPU ms a page"]
            print(f"sitegen's CPU a page: {ratio:.3f} of {peer}'s")


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if value <= 1 else f"{value:.1f}"


def print_worst(outcomes: Sequence[Outcome], count: int) -> None:
    """The pages with the lowest word F1."""
    order = sorted(outcomes, key=lambda outcome: outcome.scores.get("word F1", 0.0))[:count]
    print(f"\n{'F1':>6} {'P':>6} {'R':>6}  id, address")
    for outcome in order:
        cells = " ".join(f"{outcome.scores.get(name, 0.0):6.3f}" for name in FIGURES[:3])
        print(f"{cells}  {outcome.page.truth['id']}  {outcome.page.url}{'  (refused)' if outcome.refused else ''}")


def main() -> None:
    """Parse the command line, measure each set, print."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="a folder with truth.jsonl and pages/")
    parser.add_argument("--scorer", type=Path, required=True, metavar="FILE", help="the Python file that scores pages")
    parser.add_argument(
        "--peers", default="sitegen,trafilatura", metavar="NAME,...", help=f"of {', '.join(PEERS)}; all"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="take N pages of each set, spread over it")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="calls a page and peer (default 3)")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages of sitegen")
    parser.add_argument("--json", action="store_true", help="print one object a set instead of tables")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    peers = list(PEERS) if arguments.peers == "all" else arguments.peers.split(",")
    if unknown := set(peers) - PEERS.keys():
        sys.exit(f"unknown peers: {', '.join(sorted(unknown))}")
    for folder in arguments.sets:
        truths = list(scorer.read_jsonl(folder / "truth.jsonl"))
        step = max(1, len(truths) // arguments.limit) if arguments.limit else 1
        with tempfile.TemporaryDirectory() as target:
            pages = unpack(folder, truths[::step][: arguments.limit], Path(target))
            outcomes = measure_set(pages, peers, scorer, arguments.repeats)
        table = {peer: figures(found, scorer) for peer, found in outcomes.items()}
        if arguments.json:
            print(json.dumps({"set": folder.name, **table}))
        else:
            print_table(str(folder), table)
        if arguments.worst and peers[0] in outcomes:
            print_worst(outcomes[peers[0]], arguments.worst)


if __name__ == "__main__":
    main()
