"""``places.csv`` -> the places of a theatre.

One row for each piece of a place; the first carries its names, the others only their
ellipse. Aliases and members are parted by semicolons. Coordinates are (lon, lat), WGS 84.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from mapapp.errors import SeedError
from mapapp.models import LANGUAGES, Accuracy, Ellipse, Place, PlaceId
from mapapp.seeds import Report, read_seed

__all__ = ["COLUMNS", "read_places"]

COLUMNS = (
    "id", "part", "kind", "name_fr", "name_en", "name_ar", "aliases", "lon", "lat",
    "length_m", "width_m", "bearing_deg", "accuracy", "enclave", "members",
)  # fmt: skip
_KINDS = ("area", "neighbourhood", "site")
_ENCLAVE = ("", "whole", "part", "assumed")
#: What each number may be; no piece of a city is longer than 20 km.
_RANGES = {
    "lon": (-180.0, 180.0),
    "lat": (-90.0, 90.0),
    "length_m": (1.0, 20_000.0),
    "width_m": (1.0, 20_000.0),
    "bearing_deg": (0.0, 360.0),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the file, whose values are checked as they are taken out."""

    values: dict[str, str]
    path: Path
    line: int
    report: Report

    def fault(self, message: str, hint: str) -> None:
        self.report(SeedError(message, hint, path=str(self.path), line=self.line))

    def number(self, column: str) -> float:
        low, high = _RANGES[column]
        text = self.values[column]
        try:
            value = float(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            self.fault(f"{column} is {text!r}.", f"Write a number from {low:g} to {high:g}.")
            return high
        return value

    def choice(self, column: str, options: tuple[str, ...]) -> Any:
        value = self.values[column]
        if value not in options:
            shown = ", ".join(option or "nothing" for option in options)
            self.fault(f"{column} is {value!r}.", f"Choose one of {shown}.")
            return options[0]
        return value

    def listed(self, column: str) -> tuple[str, ...]:
        return tuple(item.strip() for item in self.values[column].split(";") if item.strip())


def read_places(path: Path, report: Report) -> dict[PlaceId, Place]:
    """The places of the file by id, in its order.

    Args:
        path: the file.
        report: told of every fault.

    Raises:
        SeedError: the file cannot be opened, or its header is another.
    """
    places: dict[PlaceId, Place] = {}
    lines: dict[PlaceId, _Row] = {}
    for row in _rows(path, report):
        place_id = PlaceId(row.values["id"])
        if place_id not in places:
            places[place_id] = _place(row, place_id)
            lines[place_id] = row
        elif row.values["part"] == str(len(places[place_id].pieces) + 1):
            pieces = (*places[place_id].pieces, _ellipse(row))
            places[place_id] = replace(places[place_id], pieces=pieces)
        else:
            row.fault(
                f"{place_id} stands here twice with part {row.values['part']!r}.",
                "Number the pieces of a place from 1 on.",
            )
    for place in places.values():
        _check_members(place, places, lines[place.id])
    return places


def _rows(path: Path, report: Report) -> Iterator[_Row]:
    reader = csv.reader(read_seed(path).splitlines())
    header = next(reader, [])
    if tuple(header) != COLUMNS:
        raise SeedError(
            f"The header is {','.join(header)!r}.",
            f"Write {','.join(COLUMNS)}.",
            path=str(path),
            line=1,
        )
    for values in reader:
        row = _Row(dict(zip(COLUMNS, values, strict=False)), path, reader.line_num, report)
        if len(values) != len(COLUMNS):
            row.fault(
                f"The row has {len(values)} columns instead of {len(COLUMNS)}.",
                "Put values with commas in quotes.",
            )
        else:
            yield row


def _place(row: _Row, place_id: PlaceId) -> Place:
    if not place_id or place_id != place_id.lower() or " " in place_id:
        row.fault(f"The id is {place_id!r}.", "Write small letters, digits and hyphens.")
    for language in LANGUAGES:
        if not row.values[f"name_{language}"]:
            row.fault(f"{place_id} has no name_{language}.", "Every place has one per language.")
    accuracy = row.choice("accuracy", get_args(Accuracy))
    return Place(
        id=place_id,
        kind=row.choice("kind", _KINDS),
        names={language: row.values[f"name_{language}"] for language in LANGUAGES},
        aliases=row.listed("aliases"),
        pieces=() if accuracy == "group" else (_ellipse(row),),
        accuracy=accuracy,
        enclave=row.choice("enclave", _ENCLAVE),
        members=tuple(PlaceId(member) for member in row.listed("members")),
    )


def _ellipse(row: _Row) -> Ellipse:
    return Ellipse(*(row.number(column) for column in _RANGES))


def _check_members(place: Place, places: dict[PlaceId, Place], row: _Row) -> None:
    if place.members and place.accuracy != "group":
        row.fault(f"{place.id} has members and ground of its own.", "Only a group has members.")
    for member in place.members:
        if member not in places:
            row.fault(f"{place.id} has the unknown member {member!r}.", "Name the id of a place.")
