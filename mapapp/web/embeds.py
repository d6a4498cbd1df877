"""Maps inside other pages: a picture without scripts, or a plate with a slider.

An embed that names its snapshot shows what was known and drawn when it was made, for good,
and says so when the data were corrected since; with ``follow=1`` it shows the newest data.
"""

from typing import Any

from flask import Blueprint, Response, g, render_template, request

from mapapp.errors import QueryError, UnknownItem
from mapapp.snapshots import content_of, parse_spec
from mapapp.store import Snapshot
from mapapp.web.answers import validated
from mapapp.web.embed_page import Embed, embed_page, try_page
from mapapp.web.frame import check_language, page, reader_words
from mapapp.web.headers import policy
from mapapp.web.query import Query
from mapapp.web.site import site
from mapapp.words import Words

__all__ = ["embeds"]

embeds = Blueprint("embeds", __name__)
embeds.before_request(check_language)

_VIEWS = ("live", "picture")


@embeds.get("/embed")
def embed() -> Response:
    """A map for another page's frame; any page may hold it."""
    asked = _asked(Query(strict=False))
    if not request.args.get("lang"):
        g.words = Words(asked.content["spec"]["lang"])
    response = validated(
        lambda: Response(render_template("embed.html", **embed_page(asked)), mimetype="text/html"),
        reader_words().lang,
    )
    response.headers["Content-Language"] = reader_words().lang
    if not request.args.get("lang"):
        response.vary.add("Accept-Language")
    response.headers["Content-Security-Policy"] = policy(site().config, frame_ancestors="*")
    return response


@embeds.get("/embed/try")
def try_it() -> Response:
    """Embeds in columns of three widths, between paragraphs, in both directions of writing."""
    response = page("embed_try.html", try_page)
    response.headers["Content-Security-Policy"] = policy(site().config, frame_src="'self'")
    return response


def _asked(query: Query) -> Embed:
    view = query.text("view") or "live"
    if view not in _VIEWS:
        raise QueryError(f"There is no view {view!r}.", f"Known: {', '.join(_VIEWS)}.")
    follow = query.text("follow") == "1"
    snapshot = None if follow else _snapshot(query.text("snapshot"))
    content = snapshot.content if snapshot else _content(query, follow)
    changed = not follow and snapshot is None and _has_changed(query)
    return Embed(content, snapshot, live=view == "live", follow=follow, changed=changed)


def _has_changed(query: Query) -> bool:
    """Whether the data are not those that an embed without a snapshot was published with."""
    published_with = query.text("data")
    other = published_with not in {None, site().atlas.data_version}
    return other or query.text("snapshot") is not None


def _snapshot(snapshot_id: str | None) -> Snapshot | None:
    """The snapshot that an embed was made with; one that is lost is made up for by the data."""
    if snapshot_id is None:
        return None
    try:
        return site().store.snapshots.get(snapshot_id)
    except UnknownItem:
        return None


def _content(query: Query, follow: bool) -> Any:
    atlas = site().atlas
    wish = {
        "date": query.text("date") or atlas.theatre.opening.isoformat(),
        "known": None if follow else query.text("known"),
        "lang": reader_words().lang,
        "size": "640",
    }
    return content_of(parse_spec(wish, atlas), atlas)
