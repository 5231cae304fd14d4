"""What extraction hands on: the article, how sure we are of it, and the reasons for every choice."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.article import Article


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source on the page says of one field, such as ``title`` from ``json-ld``."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The claim that won a field, and the rule by which it won."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A part of the page, whether it is the story's, the rule that said so, and the rule's evidence.

    `origin` is where it stood and `text` how it begins.
    """

    origin: str
    kept: bool
    rule: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was decided about a page, in the order of reading; `decisions` are there where asked for.

    `signs` are what the confidence rests on.
    """

    claims: tuple[Claim, ...] = ()
    choices: tuple[Choice, ...] = ()
    decisions: tuple[Decision, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def removals(self) -> tuple[Decision, ...]:
        """What was left out."""
        return tuple(decision for decision in self.decisions if not decision.kept)


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article found in a saved page.

    `article.metadata.regions` is empty and `saved` is set from the page. `dateline` is the place that the story names
    before its first sentence ("YEREVAN, Armenia"), or empty. `confidence` is 0 to 1.
    """

    article: Article
    evidence: Evidence
    confidence: float
    dateline: str = ""
    warnings: tuple[str, ...] = ()
