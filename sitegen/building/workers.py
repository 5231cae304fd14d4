"""Who does the work: this process, or several where there is enough to do."""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import IO, Any, NoReturn, Protocol, TypeVar

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
    executor = ProcessPoolExecutor(jobs, context, _begin, (initializer, initargs))
    try:
        yield executor
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _begin(initializer: Callable[..., None] | None, initargs: tuple[Any, ...]) -> None:
    """In a worker: it ends with the process that it works for, also where that is killed.

    By itself it would wait for more work for ever, and hold the lock of the site that it was given with the fork.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if initializer:
        initializer(*initargs)


def _end_with_parent() -> None:
    import multiprocessing  # noqa: PLC0415

    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


class Ends:
    """How far two processes have come that go through the same things from both ends, towards each other.

    A race between them has some things done twice, and nothing left out.
    """

    def __init__(self) -> None:
        self._done = memoryview(mmap.mmap(-1, 16)).cast("Q")  # shared with whoever is forked

    def front(self) -> End:
        """For who begins with the first."""
        return End(self._done, 0)

    def back(self) -> End:
        """For who begins with the last."""
        return End(self._done, 1)


class End:
    """One of the two."""

    def __init__(self, done: memoryview, which: int) -> None:
        self._done, self._which = done, which

    @property
    def is_back(self) -> bool:
        """Whether this is who begins with the last."""
        return self._which == 1

    def goes_on(self, done: int, whole: int) -> bool:
        """Notes that so much more is done of the whole; tells whether the two have not met yet."""
        self._done[self._which] += done
        return self._done[0] + self._done[1] < whole


@contextlib.contextmanager
def meanwhile(search: Callable[[End | None], list[str]]) -> Iterator[Callable[[], list[str]]]:
    """Begins a `search`, which only looks at things, in a process of its own; gives what waits for all that it finds.

    Whoever waits helps from the other end. Where there is no second processor, or no way to fork safely, or something
    goes wrong there, the search is made here, when it is asked for; so it may find a thing twice.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        yield cache(partial(search, None))
        return
    ends = Ends()
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        _report(partial(search, ends.front()), writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            yield cache(lambda: _found(search, ends.back(), pipe))
    finally:
        os.waitpid(child, 0)


def _found(search: Callable[[End | None], list[str]], end: End, pipe: IO[bytes]) -> list[str]:
    """What this process finds from its end, and what the other one reports; all of it where that broke off."""
    here = search(end)
    try:
        return [*here, *json.loads(pipe.read())]
    except ValueError:
        return search(None)


def _report(search: Callable[[], list[str]], writing: int) -> NoReturn:
    """In the other process: what it finds, or nothing, and the end."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(search()).encode())
    finally:
        os._exit(0)
