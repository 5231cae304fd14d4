"""Fit the weights by which a story is found in a text dump, and say how well they do on publishers not fitted on.

    python -m benchmarks.fit_dumps DUMPS [--folds 5] [--jobs 2] [--output FILE]

DUMPS is a folder with truth.jsonl, one object a line with an `id`, the `title`, the story as `main_content` and, if
there is one, the standfirst as `summary`; and with pages/ID.txt, gzipped or not. An id begins with its publisher: what
stands before the first "_". FILE is the project's own data file unless another is named.

Each block of a dump is labelled: of the story where its words stand in the true one, in the same order (the heaviest
increasing subsequence, by words). A block of the standfirst is neither: both answers are right. Then come a logistic
regression over the traits of all blocks (is it of the story?), one over the lines above each story (which is the
headline?), and boosted trees over the measures of the blocks in and around the run that the first regression finds. The
same dumps give the same bytes.

"Fitted" in the report is what sitegen does on these dumps with the weights written; "cross-validated" what it does with
weights fitted on other publishers, which is the figure to believe. Word F1 is the bag-of-words F1 of the story, "exact"
the share with the true word sequence (with the standfirst or without), "title" the share with the true title's words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.boosted_trees import Growth, boost
from benchmarks.regressions import Row, minimise, one_of_many, yes_or_no
from sitegen.errors import ExtractionError
from sitegen.extraction.dump import as_piece, extract_dump
from sitegen.extraction.dump_lines import read_blocks, recognise
from sitegen.extraction.forest import Forest, Tree, planted
from sitegen.extraction.headline import first_paragraph, headline_text, headline_traits
from sitegen.extraction.second_look import NAMES, second_measures
from sitegen.extraction.story_run import first_look, likely_run
from sitegen.extraction.traits import Piece, own_traits, traits
from sitegen.extraction.weights import Weighing, Weights
from sitegen.languages.words import SCRIPTS
from sitegen.saved_page import SavedPage

WEIGHTS = Path(__file__).resolve().parent.parent / "sitegen" / "extraction" / "data" / "weights.json"
WORD = re.compile(rf"[{SCRIPTS}]|[^\W{SCRIPTS}]+")  # a character of a script without spaces is a word
LONG, ALIKE = 6, 0.6  # words of a block that is of the story if this share of its three-word runs is
SHORT, SHORTENED = 6, 3  # blocks of a story that is made short, and of how many dumps one is, or stands alone
HEAD = 8  # blocks above a story that stands without the rest of its page
ANCHOR = 8  # words of a block without which there is no story
MOST_PLACES = 12  # in the true story at which a block is looked for
STORY_PENALTY, HEADLINE_PENALTY = 3.0, 14.0
STORY_SEEN, HEADLINE_SEEN = 30, 8  # times that a trait must have been seen to have a weight
STORY_LEAST, HEADLINE_LEAST = 0.02, 0.05  # weights nearer to nothing are not written
MOST_WORDS, WORD_POWER = 60, 0.7  # a block counts for its words, so many at most, to that power
SECOND_POWER = 0.3  # the same at the second look, where a short block is as dear as a long one
GROWTH = Growth(trees=120, questions=5, rate=0.1, rows=0.4, measures=0.3)
STYLES = ("resiliparse", "browser", "w3m", "lynx")  # as an id ends


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
    """What a dump teaches: each block with its traits and its label (None: either), and the words of its headline."""

    publisher: str
    pieces: tuple[Piece, ...]
    own: tuple[tuple[str, ...], ...]
    traits: tuple[tuple[str, ...], ...]
    labels: tuple[bool | None, ...]
    title: tuple[str, ...]


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


def as_examples(dump: Dump) -> list[Example]:
    """A dump as the regressions see it, and the same with a short story or with little around it."""
    style = recognise(dump.source)
    blocks = read_blocks(dump.source, style)
    pieces, texts = [as_piece(block, style) for block in blocks], [block.text for block in blocks]
    labels = label([words_of(text) for text in texts], dump.truth)
    story = [index for index, kept in enumerate(labels) if kept]
    dropped = set(story[SHORT:])
    some = [index for index in range(len(blocks)) if index not in dropped]
    examples = [_as_example(dump, pieces, labels)]
    number = sum(map(ord, dump.id))
    if story and number % SHORTENED == 1:
        bare = range(max(0, story[0] - HEAD), story[-1] + 1)
        close = [pieces[index]._replace(gap_before=0) for index in bare]
        alone = _as_example(dump, close, [labels[index] for index in bare])
        examples.append(replace(alone, title=()))  # too few lines to choose a headline from
    if dropped and number % SHORTENED == 0:
        examples.append(_as_example(dump, [pieces[index] for index in some], [labels[index] for index in some]))
    return examples


def _as_example(dump: Dump, pieces: Sequence[Piece], labels: Sequence[bool | None]) -> Example:
    own = own_traits(pieces)
    return Example(
        publisher=dump.publisher,
        pieces=tuple(pieces),
        own=tuple(map(_interned, own)),
        traits=tuple(map(_interned, traits(pieces, own))),
        labels=tuple(labels),
        title=tuple(title_words(dump.truth["title"])),
    )


def _interned(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, found))


def label(blocks: Sequence[Sequence[str]], truth: Mapping[str, Any]) -> list[bool | None]:
    """Whether each block, given as its words, is of the true story; None where it is of the standfirst."""
    paragraphs = [words_of(text) for text in truth["main_content"].split("\n")]
    story, starts = [word for each in paragraphs for word in each], set(accumulate(map(len, paragraphs), initial=0))
    summary = _spaced(words_of(truth.get("summary") or ""))
    known = Story(story, starts)
    places = {index: where for index, block in enumerate(blocks) if (where := known.places(block))}
    found: set[int] = set()
    if any(len(blocks[index]) >= ANCHOR for index in places):
        found = _in_order(blocks, places)
    return [
        True if index in found else None if len(block) >= LONG - 1 and _spaced(block) in summary else False
        for index, block in enumerate(blocks)
    ]


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


class Story:
    """The words of a true story, and where its paragraphs start; made to be asked for many blocks."""

    def __init__(self, words: Sequence[str], starts: Container[int]) -> None:
        self._words, self._starts = tuple(words), starts
        self._places = defaultdict[str, list[int]](list)
        for at, word in enumerate(words):
            self._places[word].append(at)
        self._runs = frozenset(zip(words, words[1:], words[2:]))  # noqa: B905
        self._five = {self._words[at : at + 5]: at for at in range(len(words) - 5, -1, -1)}

    def places(self, block: Sequence[str]) -> list[int]:
        """Where in the story, in words, a block may stand; by its first known run of words where it was changed.

        A block of few words is a paragraph of its own or none: it must begin where one starts.
        """
        words, size = tuple(block), len(block)
        exact = [at for at in self._places.get(words[0], ()) if self._words[at : at + size] == words] if words else []
        if size < LONG:
            exact = [at for at in exact if at in self._starts and at + size in self._starts]
        if exact or size < LONG:
            return exact[:MOST_PLACES]
        runs = list(zip(words, words[1:], words[2:]))  # noqa: B905
        if sum(run in self._runs for run in runs) <= ALIKE * len(runs):
            return []
        return [at for run in range(size - 4) if (at := self._five.get(words[run : run + 5])) is not None][:1]


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


# --- weights ----------------------------------------------------------------------------------------------------------


def fit_story(examples: Sequence[Example]) -> Weighing:
    """What each trait says of a block."""
    seen = Counter(trait for example in examples for found in example.traits for trait in set(found))
    places = _numbered(seen, STORY_SEEN)
    return _named(places, minimise(yes_or_no(_rows(examples, places), STORY_PENALTY), len(places)), STORY_LEAST)


def fit_second(examples: Sequence[Example], looks: Sequence[Sequence[float]]) -> Forest:
    """The trees of the second look, given what a first look found, fitted on other publishers."""
    rows, answers, weights = [], [], []
    for example, first in zip(examples, looks, strict=True):
        run = likely_run(example.pieces, example.own, first)
        for index, measures in second_measures(run).items():
            if (answer := example.labels[index]) is not None:
                rows.append(measures)
                answers.append(answer)
                weights.append(_weight(example.pieces[index], SECOND_POWER))
    return planted([Tree(*tree) for tree in boost(rows, answers, weights, GROWTH)], len(NAMES))


def _weight(piece: Piece, power: float) -> float:
    return float(min(max(1, piece.measured.words), MOST_WORDS) ** power)


def lines_above(example: Example, first: Sequence[float]) -> list[tuple[tuple[str, ...], bool]]:
    """What may be the headline of the story that a first look finds: each with its traits, and whether it is."""
    run = likely_run(example.pieces, example.own, first)
    story = [index for index in range(run.start, run.end) if run.odds[index] >= 0]
    if not story:
        return []
    start, texts = first_paragraph(example.pieces, story), [piece.measured.text for piece in example.pieces]
    return [
        (_interned(found), tuple(title_words(headline_text(texts[: max(start, at + 1)], at))) == example.title)
        for at, found in headline_traits(example.pieces, example.own, story).items()
    ]


def fit_headline(above: Sequence[Sequence[tuple[tuple[str, ...], bool]]]) -> Weighing:
    """What each trait says of a line above a story."""
    seen = Counter(trait for lines in above for found, _ in lines for trait in set(found))
    places = _numbered(seen, HEADLINE_SEEN)
    choices = [
        [(_row(found, places), good) for found, good in lines] for lines in above if any(good for _, good in lines)
    ]
    return _named(places, minimise(one_of_many(choices, HEADLINE_PENALTY), len(places)), HEADLINE_LEAST)


def _numbered(seen: Mapping[str, int], least: int) -> dict[str, int]:
    return {trait: place for place, trait in enumerate(sorted(trait for trait in seen if seen[trait] >= least))}


def _named(places: Mapping[str, int], point: Sequence[float], least: float) -> dict[str, float]:
    return {trait: round(point[place], 2) for trait, place in places.items() if abs(point[place]) >= least}


def _row(found: Iterable[str], places: Mapping[str, int]) -> Row:
    return tuple(sorted({places[trait] for trait in found if trait in places}))


def _rows(examples: Sequence[Example], places: Mapping[str, int]) -> dict[tuple[Row, bool], float]:
    """Blocks with a label as rows; equal ones are one, of their weight together."""
    rows: defaultdict[tuple[Row, bool], float] = defaultdict(float)
    for example in examples:
        for piece, found, answer in zip(example.pieces, example.traits, example.labels, strict=True):
            if answer is not None and found:
                rows[_row(found, places), answer] += _weight(piece, WORD_POWER)
    return dict(rows)


def as_json(weights: Weights) -> str:
    """What `data/weights.json` holds."""
    second = [
        json.dumps([[[NAMES[place], limit] for place, limit in tree.questions], tree.answers])
        for tree in weights.second.trees
    ]
    trees = "[\n    {}\n  ]".format(",\n    ".join(second))
    sets = {"headline": weights.headline, "second": [], "story": weights.story}
    return json.dumps(sets, ensure_ascii=False, indent=2, sort_keys=True).replace("[]", trees) + "\n"


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


def report(name: str, dumps: Sequence[Dump], found: Sequence[tuple[float, float, float]]) -> None:
    """A line a style and one for all: the means over the dumps."""
    for style in (*STYLES, ""):
        some = [each for dump, each in zip(dumps, found, strict=True) if dump.id.endswith(style)]
        if some:
            means = [sum(column) / len(column) for column in zip(*some, strict=True)]
            figures = (f"{what} {mean:.4f}" for what, mean in zip(("F1", "exact", "title"), means, strict=True))
            print(f"{name:<16} {style or 'all':<12}", *figures, flush=True)


def fitted(workers: Executor, dumps: Sequence[Dump], examples: Sequence[Example], folds: int) -> Weights:
    """The weights for all dumps. Reports what weights do that were fitted on other publishers.

    The second look and the headlines learn from what a first look finds on publishers that it wasn't fitted on: else
    they would trust it more than they may later. So publishers are dealt into folds first.
    """
    publishers = sorted({example.publisher for example in examples})
    random.Random(3).shuffle(publishers)
    dealt = {publisher: number % folds for number, publisher in enumerate(publishers)}
    fold = [dealt[example.publisher] for example in examples]
    taught = [[place for place, own in enumerate(fold) if own != number] for number in range(folds)]
    taught.append(list(range(len(examples))))
    groups = [[examples[place] for place in places] for places in taught]
    stories = list(map(fit_story, groups))
    looks = [first_look(example.traits, stories[own]) for example, own in zip(examples, fold, strict=True)]
    above = list(workers.map(lines_above, examples, looks, chunksize=40))
    headlines = list(map(fit_headline, [[above[place] for place in places] for places in taught]))
    trees = list(map(fit_second, groups, [[looks[place] for place in places] for places in taught]))
    weights = [Weights(*each) for each in zip(stories, trees, headlines, strict=True)]
    unseen = [weights[dealt[dump.publisher]] for dump in dumps]
    report("cross-validated", dumps, list(workers.map(scores, dumps, unseen, chunksize=40)))
    return weights[-1]


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", type=Path, help="folder with truth.jsonl and pages/")
    parser.add_argument("--folds", type=int, default=5, help="parts of the publishers to cross-validate with")
    parser.add_argument("--jobs", type=int, default=2, help="processes that work at a time")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="where the weights go")
    arguments = parser.parse_args()
    dumps = list(read_dumps(arguments.dumps))
    with ProcessPoolExecutor(arguments.jobs) as workers:
        examples = [example for found in workers.map(as_examples, dumps, chunksize=20) for example in found]
        weights = fitted(workers, dumps, examples, arguments.folds)
        report("fitted", dumps, list(workers.map(scores, dumps, [weights] * len(dumps), chunksize=40)))
    arguments.output.write_text(as_json(weights), "utf-8")


if __name__ == "__main__":
    main()
