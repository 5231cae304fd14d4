"""Who does the work: this process, or several where there is enough to do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

_T = TypeVar("_T")

ENOUGH = 100  # pieces of work below which a second process costs more than it brings


class Here(Executor):
    """An executor that does everything at once, in this process."""

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        """Calls `fn` now."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def map(self, fn: Callable[..., _T], *iterables: Iterable[Any], **_: Any) -> Iterator[_T]:
        """Calls `fn` as its results are asked for."""
        return map(fn, *iterables)


@contextlib.contextmanager
def workers(
    jobs: int, pieces: int, initializer: Callable[..., None] | None = None, initargs: tuple[Any, ...] = ()
) -> Iterator[Executor]:
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
