"""The data as tables: what the columns of spells, claims and places hold, and their rows.

The columns are Table Schema fields (https://specs.frictionlessdata.io/table-schema/), so
that one list makes the CSV, the GeoJSON and the description of both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from mapapp.atlas import Atlas
from mapapp.dates import DateRange
from mapapp.models import LANGUAGES, Claim, Place, PlaceId, Spell
from mapapp.selection import claims_about

__all__ = ["TABLES", "Column", "Table", "data_package"]

_Kind = Literal["string", "date", "boolean", "number", "list"]


class Column(NamedTuple):
    """One column; a list is written with semicolons in CSV and as an array in GeoJSON."""

    name: str
    kind: _Kind
    about: str
    of: Callable[[Atlas, Any], Any]
    key: bool = False


class Table(NamedTuple):
    """A table: its records as known on a day, their columns, and the place each is about."""

    name: str
    title: str
    records: Callable[[Atlas, date | None], Iterable[Any]]
    place_of: Callable[[Any], PlaceId]
    columns: tuple[Column, ...]

    def row(self, atlas: Atlas, record: Any) -> list[Any]:
        """The values of a record: None, text, number, truth, or a list of texts."""
        return [column.of(atlas, record) for column in self.columns]


def _names(place_of: Callable[[Any], PlaceId]) -> tuple[Column, ...]:
    def column(lang: Any) -> Column:
        return Column(
            f"name_{lang}",
            "string",
            f"Name of the place ({lang})",
            lambda atlas, record: atlas.theatre.places[place_of(record)].names[lang],
        )

    return tuple(column(lang) for lang in LANGUAGES)


def _plain(name: str, kind: _Kind, about: str) -> Column:
    """A column that is an attribute of the record."""

    def of(_: Atlas, record: Any) -> Any:
        value = getattr(record, name)
        if isinstance(value, date):
            return value.isoformat()
        return list(value) if isinstance(value, tuple) else value

    return Column(name, kind, about, of)


def _ranged(name: str, about: str) -> tuple[Column, Column]:
    """Two columns for a range of days."""

    def end_of(which: Literal["earliest", "latest"]) -> Callable[[Atlas, Any], Any]:
        def of(_: Atlas, record: Any) -> Any:
            days: DateRange | None = getattr(record, name)
            return getattr(days, which).isoformat() if days else None

        return of

    return (
        Column(f"{name}_earliest", "date", f"Earliest day on which {about}", end_of("earliest")),
        Column(f"{name}_latest", "date", f"Latest day on which {about}", end_of("latest")),
    )


def _cited(name: str, kind: _Kind, about: str, attribute: str = "") -> Column:
    """A column of the article that a claim stands in."""
    plain = _plain(attribute or name, kind, about)
    return plain._replace(
        name=name, of=lambda atlas, claim: plain.of(atlas, atlas.articles[claim.article])
    )


def _spells(atlas: Atlas, known: date | None) -> Iterator[Spell]:
    return (spell for told in atlas.timeline(known).spells.values() for spell in told)


def _claims(atlas: Atlas, known: date | None) -> Iterator[Claim]:
    told = claims_about(atlas, known=known)
    return (claim for claim in told if claim.place in atlas.theatre.places)


def _place_of_place(place: Place) -> PlaceId:
    return place.id


def _place_of_record(record: Any) -> PlaceId:
    place: PlaceId = record.place
    return place


_PLACE = Column("place", "string", "Id of the place", lambda _, record: record.place)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "spells",
            "Who held each place, over half-open intervals of days",
            _spells,
            _place_of_record,
            (
                _PLACE,
                *_names(_place_of_record),
                _plain("start", "date", "First day"),
                _plain("end", "date", "The day after the last"),
                _plain("force", "string", "The last holder by the rules, or unknown"),
                _plain("status", "string", "control or contested"),
                _plain("contested_by", "list", "Forces that hold ground inside"),
                _plain("claimed", "boolean", "Only the side that gains by it says so"),
                _plain("besieged", "boolean", "Encircled by another force"),
                _plain("disputed", "boolean", "Sources of equal weight contradict one another"),
                _plain("uncertain", "boolean", "One of several days on which it may have begun"),
                _plain("since", "date", "First day of this force's hold"),
                _plain("until", "date", "Day on which another force follows"),
                _plain("evidence_on", "date", "Day of the newest claim that carries it"),
                _plain("claims", "list", "Ids of the claims that carry it"),
            ),
        ),
        Table(
            "claims",
            "What each source said of each place, sentence by sentence",
            _claims,
            _place_of_record,
            (
                _plain("id", "string", "Id of the claim")._replace(key=True),
                _PLACE,
                *_names(_place_of_record),
                _plain("force", "string", "Force that holds, took, lost, fights or is besieged"),
                _plain("status", "string", "control, contested or besieged"),
                _plain("polarity", "string", "asserted, hypothetical, planned or denied"),
                _plain("extent", "string", "whole or part"),
                _plain("event", "string", "gain, loss or hold"),
                *_ranged("start", "this hold can have begun"),
                *_ranged("end", "this hold can have ended"),
                _plain("as_of", "date", "A day on which the state stands"),
                _plain("date_precision", "string", "How exactly the text dates it"),
                _plain("source", "string", "Id of the source that says so"),
                Column("quote", "string", "The sentence", lambda _, claim: claim.quote.text),
                _plain("rule", "string", "Rule of the lexicon that read it"),
                _plain("confidence", "number", "From 0 to 1"),
                _plain("article", "string", "Id of the article"),
                _cited("title", "string", "Title of the article"),
                _cited("publisher", "string", "Who published it"),
                _cited("published", "date", "Day of publication"),
                _cited("published_assumed", "boolean", "The day of publication is assumed"),
                _cited("language", "string", "Language of the article"),
                _cited("url", "string", "Address of the original report"),
            ),
        ),
        Table(
            "places",
            "The gazetteer: neighbourhoods, sites, and groups of them",
            lambda atlas, known: atlas.theatre.places.values(),
            _place_of_place,
            (
                _plain("id", "string", "Id of the place")._replace(key=True),
                *_names(_place_of_place),
                _plain("kind", "string", "neighbourhood, site or area"),
                _plain("aliases", "list", "Further spellings"),
                _plain("accuracy", "string", "Of the border: measured, approximate, or group"),
                _plain("enclave", "string", "Held by the opposition on 14 November 2016"),
                _plain("members", "list", "Ids of a group's places"),
                Column(
                    "area_km2",
                    "number",
                    "Geodesic area in square kilometres",
                    lambda atlas, place: _rounded(atlas.areas.get(place.id)),
                ),
            ),
        ),
    )
}


def data_package(atlas: Atlas, known: date | None = None) -> dict[str, Any]:
    """The description of the tables, as known on a day, as a Data Package
    (https://specs.frictionlessdata.io/).
    """
    theatre = atlas.theatre
    return {
        "profile": "tabular-data-package",
        "name": f"mapapp-{theatre.id}",
        "title": f"{theatre.names['en']}: who held which neighbourhood, day by day",
        "version": atlas.version,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [{"title": s.names["en"]} for s in theatre.sources.values()],
        "resources": [_resource(table, known) for table in TABLES.values()],
    }


def _resource(table: Table, known: date | None) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    keys = [column.name for column in table.columns if column.key]
    if keys:
        schema["primaryKey"] = keys
    if table.name != "places":
        reference = {"resource": "places", "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["place"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv{f'?known={known}' if known else ''}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    # In CSV a list is a text; its items are parted by semicolons.
    kind = "string" if column.kind == "list" else column.kind
    about = f"{column.about}; several are parted by ;" if column.kind == "list" else column.about
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": f"{about}."}
    return {**field, "constraints": {"required": True}} if column.key else field


def _rounded(area: float | None) -> float | None:
    return None if area is None else round(area, 4)
