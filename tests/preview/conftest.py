from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sitegen.preview import serve

from .sites import HOME, FolderSession, until


@dataclass
class Running:
    """A preview in a thread of its own."""

    session: FolderSession
    root: Path
    url: str = ""
    outside: str = ""
    lines: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread = field(default_factory=threading.Thread)
    failure: BaseException | None = None

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port

    @property
    def origin(self) -> str:
        return "http://{}:{}".format(*self.address)

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def start(self, **options: Any) -> None:
        ready = threading.Event()

        def listening(url: str, outside: str) -> None:
            self.url, self.outside = url, outside
            ready.set()

        def run() -> None:
            try:
                serve(
                    self.session,
                    root=self.root,
                    ready=listening,
                    report=self.lines.append,
                    stop=self.stop,
                    **{"port": 0, **options},
                )
            except BaseException as error:
                self.failure = error
                ready.set()

        self.stop = threading.Event()
        self.thread = threading.Thread(target=run)
        self.thread.start()
        assert ready.wait(10)
        if self.failure is not None:
            raise self.failure

    def end(self) -> None:
        self.stop.set()
        self.thread.join(10)
        assert not self.thread.is_alive()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a small site in it."""
    (tmp_path / "content/2024/04/slug").mkdir(parents=True)
    (tmp_path / "static/assets").mkdir(parents=True)
    (tmp_path / "content/index.html").write_text(HOME.format(base="/", title="Home"))
    (tmp_path / "content/404.html").write_text("<!doctype html><title>Lost</title><body><h1>Nothing here</h1></body>")
    (tmp_path / "content/2024/04/slug/index.html").write_text(
        "<!doctype html><title>Slug</title><body><h1>Article</h1></body>"
    )
    (tmp_path / "static/assets/style.css").write_text("h1 { color: rgb(1, 2, 3) }")
    return tmp_path


@pytest.fixture
def preview(site: Path) -> Iterator[Callable[..., Running]]:
    """Start previews of the site; they end with the test."""
    running: list[Running] = []

    def start(session: FolderSession | None = None, *, wait: bool = True, **options: Any) -> Running:
        one = Running(session or FolderSession(site), site)
        running.append(one)
        one.start(**options)
        if wait:
            until(lambda: one.lines)
        return one

    yield start
    for one in running:
        one.end()
