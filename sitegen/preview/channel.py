"""From the one thread that refreshes to all the browsers that listen."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from typing import Final

from sitegen.preview.news import News, message, version_seen

_RETRY = b"retry: 300\n\n"  # milliseconds until a browser that lost the server asks again


class Channel:
    """Holds the latest `News` and wakes those who wait for it.

    `update` may be called from any thread; the rest belongs to the event loop, `open` comes first.
    """

    def __init__(self) -> None:
        self.run: Final = secrets.token_hex(4)
        self.news = News()
        self.settled: Final = asyncio.Event()  # the first refresh is over, whichever way, or the server ends
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[asyncio.Event] = set()
        self._closed = False

    @property
    def version(self) -> str:
        """The present version, as browsers know it."""
        return f"{self.run}.{self.news.version}"

    def open(self) -> None:
        """Begin, on the running event loop."""
        with self._lock:
            self._loop = asyncio.get_running_loop()
            if self.news != News():  # the first refresh was over before the server listened
                self.settled.set()

    def update(self, change: Callable[[News], News]) -> None:
        """Change the news and tell all."""
        with self._lock:
            self.news = change(self.news)
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End every stream."""
        with self._lock:
            self._loop = None
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self.settled.set()
        for listener in self._listeners:
            listener.set()

    async def messages(self, cursor: str, page: str) -> AsyncIterator[bytes]:
        """The server-sent events for one browser: the state now, then at every change of it, until the server ends."""
        seen = version_seen(cursor, self.run)
        woken = asyncio.Event()
        self._listeners.add(woken)
        try:
            yield _RETRY
            await self.settled.wait()
            while not self._closed:
                woken.clear()
                news = self.news
                yield await asyncio.to_thread(message, news, self.run, seen=seen, page=page)
                seen = news.version
                await woken.wait()
        finally:
            self._listeners.discard(woken)
