"""Spells and polygons -> the one public data contract: GeoJSON, tables, shares, changes.

Pure functions of an atlas and a timeline; the same dictionaries serve pages, answers,
downloads and snapshots. Coordinates are (lon, lat), WGS 84, 6 decimals (RFC 7946); days
are ISO 8601; areas are geodesic, in km².
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

import shapely

from mapapp.atlas import Atlas, Earlier, Timeline
from mapapp.dates import days_between
from mapapp.extents import Shape
from mapapp.extraction_json import claim_json, extraction_json
from mapapp.models import FORCES, Article, Claim, Extraction, Place, PlaceId, Spell

__all__ = [
    "TIMELINE_FIELDS",
    "article_json",
    "changes_json",
    "cited_claim_json",
    "control_feature",
    "control_head",
    "control_json",
    "geometry_json",
    "place_json",
    "places_changed",
    "places_json",
    "read_article_json",
    "shares_json",
    "timeline_json",
]

#: Columns of a spell in the timeline; days are offsets from the first day of the period.
TIMELINE_FIELDS = (
    "start", "force", "status", "contested_by", "claimed", "besieged", "disputed", "uncertain",
    "since", "until", "evidence_on", "claims",
)  # fmt: skip
#: What a reader sees of a spell; where two agree in these nothing changed.
_TOLD = ("force", "status", "contested_by", "claimed", "besieged", "disputed")
_DECIMALS = 6


def control_json(atlas: Atlas, timeline: Timeline, day: date) -> dict[str, Any]:
    """Who holds what on a day: a FeatureCollection, one feature per place that is no group."""
    features = [control_feature(atlas, timeline.at(place, day), day) for place in atlas.extents]
    return {**control_head(atlas, timeline, day), "features": features}


def control_head(atlas: Atlas, timeline: Timeline, day: date) -> dict[str, Any]:
    """What the collection of a day says beside its features."""
    return {"type": "FeatureCollection", "date": day.isoformat(), **_stamp(atlas, timeline)}


def control_feature(atlas: Atlas, spell: Spell, day: date) -> dict[str, Any]:
    """The place of a spell, on a day of it; its area is in km²."""
    return {
        "type": "Feature",
        "id": spell.place,
        "geometry": geometry_json(atlas.extents[spell.place]),
        "properties": _control_properties(atlas, spell, day),
    }


def timeline_json(atlas: Atlas, timeline: Timeline) -> dict[str, Any]:
    """The whole history, interval-encoded: per place its spells as rows of ``TIMELINE_FIELDS``.

    ``claims`` lists the ids that the rows number; a value that a reader would take for
    granted (false, none, "control") is null, and nulls at the end of a row are left out.
    ``earlier`` holds, for each earlier version of the rules, the places that it had otherwise;
    what it had made of the claims known on an earlier day is not kept.
    """
    numbers: dict[str, int] = {}
    rows = {
        place: [_row(spell, atlas.theatre.first, numbers) for spell in spells]
        for place, spells in timeline.spells.items()
    }
    theatre = atlas.theatre
    return {
        "period": {"from": theatre.first.isoformat(), "to": theatre.last.isoformat()},
        **_stamp(atlas, timeline),
        "fields": TIMELINE_FIELDS,
        "claims": list(numbers),
        "places": rows,
        "earlier": [_earlier_json(atlas, timeline, earlier) for earlier in atlas.earlier]
        if atlas.told_by(timeline.known) == atlas.newest
        else [],
    }


def places_changed(timeline: Timeline, earlier: Earlier) -> list[PlaceId]:
    """The places that an earlier version of the rules showed otherwise on some day."""
    return [
        place
        for place, spells in timeline.spells.items()
        if _seen_over_time(spells) != _seen_over_time(earlier.timeline.spells[place])
    ]


def places_json(atlas: Atlas) -> dict[str, Any]:
    """All places with ground of their own, as a FeatureCollection without any state."""
    features = [place_json(atlas, atlas.theatre.places[place_id]) for place_id in atlas.extents]
    return {"type": "FeatureCollection", "features": features}


def place_json(atlas: Atlas, place: Place) -> dict[str, Any]:
    """One place as a Feature; a group has members and no geometry."""
    shape = atlas.extents.get(place.id)
    properties: dict[str, Any] = {
        "name": place.names,
        "aliases": list(place.aliases),
        "kind": place.kind,
        "accuracy": place.accuracy,
        "area_km2": _area(atlas, place.id),
        "enclave": place.enclave or None,
    }
    if place.is_group:
        properties["members"] = list(place.members)
    geometry = geometry_json(shape) if shape is not None else None
    return {"type": "Feature", "id": place.id, "geometry": geometry, "properties": properties}


def shares_json(
    atlas: Atlas, timeline: Timeline, first: date, last: date, area: str
) -> dict[str, Any]:
    """Shares of an area by force for each day from ``first`` to ``last``, both included.

    ``shares`` are of geodesic area and sum to 1, ``contested`` and ``claimed`` are parts of
    it; ``by_number`` counts each neighbourhood once.

    Raises:
        PlaceNotFound: no place or group goes by ``area``.
    """
    members = atlas.members(area)
    weights = {place: atlas.areas[place] for place in members}
    days, told = [], None
    for day in days_between(first, last):
        spells = [timeline.at(place, day) for place in members]
        # Most days repeat the one before; identical spells give identical shares.
        if told is None or any(a is not b for a, b in zip(spells, told[0], strict=True)):
            told = (spells, _shares_of(spells, weights))
        days.append({"date": day.isoformat(), **told[1]})
    return {"area": area, **_stamp(atlas, timeline), "days": days}


def changes_json(atlas: Atlas, timeline: Timeline, first: date, last: date) -> dict[str, Any]:
    """Every change of a place from ``first`` to ``last``, both included, in order of days."""
    found: list[dict[str, Any]] = []
    for place, spells in timeline.spells.items():
        for before, after in pairwise(spells):
            if first <= after.start <= last and _told(before) != _told(after):
                found.append(_change(atlas, place, before, after))
    found.sort(key=lambda change: (change["date"], change["place"]))
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        **_stamp(atlas, timeline),
        "changes": found,
    }


def cited_claim_json(atlas: Atlas, claim: Claim) -> dict[str, Any]:
    """A claim with its id and the article that it stands in."""
    article = atlas.articles[claim.article]
    return {"id": claim.id, **claim_json(claim), "article": article_json(article)}


def article_json(article: Article) -> dict[str, Any]:
    """What a citation of an article needs; its text is its publisher's."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "published_assumed": article.published_assumed,
        "language": article.language,
        "url": article.url,
        "kind": article.kind,
        "source": article.source,
    }


