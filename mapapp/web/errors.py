"""The one way from an error to an answer: a page for readers, JSON for programs."""

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from mapapp.errors import (
    DateError,
    MapappError,
    OutsidePeriod,
    PlaceNotFound,
    QueryError,
    SnapshotError,
    TooManyRequests,
    UnknownItem,
)
from mapapp.extraction_json import error_json
from mapapp.web.frame import link, reader_words
from mapapp.web.site import site

__all__ = ["init_app"]

#: Addresses below which programs ask; everywhere else a browser shows the answer.
_FOR_PROGRAMS = ("/api/", "/download/", "/healthz", "/oembed", "/feed", "/static/")
#: Addresses that a form asks as well as programs: one that says nothing is a program.
_FOR_BOTH = ("/snapshots", "/picture.")
_HINTS = {
    404: "The addresses are listed at /data.",
    405: "Ask with one of the methods that the Allow header names.",
    500: "Try again in a moment.",
    501: "Ask for format=json or format=xml.",
}
#: Errors with a text of their own in the reader's language, the most particular first.
_TEXTS = {
    OutsidePeriod: "error_period",
    DateError: "error_date",
    PlaceNotFound: "error_place",
    UnknownItem: "error_item",
    SnapshotError: "error_snapshot",
    QueryError: "error_query",
}


def init_app(app: Flask) -> None:
    """Turns every error into an answer."""
    app.register_error_handler(MapappError, _answer)
    app.register_error_handler(HTTPException, _answer_http)


def _answer_http(error: HTTPException) -> HTTPException | Response:
    """An error of the web's own: no such address, no such method, a fault of ours."""
    if error.code is None or error.code < 400:
        return error  # a redirect
    told = _HttpError(error)
    response = _answer(told)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


class _HttpError(MapappError):
    """An HTTP error in the shape of all others."""

    def __init__(self, error: HTTPException) -> None:
        super().__init__(f"{error.name}.", _HINTS.get(error.code or 500, ""))
        self.status = error.code or 500


def _answer(error: MapappError) -> Response:
    response = _json(error) if _asks_program() else _page(error)
    response.status_code = error.status
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _asks_program() -> bool:
    if request.path.startswith(_FOR_PROGRAMS) or request.is_json:
        return True
    accepted = request.accept_mimetypes
    json, html = accepted["application/json"], accepted["text/html"]
    return json >= html if request.path.startswith(_FOR_BOTH) else json > html


def _json(error: MapappError) -> Response:
    return make_response(error_json(error))


def _page(error: MapappError) -> Response:
    words, theatre = reader_words(), site().theatre
    generic = f"error_{error.status}" if error.status in _KNOWN else "error_400"
    key = next((key for kind, key in _TEXTS.items() if isinstance(error, kind)), generic)
    period = {"from": words.day(theatre.first), "to": words.day(theatre.last)}
    return make_response(
        render_template(
            "error.html",
            status=error.status,
            text=words.text(key, **period),
            ways=[{"url": link("pages.map"), "text": words.text("error_home")}],
        )
    )


_KNOWN = {400, 404, 405, 413, 429, 500, 503}
