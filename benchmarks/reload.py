"""How long from saving a file until the browser shows it: `python -m benchmarks.reload [SAVES]`.

The session takes no time, so this is the preview's own share. Not a test: the numbers are the machine's.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from sitegen.preview import serve
from tests.browser_plugin import launch
from tests.preview.sites import HOME, FolderSession


def main(saves: int) -> None:
    """Saves a page so many times and prints how long its reload took, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        home = site / "content/index.html"
        home.parent.mkdir()
        home.write_text(HOME.format(base="/", title="start"))
        urls: list[str] = []
        ready, stop = threading.Event(), threading.Event()

        def listening(url: str) -> None:
            urls.append(url)
            ready.set()

        session = FolderSession(site)
        server = threading.Thread(
            target=lambda: serve(session, root=site, port=0, ready=listening, report=lambda _: None, stop=stop)
        )
        server.start()
        ready.wait()
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(urls[0])
        page.wait_for_timeout(500)

        def seconds(save: Callable[[str], object], title: str) -> float:
            began = time.perf_counter()
            save(HOME.format(base="/", title=title))
            page.wait_for_function(
                "title => document.querySelector('h1')?.textContent === title && document.readyState === 'complete'",
                arg=title,
            )
            took = time.perf_counter() - began
            page.wait_for_timeout(150)
            return took

        def rename(text: str) -> None:
            beside = home.with_name("index.html.new")
            beside.write_text(text)
            beside.replace(home)

        ways: dict[str, Callable[[str], object]] = {"written": home.write_text, "renamed": rename}
        for way, save in ways.items():
            times = sorted(seconds(save, f"{way} {number}") * 1000 for number in range(saves))
            p95 = times[int(len(times) * 0.95)]
            print(f"{way}: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, worst {times[-1]:.0f} ms")
        browser.close()
        stop.set()
        server.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
