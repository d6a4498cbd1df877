"""A map over all cores that keeps the order, takes its items one by one, and waits for none.

``ProcessPoolExecutor.map`` reads all its input before the first answer. Here a thread hands
items over as they come and stops when enough are under way, so that memory stays the same
however long the input is, and a slow producer gets each answer as soon as it is ready.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import Queue
from threading import Event, Thread
from typing import Any, TypeVar

from mapapp.errors import MapappError

__all__ = ["cores", "ordered_map"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")
_Futures = Queue["Future[Any] | None"]
_UNDER_WAY = 32  # items per process: enough that none waits for the reader of the answers

_function: Callable[[Any], Any]  # of a worker process, set once when it starts


def cores() -> int:
    """How many processes can run at once, as far as this process may use them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(
    make: Callable[[], Callable[[_Item], _Answer]], items: Iterable[_Item], *, workers: int
) -> Iterator[_Answer]:
    """The answers to items, in their order.

    Args:
        make: makes the function; called once in each process, which keeps what it loads.
        items: may be endless.
        workers: processes; with one, everything stays in this process.

    Raises:
        MapappError: a worker process died.
    """
    if workers == 1:
        yield from map(make(), items)
        return
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(make,)) as pool:
        try:
            yield from _answers(pool, items, workers * _UNDER_WAY)
        except BrokenProcessPool as error:
            raise MapappError(
                "A worker process ended before its work.", "It may need more memory than there is."
            ) from error


def _answers(pool: ProcessPoolExecutor, items: Iterable[Any], under_way: int) -> Iterator[Any]:
    # All processes start here, before the thread does: a fork copies only one thread.
    pool.submit(_nothing).result()
    futures: _Futures = Queue(under_way)
    stopped = Event()
    Thread(target=_feed, args=(pool, items, futures, stopped), daemon=True).start()
    try:
        while (future := futures.get()) is not None:
            yield future.result()
    finally:
        stopped.set()
        while not futures.empty():  # a feeder that waits for room wakes up and sees the sign
            futures.get()
        pool.shutdown(cancel_futures=True)


def _feed(
    pool: ProcessPoolExecutor, items: Iterable[Any], futures: _Futures, stopped: Event
) -> None:
    """Hands items over until they end or are wanted no more; None marks the end."""
    try:
        for item in items:
            if stopped.is_set():
                return
            futures.put(pool.submit(_work, item))
    except Exception as error:  # noqa: BLE001 (raised anew where the answers are read)
        failed: Future[Any] = Future()
        failed.set_exception(error)
        futures.put(failed)
    futures.put(None)


def _start(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _function
    _function = make()


def _work(item: Any) -> Any:
    return _function(item)


def _nothing() -> None:
    pass
