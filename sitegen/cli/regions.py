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
from sitegen.regions.tagger import Tagger, Tagging, load_tagger
from sitegen.workflows.site_folder import customisation, open_site

EPILOG = """\b
Examples:
  echo '{"id": 1, "title": "Ferry returns to Lake Titicaca", "text": "…"}' | sitegen regions
  sitegen regions articles.jsonl > regions.jsonl
"""


@click.command("regions", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@config_option
@talk_options
@click.pass_obj
def command(console: Console, paths: tuple[Path, ...], config_file: Path | None) -> int:
    """Show which regions texts are about: JSON lines in (files or standard input), JSON lines out."""
    custom = customisation(open_site(config_file).config) if config_file else Customisation()
    tagger = load_tagger(custom)
    failed = False
    for file, number, line in _lines(paths):
        try:
            print_json(_answer(json.loads(line), tagger))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            failed = True
            console.problems([Problem('expected {"id", "title", "dateline", "text"}', Location(file, number))])
    return 1 if failed else 0


def _lines(paths: Iterable[Path]) -> Iterator[tuple[str, int, str]]:
    for name in map(str, paths or [Path("-")]):
        with click.open_file(name, encoding="utf-8", errors="replace") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield name, number, line


def _answer(article: dict[str, Any], tagger: Tagger) -> dict[str, Any]:
    texts = {key: article.get(key) or "" for key in ("title", "text", "dateline", "section")}
    tagging = tagger.tag(**texts, keywords=article.get("keywords") or (), lang=article.get("lang"))
    return {"id": article["id"], **as_json(tagging)}


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
