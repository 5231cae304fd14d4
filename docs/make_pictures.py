"""Makes the README's picture of the sample archive, from a site that `sitegen build` has built.

python docs/make_pictures.py _site docs/images/sample-archive.png
"""

from __future__ import annotations

import functools
import http.server
import io
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser_plugin import launch

SHOTS = (
    ("/", 1100, 1160),
    ("/2024/03/ferry-library-returns-to-lake-titicaca/", 420, 1160),
)
GAP = 28
PAPER = "#e9e6df"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main(site: str, target: str) -> None:
    """Takes the pictures and joins them."""
    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = launch(playwright)
        address = f"http://127.0.0.1:{server.server_port}"
        pictures = [shot(browser, address + path, width, height) for path, width, height in SHOTS]
        browser.close()
        server.shutdown()
    joined(pictures).save(target, optimize=True)


def shot(browser: Browser, url: str, width: int, height: int) -> Image.Image:
    """One page, as a window of this size shows it."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def joined(pictures: list[Image.Image]) -> Image.Image:
    """The pictures beside each other."""
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures) + 2 * GAP), PAPER)
    left = GAP
    for picture in pictures:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    return sheet.quantize(128).convert("RGB")


if __name__ == "__main__":
    Path(sys.argv[2]).parent.mkdir(parents=True, exist_ok=True)
    main(sys.argv[1], sys.argv[2])
