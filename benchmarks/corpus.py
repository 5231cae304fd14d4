"""Write a reproducible corpus of invented news articles, for measurements of speed and memory.

    python benchmarks/corpus.py --articles 10000 DIR [--seed 1] [--layout sitegen|dated|flat]

The same seed gives the same bytes on every machine, and an article depends on the seed and its number alone, so the
first 1,000 of 10,000 articles are the corpus of 1,000.

Each has a date, an author (of about 400), a paper (of ten), 1 to 4 regions (of 199), three tags (of 500) and a body of
about 600 words: paragraphs, headings, links, emphasis, quotations, lists, pictures, now and then a table or a code
span. The text is drawn from a small grammar over real English words, with names and rare words from an invented lexicon
whose frequencies follow Zipf's law, so that the vocabulary grows with the corpus as in real text and no two paragraphs
are alike. Dates run over 2004 to 2025, more of them late. A few regions and tags hold thousands of articles, many hold
a handful.

Layout `sitegen` makes DIR/content/articles/YYYY/MM/slug.md with sitegen's front matter; `dated` makes
DIR/YYYY/MM/slug.md and `flat` DIR/slug.md with front matter that other generators know.
"""

from __future__ import annotations

import argparse
import bisect
import datetime as dt
import itertools
import random
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

LEXICON = 24_000  # rare words
PEOPLE = 400
PICTURES = "https://gazette.example"  # where the pictures of a sitegen corpus would be


class Zipf:
    """Picks from `items`, the one of rank r with a probability proportional to 1 / (r + shift) ** power."""

    def __init__(self, items: Sequence[str], power: float = 1.0, shift: float = 2.7) -> None:
        self.items = items
        weights = (1.0 / (rank + shift) ** power for rank in range(1, len(items) + 1))
        self._sums = list(itertools.accumulate(weights))

    def pick(self, rng: random.Random) -> str:
        """One item."""
        return self.items[bisect.bisect_left(self._sums, rng.random() * self._sums[-1])]

    def sample(self, rng: random.Random, count: int) -> list[str]:
        """`count` different items, in the order in which they were drawn."""
        drawn: dict[str, None] = {}
        while len(drawn) < count:
            drawn[self.pick(rng)] = None
        return list(drawn)


@dataclass(frozen=True, slots=True)
class Words:
    """What corpus_words.toml lists: single words, phrases, and the codes of regions by their names."""

    words: Mapping[str, Sequence[str]]
    phrases: Mapping[str, Sequence[str]]
    regions: Mapping[str, str]

    @property
    def tags(self) -> list[str]:
        """Every topic with every kind."""
        return [f"{topic} {kind}" for topic in self.words["tag_topics"] for kind in self.phrases["tag_kinds"]]


@cache
def load_words() -> Words:
    """The words that texts are made of."""
    listed = tomllib.loads(Path(__file__).with_name("corpus_words.toml").read_text("utf-8"))
    return Words(
        words={name: text.split() for name, text in listed["words"].items()},
        phrases={name: text.replace("\n", "").split("|") for name, text in listed["phrases"].items()},
        regions=listed["regions"],
    )


def invent_lexicon(seed: int, words: Words) -> list[str]:
    """Distinct invented words, short ones first, since frequent words tend to be short."""
    rng = random.Random(f"lexicon:{seed}")
    onsets, vowels, codas = (words.words[name] for name in ("onsets", "vowels", "codas"))
    invented: set[str] = set()
    while len(invented) < LEXICON:
        syllables = rng.choice((1, 2, 2, 2, 3))
        stem = "".join(rng.choice(onsets) + rng.choice(vowels) for _ in range(syllables)) + rng.choice(codas)
        invented.add(stem + rng.choice(words.phrases["suffixes"]))
    in_one_order = sorted(invented)  # that of a set differs from run to run
    return sorted(in_one_order, key=lambda word: len(word) + rng.random() * 4)


