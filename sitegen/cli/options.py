"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sitegen.cli.console import Console

_Command = TypeVar("_Command", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="The site's sitegen.toml (default: here or in a folder above).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print a report for programs.")
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes (default: one a processor)."
)


def talk_options(command: _Command) -> _Command:
    """--quiet and --verbose; the command finds its `Console` as the context's object."""
    quiet = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_quiet, help="Only errors.")
    verbose = click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_verbose, help="Every step.")
    return quiet(verbose(command))


def _quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.obj = ctx.obj or Console()
    if value:
        ctx.obj = Console(-1)


def _verbose(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.obj = ctx.obj or Console()
    if value:
        ctx.obj = Console(1)
