"""Answers of /api/v1/control a second, from two workers, at random dates; sizes of the rest."""

import json
import random
import tempfile
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import brotli

from mapapp.config import Config
from mapapp.features import control_json
from mapapp.pipeline import load, open_store
from mapapp.web.site import Site
from tests.bench import Figure
from tests.bench.server import rate, serving

SECONDS = 10
FIRST, DAYS = date(2012, 7, 19), 1618


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data_dir=Path(folder))
        site = Site(config)
        load(site.theatre, open_store(config))
        with serving("tests.bench.peer", config.data_dir) as port:
            peer = rate(port, random_day, SECONDS)
        with serving("mapapp serve --workers 2 --port 0", config.data_dir) as port:
            check(site, port)
            cold = rate(port, random_day, SECONDS)
            warm = rate(port, random_day, SECONDS)
            beside = f"built per request with shapely: {peer:,.0f}"
            yield Figure("control at random dates, first 10 s", cold, "a second")
            yield Figure(
                "control at random dates, from then on", warm, "a second", 2000, beside=beside
            )
            yield size("/api/v1/timeline", port, 35)
            yield size("/", port, None)


def random_day() -> str:
    return f"/api/v1/control?date={FIRST + timedelta(days=random.randrange(DAYS))}"


def check(site: Site, port: int) -> None:
    """The server gives what is defined, on days across the period."""
    for offset in range(0, DAYS, 97):
        day = FIRST + timedelta(days=offset)
        defined = control_json(site.atlas, site.atlas.timeline(), day)
        given = json.loads(brotli.decompress(get(port, f"/api/v1/control?date={day}")))
        assert given == json.loads(json.dumps(defined)), day


def size(path: str, port: int, bar: float | None) -> Figure:
    return Figure(f"{path}, compressed", len(get(port, path)) / 1000, "kB", bar, most=True)


def get(port: int, path: str) -> bytes:
    address = f"http://127.0.0.1:{port}{path}"
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as response:
        return response.read()
