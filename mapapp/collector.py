"""The cycle collector of Python, sent to rest while records are made by the ten thousand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_at_rest"]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Spares a step the cycle collector, which looks at every record that the step makes, again
    and again, and finds next to nothing: records do not refer back to what refers to them.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
