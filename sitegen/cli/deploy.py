"""`sitegen deploy`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen import __version__
from sitegen.cli.build import sentence
from sitegen.cli.clock import now
from sitegen.cli.console import Console
from sitegen.cli.options import config_option, talk_options
from sitegen.publish import PublishReport, Target, pages_url, publish
from sitegen.workflows.build import BuildOptions, build, output_folder
from sitegen.workflows.site_folder import open_site

EPILOG = """\b
Examples:
  sitegen deploy --dry-run
  sitegen deploy --message "Add the flood of 2024"
"""


@click.command("deploy", epilog=EPILOG)
@click.option("--remote", metavar="NAME", help="The git remote (default: the configured one, else origin).")
@click.option("--branch", metavar="NAME", help="Its branch (default: the configured one, else gh-pages).")
@click.option("--message", metavar="TEXT", help="The commit's message.")
@click.option("--dry-run", is_flag=True, help="Say what would be published; publish nothing.")
@click.option("--force", is_flag=True, help="Publish over a branch that sitegen did not write.")
@config_option
@talk_options
@click.pass_obj
def command(
    console: Console,
    remote: str | None,
    branch: str | None,
    message: str | None,
    dry_run: bool,
    force: bool,
    config_file: Path | None,
) -> None:
    """Build the site (as with `build --frozen`) and publish it to the GitHub Pages branch of its git remote.

    Your work tree, your index and your own branches are not touched.
    """
    site = open_site(config_file)
    deploy = site.config.deploy
    with console.progress() as progress:
        options = BuildOptions(frozen=True, progress=progress)
        report = build(site, options, now(site.config))
    console.warnings(report.warnings)
    console.note(sentence(report))
    target = Target(site.root, remote or deploy.remote, branch or deploy.branch, deploy.domain or None)
    published = publish(
        output_folder(site, options),
        target,
        version=__version__,
        message=message,
        dry_run=dry_run,
        force=force,
        interactive=sys.stdin.isatty(),
    )
    console.warnings(published.warnings)
    console.say(_sentence(published, deploy.domain))


def _sentence(report: PublishReport, domain: str) -> str:
    what = f"{report.added:,} added, {report.changed:,} changed, {report.removed:,} removed"
    if report.dry_run:
        return f"would publish {report.files:,} files to {report.branch} of {report.remote_url}: {what}"
    if report.commit is None:
        return f"nothing to publish: {report.branch} of {report.remote_url} is up to date"
    address = pages_url(report.remote_url, domain or None)
    return f"published to {report.branch} of {report.remote_url}: {what}{f' → {address}' if address else ''}"
