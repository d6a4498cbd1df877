"""What one client may ask for that costs the site something: a token bucket for each.

Kept in the memory of each process: a site of several grants each of them its share, which
is close enough for what is meant to stop floods, not to count.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from mapapp.errors import TooManyRequests

__all__ = ["Limits"]

#: Clients that are remembered; those not seen for longest are forgotten first.
_CLIENTS = 10_000


class _Bucket(NamedTuple):
    tokens: float
    at: float


class Limits:
    """A bucket for each client that holds a minute's worth and fills evenly.

    Args:
        per_minute: how much a client may ask for in a minute.
        clock: seconds that only grow; another under test.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, client: str) -> None:
        """Takes one token of a client.

        Raises:
            TooManyRequests: its bucket is empty.
        """
        with self._lock:
            now = self._clock()
            tokens = self._filled(client, now)
            self._keep(client, _Bucket(tokens - 1 if tokens >= 1 else tokens, now))
        if tokens < 1:
            wait = math.ceil((1 - tokens) * 60 / self._size)
            raise TooManyRequests(
                f"More than {self._size:g} new pictures were asked for in a minute.",
                f"Try again in {wait} s. A picture that exists can be had at any time.",
                retry_after=wait,
            )

    def _filled(self, client: str, now: float) -> float:
        bucket = self._buckets.get(client, _Bucket(self._size, now))
        return min(self._size, bucket.tokens + (now - bucket.at) * self._size / 60)

    def _keep(self, client: str, bucket: _Bucket) -> None:
        self._buckets[client] = bucket
        self._buckets.move_to_end(client)
        while len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
