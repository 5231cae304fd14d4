"""Fit the weights by which a story is found in a text dump, and say how well they do on publishers not fitted on.

    python benchmarks/fit_dumps.py DUMPS [--folds 5] [--no-cross-validation] [--output FILE]

DUMPS is a folder with truth.jsonl, one object a line with an `id`, the `title`, the story as `main_content` and, if
there is one, the standfirst as `summary`; and with pages/ID.txt, gzipped or not. An id begins with its publisher: what
stands before the first "_". FILE is the project's own data file unless another is named.

Each block of a dump is labelled: of the story where its words stand in the true one, in the same order (the heaviest
increasing subsequence, by words). A block of the standfirst is neither: both answers are right. Then come two logistic
regressions over the traits of all blocks (is it of the story? and is it, given that it stands between the first and the
last block of one?) and one over the lines above each story (which is the headline?), all with an L2 penalty and fitted
by L-BFGS (Nocedal 1980). The same dumps give the same bytes.

"Fitted" in the report is what sitegen does on these dumps with the weights written; "cross-validated" what it does with
weights fitted on other publishers, which is the figure to believe. Word F1 is the bag-of-words F1 of the story, "exact"
the share with the true word sequence (with the standfirst or without), "title" the share with the true title's words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from sitegen.errors import ExtractionError
from sitegen.extraction.dump import as_piece, extract_dump
from sitegen.extraction.dump_lines import read_blocks, recognise
from sitegen.extraction.headline import headline_traits
from sitegen.extraction.traits import own_traits, traits
from sitegen.extraction.weights import Weighing, Weights
from sitegen.languages.words import SCRIPTS
from sitegen.saved_page import SavedPage

WEIGHTS = Path(__file__).resolve().parent.parent / "sitegen" / "extraction" / "data" / "weights.json"
WORD = re.compile(rf"[{SCRIPTS}]|[^\W{SCRIPTS}]+")  # a character of a script without spaces is a word
LONG, ALIKE = 6, 0.6  # words of a block that is of the story if this share of its three-word runs is
ANCHOR = 8  # words of a block without which there is no story
MOST_PLACES = 12  # in the true story at which a block is looked for
STORY_PENALTY, HEADLINE_PENALTY = 3.0, 1.0
STORY_SEEN, HEADLINE_SEEN = 12, 8  # times that a trait must have been seen to have a weight
STORY_LEAST, HEADLINE_LEAST = 0.02, 0.05  # weights nearer to nothing are not written
MOST_WORDS, WORD_POWER = 60, 0.7  # a block counts for its words, so many at most, to that power
ROUNDS, MEMORY, CLOSE = 250, 12, 1e-5  # of the search for the best weights

Vector: TypeAlias = list[float]
Row: TypeAlias = tuple[int, ...]  # the traits of a block, as places in a vector
Loss: TypeAlias = Callable[[Vector], tuple[float, Vector]]


# --- truth ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump and what is known of its story."""

    id: str
    source: str
    truth: Mapping[str, Any]

    @property
    def publisher(self) -> str:
        """Who published the page."""
        return self.id.split("_", 1)[0]


@dataclass(frozen=True, slots=True)
class Example:
    """What a dump teaches: the traits, words and label of each block (None: either), and which headlines are right."""

    publisher: str
    traits: tuple[tuple[str, ...], ...]
    words: tuple[int, ...]
    labels: tuple[bool | None, ...]
    headlines: tuple[tuple[tuple[str, ...], bool], ...]


def read_dumps(folder: Path) -> Iterator[Dump]:
    """The dumps in a folder, in the order of their truths."""
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        file = folder / "pages" / f"{truth['id']}.txt"
        packed = file.with_name(f"{file.name}.gz")
        data = file.read_bytes() if file.exists() else gzip.decompress(packed.read_bytes())
        yield Dump(truth["id"], data.decode("utf-8"), truth)


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.lower())


