"""A snapshot as one HTML file that needs nothing else: for archives, notebooks, a USB stick.

folium writes the map; Leaflet, data, styles and the modules of the slider stand in the file
itself. A policy by hash, in the file and on the answer that serves it, lets these run and
nothing else. Leaflet wants (lat, lon): folium turns GeoJSON round, the window is turned here.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import folium
import shapely
from branca.element import Figure
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapapp.config import ROOT
from mapapp.joining import Joined
from mapapp.snapshots.tongue import Tongue
from mapapp.store import Snapshot

__all__ = ["policy_of", "to_html"]

Content = Mapping[str, Any]
_STATIC = ROOT / "static"
_STYLES = (
    "vendor/leaflet/leaflet.css",
    "css/site.css",
    "css/map.css",
    "css/time.css",
    "css/daybar.css",
    "css/portable.css",
)
#: How folium calls the layer of places: its kind, and the number it gets below.
_LAYER = "geo_json_1"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def to_html(snapshot: Snapshot) -> str:
    """The file; the same snapshot gives the same bytes."""
    content = snapshot.content
    tongue = Tongue(content["spec"]["lang"])
    figure = _figure(content)
    figure.render()
    scripts = {
        "leaflet": _read("vendor/leaflet/leaflet.classic.js"),
        "map": f"\n{figure.script.render()}\n",
        "slider": _read("js/portable.js"),
    }
    style = "\n".join(_read(name) for name in _STYLES)
    return str(
        _template().render(
            policy=_policy(scripts.values(), style),
            tongue=tongue,
            words=tongue.words,
            content=content,
            map=Markup(figure.html.render()),  # noqa: S704 - folium's element, its id is ours
            style=Markup(style),  # noqa: S704 - our own files
            scripts={name: Markup(text) for name, text in scripts.items()},  # noqa: S704
            data=_data(snapshot, tongue),
        )
    )


def policy_of(html: str) -> str:
    """The Content-Security-Policy that a file was written with; served, it also is sandboxed."""
    found = _POLICY.search(html)
    stated = found[1].replace("&#39;", "'") if found else "default-src 'none'"
    return f"{stated}; sandbox allow-scripts; frame-ancestors 'none'"


def _figure(content: Content) -> Figure:
    """The map, by folium: the places of the last date over the ground, fitted to the focus."""
    figure = Figure()
    chart = folium.Map(tiles=None, zoom_control="topright", zoom_snap=0.25, scroll_wheel_zoom=False)
    chart.options["attribution_control"] = False
    figure.add_child(chart)
    places = {"type": "FeatureCollection", "features": content["views"][-1]["features"]}
    parts = [
        folium.GeoJson(places, style_function=_place_style),
        folium.GeoJson(_lines(content), style_function=_line_style),
        folium.FitBounds(_bounds(content)),
    ]
    # folium names its variables by chance; the same snapshot must give the same bytes.
    for number, part in enumerate([chart, *parts]):
        part._id = str(number)
    for part in parts:
        chart.add_child(part)
    return figure


def _lines(content: Content) -> dict[str, Any]:
    lines = [f for f in content["ground"]["features"] if f["geometry"]["type"] != "Point"]
    return {"type": "FeatureCollection", "features": lines}


def _place_style(_feature: Content) -> dict[str, Any]:
    return {"className": "place"}


def _line_style(feature: Content) -> dict[str, Any]:
    kind = feature["properties"]["kind"]
    return {"className": f"ground ground--{kind}", "interactive": False}


def _bounds(content: Content) -> list[list[float]]:
    focus = set(content["focus"]) if content["spec"]["window"] == "east" else None
    west, south, east, north = shapely.total_bounds(
        [
            shapely.geometry.shape(feature["geometry"])
            for feature in content["views"][-1]["features"]
            if focus is None or feature["id"] in focus
        ]
    )
    return [[float(south), float(west)], [float(north), float(east)]]


def _data(snapshot: Snapshot, tongue: Tongue) -> dict[str, Any]:
    """What the slider reads."""
    return {
        "lang": tongue.lang,
        "layer": _LAYER,
        "date": snapshot.content["views"][-1]["date"],
        "forces": snapshot.content["forces"],
        "messages": tongue.words.for_scripts(),
        "timeline": snapshot.timeline,
    }


def _policy(scripts: Any, style: str) -> str:
    hashes = " ".join(_hash(text) for text in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _read(name: str) -> str:
    """A file and all it imports."""
    return Joined(_STATIC / name).text


@cache
def _template() -> Any:
    loader = FileSystemLoader(ROOT / "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return env.get_template("portable.html")
