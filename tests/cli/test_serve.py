"""The server as an operator starts it: several workers, one address, a clean end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from mapapp.config import ROOT


@pytest.fixture
def serve(config):
    """Starts ``serve`` with arguments; whatever still runs at the end is ended."""
    started = []

    def start(*arguments):
        environ = {**os.environ, "MAPAPP_DATA_DIR": str(config.data_dir)}
        command = [sys.executable, "-m", "mapapp", "serve", *arguments]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


def address_of(process):
    return re.search(r"http://[^/]+", process.stdout.readline())[0]


def get(address):
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read()


def test_workers_that_share_what_was_read_give_the_same_answers(serve):
    process = serve("--port", "0", "--workers", "2")
    address = address_of(process)
    asked = [f"{address}/api/v1/control?date=2016-12-{day:02}" for day in range(1, 9)] * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(get, asked))
    assert len(set(answers)) == 8
    for answer, asking in zip(answers, asked, strict=True):
        assert json.loads(answer)["date"] == asking[-10:]
    assert json.loads(get(f"{address}/healthz"))["status"] == "ok"


def test_it_ends_when_told_to_and_leaves_the_port_free(serve):
    process = serve("--port", "0", "--workers", "1")
    port = int(address_of(process).rpartition(":")[2])
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_a_port_in_use_is_one_line_and_exit_code_2(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = serve("--port", str(taken.getsockname()[1]))
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "cannot be used" in errors
    assert "--port" in errors
    assert "Traceback" not in errors