# --- text -------------------------------------------------------------------------------------------------------------


class Writer:
    """Writes phrases, sentences and paragraphs. What it writes depends on the generator that it is handed alone."""

    def __init__(self, seed: int, pictures: str) -> None:
        """`pictures` is the address before /images/ in links to pictures."""
        words = load_words()
        shuffle = random.Random(f"ranks:{seed}").sample
        self.words, self.phrases, self.pictures = words.words, words.phrases, pictures
        self.noun, self.adjective, self.verb = (
            Zipf(shuffle(words.words[name], len(words.words[name])), 0.7) for name in ("nouns", "adjectives", "verbs")
        )
        self.rare = Zipf(invent_lexicon(seed, words), 1.05, 30)
        self.region = Zipf(shuffle(list(words.regions), len(words.regions)), 0.9)
        self.tag = Zipf(shuffle(words.tags, len(words.tags)), 0.8)
        people = random.Random(f"people:{seed}")
        self.author = Zipf(sorted({self.name(people) for _ in range(PEOPLE)}), 0.7)

    def name(self, rng: random.Random) -> str:
        """A person's name."""
        return f"{rng.choice(self.words['first_names'])} {self.rare.pick(rng).capitalize()}"

    def place(self, rng: random.Random) -> str:
        """An invented town or a country."""
        return self.rare.pick(rng).capitalize() if rng.random() < 0.6 else self.region.pick(rng)

    def number(self, rng: random.Random) -> str:
        """A share, a sum, a count or a year."""
        kind = rng.random()
        if kind < 0.3:
            return f"{rng.randint(2, 98)} percent"
        if kind < 0.5:
            return f"{rng.randint(1, 900) / 10:.1f} million euros"
        if kind < 0.8:
            return f"{rng.randint(2, 99_000):,}"
        return str(rng.randint(1946, 2025))

    def noun_phrase(self, rng: random.Random) -> str:
        """Who or what."""
        kind = rng.random()
        if kind < 0.45:
            return f"the {self.adjective.pick(rng)} {self.noun.pick(rng)}"
        if kind < 0.62:
            return f"the {self.noun.pick(rng)} of {self.place(rng)}"
        if kind < 0.72:
            return f"{self.number(rng)} {plural(self.noun.pick(rng))}"
        if kind < 0.82:
            return self.name(rng)
        if kind < 0.9:
            return f"the {self.rare.pick(rng)} {self.noun.pick(rng)}"
        return f"every {self.noun.pick(rng)} {self._phrase(rng, 'prepositions')} {self.place(rng)}"

    def clause(self, rng: random.Random) -> str:
        """Who did what, perhaps how and where."""
        clause = f"{self.noun_phrase(rng)} {self.verb.pick(rng)} {self.noun_phrase(rng)}"
        if rng.random() < 0.25:
            clause += f" {rng.choice(self.words['adverbs'])}"
        if rng.random() < 0.3:
            clause += f" {self._phrase(rng, 'prepositions')} {self.place(rng)}"
        return clause

    def sentence(self, rng: random.Random) -> str:
        """One or two clauses, perhaps said by somebody."""
        sentence = self.clause(rng)
        kind = rng.random()
        if kind < 0.35:
            sentence += f" {self._phrase(rng, 'conjunctions')} {self.clause(rng)}"
        elif kind < 0.5:
            sentence += f", {self.name(rng)} {self._phrase(rng, 'sayings')}"
        elif kind < 0.6:
            sentence += f"; {self.clause(rng)}"
        if rng.random() < 0.35:
            return f"{self._phrase(rng, 'leads')}, {sentence}."
        return f"{capitalised(sentence)}."

    def link(self, rng: random.Random) -> str:
        """The address of a page elsewhere."""
        paper, year = rng.choice(self.words["papers"]), rng.randint(2004, 2025)
        return f"https://{paper}/{year}/{self.rare.pick(rng)}-{self.noun.pick(rng)}"

    def paragraph(self, rng: random.Random) -> str:
        """A few sentences with what Markdown has inside of lines."""
        sentences = [self.sentence(rng) for _ in range(rng.randint(2, 6))]
        if rng.random() < 0.45:
            at = rng.randrange(len(sentences))
            linked = f"The {self.noun.pick(rng)} [{self.adjective.pick(rng)} {self.noun.pick(rng)}]({self.link(rng)})"
            sentences[at] = f"{linked} {self.verb.pick(rng)} {self.noun_phrase(rng)}."
        if rng.random() < 0.3:
            emphasis = f"*{self.adjective.pick(rng)}*, not **{self.adjective.pick(rng)} {self.noun.pick(rng)}**"
            sentences.append(f"It was {emphasis}.")
        if rng.random() < 0.05:
            sentences.append(f"The file is listed as `{self.rare.pick(rng)}-{rng.randint(10, 9999)}`.")
        if rng.random() < 0.12:
            said = f'"{self.sentence(rng)[:-1]},"'
            sentences.append(f"{said} {self.name(rng)} {self._phrase(rng, 'sayings')}.")
        return " ".join(sentences)

    def block(self, rng: random.Random) -> str:
        """A paragraph mostly, else a quotation, a list, a picture or a table."""
        kind = rng.random()
        if kind < 0.72:
            return self.paragraph(rng)
        if kind < 0.82:
            return f"> {self.sentence(rng)} {self.sentence(rng)}\n>\n> — {self.name(rng)}"
        if kind < 0.90:
            return "\n".join(f"- {self.sentence(rng)}" for _ in range(rng.randint(3, 6)))
        if kind < 0.94:
            return "\n".join(f"{number}. {self.sentence(rng)}" for number in range(1, rng.randint(4, 6)))
        if kind < 0.985:
            said = self.sentence(rng)[:-1]
            picture = f"{self.pictures}/images/{self.rare.pick(rng)}-{rng.randint(1, 9999)}.jpg"
            return f'![{said}]({picture} "{self.name(rng)}")'
        rows = "\n".join(f"| {self.place(rng)} | {self.number(rng)} | {self.number(rng)} |" for _ in range(4))
        return f"| Place | Before | After |\n| --- | --- | --- |\n{rows}"

    def title(self, rng: random.Random) -> str:
        """A headline, some with a place or a quotation before it."""
        title = capitalised(self.clause(rng))
        if rng.random() < 0.15:
            title = f"{self.place(rng)}: {title}"
        if rng.random() < 0.05:
            title = f'"{self.adjective.pick(rng).capitalize()} {self.noun.pick(rng)}": {title}'
        return title

    def body(self, rng: random.Random) -> str:
        """A story of 300 to 1,000 words, with a heading now and then."""
        target = min(1000, max(300, int(rng.gauss(600, 150))))
        blocks: list[str] = []
        words = 0
        while words < target:
            if blocks and len(blocks) % 5 == 0:
                blocks.append(f"{'##' if rng.random() < 0.7 else '###'} {self._phrase(rng, 'headings')}")
            blocks.append(self.block(rng) if blocks else self.paragraph(rng))
            words += len(blocks[-1].split())
        return "\n\n".join(blocks)

    def _phrase(self, rng: random.Random, kind: str) -> str:
        return rng.choice(self.phrases[kind])


