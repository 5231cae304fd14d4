"""`sitegen import`."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from sitegen.cli.console import Console, counted, print_json
from sitegen.cli.options import config_option, jobs_option, talk_options
from sitegen.ingest.plan import Step
from sitegen.workflows.import_pages import ImportOptions, import_paths
from sitegen.workflows.site_folder import open_site

EPILOG = """\b
Examples:
  sitegen import ~/Downloads/story.html
  sitegen import ~/saved-pages '~/dumps/*.txt.gz'
  sitegen import --dry-run ~/saved-pages
  sitegen import --again content/saved/story.html
"""


@click.command("import", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing in content/.")
@click.option("--again", is_flag=True, help="Import these pages again, even if you deleted their articles.")
@click.option("--no-copy", is_flag=True, help="Leave the pages where they are instead of copying them to the site.")
@jobs_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object for each page.")
@config_option
@talk_options
@click.pass_obj
def command(
    console: Console,
    paths: tuple[str, ...],
    dry_run: bool,
    again: bool,
    no_copy: bool,
    jobs: int | None,
    as_json: bool,
    config_file: Path | None,
) -> int:
    """Bring saved pages into the site: HTML files (with their folders of pictures) and plain-text dumps."""
    site = open_site(config_file)
    options = ImportOptions(dry_run, again, not no_copy, jobs or os.cpu_count() or 1)
    with console.progress() as progress:
        report = import_paths(site, [str(Path(path).expanduser()) for path in paths], options, progress)
    for step in report.steps:
        if as_json:
            print_json(_line(step))
        elif dry_run and step.outcome != "refused":
            click.echo(_sentence(step))
        elif step.outcome not in {"unchanged", "refused"}:
            (console.detail if step.outcome == "imported" else console.note)(_sentence(step))
    console.problems(report.complaints)
    remarks = [f"{file}: {warning}" for file, warnings in report.warnings.items() for warning in warnings]
    for remark in remarks:
        console.detail(remark)
    if remarks and console.level == 0:
        console.note(f"{counted(len(remarks), 'remark')} on what was found (shown with --verbose)")
    counts = Counter(step.outcome for step in report.steps)
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(counts.items())) or "nothing found"
    console.note(f"{'would be: ' if dry_run else ''}{told}")
    return 1 if report.complaints else 0


def _line(step: Step) -> dict[str, str]:
    line = {"path": step.file, "status": step.outcome, "article": step.article, "reason": step.reason}
    return {key: value for key, value in line.items() if value}


def _sentence(step: Step) -> str:
    target = f" → {step.article}" if step.article else ""
    reason = f" ({step.reason})" if step.reason else ""
    return f"{step.outcome}: {step.file}{target}{reason}"