def read_article_json(article: Article, extraction: Extraction) -> dict[str, Any]:
    """An article with all that was read from it. Its text is given where it is this
    project's own, a dispatch; of other texts the quotes are all that may be repeated.
    """
    ours = article.kind == "dispatch"
    return {
        **article_json(article),
        **extraction_json(article, extraction, item_id=article.id, with_text=ours),
        "claims": [{"id": claim.id, **claim_json(claim)} for claim in extraction.claims],
    }


@lru_cache(maxsize=4096)
def geometry_json(shape: Shape) -> Mapping[str, Any]:
    """A polygon as a GeoJSON geometry, 6 decimals."""
    geometry = shapely.geometry.mapping(shape)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, _DECIMALS)
    return [_rounded(item) for item in coordinates]


def _control_properties(atlas: Atlas, spell: Spell, day: date) -> dict[str, Any]:
    place = atlas.theatre.places[spell.place]
    age = (day - spell.evidence_on).days if spell.evidence_on else None
    return {
        "name": place.names,
        "force": spell.force,
        "status": spell.status,
        "contested_by": list(spell.contested_by),
        "claimed": spell.claimed,
        "besieged": spell.besieged,
        "disputed": spell.disputed,
        "uncertain": spell.uncertain,
        "accuracy": place.accuracy,
        "since": _iso(spell.since),
        "until": _iso(spell.until),
        "evidence_on": _iso(spell.evidence_on),
        "evidence_age_days": age,
        "claims": list(spell.claims),
        "area_km2": _area(atlas, place.id),
    }


