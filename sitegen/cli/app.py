"""The `sitegen` command. Each subcommand is a module of its own, loaded when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

from sitegen import __version__
from sitegen.cli.console import Console
from sitegen.errors import Location, Problem, SitegenError, closest

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "Make a new site.",
        "import": "Bring saved pages into the site.",
        "build": "Import what is new and bring _site/ up to date.",
        "serve": "Preview the site, with live reload.",
        "deploy": "Publish the site to GitHub Pages.",
        "check": "Look for broken links and missing metadata.",
        "extract": "Show what would be extracted from saved pages.",
        "regions": "Show which regions texts are about.",
        "config": "Show the configuration in force.",
    }
)
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that imports a subcommand's module when it is called, and lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"sitegen.cli.{cmd_name.replace('import', 'import_pages')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; where there is none, the user is told of the nearest."""
        if args[0] not in COMMANDS and (meant := closest(args[0], tuple(COMMANDS))):
            ctx.fail(f"No such command '{args[0]}'; did you mean '{meant}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands for --help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="sitegen %(version)s")
def cli() -> None:
    """Turn saved news pages into a clean static archive that you own as Markdown.

    \b
    Start with:
      sitegen new my-archive && cd my-archive
      sitegen import ~/saved-pages
      sitegen serve --open
    """


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits: 0 done, 1 failed or found problems, 2 wrong usage."""
    gc.set_threshold(50_000, 20, 50)  # a command makes much and drops little; by default it would be searched all along
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Runs the command line; the exit code."""
    try:
        result: Any = cli.main(arguments, prog_name="sitegen", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except SitegenError as error:
        Console().problems(error.problems)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        Console().say("stopped")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("SITEGEN_DEBUG"):
            raise
        Console().problems([_unexpected(error)])
        return 1


def _unexpected(error: Exception) -> Problem:
    if isinstance(error, OSError):
        return Problem(str(error.strerror or error), Location(str(error.filename)) if error.filename else None)
    advice = "please report this, with what SITEGEN_DEBUG=1 prints"
    return Problem(f"sitegen failed: {type(error).__name__}: {error}", advice=advice)
