"""Whole tables as CSV and GeoJSON, streamed row by row."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import Any

from flask import Blueprint, Response

from mapapp.atlas import Atlas
from mapapp.errors import UnknownItem
from mapapp.features import geometry_json
from mapapp.tables import TABLES, Table, data_package
from mapapp.web.answers import GEOJSON, json_answer, validated
from mapapp.web.bodies import dumps
from mapapp.web.query import Query
from mapapp.web.site import site

__all__ = ["downloads"]

downloads = Blueprint("downloads", __name__, url_prefix="/download")

#: Rows that are sent together.
_BATCH = 200
#: A spreadsheet takes a cell that begins so for a formula, and runs it (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@downloads.get("/<name>.csv")
def as_csv(name: str) -> Response:
    """A table as CSV."""
    table, atlas, known = _table(name), site().atlas, Query("known").day("known")
    return validated(lambda: _file(_csv(table, atlas, known), f"{name}.csv", "text/csv"))


@downloads.get("/<name>.geojson")
def as_geojson(name: str) -> Response:
    """A table as GeoJSON, each row with the ground of its place."""
    table, atlas, known = _table(name), site().atlas, Query("known").day("known")
    return validated(lambda: _file(_geojson(table, atlas, known), f"{name}.geojson", GEOJSON))


@downloads.get("/datapackage.json")
def package() -> Response:
    """What the columns mean, as a Data Package."""
    atlas, known = site().atlas, Query("known").day("known")
    return json_answer(lambda: data_package(atlas, known))


def _table(name: str) -> Table:
    if name not in TABLES:
        raise UnknownItem(f"There is no table {name!r}.", f"Known: {', '.join(TABLES)}.")
    return TABLES[name]


def _file(chunks: Iterator[bytes], name: str, mimetype: str) -> Response:
    response = Response(chunks, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _csv(table: Table, atlas: Atlas, known: date | None) -> Iterator[bytes]:
    rows = (table.row(atlas, record) for record in table.records(atlas, known))
    header = [column.name for column in table.columns]
    for batch in _batches(chain([header], rows)):
        text = io.StringIO()
        csv.writer(text).writerows([_cell(value) for value in row] for row in batch)
        yield text.getvalue().encode()


def _cell(value: Any) -> Any:
    """A value as a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return str(value).lower()
    text = ";".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _geojson(table: Table, atlas: Atlas, known: date | None) -> Iterator[bytes]:
    names = [column.name for column in table.columns]
    separator = b'{"type":"FeatureCollection","features":['
    for batch in _batches(table.records(atlas, known)):
        features = (
            {
                "type": "Feature",
                "geometry": _geometry(table, atlas, record),
                "properties": dict(zip(names, table.row(atlas, record), strict=True)),
            }
            for record in batch
        )
        yield separator + b",".join(map(dumps, features))
        separator = b","
    yield b"]}" if separator == b"," else separator + b"]}"


def _geometry(table: Table, atlas: Atlas, record: Any) -> Any:
    shape = atlas.extents.get(table.place_of(record))
    return geometry_json(shape) if shape is not None else None


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
