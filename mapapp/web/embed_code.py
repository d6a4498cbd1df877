"""The code that an editor copies into an article: a picture, or a frame with the slider."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for

from mapapp.snapshots import SIZES, Tongue
from mapapp.store import Snapshot
from mapapp.web.frame import absolute

__all__ = ["LIVE_SIZE", "frame_code", "live_code", "picture_code"]

#: Width and height of the frame before its page has told its own height, in px.
LIVE_SIZE = (640, 880)


def picture_code(snapshot: Snapshot) -> str:
    """A figure without scripts: the picture, its caption, and the way to its page."""
    size = SIZES[snapshot.content["spec"]["size"]]
    return render_template("_code_picture.html", size=size, **_parts(snapshot))


def live_code(snapshot: Snapshot) -> str:
    """A frame with the slider, locked to the snapshot's day and to what was known then."""
    content = snapshot.content
    query = {
        "date": content["spec"]["dates"][-1],
        "known": content["spec"]["known"],
        "lang": content["spec"]["lang"],
        "data": content["data_version"],
        "snapshot": snapshot.id,
    }
    return frame_code(query, LIVE_SIZE, fluid=True, **_parts(snapshot))


def frame_code(query: Mapping[str, Any], size: tuple[int, int], **parts: Any) -> str:
    """The frame itself, with what stands in its place where frames are stripped.

    Args:
        query: of the embed.
        size: width and height in px.
        parts: texts and addresses of _code_frame.html; ``fluid`` lets it fill its column.
    """
    address = absolute(url_for("embeds.embed", **query))
    return render_template("_code_frame.html", address=address, size=size, **parts)


def _parts(snapshot: Snapshot) -> dict[str, str]:
    content = snapshot.content
    tongue = Tongue(content["spec"]["lang"])
    return {
        "title": tongue.title(content),
        "alt": tongue.alt(content),
        "caption": tongue.caption(content),
        "lang": tongue.lang,
        "direction": tongue.words.direction,
        "page": absolute(url_for("snapshots.about", snapshot_id=snapshot.id)),
        "picture": absolute(url_for("snapshots.file", snapshot_id=snapshot.id, name="png")),
    }
