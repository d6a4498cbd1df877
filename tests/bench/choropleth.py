"""The peer of the page: folium's TimeSliderChoropleth with the same places and every day styled.

Its libraries come from npm into a folder of the benchmark and are served in place of the hosts
that folium names, so that both pages come from this machine.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import folium
from folium.plugins import TimeSliderChoropleth
from playwright.sync_api import Page, Route

from mapapp.atlas import Atlas
from mapapp.features import control_json, places_json

#: Packages, and the file of each that answers for an address with the given word in it.
_FILES = {
    "leaflet@1.9.3": {"leaflet.js": "dist/leaflet.js", "leaflet.css": "dist/leaflet.css"},
    "d3@4.13.0": {"d3.v4": "build/d3.min.js"},
    "moment@2.18.1": {"moment": "min/moment.min.js"},
    "jquery@3.7.1": {"jquery": "dist/jquery.min.js"},
}


@contextmanager
def serving(atlas: Atlas, folder: Path) -> Iterator[tuple[str, Callable[[Page], None]]]:
    """Address of the peer's page, and what a browser page needs before it opens it."""
    files = _install(folder)
    (folder / "index.html").write_text(_page(atlas), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield (
            f"http://127.0.0.1:{server.server_port}/",
            lambda page: page.route("https://**/*", lambda route: _answer(route, files)),
        )
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


def _install(folder: Path) -> dict[str, Path]:
    """Fetches the libraries; gives the file for each word of an address."""
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *_FILES]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return {
        word: folder / "node_modules" / package.split("@")[0] / path
        for package, files in _FILES.items()
        for word, path in files.items()
    }


def _answer(route: Route, files: dict[str, Path]) -> None:
    """A library from the folder; nothing for those that draw no map."""
    url = route.request.url
    found = next((path for word, path in files.items() if word in url), None)
    kind = "text/css" if ".css" in url else "text/javascript"
    route.fulfill(body=found.read_bytes() if found else b"", content_type=kind)


def _page(atlas: Atlas) -> str:
    """The page as folium writes it."""
    chart = folium.Map(location=(36.2, 37.15), zoom_start=12, tiles=None)
    TimeSliderChoropleth(places_json(atlas), styledict=_styles(atlas), init_timestamp=-1).add_to(
        chart
    )
    html: str = chart.get_root().render()
    return html


def _styles(atlas: Atlas) -> dict[str, dict[str, dict[str, object]]]:
    forces, styles = atlas.theatre.forces, {place: {} for place in atlas.extents}
    timeline, day = atlas.timeline(), atlas.theatre.first
    while day <= atlas.theatre.last:
        stamp = str(int(datetime.combine(day, time(), UTC).timestamp()))
        for feature in control_json(atlas, timeline, day)["features"]:
            force = forces.get(feature["properties"]["force"])
            style = {"color": force.colour, "opacity": 1} if force else {"color": "", "opacity": 0}
            styles[feature["id"]][stamp] = style
        day += timedelta(days=1)
    return styles
