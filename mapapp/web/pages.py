"""The pages for readers; each works without scripts."""

from flask import Blueprint, Response, current_app

from mapapp.telling import Telling
from mapapp.web.article_page import article_page
from mapapp.web.data_page import data_page
from mapapp.web.frame import check_language, page, reader_words
from mapapp.web.map_page import map_page
from mapapp.web.method_page import method_page
from mapapp.web.page_data import MapState
from mapapp.web.place_page import place_page
from mapapp.web.query import Query
from mapapp.web.site import site

__all__ = ["pages"]

pages = Blueprint("pages", __name__)
pages.before_request(check_language)


@pages.get("/")
def map() -> Response:  # noqa: A001 - the word of the glossary
    """The map of a day."""
    query, atlas, words = Query(strict=False), site().atlas, reader_words()
    place = query.text("place")
    state = MapState(
        day=query.day_within("date", atlas) or atlas.theatre.opening,
        known=query.day("known"),
        place=atlas.place(place).id if place else None,
        compare=query.day_within("compare", atlas),
        lang=words.lang,
    )
    return page("map.html", lambda: map_page(atlas, state, words, site().config))


@pages.get("/place/<place_id>")
def place(place_id: str) -> Response:
    """The history of a place."""
    atlas, known = site().atlas, Query(strict=False).day("known")
    found, telling = atlas.place(place_id), Telling(reader_words(), atlas.theatre)
    return page("place.html", lambda: place_page(atlas, found, known, telling))


@pages.get("/article/<article_id>")
def article(article_id: str) -> Response:
    """An article and what was read from it."""
    atlas, telling = site().atlas, Telling(reader_words(), site().theatre)
    found, store, known = atlas.article(article_id), site().store, Query(strict=False).day("known")
    return page(
        "article.html",
        lambda: article_page(atlas, found, store.extraction(article_id), telling, known),
    )


@pages.get("/method")
def method() -> Response:
    """How the map is made, how well, and what it cannot say."""
    atlas, telling = site().atlas, Telling(reader_words(), site().theatre)
    known = Query(strict=False).day("known")
    return page("method.html", lambda: method_page(atlas, site().corrections, telling, known))


@pages.get("/data")
def data() -> Response:
    """Downloads, licence, citation, and the addresses of the API."""
    atlas, telling = site().atlas, Telling(reader_words(), site().theatre)
    known = Query(strict=False).day("known")
    return page("data.html", lambda: data_page(atlas, telling, known))


@pages.get("/worker.js")
def worker() -> Response:
    """The service worker, at the top: it may keep only what lies below its own address."""
    return current_app.send_static_file("js/worker.js")
