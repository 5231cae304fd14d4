"""`sitegen serve`."""

from __future__ import annotations

import contextlib
import mimetypes
import webbrowser
from dataclasses import dataclass
from pathlib import Path

import click

from sitegen.cli.build import sentence
from sitegen.cli.clock import now
from sitegen.cli.console import Console
from sitegen.cli.options import config_option, talk_options
from sitegen.errors import SitegenError
from sitegen.preview import Refreshed, Served, serve
from sitegen.workflows.session import SiteSession
from sitegen.workflows.site_folder import open_site

EPILOG = """\b
Examples:
  sitegen serve --open
  sitegen serve --port 8001
  sitegen serve --host 0.0.0.0     (to look at it on a phone)
"""

MEDIA_TYPES = {".xml": "application/xml", ".json": "application/json", ".webp": "image/webp", ".avif": "image/avif"}


@dataclass(frozen=True, slots=True)
class Preview:
    """A site's session as the preview server asks for it."""

    session: SiteSession

    def watched(self) -> tuple[Path, ...]:
        """What to watch."""
        return self.session.watched()

    def refresh(self, changed: frozenset[Path]) -> Refreshed:
        """Builds what is stale."""
        report = self.session.refresh()
        return Refreshed(report.changed, tuple(map(str, report.warnings)))

    def read(self, path: str) -> Served | None:
        """A built file."""
        body = self.session.read(path)
        return None if body is None else Served(body, media_type(path))

    def close(self) -> None:
        """Nothing is held."""


def media_type(path: str) -> str:
    """The media type of an output path."""
    suffix = Path(path).suffix
    if not suffix or path.endswith("/"):
        return "text/html"
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


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
    session = SiteSession(site, now)
    with contextlib.suppress(SitegenError):  # the server shows what is wrong, and waits for it to be mended
        console.note(sentence(session.refresh()))

    def ready(url: str) -> None:
        console.say(f"Serving {site.config.title} at {url} (Ctrl-C to stop)")
        if open_browser:
            webbrowser.open(url)

    serve(
        Preview(session),
        root=site.root,
        ready=ready,
        report=console.note,
        base_path=site.config.base_path,
        host=host,
        port=port,
    )
