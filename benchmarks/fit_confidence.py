"""Fit the weights behind an extraction's confidence, and say how well it is calibrated on sites not fitted on.

    python -m benchmarks.fit_confidence SET... --scorer score.py [--folds 5] [--output FILE]

A SET is a folder as `benchmarks/extraction.py` takes it. An extraction is right if its word F1 is 0.95 or more. The
weights are those of a logistic regression with an L2 penalty over `confidence.signs_of`. All pages of a host are in one
fold; the report gives, for ten bins of confidence out of fold, the mean confidence and the share of right extractions.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.extraction import Scorer, load_scorer, unpack
from benchmarks.regressions import minimise, yes_or_no
from sitegen.errors import SitegenError
from sitegen.extraction import extract
from sitegen.extraction.weights import Weighing, odds, probability
from sitegen.saved_page import SavedPage
from sitegen.sources.read import read_file

WEIGHTS = Path(__file__).resolve().parent.parent / "sitegen" / "extraction" / "data" / "confidence.json"
RIGHT = 0.95
SEEN, LEAST = 12, 0.02  # times that a sign must have been seen to have a weight; weights nearer to nothing are left out
PENALTY = 3.0
BINS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A page: its host, the signs, and whether the extraction was right."""

    host: str
    signs: tuple[str, ...]
    right: bool


def examples(folder: Path, scorer: Scorer) -> Iterator[Example]:
    """What each page of a set teaches; refused pages teach nothing."""
    truths = list(scorer.read_jsonl(folder / "truth.jsonl"))
    with tempfile.TemporaryDirectory() as target:
        for page in unpack(folder, truths, Path(target)):
            saved = next(read_file(page.file, page.file.name))
            if not isinstance(saved, SavedPage):
                continue
            try:
                extraction = extract(saved)
            except SitegenError:
                continue
            f1 = scorer.score_page({"text": extraction.article.body.text}, page.truth)["word F1"]
            host = urlsplit(page.url).hostname or re.split(r"[_.]\d", str(page.truth["id"]))[0]
            yield Example(host, extraction.evidence.signs, f1 >= RIGHT)


def fit(found: Sequence[Example]) -> Weighing:
    """The weights that explain `found` best."""
    counts = Counter(sign for example in found for sign in example.signs)
    places = {sign: place for place, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= SEEN))}
    rows: Counter[tuple[tuple[int, ...], bool]] = Counter(
        (tuple(places[sign] for sign in example.signs if sign in places), example.right) for example in found
    )
    point = minimise(yes_or_no(rows, PENALTY), len(places))
    return {sign: round(point[place], 3) for sign, place in places.items() if abs(point[place]) >= LEAST}


def out_of_fold(found: Sequence[Example], folds: int) -> list[tuple[float, bool]]:
    """The confidence in each page by weights fitted on other hosts, and whether the extraction was right."""
    fold = {host: int(hashlib.sha256(host.encode()).hexdigest(), 16) % folds for host in {each.host for each in found}}
    answers: list[tuple[float, bool]] = []
    for number in range(folds):
        weights = fit([example for example in found if fold[example.host] != number])
        answers += [
            (probability(odds(weights, example.signs)), example.right)
            for example in found
            if fold[example.host] == number
        ]
    return answers


def report(answers: Sequence[tuple[float, bool]]) -> None:
    """The bins, and how far confidence and truth are apart on average."""
    apart = 0.0
    for number in range(BINS):
        inside = [answer for answer in answers if min(BINS - 1, int(answer[0] * BINS)) == number]
        if inside:
            sure = sum(chance for chance, _ in inside) / len(inside)
            right = sum(good for _, good in inside) / len(inside)
            apart += abs(sure - right) * len(inside) / len(answers)
            print(f"{number / BINS:.1f}  {len(inside):5} pages  confidence {sure:.2f}  right {right:.2f}")
    print(f"apart by {apart:.3f} on average")


def as_json(weights: Mapping[str, float]) -> str:
    """The weights, one a line."""
    return json.dumps(weights, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="a folder with truth.jsonl and pages/")
    parser.add_argument("--scorer", type=Path, required=True, metavar="FILE", help="the Python file that scores pages")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    found = [example for folder in arguments.sets for example in examples(folder, scorer)]
    report(out_of_fold(found, arguments.folds))
    arguments.output.write_text(as_json(fit(found)), "utf-8")


if __name__ == "__main__":
    main()
