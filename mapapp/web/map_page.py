"""What the map page shows without its scripts: the day as words, drawing, shares and table."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import render_template, url_for
from markupsafe import Markup

from mapapp import features
from mapapp.atlas import Atlas, Timeline
from mapapp.config import Config
from mapapp.dates import ONE_DAY
from mapapp.drawing import Sheet, draw_day
from mapapp.snapshots import LONGEST_TITLE, MOST_DATES, SIZES, WINDOWS, Tongue
from mapapp.telling import Telling
from mapapp.web.embed_code import CODES
from mapapp.web.figures import comparable_percents, percent_words, publisher_of
from mapapp.web.frame import link
from mapapp.web.page_data import MapState, forces_of, marks_of, page_data
from mapapp.web.site import site
from mapapp.words import Words

__all__ = ["map_page", "timeline_changes"]

#: Units across the drawing; about the pixels it gets on a large screen.
_WIDTH = 1000
#: Shares that differ by less than half a per cent are told alike, as in static/js/timeline.js.
_VISIBLE = 0.005


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
        "picture": _picture_choices(),
        "kept": state.kept,
        "page_url": url_for("pages.map"),
        "day_svg": _drawn(atlas, control, state, telling),
        "forces": forces_of(atlas, telling),
        **_shares(atlas, timeline, state, telling),
        "percents_of_day": _percents_of_day(atlas, state, telling),
        "rows": _rows(control, state, telling),
        "page_data": page_data(atlas, state, telling, config),
    }


def _picture_choices() -> dict[str, Any]:
    """What a picture can be made of."""
    return {
        "sizes": list(SIZES),
        "windows": WINDOWS,
        "title_length": LONGEST_TITLE,
        "more_dates": MOST_DATES - 1,
        "codes": CODES,
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
        "known_drop_url": link(
            "pages.map", date=state.day.isoformat(), place=state.place, known=None
        ),
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


def _shares(atlas: Atlas, timeline: Timeline, state: MapState, telling: Telling) -> dict[str, Any]:
    """What each force holds of East Aleppo, and what a picture of the day would be called."""
    area, words = atlas.theatre.compass["east"], telling.words
    day = features.shares_json(atlas, timeline, state.day, state.day, area)["days"][0]
    total = sum(day["by_number"].values())
    content = {
        "spec": {"title": ""},
        "area": atlas.theatre.places[area].names[state.lang],
        "forces": forces_of(atlas, telling),
        "views": [day],
    }
    return {
        "finding": Tongue(state.lang).title(content),
        "shares": [
            {
                "force": force,
                "name": telling.force(force),
                "words": words.percent(day["shares"][force]),
                "number": words.text("shares_of", count=count, total=total),
            }
            for force, count in day["by_number"].items()
            if count
        ],
        "earlier_rules": bool(atlas.earlier),
        "earlier_shares": list(_earlier_shares(atlas, state, day["shares"], telling)),
        "share_remarks": f"{words.text('comma')} ".join(
            words.text(f"shares_{part}", value=words.percent(day[part]))
            for part in ("contested", "claimed")
            if day[part]
        ),
    }


def _earlier_shares(
    atlas: Atlas, state: MapState, now: dict[str, float], telling: Telling
) -> Iterator[str]:
    """What the map showed for the day by earlier rules, where that was something else."""
    area, words = atlas.theatre.compass["east"], telling.words
    for earlier in atlas.earlier if state.known is None else ():
        days = features.shares_json(atlas, earlier.timeline, state.day, state.day, area)["days"]
        then = days[0]["shares"]
        if any(abs(then[force] - now[force]) >= _VISIBLE for force in now):
            told = [f"{telling.force(f)} {words.percent(then[f])}" for f in then if then[f]]
            yield words.text(
                "earlier_shares",
                date=words.day(earlier.until),
                version=str(earlier.rules_version),
                shares=f"{words.text('comma')} ".join(told),
            )


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
