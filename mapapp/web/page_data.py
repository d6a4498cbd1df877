"""The state of the map page, and what it hands to its scripts, once and in one place."""

from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from mapapp.atlas import Atlas
from mapapp.config import Config
from mapapp.drawing import Mark
from mapapp.models import Language, Percent, PlaceId
from mapapp.telling import Telling
from mapapp.theatre import Theatre
from mapapp.web.figures import comparable_percents, publisher_of
from mapapp.web.frame import link
from mapapp.web.grounds import grounds
from mapapp.words import Words

__all__ = ["MapState", "forces_of", "marks_of", "page_data"]


class MapState(NamedTuple):
    """The whole state of the page, as its address gives it."""

    day: date
    known: date | None
    place: PlaceId | None
    compare: date | None
    lang: Language

    def to_json(self) -> dict[str, str | None]:
        return {
            "date": self.day.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "place": self.place,
            "compare": self.compare.isoformat() if self.compare else None,
            "lang": self.lang,
        }

    @property
    def kept(self) -> dict[str, str | None]:
        """What a form that asks for another date sends again."""
        return {"place": self.place, "lang": self.lang}


def page_data(atlas: Atlas, state: MapState, telling: Telling, config: Config) -> dict[str, Any]:
    """All that the scripts read; the page carries it as one block of JSON."""
    theatre, words = atlas.theatre, telling.words
    return {
        "state": state.to_json(),
        "messages": words.for_scripts(),
        "forces": forces_of(atlas, telling),
        "sources": {
            source.id: {"name": source.names[words.lang], "leaning": source.leaning}
            for source in theatre.sources.values()
        },
        "places": _places(atlas, words),
        "denominator": list(theatre.denominator),
        "percents": [
            _percent_json(atlas, percent, words)
            for percent in comparable_percents(atlas, state.known)
        ],
        "presets": _presets(theatre, words),
        "urls": _urls(),
        "grounds": [ground._asdict() for ground in grounds(config)],
    }


def _places(atlas: Atlas, words: Words) -> list[dict[str, Any]]:
    """What the scripts need of each place beside its shape, which they take from the drawing."""
    return [
        {
            "id": place_id,
            "name": atlas.theatre.places[place_id].names[words.lang],
            "accuracy": atlas.theatre.places[place_id].accuracy,
            "area_km2": round(area, 4),
        }
        for place_id, area in atlas.areas.items()
    ]


def _percent_json(atlas: Atlas, percent: Percent, words: Words) -> dict[str, Any]:
    return {
        "date": percent.day.isoformat() if percent.day else None,
        "value": percent.value,
        "force": percent.force,
        "relation": percent.relation,
        "polarity": percent.polarity,
        "article": percent.article,
        "publisher": publisher_of(atlas, percent.article, words),
    }


def _presets(theatre: Theatre, words: Words) -> list[dict[str, str]]:
    """Windows of time that the page offers."""
    return [
        {
            "name": preset.names[words.lang],
            "from": preset.first.isoformat(),
            "to": preset.last.isoformat(),
        }
        for preset in theatre.presets
    ]


def _urls() -> dict[str, str]:
    """Addresses that the scripts ask; ``{id}`` stands for the id of a place or an article, and
    the scripts add the known date, which they may change.
    """

    def template(endpoint: str, name: str) -> str:
        return link(endpoint, **{name: "_id_", "known": None}).replace("_id_", "{id}")

    return {
        "timeline": url_for("api.timeline"),
        "places": url_for("api.places"),
        "claims": url_for("api.claims"),
        "ground": url_for("api.ground"),
        "place": template("pages.place", "place_id"),
        "article": template("pages.article", "article_id"),
        "worker": url_for("pages.worker"),
    }


def marks_of(atlas: Atlas) -> dict[str, Mark]:
    """Colour and pattern of each force of the theatre."""
    return {force: Mark(f.colour, f.pattern) for force, f in atlas.theatre.forces.items()}


def forces_of(atlas: Atlas, telling: Telling) -> list[dict[str, str]]:
    """Id, name, colour and pattern of each force, in the order of legends."""
    return [
        {"id": force, "name": telling.force(force), "colour": mark.colour, "pattern": mark.pattern}
        for force, mark in marks_of(atlas).items()
    ]
