"""`sitegen serve`."""

from __future__ import annotations

import contextlib
import webbrowser
from pathlib import Path

import click

from sitegen.cli.clock import now
from sitegen.cli.console import Console
from sitegen.cli.options import config_option, talk_options
from sitegen.cli.previewed import PreviewedSite
from sitegen.errors import SitegenError
from sitegen.preview import serve
from sitegen.workflows.session import Session
from sitegen.workflows.site_folder import open_site

EPILOG = """\b
Examples:
  sitegen serve --open
  sitegen serve --port 8001
  sitegen serve --host 0.0.0.0     (to look at it on a phone)
"""


@click.command("serve", epilog=EPILOG)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@config_option
@talk_options
@click.pass_obj
def command(console: Console, port: int, host: str, open_browser: bool, config_file: Path | None) -> None:
    """Preview the site, drafts included, and reload the browser whenever something changes."""
    site = open_site(config_file)
    with console.progress() as progress:
        session = Session(site, now, progress=progress)
        with contextlib.suppress(SitegenError):  # the server shows what is wrong, and waits for it to be mended
            session.apply()

    def ready(url: str, outside: str) -> None:
        console.say(f"Serving {site.config.title} at {url} (Ctrl-C to stop)")
        if outside:
            console.say(f"On other devices of your network: {outside}")
        if open_browser:
            webbrowser.open(url)

    serve(
        PreviewedSite(session),
        root=site.root,
        ready=ready,
        report=console.note,
        base_path=site.config.base_path,
        host=host,
        port=port,
    )
