"""What a snapshot says, frozen: everything a picture, a table or a caption is made from.

The content is plain JSON and needs nothing else to be drawn, so that a snapshot stays what it
was when the data behind it change.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import shapely

from mapapp.atlas import Atlas, Timeline
from mapapp.extents import Shape
from mapapp.features import changes_json, control_json, shares_json
from mapapp.models import Claim, Language, Spell
from mapapp.snapshots.spec import Spec, snapshot_id

__all__ = ["content_of"]


def content_of(spec: Spec, atlas: Atlas) -> dict[str, Any]:
    """The content of a wish: views of its dates, the sources behind them, the forces' looks."""
    timeline = atlas.timeline(spec.known)
    theatre = atlas.theatre
    return {
        "id": snapshot_id(spec, atlas),
        "spec": spec.to_json(),
        "data_version": atlas.data_version,
        "rules_version": atlas.rules_version,
        "area": theatre.places[theatre.compass["east"]].names[spec.lang],
        "forces": [
            {"id": f.id, "name": f.names[spec.lang], "colour": f.colour, "pattern": f.pattern}
            for f in theatre.forces.values()
        ],
        "focus": list(theatre.denominator),
        "ground": theatre.ground(),
        "views": [_view(atlas, timeline, day) for day in spec.dates],
        "sources": _sources(atlas, timeline, spec),
        "chart": _chart(atlas, timeline) if spec.chart else None,
    }


def _view(atlas: Atlas, timeline: Timeline, day: date) -> dict[str, Any]:
    """One date: the map, the shares of East Aleppo, and what changed that day."""
    east = atlas.theatre.compass["east"]
    control = control_json(atlas, timeline, day)
    return {
        "date": day.isoformat(),
        "features": [
            {**feature, **_lettering(atlas.extents[feature["id"]])}
            for feature in control["features"]
        ],
        **shares_json(atlas, timeline, day, day, east)["days"][0],
        "changes": changes_json(atlas, timeline, day, day)["changes"],
    }


@lru_cache(maxsize=1024)
def _lettering(shape: Shape) -> Mapping[str, Any]:
    """What lettering a place needs: its box, and the point farthest from its border."""
    middle = shapely.maximum_inscribed_circle(shape).coords[0]
    return {
        "bbox": [round(value, 6) for value in shape.bounds],
        "label": [round(value, 6) for value in middle],
    }


def _chart(atlas: Atlas, timeline: Timeline) -> list[dict[str, Any]]:
    """Shares from each day on which they differ, over the whole period, its last day included."""
    theatre = atlas.theatre
    told = shares_json(atlas, timeline, theatre.first, theatre.last, theatre.compass["east"])
    days: list[dict[str, Any]] = []
    for day in told["days"]:
        if not days or days[-1]["shares"] != day["shares"] or day is told["days"][-1]:
            days.append({"date": day["date"], "shares": day["shares"]})
    return days


def _sources(atlas: Atlas, timeline: Timeline, spec: Spec) -> list[dict[str, Any]]:
    """Who says what is drawn, each with the newest day that it is cited for, newest first."""
    newest: dict[str, date] = {}
    for day in spec.dates:
        for spell in _drawn(atlas, timeline, day):
            for claim in _cited(atlas, spell):
                name, spoken_of = _source_name(atlas, claim, spec.lang), _speaks_of(claim, day)
                if name and spoken_of:
                    newest[name] = max(newest.get(name, date.min), spoken_of)
    ranked = sorted(newest.items(), key=lambda item: (-item[1].toordinal(), item[0]))
    return [{"name": name, "as_of": day.isoformat()} for name, day in ranked]


def _drawn(atlas: Atlas, timeline: Timeline, day: date) -> Iterable[Spell]:
    return (timeline.at(place, day) for place in atlas.theatre.denominator)


def _cited(atlas: Atlas, spell: Spell) -> Iterable[Claim]:
    return (atlas.claims[claim] for claim in spell.claims if claim in atlas.claims)


def _source_name(atlas: Atlas, claim: Claim, lang: Language) -> str:
    """The source, or the publisher that speaks for itself."""
    source = atlas.theatre.sources.get(claim.source) if claim.source else None
    return source.names[lang] if source else atlas.articles[claim.article].publisher


def _speaks_of(claim: Claim, day: date) -> date | None:
    """The newest day up to the picture's that a claim says something about, if it does."""
    told = [span.latest for span in (claim.start, claim.end) if span]
    told += [claim.as_of] if claim.as_of else []
    return max((t for t in told if t <= day), default=None)