def plural(noun: str) -> str:
    """The plural of an English noun, of those that we have."""
    if noun == "child":
        return "children"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def capitalised(text: str) -> str:
    """`text` with its first letter large, the others as they are."""
    return text[0].upper() + text[1:]


# --- articles ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article. `paper` is a host name."""

    title: str
    slug: str
    date: dt.datetime
    author: str
    paper: str
    regions: Sequence[str]
    tags: Sequence[str]
    description: str
    body: str

    @property
    def url(self) -> str:
        """Where the original would be."""
        return f"https://{self.paper}/{self.date:%Y/%m/%d}/{self.slug}"


def write_story(writer: Writer, seed: int, index: int) -> Story:
    """The article of this number."""
    rng = random.Random(f"{seed}:{index}")
    year = 2004 + int(22 * rng.random() ** 0.7)
    date = dt.datetime(year, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=rng.randrange(365 * 24 * 60))
    title = writer.title(rng)
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].rstrip("-") + f"-{index}"
    regions = writer.region.sample(rng, rng.choice((1, 1, 2, 2, 3, 4)))
    tags = writer.tag.sample(rng, 3)
    writer.name(rng)  # once the author, when nearly everybody wrote one story only; drawn still, so that texts stay
    paper, description = rng.choice(writer.words["papers"]), writer.sentence(rng)
    author = writer.author.pick(random.Random(f"{seed}:{index}:author"))
    return Story(title, slug, date, author, paper, regions, tags, description, writer.body(rng))


