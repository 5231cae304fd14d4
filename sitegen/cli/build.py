"""`sitegen build`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import click

from sitegen.cli.clock import now
from sitegen.cli.console import Console, counted, print_json
from sitegen.cli.options import config_option, jobs_option, json_option, talk_options
from sitegen.errors import ConfigError
from sitegen.workflows.build import BuildOptions, BuildReport, build
from sitegen.workflows.site_folder import open_site

EPILOG = """\b
Examples:
  sitegen build
  sitegen build --drafts --output /tmp/preview
  sitegen build --frozen --base-url https://example.org/news/
"""


@click.command("build", epilog=EPILOG)
@click.option("--frozen", is_flag=True, help="Import nothing, write nothing in content/; fail if that is needed.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to fill (default: _site).")
@click.option("--base-url", metavar="URL", help="The address of the site, instead of the configured one.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--force", is_flag=True, help="Ignore the cache.")
@click.option("--profile", is_flag=True, help="Say where the time went.")
@jobs_option
@json_option
@config_option
@talk_options
@click.pass_obj
def command(
    console: Console,
    frozen: bool,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    force: bool,
    profile: bool,
    jobs: int | None,
    as_json: bool,
    config_file: Path | None,
) -> int:
    """Import what is new in content/saved/ and bring _site/ up to date."""
    site = open_site(config_file)
    try:
        site = site.with_base_url(base_url)
    except ConfigError as error:
        raise click.BadParameter(error.problems[0].message, param_hint="--base-url") from None
    with console.progress() as progress:
        options = BuildOptions(output, drafts, frozen, force, jobs or 0, progress)
        report = build(site, options, now(site.config))
    console.warnings(report.warnings)
    if as_json:
        print_json(summary(report))
    console.note(sentence(report))
    if profile:
        for line in profile_table(report):
            console.say(line)
    for path in sorted(report.changed):
        console.detail(f"  {path}")
    return 0


def summary(report: BuildReport) -> dict[str, object]:
    """The report as an object for programs."""
    kept = ("pages", "written", "unchanged", "removed", "imported", "seconds")
    values = {key: value for key, value in dataclasses.asdict(report).items() if key in kept}
    return {**values, "warnings": [str(problem) for problem in report.warnings]}


def sentence(report: BuildReport) -> str:
    """The report in words."""
    imported = f"{report.imported} imported, " if report.imported else ""
    if not report.written and not report.removed:
        return f"{imported}nothing changed: {report.pages:,} pages are up to date ({report.seconds:.2f} s)"
    removed = f", {report.removed:,} removed" if report.removed else ""
    done = f"{counted(report.written, 'file')} written{removed} ({report.seconds:.2f} s)"
    files, (largest, size) = report.written + report.unchanged, report.largest
    weight = f"{counted(files, 'file')} of {_weight(report.size)} in all, the largest {largest} with {_weight(size)}"
    return f"{imported}{counted(report.pages, 'page')}: {done}; {weight}"


def profile_table(report: BuildReport) -> Iterator[str]:
    """The stages of a build, the longest first: processor time of all processes, its share, how many pieces."""
    whole = sum(spent.seconds for spent in report.stages.values()) or 1.0
    for stage, spent in sorted(report.stages.items(), key=lambda item: -item[1].seconds):
        yield f"{spent.seconds:8.2f} s {spent.seconds / whole:5.0%} {spent.pieces:9,} {stage}"


def _weight(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"