def _earlier_json(atlas: Atlas, timeline: Timeline, earlier: Earlier) -> dict[str, Any]:
    """An earlier version of the map, without the claims that carried it: some may be gone."""
    return {
        "rules_version": earlier.rules_version,
        "until": earlier.until.isoformat(),
        "places": {
            place: [
                _row(spell._replace(claims=()), atlas.theatre.first, {})
                for spell in earlier.timeline.spells[place]
            ]
            for place in places_changed(timeline, earlier)
        },
    }


def _seen_over_time(spells: Iterable[Spell]) -> list[tuple[Any, ...]]:
    """What a reader sees of a place, from each day on which that changes."""
    runs = groupby(spells, key=_told)
    return [(next(run).start, *told) for told, run in runs]


def _row(spell: Spell, first: date, numbers: dict[str, int]) -> list[Any]:
    def offset(day: date | None) -> int | None:
        return (day - first).days if day else None

    claims = [numbers.setdefault(claim, len(numbers)) for claim in spell.claims]
    row = [
        offset(spell.start),
        spell.force if spell.force != "unknown" else None,
        spell.status if spell.status != "control" else None,
        list(spell.contested_by) or None,
        *(int(flag) or None for flag in (spell.claimed, spell.besieged)),
        *(int(flag) or None for flag in (spell.disputed, spell.uncertain)),
        offset(spell.since),
        offset(spell.until),
        offset(spell.evidence_on),
        claims or None,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _shares_of(spells: Sequence[Spell], weights: Mapping[PlaceId, float]) -> dict[str, Any]:
    total = sum(weights.values())

    def share(chosen: Iterable[Spell]) -> float:
        return round(sum(weights[spell.place] for spell in chosen) / total, 6) if total else 0.0

    forces = (*FORCES, "unknown")
    return {
        "shares": _closed({f: share(s for s in spells if s.force == f) for f in forces}),
        "contested": share(s for s in spells if s.status == "contested"),
        "claimed": share(s for s in spells if s.claimed),
        "by_number": {f: sum(s.force == f for s in spells) for f in forces},
    }


def _closed(shares: dict[str, float]) -> dict[str, float]:
    """Rounded shares that still sum to 1: the largest takes what rounding left."""
    largest = max(shares, key=lambda force: shares[force])
    rest = sum(value for force, value in shares.items() if force != largest)
    return {**shares, largest: round(1 - rest, 6)}


def _change(atlas: Atlas, place: PlaceId, before: Spell, after: Spell) -> dict[str, Any]:
    return {
        "date": after.start.isoformat(),
        "place": place,
        "name": atlas.theatre.places[place].names,
        "before": _told_json(before),
        "after": _told_json(after),
        "claims": list(after.claims),
    }


def _told(spell: Spell) -> tuple[Any, ...]:
    return tuple(getattr(spell, name) for name in _TOLD)


def _told_json(spell: Spell) -> dict[str, Any]:
    told = dict(zip(_TOLD, _told(spell), strict=True))
    return {**told, "contested_by": list(spell.contested_by)}


def _area(atlas: Atlas, place: PlaceId) -> float | None:
    return round(atlas.areas[place], 4) if place in atlas.areas else None


def _stamp(atlas: Atlas, timeline: Timeline) -> dict[str, Any]:
    """What every answer carries: what was known, and by which data and rules."""
    return {
        "known": timeline.known.isoformat(),
        "data_version": atlas.data_version,
        "rules_version": atlas.rules_version,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
