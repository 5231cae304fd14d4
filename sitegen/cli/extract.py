"""`sitegen extract`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from sitegen.cli.console import Console, one_line, print_json
from sitegen.cli.explanation import explained
from sitegen.cli.options import config_option, talk_options
from sitegen.errors import ConfigError, Location, Problem
from sitegen.regions.customise import Customisation
from sitegen.sources.discover import find_saved_files
from sitegen.workflows.extract import ExtractedArticle, ExtractedFile, extract_files
from sitegen.workflows.site_folder import customisation, open_site

EPILOG = """\b
Examples:
  sitegen extract story.html
  sitegen extract --format markdown story.html
  sitegen extract --explain story.html
  sitegen extract --urls urls.json pages/ > articles.jsonl
"""


def _html(article: ExtractedArticle) -> str:
    from sitegen.markdown.render import render  # noqa: PLC0415

    return render(article.markdown, resolve=lambda target: target).html


FORMATS: Mapping[str, Callable[[ExtractedArticle], str]] = {
    "markdown": lambda article: article.document,
    "html": _html,
    "text": lambda article: f"{article.title}\n\n{article.text}\n",
}


@click.command("extract", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "form", type=click.Choice(["json", *FORMATS]), help="What to print (default: json).")
@click.option("--explain", "explaining", is_flag=True, help="Say why: each block kept or dropped, each field's source.")
@click.option("--urls", type=click.Path(path_type=Path), metavar="FILE", help="JSON: file stem → the page's address.")
@click.option("--no-regions", is_flag=True, help="Leave regions out.")
@config_option
@talk_options
@click.pass_obj
def command(
    console: Console,
    paths: tuple[str, ...],
    form: str | None,
    explaining: bool,
    urls: Path | None,
    no_regions: bool,
    config_file: Path | None,
) -> int:
    """Show what is extracted from saved pages, or why; nothing is written. With JSON, one line a page."""
    if explaining and form not in (None, "json"):
        raise click.UsageError("--explain goes with no --format but json")
    custom = customisation(open_site(config_file)) if config_file else Customisation()
    found = list(find_saved_files(paths))
    problems = [each for each in found if isinstance(each, Problem)]
    files = [each for each in found if isinstance(each, Path)]
    failed = bool(problems)
    console.problems(problems)
    for page in extract_files(files, _read_urls(urls), custom, regions=not no_regions, explained=explaining):
        failed |= page.article is None
        _print(page, form or ("explanation" if explaining else "json"), console)
    return 1 if failed else 0


def _print(page: ExtractedFile, form: str, console: Console) -> None:
    if form == "json":
        print_json(page.as_json())
    elif page.explanation:
        click.secho(one_line(page.path), bold=True)
        click.echo(f"{explained(page.explanation)}\n")
    elif page.article:
        click.echo(FORMATS[form](page.article))
    if page.article is None:
        console.problems([Problem(page.error, Location(page.path))])


def _read_urls(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        urls = json.loads(file.read_text(encoding="utf-8"))
        return {str(stem): str(url) for stem, url in urls.items() if url}
    except (OSError, ValueError, AttributeError):
        raise ConfigError(Problem("no JSON object of file stems and addresses", Location(str(file)))) from None
