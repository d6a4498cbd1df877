"""A server of its own for a benchmark, and a client that costs it next to nothing."""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CONNECTIONS = 16


@contextmanager
def serving(module: str, data_dir: Path, **settings: object) -> Iterator[int]:
    """Runs ``python -m module`` until left; gives the port that it says it listens on.

    Settings are those of ``Config``, by their names.
    """
    command = [sys.executable, "-m", *module.split()]
    named = {f"MAPAPP_{name.upper()}": str(value) for name, value in settings.items()}
    environ = {**os.environ, **named, "MAPAPP_DATA_DIR": str(data_dir)}
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = next(line for line in process.stdout if "http://" in line)
            yield int(re.search(r":(\d+)/", said)[1])
        finally:
            process.terminate()


def rate(port: int, path: Callable[[], str], seconds: float) -> float:
    """Answers a second over some connections that each ask again at once.

    Raises:
        ValueError: an answer was not 200, or was not compressed.
    """
    return asyncio.run(_load(port, path, seconds)) / seconds


async def _load(port: int, path: Callable[[], str], seconds: float) -> int:
    end, loop = time.monotonic() + seconds, asyncio.get_running_loop()
    asking = [_Connection(path, end, loop.create_future()) for _ in range(_CONNECTIONS)]
    for connection in asking:
        await loop.create_connection(lambda made=connection: made, "127.0.0.1", port)
    return sum(await asyncio.gather(*(connection.done for connection in asking)))


class _Connection(asyncio.Protocol):
    """One client: asks, waits for the whole answer, asks again."""

    def __init__(self, path: Callable[[], str], end: float, done: asyncio.Future[int]) -> None:
        self._path, self._end, self.done = path, end, done
        self._received, self._expected, self._answers = bytearray(), 0, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._expected and b"\r\n\r\n" in self._received:
            self._expected = self._length()
        if self._expected and len(self._received) >= self._expected:
            self._answers += 1
            self._received.clear()
            self._expected = 0
            self._ask()

    def _ask(self) -> None:
        if time.monotonic() > self._end:
            self._transport.close()
            self.done.set_result(self._answers)
            return
        request = f"GET {self._path()} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: br\r\n\r\n"
        self._transport.write(request.encode())

    def _length(self) -> int:
        head, _, _ = bytes(self._received).partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        if not head.startswith(b"HTTP/1.1 200") or b"ncoding: br" not in head or not length:
            self.done.set_exception(ValueError(head.decode()))
            raise ValueError(head)
        return len(head) + 4 + int(length[1])
