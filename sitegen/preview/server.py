"""Serve a session until the user has had enough."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from sitegen.preview.addresses import clean_base
from sitegen.preview.app import create_app
from sitegen.preview.changes import Changes
from sitegen.preview.channel import Channel
from sitegen.preview.git_lock import git_at_work
from sitegen.preview.listener import listen, urls_of
from sitegen.preview.refresher import Refresher
from sitegen.preview.running import Running
from sitegen.preview.session import Session
from sitegen.preview.watch import Watcher

_PATIENCE = 2.0  # seconds for a refresh to end once the user wants to go


def serve(
    session: Session,
    *,
    root: Path,
    ready: Callable[[str, str], None],
    report: Callable[[str], None],
    base_path: str = "/",
    host: str = "127.0.0.1",
    port: int = 8000,
    stop: threading.Event | None = None,
) -> None:
    """Preview a site until Ctrl-C, a SIGTERM, or `stop`; then the session is closed.

    Args:
        session: the site; from here on it belongs to the preview.
        root: the folder that the files named in problems are relative to.
        ready: called once when the server listens, with the URL to open here and the one for other devices (empty where
            they cannot reach it); pages wait for the first refresh.
        report: prints a line to the terminal; called from several threads.
        base_path: the path below which the site lies, `/news/`.
        host: the address to listen at; unless it is this machine's own, others can read the site.
        port: the port to listen at; 0 takes a free one.
        stop: ends the preview when set.

    Raises:
        PreviewError: the port is taken, the host is not ours, or files cannot be watched.
    """
    with contextlib.ExitStack() as closing:
        closing.callback(session.close)
        listener = closing.enter_context(listen(host, port))
        changes, channel = Changes(git_at_work(root)), Channel()
        watcher = Watcher(changes)
        closing.callback(watcher.close)
        watcher.follow(session.watched())
        refresher = Refresher(session, channel, changes=changes, watcher=watcher, root=root, report=report)
        base = clean_base(base_path)
        app = create_app(Running(session, channel, root, base, report), host=host)
        server = _Server(app, channel, lambda: ready(*urls_of(listener, base)), stop)
        refresher.start()
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:  # before the server was there to take it
            pass
        finally:
            if not refresher.stop(_PATIENCE):
                # The site's files are whole at any moment, so the refresh may end with the program. Closing the session
                # under it is what would do harm.
                closing.pop_all()


class _Server(uvicorn.Server):
    """Uvicorn, but asleep while nothing happens (it would wake ten times a second), and gone at the first Ctrl-C."""

    def __init__(
        self, app: Starlette, channel: Channel, ready: Callable[[], None], stop: threading.Event | None
    ) -> None:
        config = uvicorn.Config(
            app,
            loop="asyncio",  # whatever else is installed: the same everywhere
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self._channel = channel
        self._ready = ready
        self._stop = stop
        self._ending = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._channel.open()
        if self._stop is not None:
            threading.Thread(target=self._end_when, args=(self._stop, asyncio.get_running_loop()), daemon=True).start()
        self._ready()

    def _end_when(self, stop: threading.Event, loop: asyncio.AbstractEventLoop) -> None:
        stop.wait()
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(self._ending.set)

    async def main_loop(self) -> None:
        await self._ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._channel.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take Ctrl-C and SIGTERM as the wish to end, and do not raise them again afterwards as uvicorn does."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.getsignal(number) for number in signals}
        for number in signals:
            loop.add_signal_handler(number, self._ending.set)
        try:
            yield
        finally:
            for number in signals:
                loop.remove_signal_handler(number)
                signal.signal(number, before[number])
