"""Who does the work: this process, or several where there is enough to do."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn, Protocol, TypeVar

_S = TypeVar("_S")
_T = TypeVar("_T")

ENOUGH = 100  # pieces of work below which a second process costs more than it brings


class Mapper(Protocol):
    """What an executor of `concurrent.futures` can do, as far as we ask for it."""

    def map(self, fn: Callable[[_S], _T], over: Iterable[_S], /, *, chunksize: int = 1) -> Iterator[_T]:
        """What `fn` makes of each, in their order."""


class Here:
    """An executor that does everything in this process, as its results are asked for."""

    def map(self, fn: Callable[[_S], _T], over: Iterable[_S], /, *, chunksize: int = 1) -> Iterator[_T]:  # noqa: ARG002
        """What `fn` makes of each, in their order."""
        return map(fn, over)


@contextlib.contextmanager
def workers(
    jobs: int, pieces: int, initializer: Callable[..., None] | None = None, initargs: tuple[Any, ...] = ()
) -> Iterator[Mapper]:
    """An executor for `pieces` of work: `jobs` processes, or this one where that is too few to share.

    Where processes are forked, `initargs` reach them without being copied.
    """
    if jobs < 2 or pieces < ENOUGH:
        if initializer:
            initializer(*initargs)
        yield Here()
        return
    import multiprocessing  # noqa: PLC0415 - who works alone need not load it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    executor = ProcessPoolExecutor(jobs, context, initializer, initargs)
    try:
        yield executor
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


@contextlib.contextmanager
def meanwhile(work: Callable[[], _T]) -> Iterator[Callable[[], _T]]:
    """Begins `work`, which only looks at things, in a process of its own; gives what waits for its result.

    The result must be what JSON can say. Where there is no second processor, or no way to fork safely, or something
    goes wrong there, the work is done here, when it is asked for.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        yield work
        return
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        _report(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            yield lambda: _told(pipe.read(), work)
    finally:
        os.waitpid(child, 0)


def _told(report: bytes, work: Callable[[], _T]) -> _T:
    """The result that the other process reports; done here where it ended before it had said all."""
    try:
        found: _T = json.loads(report)
    except ValueError:
        return work()
    return found


def _report(work: Callable[[], _T], writing: int) -> NoReturn:
    """In the other process: the result of `work`, or nothing, and the end."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(work()).encode())
    finally:
        os._exit(0)
