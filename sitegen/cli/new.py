"""`sitegen new`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sitegen.cli.console import Console
from sitegen.cli.options import talk_options
from sitegen.publish import github_workflow, install_requirement
from sitegen.workflows.new_site import make_site

EPILOG = """\b
Examples:
  sitegen new my-archive
  cd my-archive && sitegen serve --open
"""

WORKFLOW = ".github/workflows/publish.yml"
NEXT = """\
Made a site in {folder} with one sample page, already imported.

Look at it:        cd {folder} && sitegen serve --open
Add your pages:    sitegen import PATH...

To publish it on GitHub Pages, push it to a repository and choose the source in Settings > Pages:
  "GitHub Actions"                  the workflow in {workflow} builds and publishes every push to main
  "Deploy from a branch", gh-pages  you publish from here, with `sitegen deploy`\
"""


@click.command("new", epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@talk_options
@click.pass_obj
def command(console: Console, folder: Path) -> None:
    """Make a new site in DIR: configuration, a sample page, and a GitHub Actions workflow that publishes it."""
    install = install_requirement()
    written = make_site(folder, {WORKFLOW: github_workflow(install.text)})
    for path in written:
        console.detail(f"  {path}")
    if install.warning:
        console.warnings([install.warning])
    console.note(NEXT.format(folder=shlex.quote(str(folder)), workflow=WORKFLOW))
