"""`sitegen regions`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from sitegen.cli.console import Console, print_json
from sitegen.cli.options import config_option, talk_options
from sitegen.errors import Location, Problem
from sitegen.regions.customise import Customisation
from sitegen.regions.story import Story
from sitegen.regions.tagger import Tagger, load_tagger
from sitegen.regions.topics import Evidence, Tagging, doubts
from sitegen.workflows.site_folder import customisation, open_site

EPILOG = """\b
Examples:
  echo '{"id": 1, "title": "Ferry returns to Lake Titicaca", "text": "…"}' | sitegen regions
  sitegen regions articles.jsonl > regions.jsonl
  sitegen regions --explain articles.jsonl
"""


@click.command("regions", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option("--explain", is_flag=True, help="Add each name found: what it was taken for, or why it is no place.")
@config_option
@talk_options
@click.pass_obj
def command(console: Console, paths: tuple[Path, ...], explain: bool, config_file: Path | None) -> int:
    """Show which regions texts are about: JSON lines in (files or standard input), JSON lines out."""
    custom = customisation(open_site(config_file)) if config_file else Customisation()
    tagger = load_tagger(custom)
    failed = False
    for file, number, line in _lines(paths):
        try:
            print_json(_answer(json.loads(line), tagger, explain=explain))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            failed = True
            console.problems([Problem('expected {"id", "title", "dateline", "text"}', Location(file, number))])
    return 1 if failed else 0


def _lines(paths: Iterable[Path]) -> Iterator[tuple[str, int, str]]:
    for name in map(str, paths or [Path("-")]):
        with click.open_file(name, encoding="utf-8", errors="replace") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield ("standard input" if name == "-" else name), number, line


def _answer(article: dict[str, Any], tagger: Tagger, *, explain: bool) -> dict[str, Any]:
    texts = {key: article.get(key) or "" for key in ("title", "text", "dateline", "section")}
    story = Story(**texts, keywords=tuple(article.get("keywords") or ()), lang=article.get("lang"))
    if not explain:
        return {"id": article["id"], **as_json(tagger.tag(story))}
    tagging, evidence = tagger.explain(story)
    return {"id": article["id"], **explained(tagging, evidence)}


def as_json(tagging: Tagging) -> dict[str, Any]:
    """The regions of a text, as printed."""
    return {
        "primary": tagging.primary,
        "countries": [match.code for match in tagging.about if len(match.code) == 2],
        "mentioned": list(tagging.mentioned),
        "regions": [
            {"code": match.code, "name": match.name, "score": round(match.score, 4)} for match in tagging.about
        ],
    }


def explained(tagging: Tagging, evidence: Iterable[Evidence]) -> dict[str, Any]:
    """The regions of a text with the names that speak for each, the names that do not count, and what is uncertain."""
    evidence = tuple(evidence)
    answer = as_json(tagging)
    for region in answer["regions"]:
        region["mentions"] = [
            {**_place(each), "weight": round(weight, 3), **({"or": each.rival} if each.rival else {})}
            for each in evidence
            for code, weight in each.regions
            if code == region["code"]
        ]
    shown = {region["code"] for region in answer["regions"]}
    answer["below"] = [
        {**_place(each), "regions": [code for code, _ in each.regions]}
        for each in evidence
        if each.regions and shown.isdisjoint(code for code, _ in each.regions)
    ]
    answer["set_aside"] = [{**_place(each), "why": each.reason} for each in evidence if not each.regions]
    answer["uncertain"] = list(doubts(tagging, evidence))
    return answer


def _place(each: Evidence) -> dict[str, Any]:
    if each.start < 0:
        return {"text": each.reason, "in": each.zone}
    return {"text": each.words, "in": each.zone, "start": each.start, "end": each.start + len(each.words)}
