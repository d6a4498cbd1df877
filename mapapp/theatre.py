"""A folder under ``seeds/`` -> a theatre: a city, a war, and what is known beforehand of both.

``theatre.toml`` has the period, the forces and the sources, ``places.csv`` the gazetteer,
``dispatches/`` the articles, ``ground.geojson`` the river and roads that are drawn below.
Reading the dispatches is put off until they are asked for.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mapapp.dispatches import Dispatch, read_dispatches
from mapapp.errors import SeedError
from mapapp.gazetteer import read_places
from mapapp.models import FORCES, LEANINGS, Article, Force, Language, Place, PlaceId, Source
from mapapp.seeds import Report, Table, parse_toml, raise_fault, read_seed

__all__ = ["PATTERNS", "ForceStyle", "Preset", "Theatre", "load_theatre"]

#: Fills that the map can draw; static/js/patterns.js draws them.
PATTERNS = ("solid", "dots", "horizontal", "vertical", "diagonal", "cross")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class ForceStyle:
    """A force as the map shows it; ``colour`` as #rrggbb, ``pattern`` one of ``PATTERNS``."""

    id: Force
    names: Mapping[Language, str]
    colour: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A part of the period that the map's slider can zoom to; both days are inclusive."""

    names: Mapping[Language, str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Theatre:
    """A city and a war.

    ``first`` and ``last`` are the days of the period, both inclusive, ``opening`` the one
    that the map opens on; ``centre`` is (lon, lat). ``city`` is the place that a report means
    by the city's name, ``compass`` its halves. ``boundary_credit`` names the makers of the
    surveyed boundaries, if the theatre has some.
    """

    id: str
    folder: Path
    names: Mapping[Language, str]
    first: date
    last: date
    opening: date
    centre: tuple[float, float]
    city: PlaceId
    compass: Mapping[str, PlaceId]
    forces: Mapping[Force, ForceStyle]
    sources: Mapping[str, Source]
    presets: tuple[Preset, ...]
    places: Mapping[PlaceId, Place]
    boundary_credit: str

    @property
    def denominator(self) -> tuple[PlaceId, ...]:
        """What shares of the enclave are shares of: the places of 14 November 2016."""
        return tuple(place.id for place in self.places.values() if place.enclave)

    @property
    def facts_path(self) -> Path:
        """The table of facts that the dispatches carry."""
        return self.folder / "facts.csv"

    @property
    def boundaries_path(self) -> Path:
        """The surveyed boundaries, where the theatre has some; see ``boundaries``."""
        return self.folder / "boundaries.geojson"

    def ground(self) -> dict[str, Any]:
        """The drawn ground as a GeoJSON FeatureCollection, (lon, lat).

        Raises:
            SeedError: it is missing or is not GeoJSON.
        """
        return _read_geojson(self.folder / "ground.geojson")

    def dispatches(self) -> Iterator[Article]:
        """The articles that the theatre ships, by day of publication.

        Raises:
            SeedError: one cannot be read.
        """
        return (dispatch.article for dispatch in self.read_dispatches())

    def read_dispatches(self, report: Report = raise_fault) -> Iterator[Dispatch]:
        """The dispatches with their files and facts.

        Args:
            report: told of every fault; left out, the first is raised.
        """
        return read_dispatches(self.folder / "dispatches", self.sources, report)


def load_theatre(folder: Path, report: Report = raise_fault) -> Theatre:
    """Reads a theatre; its dispatches and its ground are left for later.

    Args:
        folder: a folder under ``seeds/``, whose name is the theatre's id.
        report: told of every fault; left out, the first is raised.

    Raises:
        SeedError: a file is missing or is no TOML or CSV at all.
    """
    path = folder / "theatre.toml"
    text = read_seed(path)
    table = Table(parse_toml(text, path), path, 1, text, report)
    table.only(
        "names", "period", "opening", "presets", "centre", "city", "compass", "forces", "sources"
    )
    period, centre = table.child("period"), table.child("centre")
    theatre = Theatre(
        id=folder.name,
        folder=folder,
        names=table.names("names"),
        first=period.day("first"),
        last=period.day("last"),
        opening=table.day("opening"),
        centre=(centre.number("lon", -180, 180), centre.number("lat", -90, 90)),
        city=PlaceId(table.text_of("city")),
        compass={side: PlaceId(place) for side, place in table.child("compass").values.items()},
        forces=dict(_forces(table)),
        sources=dict(_sources(table)),
        presets=tuple(_presets(table)),
        places=read_places(folder / "places.csv", report),
        boundary_credit="",
    )
    _check(theatre, table)
    return _with_survey(theatre)


def _with_survey(theatre: Theatre) -> Theatre:
    """The theatre with the places measured that its surveyed boundaries draw."""
    if not theatre.boundaries_path.exists():
        return theatre
    layer = _read_geojson(theatre.boundaries_path)
    drawn = {feature.get("id") for feature in layer["features"]}
    places: dict[PlaceId, Place] = {
        place.id: replace(place, accuracy="measured") if place.id in drawn else place
        for place in theatre.places.values()
    }
    return replace(theatre, places=places, boundary_credit=layer.get("credit", ""))


def _read_geojson(path: Path) -> dict[str, Any]:
    try:
        layer: dict[str, Any] = json.loads(read_seed(path))
    except json.JSONDecodeError as error:
        raise SeedError(
            f"This is not JSON: {error.msg}.",
            "Save the layer as GeoJSON.",
            path=str(path),
            line=error.lineno,
        ) from error
    if not isinstance(layer, dict) or not isinstance(layer.get("features"), list):
        raise SeedError("This is no layer.", "Save a FeatureCollection of GeoJSON.", path=str(path))
    return layer


def _forces(table: Table) -> Iterator[tuple[Force, ForceStyle]]:
    for force in FORCES:
        style = table.child("forces", force)
        style.only("names", "colour", "pattern")
        colour = style.text_of("colour")
        if colour and not _COLOUR.fullmatch(colour):
            style.fault("colour", f"colour is {colour!r}.", "Write six digits, as #93332b.")
        pattern = style.choice("pattern", PATTERNS)
        yield force, ForceStyle(force, style.names("names"), colour, pattern)


def _presets(table: Table) -> Iterator[Preset]:
    for key in table.child("presets").values:
        told = table.child("presets", key)
        told.only("names", "first", "last")
        yield Preset(told.names("names"), told.day("first"), told.day("last"))


def _sources(table: Table) -> Iterator[tuple[str, Source]]:
    for source_id in table.child("sources").values:
        told = table.child("sources", source_id)
        told.only("names", "aliases", "leaning", "reliability")
        leaning = told.choice("leaning", LEANINGS)
        yield (
            source_id,
            Source(
                id=source_id,
                names=told.names("names"),
                leaning=next((known for known in LEANINGS if known == leaning), "neutral"),
                reliability=told.number("reliability", 0, 1),
                aliases=told.texts("aliases"),
            ),
        )


def _check(theatre: Theatre, table: Table) -> None:
    """What only the whole theatre can tell."""
    if theatre.last < theatre.first:
        table.child("period").fault("last", "The period ends before it begins.", "Swap the days.")
    elif not theatre.first <= theatre.opening <= theatre.last:
        table.fault("opening", "The opening day lies outside the period.", "Choose another.")
    for key, preset in zip(table.child("presets").values, theatre.presets, strict=True):
        if not theatre.first <= preset.first <= preset.last <= theatre.last:
            hint = "Its days lie inside the period, the first before the last."
            table.fault("presets", f"The preset {key} cannot be shown.", hint)
    for key, place in {"city": theatre.city, **theatre.compass}.items():
        if place not in theatre.places:
            table.fault(key, f"{key} is {place!r}.", "Name the id of a place in places.csv.")
