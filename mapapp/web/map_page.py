"""What the map page shows: the day as words, drawing and table, and the data of its scripts."""

import unicodedata
from datetime import date
from typing import Any, NamedTuple

from flask import render_template, url_for
from markupsafe import Markup

from mapapp import features
from mapapp.atlas import Atlas, Timeline
from mapapp.config import Config
from mapapp.dates import ONE_DAY
from mapapp.drawing import Mark, Sheet, draw_day
from mapapp.models import FORCES, Language, Percent, PlaceId
from mapapp.snapshots import LONGEST_TITLE, SIZES, Tongue
from mapapp.telling import Telling
from mapapp.theatre import Theatre
from mapapp.web.figures import comparable_percents, percent_words, publisher_of
from mapapp.web.frame import link
from mapapp.web.site import site
from mapapp.words import Words

__all__ = ["MapState", "map_page"]

#: Units across the drawing; about the pixels it gets on a large screen.
_WIDTH = 1000


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


def map_page(atlas: Atlas, state: MapState, words: Words, config: Config) -> dict[str, Any]:
    """The context of map.html, which lists its names."""
    timeline, telling = atlas.timeline(state.known), Telling(words, atlas.theatre)
    control = features.control_json(atlas, timeline, state.day)
    return {
        **state.to_json(),
        **_day(atlas, state, words),
        **_known(state, words),
        **_place(atlas, state, words),
        "steps": _steps(atlas, timeline, state.day),
        "finding": _finding(atlas, timeline, state, telling),
        "sizes": list(SIZES),
        "title_length": LONGEST_TITLE,
        "kept": state.kept,
        "page_url": url_for("pages.map"),
        "day_svg": _drawn(atlas, control, state, telling),
        "forces": _forces(atlas, telling),
        "shares": _shares(atlas, timeline, state.day, telling),
        "percents_of_day": _percents_of_day(atlas, state, telling),
        "rows": _rows(control, state, telling),
        "page_data": _page_data(atlas, state, telling, config),
    }


def _day(atlas: Atlas, state: MapState, words: Words) -> dict[str, Any]:
    first, last = atlas.theatre.first, atlas.theatre.last
    return {
        "date_words": words.day(state.day),
        "weekday": words.day(state.day, "weekday"),
        "day": (state.day - first).days,
        "days": (last - first).days + 1,
        "period": {"from": first.isoformat(), "to": last.isoformat()},
    }


def _known(state: MapState, words: Words) -> dict[str, Any]:
    return {
        "known_words": words.day(state.known) if state.known else None,
        "known_drop_url": link("pages.map", date=state.day.isoformat(), place=state.place),
    }


def _place(atlas: Atlas, state: MapState, words: Words) -> dict[str, Any]:
    if state.place is None:
        return {"place_name": None, "place_url": None}
    return {
        "place_name": atlas.place(state.place).names[words.lang],
        "place_url": link("pages.place", place_id=state.place),
    }


def _steps(atlas: Atlas, timeline: Timeline, day: date) -> dict[str, str | None]:
    first, last = atlas.theatre.first, atlas.theatre.last
    changes = timeline_changes(atlas, timeline)
    return {
        "previous_change": next((d for d in reversed(changes) if d < day.isoformat()), None),
        "previous_day": (day - ONE_DAY).isoformat() if day > first else None,
        "next_day": (day + ONE_DAY).isoformat() if day < last else None,
        "next_change": next((d for d in changes if d > day.isoformat()), None),
    }


def timeline_changes(atlas: Atlas, timeline: Timeline) -> list[str]:
    """The days on which something changes, as ISO texts, each once."""
    period = atlas.theatre.first, atlas.theatre.last
    changes = features.changes_json(atlas, timeline, *period)["changes"]
    return list(dict.fromkeys(change["date"] for change in changes))


