"""The peers of the page: maps with time that others would make of the same places and days.

Each comes from its own package with what it needs, kept in a folder of the user's cache and
served in place of the hosts that folium names, so that all pages come from this machine.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple

import folium
from folium.plugins import TimeSliderChoropleth, TimestampedGeoJson
from playwright.sync_api import Page, Route

from mapapp.atlas import Atlas
from mapapp.dates import ONE_DAY
from mapapp.features import control_json, places_json

__all__ = ["UNHELD", "Peer", "answer_libraries", "colours_on", "has_npm", "install", "serving"]

_CACHE = Path.home() / ".cache" / "mapapp-bench"
#: Colour of ground that nobody is known to hold.
UNHELD = "#fbf9f4"
_PACKAGES = (
    "leaflet@1.9.4", "leaflet.timeline@1.6.0", "leaflet-timedimension@1.1.1",
    "iso8601-js-period@0.2.1", "d3@4.13.0", "moment@2.18.1", "jquery@3.7.1",
)  # fmt: skip
#: A word of an address, and the file of a package that answers for it.
_FILES = {
    "leaflet.timeline.js": "leaflet.timeline/dist/leaflet.timeline.js",
    "timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "iso8601": "iso8601-js-period/iso8601.js",
    "d3.v4": "d3/build/d3.min.js",
    "moment": "moment/min/moment.min.js",
    "jquery-3": "jquery/dist/jquery.min.js",
    "jquery/3": "jquery/dist/jquery.min.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
}


class Peer(NamedTuple):
    """A page of its own.

    Attributes:
        name: of the package.
        html: the page.
        go: JavaScript, a function of a day's offset, that shows the day.
    """

    name: str
    html: str
    go: str


def has_npm() -> bool:
    return shutil.which("npm") is not None


def install(*packages: str, folder: str) -> Path:
    """Packages of npm in a folder of the cache; fetched once."""
    place = _CACHE / folder
    if not (place / "package-lock.json").exists():
        place.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *packages]
        subprocess.run(command, cwd=place, check=True, capture_output=True)
    return place / "node_modules"


@contextmanager
def serving(atlas: Atlas) -> Iterator[dict[Peer, str]]:
    """The peers, and the address of each; ``answer_libraries`` belongs on each page first."""
    peers = [_choropleth(atlas), _timestamped(atlas), _timeline(atlas)]
    with TemporaryDirectory() as name:
        for number, peer in enumerate(peers):
            (Path(name) / f"{number}.html").write_text(peer.html, encoding="utf-8")
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=name)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}"
            yield {peer: f"{address}/{number}.html" for number, peer in enumerate(peers)}
            server.shutdown()


def answer_libraries(page: Page) -> None:
    """Lets a page have its libraries from the cache, and nothing from any host."""
    modules = install(*_PACKAGES, folder="peers")
    page.route("https://**/*", lambda route: _answer(route, modules))


def _answer(route: Route, modules: Path) -> None:
    """A library; nothing for those that draw no map."""
    url = route.request.url
    found = next((modules / path for word, path in _FILES.items() if word in url), None)
    kind = "text/css" if ".css" in url else "text/javascript"
    route.fulfill(body=found.read_bytes() if found else b"", content_type=kind)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


def colours_on(atlas: Atlas, day: date) -> dict[str, str]:
    """The right colour of each place."""
    features = control_json(atlas, atlas.timeline(), day)["features"]
    return {feature["id"]: _colour(atlas, feature["properties"]["force"]) for feature in features}


def _colour(atlas: Atlas, force: str) -> str:
    found = atlas.theatre.forces.get(force)
    return found.colour if found else UNHELD


def _changes(atlas: Atlas) -> dict[str, list[tuple[date, str]]]:
    """The days on which each place gets another colour, and that colour."""
    changes: dict[str, list[tuple[date, str]]] = {place: [] for place in atlas.extents}
    day = atlas.theatre.first
    while day <= atlas.theatre.last:
        for place, colour in colours_on(atlas, day).items():
            if not changes[place] or changes[place][-1][1] != colour:
                changes[place].append((day, colour))
        day += ONE_DAY
    return changes


def _features(atlas: Atlas) -> list[dict[str, Any]]:
    """A feature for each colour that a place has, from ``start`` until ``end``."""
    shapes = {f["id"]: f["geometry"] for f in places_json(atlas)["features"]}
    after = atlas.theatre.last + ONE_DAY
    return [
        {
            "type": "Feature",
            "geometry": shapes[place],
            "properties": {"place": place, "start": _ms(day), "end": _ms(end), "colour": colour},
        }
        for place, changes in _changes(atlas).items()
        for (day, colour), (end, _) in zip(changes, [*changes[1:], (after, "")], strict=True)
    ]


def _ms(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000


def _chart() -> folium.Map:
    return folium.Map(location=(36.2, 37.15), zoom_start=12, tiles=None)


def _html(chart: folium.Map) -> str:
    """A page as folium writes it, its map within reach."""
    html: str = chart.get_root().render()
    return html.replace(
        f"var {chart.get_name()} = ", f"window.chart = window.{chart.get_name()} = "
    )


def _choropleth(atlas: Atlas) -> Peer:
    """Every day styled: where only the changes are, it keeps old colours."""
    styles: dict[str, dict[str, dict[str, object]]] = {place: {} for place in atlas.extents}
    day = atlas.theatre.first
    while day <= atlas.theatre.last:
        for place, colour in colours_on(atlas, day).items():
            styles[place][str(_ms(day) // 1000)] = {"color": colour, "opacity": 1}
        day += ONE_DAY
    chart = _chart()
    TimeSliderChoropleth(places_json(atlas), styledict=styles, init_timestamp=-1).add_to(chart)
    go = """(day) => {
      const slider = document.querySelector("input[type=range]");
      slider.value = day;
      slider.dispatchEvent(new Event("input"));
    }"""
    return Peer("folium TimeSliderChoropleth", _html(chart), go)


def _timestamped(atlas: Atlas) -> Peer:
    """A feature from its day on; the later ones lie over the earlier."""
    features = sorted(_features(atlas), key=lambda feature: feature["properties"]["start"])
    for feature in features:
        about = feature["properties"]
        about["time"] = datetime.fromtimestamp(about["start"] / 1000, UTC).date().isoformat()
        about["style"] = {
            "fillColor": about["colour"],
            "fillOpacity": 1,
            "color": UNHELD,
            "weight": 1,
        }
    chart = _chart()
    collection = {"type": "FeatureCollection", "features": features}
    TimestampedGeoJson(collection, period="P1D", auto_play=False, add_last_point=False).add_to(
        chart
    )
    go = f"(day) => chart.timeDimension.setCurrentTime({_ms(atlas.theatre.first)} + day * 864e5)"
    return Peer("folium TimestampedGeoJson", _html(chart), go)


def _timeline(atlas: Atlas) -> Peer:
    data = json.dumps({"type": "FeatureCollection", "features": _features(atlas)})
    first, last = _ms(atlas.theatre.first), _ms(atlas.theatre.last)
    html = f"""<!doctype html><html><head><meta charset="utf-8">
<link rel="stylesheet" href="https://peers/leaflet.css">
<script src="https://peers/leaflet.js"></script>
<script src="https://peers/leaflet.timeline.js"></script></head>
<body><div id="map" style="height: 100vh"></div><script>
window.chart = L.map("map").setView([36.2, 37.15], 12);
const timeline = window.timeline = L.timeline({data}, {{
  getInterval: ({{ properties: {{ start, end }} }}) => ({{ start, end, endExclusive: true }}),
  style: ({{ properties: {{ colour }} }}) => ({{
    fillColor: colour, fillOpacity: 1, color: "{UNHELD}", weight: 1,
  }}),
}});
const control = L.timelineSliderControl({{ start: {first}, end: {last} }});
control.addTo(chart).addTimelines(timeline);
timeline.addTo(chart);
control.setTime({last});
</script></body></html>"""
    return Peer("Leaflet.timeline", html, f"(day) => timeline.setTime({first} + day * 864e5)")
