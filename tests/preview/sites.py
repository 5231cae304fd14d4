"""A site to preview that is not one of sitegen's: its pages are the files of a folder, as they are."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen.errors import ContentError, Location, Problem
from sitegen.preview import About, Reason, Reasons, Refreshed, Served

HOME = """<!doctype html><html lang="en"><head><title>Home</title><link rel="stylesheet" href="{base}assets/style.css">
</head><body><h1 id="title">{title}</h1><p><a href="{base}2024/04/slug/">An article</a></p></body></html>"""


class FolderSession:
    """`content/` and `static/` of `root` are the site; a file that says BROKEN cannot be built."""

    def __init__(
        self, root: Path, *, seconds: float = 0, render: Callable[[Mapping[str, bytes]], Mapping[str, bytes]] = dict
    ) -> None:
        self.root = root
        self.seconds = seconds
        self.render = render
        self.batches: list[frozenset[Path]] = []
        self.pages: Mapping[str, bytes] = {}
        self.closed = 0
        self.at_once = 0
        self.most_at_once = 0
        self.after_refresh: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    def watched(self) -> tuple[Path, ...]:
        return (self.root / "content", self.root / "static", self.root / "templates", self.root / "sitegen.toml")

    def refresh(self, changed: frozenset[Path]) -> Refreshed:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.batches.append(changed)
        try:
            time.sleep(self.seconds)
            fresh = self.render(self._files())
            before, self.pages = self.pages, fresh
            self.after_refresh()
            others = frozenset(name for name in {*before, *fresh} if before.get(name) != fresh.get(name))
            files = frozenset(name for name in others if not name.endswith(".html"))
            return Refreshed(bool(others), others.__contains__, files)
        finally:
            with self._lock:
                self.at_once -= 1

    def _files(self) -> Mapping[str, bytes]:
        files: dict[str, bytes] = {}
        problems = []
        for folder in (self.root / "content", self.root / "static"):
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                text = files[path.relative_to(folder).as_posix()] = path.read_bytes()
                for number, line in enumerate(text.decode("utf-8", "replace").splitlines(), 1):
                    if "BROKEN" in line:
                        where = Location(path.relative_to(self.root).as_posix(), number)
                        problems.append(Problem("this line is <b>broken</b>", where, advice="take BROKEN out"))
        if problems:
            raise ContentError(problems)
        return files

    def read(self, path: str) -> Served | None:
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        body = self.pages.get(name)
        return None if body is None else Served(body, mimetypes.guess_type(name)[0] or "application/octet-stream")

    def about(self, path: str) -> About | None:
        mark = "Draft" if b"DRAFT" in self.pages.get(path, b"") else ""
        return About(f"content/{path}", mark, explained=True) if (self.root / "content" / path).is_file() else None

    def reasons(self, path: str) -> Reasons | None:
        if self.about(path) is None:
            return None
        entry = Reason("dropped", self.pages[path].decode(), ("links: nearly all of it is links",), dropped=True)
        return Reasons(path, (("What was found", (entry,)),), Served(self.pages[path], "text/html"))

    def close(self) -> None:
        self.closed += 1


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something that comes about in another thread."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


def settled(session: FolderSession, seconds: float = 0.5) -> int:
    """How many refreshes there were when none has come for a while."""
    count, since = len(session.batches), time.monotonic()
    while time.monotonic() - since < seconds:
        if len(session.batches) != count:
            count, since = len(session.batches), time.monotonic()
        time.sleep(0.01)
    return count
