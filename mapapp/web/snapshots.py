"""Snapshots: made on request, served as they were made, with a page about each."""

import logging
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from werkzeug.exceptions import BadRequest

from mapapp.errors import SnapshotError, StoreError
from mapapp.snapshots import (
    FORMATS,
    Spec,
    Tongue,
    make_snapshot,
    parse_spec,
    policy_of,
    snapshot_id,
    to_file,
)
from mapapp.web.answers import json_answer
from mapapp.web.embed_code import CODES, codes_of
from mapapp.web.frame import absolute, check_language, page
from mapapp.web.site import site
from mapapp.web.snapshot_page import snapshot_page
from mapapp.words import Words

__all__ = ["keep", "snapshots"]

snapshots = Blueprint("snapshots", __name__)
snapshots.before_request(check_language)

_log = logging.getLogger(__name__)
#: What has an id never changes (RFC 8246).
_FOR_GOOD = "public, max-age=31536000, immutable"
#: Opened by itself, a file shows what it carries and does nothing. A drawing carries its
#: style; a PDF in a sandbox would not open in Chromium.
_SHOWN = "frame-ancestors 'none'"
_POLICIES = {"svg": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
#: Field of the form that names the code to show first.
_CODE = "code"
_FILE = f"/s/<snapshot_id>.<any({', '.join(FORMATS)}):name>"


@snapshots.post("/snapshots")
def create() -> Response:
    """Makes a snapshot, or finds the one there is."""
    spec = parse_spec(_wish(), site().atlas)
    found, new = keep(spec)
    address = url_for("snapshots.about", snapshot_id=found)
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        code = request.form.get(_CODE)
        return make_response(redirect(f"{address}#code-{code}" if code in CODES else address, 303))
    response = json_answer(lambda: _told(found))
    response.status_code = 201 if new else 200
    response.headers["Location"] = absolute(address)
    response.headers["Cache-Control"] = "no-store"
    return response


@snapshots.get(_FILE)
def file(snapshot_id: str, name: str) -> Response:
    """A file of a snapshot, the same for good."""
    tag = f"{snapshot_id}-{name}"
    if request.if_none_match.contains_weak(tag):
        # Only who has the file knows its tag.
        response = Response(status=304)
    else:
        response = Response(_body(snapshot_id, name), mimetype=FORMATS[name])
        response.headers["Content-Security-Policy"] = _policy(response, name)
        response.headers["Content-Disposition"] = f'inline; filename="mapapp-{snapshot_id}.{name}"'
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = _FOR_GOOD
    return response


@snapshots.get("/s/<snapshot_id>/timeline.json")
def timeline(snapshot_id: str) -> Response:
    """Every day as known when the snapshot was made: what the slider of its embed moves over."""
    response = json_answer(lambda: site().store.snapshots.get(snapshot_id).timeline)
    response.headers["Cache-Control"] = _FOR_GOOD
    return response


@snapshots.get("/s/<snapshot_id>")
def about(snapshot_id: str) -> Response:
    """The page about a snapshot, in its language unless the address names another."""
    found = site().store.snapshots.get(snapshot_id)
    if not request.args.get("lang"):
        g.words = Words(found.content["spec"]["lang"])
    return page("snapshot_page.html", lambda: snapshot_page(found))


@snapshots.after_request
def _open(response: Response) -> Response:
    """Pictures may be shown and read by any page."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def keep(spec: Spec) -> tuple[str, bool]:
    """The id of a wish's snapshot, and whether it had to be made.

    Raises:
        TooManyRequests: this client had many made; one that exists costs nothing.
        StoreError: the database cannot be written.
    """
    atlas, shelf = site().atlas, site().store.snapshots
    found = snapshot_id(spec, atlas)
    if shelf.has(found):
        return found, False
    site().limits.take(request.remote_addr or "")
    return found, shelf.add(make_snapshot(spec, atlas))


def _wish() -> dict[str, Any]:
    """What a form or a JSON object asks for; an empty field counts as left out. A form has a
    field for each date, all of the same name, and may say which code is to be copied.
    """
    if not request.is_json:
        fields = {name: value for name, value in request.form.items() if value and name != _CODE}
        return {**fields, "date": [day for day in request.form.getlist("date") if day]}
    try:
        wish = request.get_json()
    except BadRequest as error:
        raise SnapshotError("The body is no JSON.", 'Send {"date": "YYYY-MM-DD"}.') from error
    if not isinstance(wish, dict):
        raise SnapshotError("The body is no JSON object.", 'Send {"date": "YYYY-MM-DD"}.')
    return wish


def _told(snapshot_id: str) -> dict[str, Any]:
    found = site().store.snapshots.get(snapshot_id)
    files = {
        name: absolute(url_for("snapshots.file", snapshot_id=snapshot_id, name=name))
        for name in FORMATS
    }
    return {
        "id": snapshot_id,
        "url": absolute(url_for("snapshots.about", snapshot_id=snapshot_id)),
        "files": files,
        **Tongue(found.content["spec"]["lang"]).told(found.content),
        "code": codes_of(found),
    }


def _body(snapshot_id: str, name: str) -> bytes:
    """The file as it was first served, or from now on is."""
    shelf = site().store.snapshots
    body = shelf.file(snapshot_id, name)
    if body is not None:
        return body
    found = shelf.get(snapshot_id)
    body = to_file(found, name)
    if name == "svg":
        return body  # kept with the snapshot
    try:
        return shelf.keep_file(snapshot_id, name, body)
    except StoreError as error:
        _log.warning("%s.%s is served but cannot be kept: %s", snapshot_id, name, error)
        return body


def _policy(response: Response, name: str) -> str:
    if name == "html":
        return policy_of(response.get_data(as_text=True))
    return _POLICIES.get(name, _SHOWN)
