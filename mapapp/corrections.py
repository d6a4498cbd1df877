"""What was put right after it had been shown, with the day of the correction.

A theatre lists its corrections in ``corrections.toml``: ``[[corrections]]`` with ``day``,
``places`` and ``words`` in each language. The method's page, the feeds and the pages about
snapshots tell them.
"""

import hashlib
from datetime import date
from typing import NamedTuple

from mapapp.models import Language, PlaceId
from mapapp.seeds import Report, Table, parse_toml, raise_fault, read_seed
from mapapp.theatre import Theatre

__all__ = ["Correction", "read_corrections"]


class Correction(NamedTuple):
    """One correction: ``day`` is that of correcting, not a day on the map."""

    day: date
    places: tuple[PlaceId, ...]
    words: dict[Language, str]

    @property
    def id(self) -> str:
        """Names it in addresses, however many follow."""
        told = f"{self.day}{sorted(self.words.items())}".encode()
        return f"correction-{hashlib.sha256(told).hexdigest()[:8]}"


def read_corrections(theatre: Theatre, report: Report = raise_fault) -> tuple[Correction, ...]:
    """The corrections of a theatre, newest first; none where it has no such file.

    Args:
        theatre: the folder, and the places there are.
        report: told of every fault; left out, the first is raised.

    Raises:
        SeedError: the file cannot be read at all.
    """
    path = theatre.folder / "corrections.toml"
    if not path.exists():
        return ()
    text = read_seed(path)
    found = []
    for values in parse_toml(text, path).get("corrections", []):
        found.append(_correction(Table(values, path, 1, text, report), theatre))
    return tuple(sorted(found, key=lambda correction: correction.day, reverse=True))


def _correction(table: Table, theatre: Theatre) -> Correction:
    table.only("day", "places", "words")
    places = tuple(PlaceId(place) for place in table.texts("places"))
    for place in places:
        if place not in theatre.places:
            table.fault("places", f"{place!r} is no place.", "Name ids of places.csv.")
    return Correction(table.day("day"), places, table.names("words"))
