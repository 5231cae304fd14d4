"""Measure the preview: from saving a file until a real browser shows it, and what part of that is whose.

    python -m benchmarks.reload [--articles 1000] [--saves 20] [--folder DIR]

One article of an invented archive is open in a headless Chromium and looked at, while its body, its title, its template
and the stylesheet are edited in turn, each as an editor that replaces the file would save it. The browser's clock says
when what was written is there for the next frame. *watch*: from the save until the session is asked to follow; *build*:
until it has; *browser*: until the page shows it. The server runs in this process. Pages that nobody looks at are made
when they are asked for: *elsewhere* is how long, after the last new title, the pages of its day and month take to say
it too. DIR keeps the site for the next time.

Before that, `sitegen serve` is started by itself, again and again: how long until it gives the home page and then an
article, and what processor time it takes in ten seconds in which nothing happens.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from sitegen.cli.clock import now
from sitegen.cli.previewed import PreviewedSite
from sitegen.preview import Refreshed, serve
from sitegen.render.theme_files import shipped_theme
from sitegen.workflows.session import Session
from sitegen.workflows.site_folder import open_site
from tests.browser_plugin import launch

PATIENCE = 30_000  # milliseconds
STARTS = 4  # the first one reads the whole site
IDLE = 10  # seconds
# Notes, at every frame, when each thing that an edit may change was first seen.
WATCH_FRAMES = """
window.seenAt = {};
const look = () => {
  const style = document.documentElement && getComputedStyle(document.documentElement).getPropertyValue("--seen");
  const texts = [...document.querySelectorAll("h1, .story > :last-child, #seen")].map((element) => element.textContent);
  for (const said of [style, ...texts].join(" ").match(/edit-\\w+-\\d+/g) ?? []) {
    window.seenAt[said] ??= performance.timeOrigin + performance.now();
  }
  requestAnimationFrame(look);
};
look();
"""


class Watched:
    """A session of the preview's, with the time of each refresh."""

    def __init__(self, inner: PreviewedSite) -> None:
        self._inner = inner
        self.times: list[tuple[float, float]] = []
        self.first = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def refresh(self, changed: frozenset[Path]) -> Refreshed:
        """What the session does, timed."""
        began = time.time()
        try:
            return self._inner.refresh(changed)
        finally:
            self.times.append((began, time.time()))
            self.first.set()

    def after(self, moment: float) -> tuple[float, float]:
        """When the first refresh after a moment began and ended."""
        return next(times for times in self.times if times[0] >= moment)


@dataclass(frozen=True)
class Took:
    """One reload, in milliseconds."""

    watch: float
    build: float
    browser: float

    @property
    def whole(self) -> float:
        """From the save to the screen."""
        return self.watch + self.build + self.browser


def replace(file: Path, text: str) -> None:
    """Save as most editors do: write beside, then rename."""
    beside = file.with_name(f".{file.name}.new~")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def edits(site: Path, article: Path) -> Mapping[str, Callable[[str], None]]:
    """What can be edited; each is given the words that the browser will then look for."""
    theme = site / "templates"
    texts = {
        "body": (article, article.read_text("utf-8")),
        "template": (theme / "article.html", (shipped_theme() / "article.html").read_text("utf-8")),
        "css": (theme / "assets/style.css", (shipped_theme() / "assets/style.css").read_text("utf-8")),
    }
    (theme / "assets").mkdir(parents=True, exist_ok=True)
    for file, text in texts.values():
        replace(file, text)
    ways: Mapping[str, Callable[[str, str], str]] = {
        "body": lambda text, seen: f"{text}\n{seen}\n",
        "title": lambda text, seen: re.sub("title: .*", f"title: {seen}", text, count=1),
        "template": lambda text, seen: text.replace("<article>", f'<article><p id="seen">{seen}</p>', 1),
        "css": lambda text, seen: f"{text}\n:root {{ --seen: {seen} }}\n",
    }

    def edit(kind: str) -> Callable[[str], None]:
        file, text = texts.get(kind, texts["body"])
        return lambda seen: replace(file, ways[kind](text, seen))

    return {kind: edit(kind) for kind in ways}


def measure(page: Page, session: Watched, save: Callable[[str], None], seen: str) -> Took:
    """One edit, until it is seen."""
    saved = time.time()
    save(seen)
    page.wait_for_function("(seen) => window.seenAt?.[seen]", arg=seen, timeout=PATIENCE)
    shown = page.evaluate("(seen) => window.seenAt[seen]", seen) / 1000
    began, ended = session.after(saved)
    page.wait_for_timeout(400)
    return Took((began - saved) * 1000, (ended - began) * 1000, (shown - ended) * 1000)


