"""The data, as JSON: thin views over ``features``. docs/api.md shows each with an example."""

from flask import Blueprint, Response

from mapapp import features
from mapapp.errors import DateError
from mapapp.selection import article_known, articles_known, claim_known, claims_about
from mapapp.web.answers import GEOJSON, json_answer, packed_answer
from mapapp.web.query import Query
from mapapp.web.site import site

__all__ = ["api"]

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/control")
def control() -> Response:
    """Who holds what on a day."""
    query, bodies = Query("date", "known"), site().bodies
    day, known = query.day_within("date", bodies.atlas), query.known(bodies.atlas)
    if day is None:
        raise DateError("The date is missing.", "Ask for ?date=YYYY-MM-DD.")
    return packed_answer(lambda encoding: bodies.control(day, known, encoding), GEOJSON)


@api.get("/timeline")
def timeline() -> Response:
    """Every day at once."""
    bodies = site().bodies
    known = Query("known").known(bodies.atlas)
    return packed_answer(lambda encoding: bodies.timeline(known, encoding))


@api.get("/changes")
def changes() -> Response:
    """What changed from one day to another."""
    query, atlas = Query("from", "to", "known"), site().atlas
    window, known = query.window(atlas), query.known(atlas)
    return json_answer(lambda: features.changes_json(atlas, atlas.timeline(known), *window))


@api.get("/shares")
def shares() -> Response:
    """Which part of an area each force held, day by day."""
    query, atlas = Query("from", "to", "area", "known"), site().atlas
    window, known = query.window(atlas), query.known(atlas)
    area = atlas.place(query.text("area") or atlas.theatre.compass["east"]).id
    return json_answer(lambda: features.shares_json(atlas, atlas.timeline(known), *window, area))


@api.get("/places")
def places() -> Response:
    """All places with ground of their own, the same on any known day."""
    Query("known").day("known")
    atlas = site().atlas
    return json_answer(lambda: features.places_json(atlas), GEOJSON)


@api.get("/places/<place_id>")
def place(place_id: str) -> Response:
    """A place, or a group with its members, the same on any known day."""
    Query("known").day("known")
    atlas = site().atlas
    found = atlas.place(place_id)
    return json_answer(lambda: features.place_json(atlas, found), GEOJSON)


@api.get("/claims")
def claims() -> Response:
    """Claims, oldest publication first; of a place those about its groups, too."""
    query, atlas = Query("place", "from", "to", "known"), site().atlas
    days = (query.day_within("from", atlas), query.day_within("to", atlas))
    found = claims_about(atlas, query.text("place"), *days, query.day("known"))
    return json_answer(
        lambda: {"claims": [features.cited_claim_json(atlas, claim) for claim in found]}
    )


@api.get("/claims/<claim_id>")
def claim(claim_id: str) -> Response:
    """One claim with the article it stands in."""
    known, atlas = Query("known").day("known"), site().atlas
    found = claim_known(atlas, claim_id, known)
    return json_answer(lambda: features.cited_claim_json(atlas, found))


@api.get("/articles")
def articles() -> Response:
    """What each article is cited as, oldest publication first."""
    known, atlas = Query("known").day("known"), site().atlas
    found = articles_known(atlas, known)
    return json_answer(lambda: {"articles": [features.article_json(item) for item in found]})


@api.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """An article with all that was read from it; its text only where it is ours."""
    known, store = Query("known").day("known"), site().store
    found = article_known(site().atlas, article_id, known)
    return json_answer(lambda: features.read_article_json(found, store.extraction(article_id)))


@api.get("/ground")
def ground() -> Response:
    """River, walls, roads, gates and landmarks, drawn beneath the places at all times."""
    Query("known").day("known")
    return json_answer(lambda: site().ground, GEOJSON)