def title_words(text: str) -> list[str]:
    """The same of a title, compatibility forms folded."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def as_example(dump: Dump) -> Example:
    """A dump as the three regressions see it."""
    style = recognise(dump.source)
    blocks = read_blocks(dump.source, style)
    pieces = [as_piece(block, style) for block in blocks]
    own, texts = own_traits(pieces), [block.text for block in blocks]
    labels = label([words_of(text) for text in texts], dump.truth)
    start = labels.index(True) if True in labels else 0
    story = " ".join(text for text, kept in zip(texts, labels, strict=True) if kept)
    lines, title = headline_traits(pieces, own, start, story), title_words(dump.truth["title"])
    return Example(
        publisher=dump.publisher,
        traits=tuple(traits(pieces, own)),
        words=tuple(piece.measured.words for piece in pieces),
        labels=tuple(labels),
        headlines=tuple((found, title_words(texts[index]) == title) for index, found in lines.items()),
    )


def label(blocks: Sequence[Sequence[str]], truth: Mapping[str, Any]) -> list[bool | None]:
    """Whether each block, given as its words, is of the true story; None where it is of the standfirst."""
    story, summary = words_of(truth["main_content"]), _spaced(words_of(truth.get("summary") or ""))
    places = {index: where for index, block in enumerate(blocks) if (where := _places(block, story))}
    found: set[int] = set()
    if any(len(blocks[index]) >= ANCHOR for index in places):
        found = _in_order(blocks, places)
    return [
        True if index in found else None if len(block) >= LONG - 1 and _spaced(block) in summary else False
        for index, block in enumerate(blocks)
    ]


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _places(block: Sequence[str], story: Sequence[str]) -> list[int]:
    """Where in the story, in words, a block may stand; by its first known run of words where it was changed."""
    if not block:
        return []
    first, size = block[0], len(block)
    exact = [at for at in range(len(story) - size + 1) if story[at] == first and list(story[at : at + size]) == block]
    if exact or size < LONG:
        return exact[:MOST_PLACES]
    known, runs = set(zip(story, story[1:], story[2:])), list(zip(block, block[1:], block[2:]))  # noqa: B905
    if sum(run in known for run in runs) <= ALIKE * len(runs):
        return []
    five = {tuple(story[at : at + 5]): at for at in range(len(story) - 5, -1, -1)}
    return [at for run in range(size - 4) if (at := five.get(tuple(block[run : run + 5]))) is not None][:1]


def _in_order(blocks: Sequence[Sequence[str]], places: Mapping[int, Sequence[int]]) -> set[int]:
    """The blocks of most words together that stand in the story one behind the other."""
    chains: list[tuple[int, int, int, int]] = []  # words so far, end in the story, block, the chain before
    for index, where in places.items():
        size = len(blocks[index])
        for at in where:
            before = (
                (total, link) for link, (total, end, block, _) in enumerate(chains) if block < index and end <= at + 3
            )
            total, link = max(before, default=(0, -1))
            chains.append((total + size, at + size, index, link))
    found, link = set(), max(range(len(chains)), key=lambda link: chains[link][0])
    while link >= 0:
        found.add(chains[link][2])
        link = chains[link][3]
    return found


# --- regression -------------------------------------------------------------------------------------------------------


def minimise(loss: Loss, size: int) -> Vector:
    """The vector at which a smooth convex `loss` is least, by L-BFGS with a backtracking line search."""
    point, steps = [0.0] * size, deque[tuple[Vector, Vector, float]](maxlen=MEMORY)
    value, slope = loss(point)
    for _ in range(ROUNDS):
        direction = _direction(slope, steps)
        fall, length = _dot(slope, direction), 1.0 if steps else 1.0 / max(1.0, math.sqrt(_dot(slope, slope)))
        while True:
            there = [here + length * part for here, part in zip(point, direction, strict=True)]
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * length * fall or length < 1e-10:
                break
            length /= 2
        moved = [to - here for to, here in zip(there, point, strict=True)]
        turned = [to - here for to, here in zip(new_slope, slope, strict=True)]
        if (curve := _dot(moved, turned)) > 0:
            steps.append((moved, turned, curve))
        done = value - new_value <= CLOSE * 1e-4 * max(1.0, abs(value))
        point, value, slope = there, new_value, new_slope
        if done:
            break
    return point


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def _direction(slope: Vector, steps: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    """Downhill, by the two loops of L-BFGS."""
    result, shares = [-part for part in slope], list[float]()
    for moved, turned, curve in reversed(steps):
        shares.append(share := _dot(moved, result) / curve)
        result = [part - share * turn for part, turn in zip(result, turned, strict=True)]
    if steps:
        _, turned, curve = steps[-1]
        result = [part * curve / _dot(turned, turned) for part in result]
    for (moved, turned, curve), share in zip(steps, reversed(shares), strict=True):
        back = share - _dot(turned, result) / curve
        result = [part + back * move for part, move in zip(result, moved, strict=True)]
    return result


def yes_or_no(rows: Mapping[tuple[Row, bool], float]) -> Loss:
    """The loss of a logistic regression; each row with its answer has a weight."""

    def loss(point: Vector) -> tuple[float, Vector]:
        value = STORY_PENALTY / 2 * _dot(point, point)
        slope = [STORY_PENALTY * part for part in point]
        weigh = point.__getitem__
        for (row, answer), weight in rows.items():
            odds = sum(map(weigh, row))
            missed = odds if answer else -odds
            value += weight * (math.log1p(math.exp(-missed)) if missed > 0 else math.log1p(math.exp(missed)) - missed)
            chance = 1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds))
            pull = weight * (chance - answer)
            for trait in row:
                slope[trait] += pull
        return value, slope

    return loss


def one_of_many(choices: Sequence[Sequence[tuple[Row, bool]]]) -> Loss:
    """The loss of a choice of one row among several, of which some are right."""

    def loss(point: Vector) -> tuple[float, Vector]:
        value = HEADLINE_PENALTY / 2 * _dot(point, point)
        slope = [HEADLINE_PENALTY * part for part in point]
        weigh = point.__getitem__
        for rows in choices:
            odds = [sum(map(weigh, row)) for row, _ in rows]
            highest = max(odds)
            shares = [math.exp(each - highest) for each in odds]
            total, right = sum(shares), sum(share for share, (_, good) in zip(shares, rows, strict=True) if good)
            value += math.log(total / right)
            for share, (row, good) in zip(shares, rows, strict=True):
                pull = share / total - (share / right if good else 0.0)
                for trait in row:
                    slope[trait] += pull
        return value, slope

    return loss


# --- weights ----------------------------------------------------------------------------------------------------------


def fit(examples: Sequence[Example]) -> Weights:
    """The weights that explain `examples` best."""
    seen = Counter(trait for example in examples for found in example.traits for trait in set(found))
    places = _numbered(seen, STORY_SEEN)
    return Weights(
        story=_named(places, minimise(yes_or_no(_rows(examples, places, inside=False)), len(places)), STORY_LEAST),
        inside=_named(places, minimise(yes_or_no(_rows(examples, places, inside=True)), len(places)), STORY_LEAST),
        headline=_fit_headline(examples),
    )


def _fit_headline(examples: Sequence[Example]) -> Weighing:
    seen = Counter(trait for example in examples for found, _ in example.headlines for trait in set(found))
    places = _numbered(seen, HEADLINE_SEEN)
    choices = [
        [(_row(found, places), good) for found, good in example.headlines]
        for example in examples
        if any(good for _, good in example.headlines)
    ]
    return _named(places, minimise(one_of_many(choices), len(places)), HEADLINE_LEAST)


def _numbered(seen: Mapping[str, int], least: int) -> dict[str, int]:
    return {trait: place for place, trait in enumerate(sorted(trait for trait in seen if seen[trait] >= least))}


def _named(places: Mapping[str, int], point: Vector, least: float) -> dict[str, float]:
    return {trait: round(point[place], 2) for trait, place in places.items() if abs(point[place]) >= least}


def _row(found: Iterable[str], places: Mapping[str, int]) -> Row:
    return tuple(sorted({places[trait] for trait in found if trait in places}))


def _rows(examples: Sequence[Example], places: Mapping[str, int], *, inside: bool) -> dict[tuple[Row, bool], float]:
    """Blocks with a label as rows; equal ones are one, of their weight together."""
    rows: Counter[tuple[Row, bool]] = Counter()
    for example in examples:
        story = [index for index, answer in enumerate(example.labels) if answer]
        span = range(len(example.labels)) if not inside else range(story[0], story[-1] + 1) if story else range(0)
        for index in span:
            if (answer := example.labels[index]) is not None:
                weight = min(max(1, example.words[index]), MOST_WORDS) ** WORD_POWER
                rows[_row(example.traits[index], places), answer] += weight
    return dict(rows)


def as_json(weights: Weights) -> str:
    """What `data/weights.json` holds."""
    sets = {"story": weights.story, "inside": weights.inside, "headline": weights.headline}
    return json.dumps(sets, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


# --- scores -----------------------------------------------------------------------------------------------------------


def scores(dump: Dump, weights: Weights) -> tuple[float, float, float]:
    """Word F1, exactness and title of what sitegen finds in a dump."""
    try:
        article = extract_dump(SavedPage(dump.source, "text", "text", dump.id, "0" * 64), weights).article
    except ExtractionError:
        return 0.0, 0.0, 0.0
    story, summary = dump.truth["main_content"], dump.truth.get("summary")
    text, title = article.body.text, title_words(article.metadata.title)
    wanted = [story, f"{summary}\n\n{story}"] if summary else [story]
    f1, exact = max((word_f1(text, each), float(WORD.findall(text) == WORD.findall(each))) for each in wanted)
    return f1, exact, float(title == title_words(dump.truth["title"]))


def word_f1(text: str, truth: str) -> float:
    """The bag-of-words F1 of two texts."""
    found, true = Counter(words_of(text)), Counter(words_of(truth))
    shared, total = (found & true).total(), found.total() + true.total()
    return 2 * shared / total if total else 1.0


def report(name: str, found: Iterable[tuple[float, float, float]]) -> None:
    """One line: the means over all dumps."""
    means = [sum(column) / len(column) for column in zip(*found, strict=True)]
    print(f"{name:<16}", *(f"{what} {mean:.4f}" for what, mean in zip(("F1", "exact", "title"), means, strict=True)))


def cross_validate(workers: Executor, dumps: Sequence[Dump], examples: Sequence[Example], folds: int) -> None:
    """Report what sitegen does on each publisher's dumps with weights fitted on those of others."""
    publishers = sorted({example.publisher for example in examples})
    random.Random(3).shuffle(publishers)
    fold = {publisher: number % folds for number, publisher in enumerate(publishers)}
    taught = [[each for each in examples if fold[each.publisher] != number] for number in range(folds)]
    weights = list(workers.map(fit, taught))
    report("cross-validated", workers.map(scores, dumps, [weights[fold[d.publisher]] for d in dumps], chunksize=40))


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", type=Path, help="folder with truth.jsonl and pages/")
    parser.add_argument("--folds", type=int, default=5, help="parts of the publishers to cross-validate with")
    parser.add_argument("--no-cross-validation", action="store_true", help="only fit and write")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="where the weights go")
    arguments = parser.parse_args()
    dumps = list(read_dumps(arguments.dumps))
    with ProcessPoolExecutor() as workers:
        examples = list(workers.map(as_example, dumps, chunksize=20))
        fitted = workers.submit(fit, examples)
        if not arguments.no_cross_validation:
            cross_validate(workers, dumps, examples, arguments.folds)
        weights = fitted.result()
        report("fitted", workers.map(scores, dumps, [weights] * len(dumps), chunksize=40))
    arguments.output.write_text(as_json(weights), "utf-8")


if __name__ == "__main__":
    main()
