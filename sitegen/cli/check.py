"""`sitegen check`."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.console import Console, counted, print_json
from sitegen.cli.options import config_option, json_option, talk_options
from sitegen.workflows.check import Finding, check
from sitegen.workflows.site_folder import open_site

EPILOG = """\b
Examples:
  sitegen check
  sitegen check --json
"""


@click.command("check", epilog=EPILOG)
@json_option
@config_option
@talk_options
@click.pass_obj
def command(console: Console, as_json: bool, config_file: Path | None) -> int:
    """Look for front matter that cannot be read, links that lead nowhere, and missing metadata."""
    findings = check(open_site(config_file))
    if as_json:
        print_json(list(map(_line, findings)))
    else:
        for finding in findings:
            click.echo(f"{finding.severity}: {finding.problem}")
    errors = sum(finding.severity == "error" for finding in findings)
    console.note(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}")
    return 1 if errors else 0


def _line(finding: Finding) -> dict[str, object]:
    problem = finding.problem
    where = problem.location
    return {
        "severity": finding.severity,
        "message": problem.message,
        "advice": problem.advice or None,
        "file": where.file if where else None,
        "line": where.line if where else None,
    }
