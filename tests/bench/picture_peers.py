"""The peers of a picture: the same day by folium's own export, and by geopandas with matplotlib.

Run by ``picture_bench`` where their libraries are; prints milliseconds as JSON.
"""

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from shutil import which
from statistics import median
from typing import Any

import folium

#: Colours do not matter to a stopwatch; that each force has its own does.
COLOURS = {"government": "#93332b", "opposition": "#137069", "sdf": "#866000", "isil": "#2b2932"}
REPEATS = 5


def colour(state: dict[str, Any]) -> str:
    return COLOURS.get(state["force"], "#ffffff")


def by_folium(collection: dict[str, Any]) -> Callable[[], bytes]:
    """``Map._to_png`` as shipped, its three seconds of waiting included, in Chromium."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = which("chromium") or ""
    for argument in ("--headless", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)

    def draw() -> bytes:
        made = folium.Map(location=[36.2, 37.16], zoom_start=12, tiles=None)
        folium.GeoJson(
            collection, style_function=lambda f: {"fillColor": colour(f["properties"])}
        ).add_to(made)
        driver = webdriver.Chrome(options=options, service=Service(which("chromedriver")))
        try:
            return made._to_png(driver=driver, size=(1200, 630))
        finally:
            with suppress(OSError):
                driver.quit()

    return draw


def by_geopandas(collection: dict[str, Any]) -> Callable[[], bytes]:
    """A plain plot with names: what a notebook would draw."""
    import geopandas
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    def draw() -> bytes:
        frame = geopandas.GeoDataFrame.from_features(collection["features"], crs=4326)
        figure, axes = pyplot.subplots(figsize=(12, 6.3), dpi=100)
        frame.plot(ax=axes, color=[colour(f["properties"]) for f in collection["features"]])
        for point, name in zip(frame.representative_point(), frame["name"], strict=True):
            axes.annotate(name["fr"], (point.x, point.y), fontsize=5, ha="center")
        axes.set_axis_off()
        body = io.BytesIO()
        figure.savefig(body, format="png")
        pyplot.close(figure)
        return body.getvalue()

    return draw


def milliseconds(draw: Callable[[], bytes], repeats: int) -> float:
    draw()
    return median(_times(draw, repeats))


def _times(draw: Callable[[], bytes], repeats: int) -> Iterator[float]:
    for _ in range(repeats):
        start = time.perf_counter()
        draw()
        yield (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    day = json.load(sys.stdin)
    print(
        json.dumps(
            {
                "folium": milliseconds(by_folium(day), 2),
                "geopandas": milliseconds(by_geopandas(day), REPEATS),
            }
        )
    )
