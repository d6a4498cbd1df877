"""How other programs find what a page shows: oEmbed, cards of social networks, schema.org."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit
from xml.etree import ElementTree

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.exceptions import HTTPException

from mapapp.atlas import Atlas
from mapapp.errors import QueryError, UnknownItem
from mapapp.snapshots import (
    SIZES,
    WISHES,
    Spec,
    Tongue,
    content_of,
    draw_svg,
    parse_spec,
    to_png,
)
from mapapp.web.answers import json_answer, validated
from mapapp.web.cards import card_of, dataset
from mapapp.web.frame import absolute
from mapapp.web.oembed import Limit, photo, rich
from mapapp.web.query import Query
from mapapp.web.site import site

__all__ = ["discovery"]

discovery = Blueprint("discovery", __name__)

#: Pictures of days that are kept in memory; about 100 kB each.
_PICTURES = 200
#: Where only those who are let in may look (oEmbed 1.0, section 2.3.4.2).
_PRIVATE = "/desk"


@discovery.app_context_processor
def _cards() -> dict[str, Any]:
    return {"card_of": card_of, "dataset": dataset}


@discovery.get("/picture.<any(svg, png, json):name>")
def picture(name: str) -> Response:
    """A day as a picture, from the data as they are now, or the words that go with it; a
    snapshot is the one that stays.
    """
    query, atlas = Query(*WISHES), site().atlas
    spec = parse_spec({key: query.text(key) for key in WISHES}, atlas)
    if name == "json":
        return json_answer(lambda: Tongue(spec.lang).told(content_of(spec, atlas)))
    response = validated(lambda: Response(_drawn(spec, atlas, name), mimetype=_TYPES[name]))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@lru_cache(_PICTURES)
def _drawn(spec: Spec, atlas: Atlas, name: str) -> bytes:
    site().limits.take(request.remote_addr or "")
    svg = draw_svg(content_of(spec, atlas), Tongue(spec.lang))
    return to_png(svg, SIZES[spec.size]) if name == "png" else svg.encode()


@discovery.get("/oembed")
def oembed() -> Response:
    """What to put where an address of this site stands (https://oembed.com, version 1.0)."""
    query = Query(strict=False)
    wanted = query.text("format") or "json"
    if wanted not in {"json", "xml"}:
        abort(501)
    limit = Limit(_pixels(query, "maxwidth"), _pixels(query, "maxheight"))
    answer = _embedded(query.text("url"), limit)
    return json_answer(lambda: answer) if wanted == "json" else _xml(answer)


def _embedded(address: str | None, limit: Limit) -> dict[str, Any]:
    """The answer for an address.

    Raises:
        UnknownItem: nothing of this site stands there, or nothing that can be embedded.
    """
    if not address:
        raise QueryError("The address is missing.", "Ask for ?url=… of a page of this site.")
    parts = _parts(address)
    if parts.netloc != urlsplit(absolute("/")).netloc or parts.scheme not in {"http", "https"}:
        raise UnknownItem(f"{address!r} is no address of this site.", f"Ask for {absolute('/')}…")
    path = parts.path.removeprefix(request.script_root) or "/"
    if path.startswith(_PRIVATE):
        abort(401)
    endpoint, values = _route(path)
    if endpoint in {"snapshots.about", "snapshots.file"}:
        return photo(site().store.snapshots.get(values["snapshot_id"]), limit)
    if endpoint in {"pages.map", "embeds.embed"}:
        return rich(dict(parse_qsl(parts.query)), limit)
    raise UnknownItem(f"{address!r} cannot be embedded.", "Ask for the map, or a snapshot.")


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # such as half an IPv6 address
        return urlsplit("")


def _route(path: str) -> tuple[str, Mapping[str, Any]]:
    try:
        endpoint, values = current_app.url_map.bind("").match(path)
    except HTTPException:
        return "", {}
    return str(endpoint), values


def _pixels(query: Query, name: str) -> int | None:
    text = query.text(name)
    if text is None:
        return None
    if not text.isdecimal() or int(text) < 1:
        raise QueryError(f"{name} is {text!r}.", "Give whole pixels.")
    return int(text)


def _xml(answer: Mapping[str, Any]) -> Response:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    return Response(head + ElementTree.tostring(root, encoding="unicode"), mimetype="text/xml")
