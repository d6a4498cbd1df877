"""Pictures opened by programs that are not ours: what each shows differs from our own PNG.

Compared at a quarter of the size, where letters and edges that are smoothed differently are
alike, and a line of text that is set elsewhere, or a pattern that is missing, is not.
"""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from mapapp.config import Config
from mapapp.pipeline import load, open_store
from mapapp.snapshots import SIZES, Size, make_snapshot, parse_spec, to_file
from mapapp.web.site import Site
from tests.bench import Figure
from tests.browser.conftest import ARGUMENTS, BROWSERS

WISHES = (
    {"date": "2016-12-06", "lang": "fr"},
    {"date": "2016-11-14,2016-12-06", "lang": "ar", "size": "1080x1350", "chart": "1"},
)
#: A cell of four by four pixels differs if a colour does by as much of 255.
COARSE, DIFFERENT = 4, 48
#: Programs, where they come from, and what they are told: file to read, file to write, width.
PROGRAMS: dict[str, tuple[str, str, Callable[[Path, Path, int], list[str]]]] = {
    "rsvg-convert": (
        "librsvg2-bin",
        "svg",
        lambda drawn, seen, _: ["-o", str(seen), str(drawn)],
    ),
    "inkscape": ("inkscape", "svg", lambda drawn, seen, _: [str(drawn), "-o", str(seen)]),
    "pdftocairo": (
        "poppler-utils",
        "pdf",
        lambda drawn, seen, width: [
            "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", "-1",
            str(drawn), str(seen.with_suffix("")),
        ],
    ),
}  # fmt: skip


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(data_dir=folder)
        site = Site(config)
        load(site.theatre, open_store(config))
        for wish in WISHES:
            snapshot = make_snapshot(parse_spec(wish, site.atlas), site.atlas)
            for ending in ("svg", "pdf", "png"):
                (folder / f"day.{ending}").write_bytes(to_file(snapshot, ending))
            size = SIZES[snapshot.content["spec"]["size"]]
            ours = coarse((folder / "day.png").read_bytes(), size)
            for program in PROGRAMS:
                yield opened(program, ours, folder, size, wish["lang"])
            seen = in_chromium(folder / "day.svg", size)
            yield differing("Chromium", wish["lang"], ours, coarse(seen, size))


def opened(program: str, ours: np.ndarray, folder: Path, size: Size, lang: str) -> Figure:
    package, ending, arguments = PROGRAMS[program]
    path = shutil.which(program)
    if path is None:
        what = f"{program} is not there: apt install {package}"
        return Figure(what, 1, "missing", 0, most=True)
    seen = folder / "seen.png"
    command = [path, *arguments(folder / f"day.{ending}", seen, size.width)]
    subprocess.run(command, check=True, capture_output=True)
    return differing(program, lang, ours, coarse(seen.read_bytes(), size))


def in_chromium(drawn: Path, size: Size) -> bytes:
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": size.width, "height": size.height})
        page.goto(drawn.as_uri())
        return page.screenshot()


def coarse(png: bytes, size: Size) -> np.ndarray:
    """The picture at a quarter of its size, as (rows, columns, 3) numbers."""
    with Image.open(io.BytesIO(png)) as picture:
        whole = picture.convert("RGB").crop((0, 0, size.width, size.height))
        small = whole.resize((size.width // COARSE, size.height // COARSE), Image.Resampling.BOX)
        return np.asarray(small).astype(int)


def differing(program: str, lang: str, ours: np.ndarray, theirs: np.ndarray) -> Figure:
    share = (np.abs(ours - theirs).max(axis=2) > DIFFERENT).mean() * 100
    return Figure(f"{program} shows otherwise ({lang})", share, "%", 0.1, most=True)