def table(kind: str, all_took: list[Took]) -> str:
    """A line of the table."""
    times = sorted(took.whole for took in all_took)
    parts = (statistics.median(getattr(took, part) for took in all_took) for part in ("watch", "build", "browser"))
    figures = (times[0], statistics.median(times), times[min(int(len(times) * 0.95), len(times) - 1)], *parts)
    return f"{kind:10}" + "".join(f"{figure:9.0f}" for figure in figures)


def processor_time(process: int) -> float:
    """Seconds that a process has used, by what Linux tells of it."""
    parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, parts[11:13])) / os.sysconf("SC_CLK_TCK")


def begin(site: Path, address: str) -> str:
    """Starts a preview as a user does; what that took, and what it takes while nothing happens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{found.getsockname()[1]}/"
    program = [sys.executable, "-c", "from sitegen.cli import main; main()", "serve", "-q", "--port", url[17:-1]]
    began = time.monotonic()
    with subprocess.Popen(program, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while not ask(url):
                time.sleep(0.01)
            home, used = time.monotonic() - began, processor_time(server.pid)
            ask(f"{url}{address}")
            article = time.monotonic() - began
            time.sleep(2)
            resting = processor_time(server.pid)
            time.sleep(IDLE)
            resting = processor_time(server.pid) - resting
        finally:
            server.terminate()
    return f"home after {home:.2f} s (CPU {used:.2f} s), an article after {article:.2f} s; idle: CPU {resting:.2f} s"


def ask(url: str) -> str:
    """What is at a URL; nothing where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE / 1000) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def elsewhere(url: str, day: str, title: str) -> float:
    """Milliseconds until the pages of a day and of its month say a title too."""
    lists = [url + "/".join([*day.split("-")[:depth], ""]) for depth in (3, 2)]
    began = time.monotonic()
    while not all(title in ask(each) for each in lists):
        time.sleep(0.001)
    return (time.monotonic() - began) * 1000


def run(site: Path, saves: int) -> None:
    """Serves the site, edits it, and prints the table."""
    article = sorted((site / "content/articles").rglob("[0-9][0-9]/*.md"))[-1]
    before = {article: article.read_text("utf-8")}
    address = f"{article.relative_to(site / 'content/articles').with_suffix('').as_posix()}/"
    day = re.search(r"^date: ([\d-]{10})", before[article], re.MULTILINE)
    for _ in range(STARTS):
        print(begin(site, address), flush=True)
    kinds = edits(site, article)
    folder = open_site(site / "sitegen.toml")
    session = Watched(PreviewedSite(Session(folder, now)))
    ready, stop, urls = threading.Event(), threading.Event(), []

    def listening(url: str, _outside: str) -> None:
        urls.append(url)
        ready.set()

    def go() -> None:
        serve(session, root=site, port=0, ready=listening, report=lambda _: None, stop=stop)

    server = threading.Thread(target=go)
    began = time.time()
    server.start()
    ready.wait()
    session.first.wait()
    print(f"ready in {time.time() - began:.2f} s", flush=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.add_init_script(WATCH_FRAMES)
        page.goto(urls[0] + address)
        page.wait_for_timeout(1000)
        print(f"{'':10}" + "".join(f"{name:>9}" for name in ("best", "median", "p95", "watch", "build", "browser")))
        for kind, save in kinds.items():
            seen = [f"edit-{kind}-{began:.0f}{number:03}" for number in range(saves)]
            print(table(kind, [measure(page, session, save, each) for each in seen]), flush=True)
            if kind == "title" and day:
                print(f"elsewhere {elsewhere(urls[0], day[1], seen[-1]):9.0f}", flush=True)
        browser.close()
    stop.set()
    server.join()
    for file, text in before.items():
        replace(file, text)


def main() -> None:
    """Reads the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    options: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        site = options.folder or Path(temporary) / "site"
        if not (site / "sitegen.toml").exists():
            corpus = Path(__file__).with_name("corpus.py")
            subprocess.run([sys.executable, corpus, site, "--articles", str(options.articles)], check=True)
            (site / "sitegen.toml").write_text('title = "The Reading Room"\n', encoding="utf-8")
        run(site, options.saves)


if __name__ == "__main__":
    main()
