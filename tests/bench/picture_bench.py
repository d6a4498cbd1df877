"""Pictures: time of a PNG and an SVG, their sizes, and the same bytes each time."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

import brotli

from mapapp.atlas import Atlas
from mapapp.config import ROOT, Config
from mapapp.features import control_json
from mapapp.pipeline import load, open_store
from mapapp.snapshots import SIZES, Tongue, content_of, draw_svg, parse_spec, to_file, to_png
from mapapp.snapshots.making import make_snapshot
from mapapp.web.site import Site
from tests.bench import Figure

WISH = {"date": "2016-12-06", "lang": "fr"}
PEERS = ("selenium", "geopandas", "matplotlib")
REPEATS, SAME = 21, 100


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data_dir=Path(folder))
        site = Site(config)
        load(site.theatre, open_store(config))
        peers = peers_of(site.atlas, Path(folder) / "peers")
        yield from times(site.atlas, peers)
        yield from same_bytes(site.atlas, config)


def times(atlas: Atlas, peers: dict[str, float]) -> Iterator[Figure]:
    spec = parse_spec(WISH, atlas)
    size, tongue = SIZES[spec.size], Tongue(spec.lang)
    content = content_of(spec, atlas)
    svg = draw_svg(content, tongue)
    yield Figure(
        "SVG 1200x630 of a content", timed(lambda: draw_svg(content, tongue)), "ms", 15, most=True
    )
    yield Figure("SVG, compressed", len(brotli.compress(svg.encode())) / 1000, "kB", 50, most=True)
    png = timed(lambda: to_png(draw_svg(content_of(spec, atlas), tongue), size))
    yield Figure("PNG 1200x630, from the wish on", png, "ms", 130, most=True)
    yield Figure("of which resvg", timed(lambda: to_png(svg, size)), "ms")
    for name, bar in (("folium", 0.1), ("geopandas", 0.5)):
        if name in peers:
            yield Figure(
                f"PNG beside {name}",
                png / peers[name],
                "times",
                bar,
                most=True,
                beside=f"{peers[name]:,.0f} ms",
            )


def same_bytes(atlas: Atlas, config: Config) -> Iterator[Figure]:
    snapshot = make_snapshot(parse_spec(WISH, atlas), atlas)
    for name in ("svg", "png", "pdf", "html"):
        found = {hashlib.sha256(to_file(snapshot, name)).hexdigest() for _ in range(SAME)}
        found |= {by_command(config, name) for _ in range(2)}
        yield Figure(
            f"different {name} in {SAME} draws and 2 processes", len(found), "files", 1, most=True
        )


def by_command(config: Config, name: str) -> str:
    """Hash of what a process of its own draws."""
    file = config.data_dir / f"day.{name}"
    command = [sys.executable, "-m", "mapapp", "snapshot", "--date", WISH["date"], "-o", str(file)]
    environ = {**os.environ, "MAPAPP_DATA_DIR": str(config.data_dir)}
    subprocess.run(command, check=True, env=environ, cwd=ROOT, stderr=subprocess.DEVNULL)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def timed(draw: Callable[[], object]) -> float:
    """Milliseconds, the median of many."""
    draw()
    found = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        draw()
        found.append((time.perf_counter() - start) * 1000)
    return median(found)


def peers_of(atlas: Atlas, folder: Path) -> dict[str, float]:
    """What the peers take, in a folder of their own; nothing where they cannot be had."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), *PEERS]
    if subprocess.run(install, check=False, stderr=subprocess.DEVNULL).returncode:
        return {}
    day = control_json(atlas, atlas.timeline(), date.fromisoformat(WISH["date"]))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.picture_peers"],
        input=json.dumps(day),
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return json.loads(ran.stdout) if ran.returncode == 0 else {}
