"""What was put right after it had been shown, with the day of the correction.

A theatre lists its corrections in ``corrections.toml``: ``[[corrections]]`` with ``day``,
``places`` and the words in each language. Feeds, the page of the method and snapshots read it.
"""

from datetime import date
from typing import NamedTuple

from mapapp.models import Language, PlaceId
from mapapp.seeds import Table, parse_toml, raise_fault, read_seed
from mapapp.theatre import Theatre

__all__ = ["Correction", "read_corrections"]


class Correction(NamedTuple):
    """One correction: ``day`` is that of correcting, not the day on the map."""

    day: date
    places: tuple[PlaceId, ...]
    words: dict[Language, str]


def read_corrections(theatre: Theatre) -> tuple[Correction, ...]:
    """The corrections of a theatre, newest first; none where it has no such file.

    Raises:
        SeedError: the file cannot be read, or an entry lacks something.
    """
    path = theatre.folder / "corrections.toml"
    if not path.exists():
        return ()
    text = read_seed(path)
    found = [
        _correction(Table(values, path, 1, text, raise_fault), theatre)
        for values in parse_toml(text, path).get("corrections", [])
    ]
    return tuple(sorted(found, key=lambda correction: correction.day, reverse=True))


def _correction(table: Table, theatre: Theatre) -> Correction:
    table.only("day", "places", "words")
    places = tuple(PlaceId(place) for place in table.texts("places"))
    for place in places:
        if place not in theatre.places:
            table.fault("places", f"{place!r} is no place.", "Name ids of places.csv.")
    return Correction(table.day("day"), places, table.names("words"))