def sitegen_front_matter(story: Story) -> list[str]:
    """As sitegen writes it."""
    codes = load_words().regions
    return [
        f"title: {quoted(story.title)}",
        f"date: {story.date.isoformat()}",
        f"authors: [{quoted(story.author)}]",
        f"site: {story.paper}",
        f"url: {story.url}",
        "lang: en",
        f"description: {quoted(story.description)}",
        f"regions: [{', '.join(quoted(codes[region]) for region in story.regions)}]",
        f"tags: [{', '.join(story.tags)}]",
    ]


def plain_front_matter(story: Story) -> list[str]:
    """As other generators would have it."""
    return [
        f"title: {quoted(story.title)}",
        f"date: {story.date.isoformat()}",
        f"author: {quoted(story.author)}",
        f"source_url: {story.url}",
        "regions:",
        *(f"  - {quoted(region)}" for region in story.regions),
        "tags:",
        *(f"  - {tag}" for tag in story.tags),
        f"description: {quoted(story.description)}",
    ]


def quoted(text: str) -> str:
    """A double-quoted scalar of YAML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- files ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layout:
    """Where articles lie, how their front matter looks, and where their pictures would be."""

    folder: Callable[[dt.datetime], str]
    front_matter: Callable[[Story], list[str]]
    pictures: str = ""


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "sitegen": Layout(lambda date: f"content/articles/{date:%Y/%m}", sitegen_front_matter, PICTURES),
        "dated": Layout(lambda date: f"{date:%Y/%m}", plain_front_matter),
        "flat": Layout(lambda date: "", plain_front_matter),  # noqa: ARG005
    }
)


def article_file(story: Story, layout: Layout) -> tuple[PurePosixPath, str]:
    """The path and the text of an article's file."""
    lines = ["---", *layout.front_matter(story), "---", "", story.body]
    return PurePosixPath(layout.folder(story.date)) / f"{story.slug}.md", "\n".join(lines) + "\n"


def write_corpus(folder: Path, articles: int, seed: int, layout: Layout) -> int:
    """Writes so many articles into `folder`; returns their bytes."""
    writer = Writer(seed, layout.pictures)
    size = 0
    for index in range(articles):
        path, text = article_file(write_story(writer, seed, index), layout)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_bytes(text.encode())
    return size


def main() -> None:
    """Parse the command line, write the corpus, say how big it is."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or new folder")
    parser.add_argument("--articles", type=int, required=True, metavar="N", help="how many articles")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other articles (default 1)")
    parser.add_argument("--layout", choices=LAYOUTS, default="sitegen", help="where files lie (default sitegen)")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if arguments.articles < 1:
        parser.error("--articles must be at least 1")
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} is not empty")
    size = write_corpus(folder, arguments.articles, arguments.seed, LAYOUTS[arguments.layout])
    print(f"{arguments.articles:,} articles, {size / 1e6:.1f} MB, seed {arguments.seed}: {folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
