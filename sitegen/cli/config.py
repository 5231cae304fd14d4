"""`sitegen config`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sitegen.cli.console import print_json
from sitegen.cli.options import config_option, json_option, talk_options
from sitegen.config import settings
from sitegen.workflows.site_folder import open_site, read_config

EPILOG = """\b
Examples:
  sitegen config
  sitegen config --json
"""


@click.command("config", epilog=EPILOG)
@json_option
@config_option
@talk_options
def command(as_json: bool, config_file: Path | None) -> None:
    """Show the configuration in force, and where each value comes from."""
    file = open_site(config_file).config_file
    found = list(settings(read_config(file), file.name))
    if as_json:
        print_json({each.name: {"value": _plain(each.value), "from": each.source} for each in found})
        return
    shown = [(f"{each.name} = {json.dumps(_plain(each.value), ensure_ascii=False)}", each.source) for each in found]
    width = min(60, max(len(text) for text, _ in shown))
    for text, source in shown:
        click.echo(f"{text:<{width}}  # {source}")


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [value.name, list(value.members)] if hasattr(value, "members") and hasattr(value, "name") else value