def _drawn(atlas: Atlas, control: dict[str, Any], state: MapState, telling: Telling) -> Markup:
    focus = [features.geometry_json(atlas.extents[place]) for place in atlas.theatre.denominator]
    drawing = draw_day(
        control,
        site().ground,
        Sheet.fit(focus, _WIDTH, margin=12),
        marks_of(atlas),
        title=lambda feature: (
            f"{telling.place(feature['id'])} – {telling.state(feature['properties'])}"
        ),
        link=lambda place: link("pages.place", place_id=place),
        lang=state.lang,
    )
    label = f"{telling.words.text('map_label')}, {telling.words.day(state.day)}"
    # A template that escapes what it is given made it.
    return Markup(render_template("_day.svg", drawing=drawing, label=label))  # noqa: S704


def marks_of(atlas: Atlas) -> dict[str, Mark]:
    """Colour and pattern of each force of the theatre."""
    return {force: Mark(f.colour, f.pattern) for force, f in atlas.theatre.forces.items()}


def _forces(atlas: Atlas, telling: Telling) -> list[dict[str, str]]:
    return [
        {"id": force, "name": telling.force(force), "colour": mark.colour, "pattern": mark.pattern}
        for force, mark in marks_of(atlas).items()
    ]


def _shares(atlas: Atlas, timeline: Timeline, day: date, telling: Telling) -> list[dict[str, str]]:
    area = atlas.theatre.compass["east"]
    shares = features.shares_json(atlas, timeline, day, day, area)["days"][0]["shares"]
    return [
        {
            "force": force,
            "name": telling.force(force),
            "words": telling.words.percent(shares[force]),
        }
        for force in (*FORCES, "unknown")
        if shares[force]
    ]


def _finding(atlas: Atlas, timeline: Timeline, state: MapState, telling: Telling) -> str:
    """What a picture of the day would be called."""
    area = atlas.theatre.compass["east"]
    shares = features.shares_json(atlas, timeline, state.day, state.day, area)["days"][0]
    content = {
        "spec": {"title": ""},
        "area": atlas.theatre.places[area].names[state.lang],
        "forces": _forces(atlas, telling),
        "views": [shares],
    }
    return Tongue(state.lang).title(content)


def _percents_of_day(atlas: Atlas, state: MapState, telling: Telling) -> list[dict[str, Any]]:
    return [
        {
            "polarity": percent.polarity,
            "words": percent_words(percent, telling),
            "url": link("pages.article", article_id=percent.article),
            "publisher": publisher_of(atlas, percent.article, telling.words),
        }
        for percent in comparable_percents(atlas, state.known)
        if percent.day == state.day
    ]


def _rows(control: dict[str, Any], state: MapState, telling: Telling) -> list[dict[str, str]]:
    rows = [_row(feature, telling) for feature in control["features"]]
    # Accents apart, so that they do not send a name to the end of the list.
    return sorted(rows, key=lambda row: unicodedata.normalize("NFD", row["name"].casefold()))


def _row(feature: dict[str, Any], telling: Telling) -> dict[str, str]:
    state = feature["properties"]
    since = date.fromisoformat(state["since"]) if state["since"] else None
    return {
        "id": feature["id"],
        "url": link("pages.place", place_id=feature["id"]),
        "name": telling.place(feature["id"]),
        "force": state["force"],
        "force_words": telling.holder(state),
        "flags": " · ".join(telling.flags(state)),
        "since": telling.words.day(since) if since else "",
    }


def _page_data(atlas: Atlas, state: MapState, telling: Telling, config: Config) -> dict[str, Any]:
    theatre, words = atlas.theatre, telling.words
    return {
        "state": state.to_json(),
        "messages": words.for_scripts(),
        "forces": _forces(atlas, telling),
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
        "tiles": _tiles(config),
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
    """Addresses that the scripts ask; ``{id}`` stands for the id of a place or an article."""

    def template(endpoint: str, name: str) -> str:
        return link(endpoint, **{name: "_id_"}).replace("_id_", "{id}")

    return {
        "timeline": url_for("api.timeline"),
        "places": url_for("api.places"),
        "claims": url_for("api.claims"),
        "ground": url_for("api.ground"),
        "place": template("pages.place", "place_id"),
        "article": template("pages.article", "article_id"),
        "worker": url_for("pages.worker"),
    }


def _tiles(config: Config) -> dict[str, str] | None:
    if not config.tile_url:
        return None
    return {"url": config.tile_url, "attribution": config.tile_attribution}
