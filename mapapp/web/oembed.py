"""The two answers of oEmbed 1.0 (https://oembed.com): a map is framed, a snapshot a picture."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for

from mapapp.snapshots import SIZES, Size, Tongue, content_of, parse_spec
from mapapp.store import Snapshot
from mapapp.web.embed_code import LIVE_SIZE, following_frame, locked_frame, map_state
from mapapp.web.frame import absolute
from mapapp.web.site import site

__all__ = ["Limit", "photo", "rich"]

#: Thumbnails, the largest first.
_THUMBNAILS = ("1200x630", "640", "320")
_CACHE_SECONDS = 3600


class Limit(NamedTuple):
    """The most a consumer has room for, in px."""

    width: int | None
    height: int | None

    def holds(self, size: Size) -> bool:
        return size.width <= (self.width or size.width) and size.height <= (
            self.height or size.height
        )

    def scaled(self, size: Size) -> tuple[int, int]:
        """The size that a picture is shown in, its shape kept."""
        factor = min(
            1.0,
            (self.width or size.width) / size.width,
            (self.height or size.height) / size.height,
        )
        return max(1, int(size.width * factor)), max(1, int(size.height * factor))


def rich(query: Mapping[str, str], limit: Limit) -> dict[str, Any]:
    """A frame with the map of a day: locked to it and to what is known now, frozen where the
    address names a snapshot, or following the newest data where it says so.

    Raises:
        DateError: the query names a day that is none, or lies outside the period.
        UnknownItem: no snapshot goes by the id.
    """
    content = _framed(query)
    follows = query.get("follow") == "1"
    frame = following_frame(content) if follows else locked_frame(content, query.get("snapshot"))
    size = (
        min(LIVE_SIZE[0], limit.width or LIVE_SIZE[0]),
        min(LIVE_SIZE[1], limit.height or LIVE_SIZE[1]),
    )
    return {
        **_head("rich", frame.title, frame.alt, frame.tongue),
        "html": frame.code(size, quoted=True),
        "width": size[0],
        "height": size[1],
        **_thumbnail(map_state(content), limit),
    }


def _framed(query: Mapping[str, str]) -> Mapping[str, Any]:
    """What the frame shows when it is made: a snapshot's content, or that of the day asked for."""
    if "snapshot" in query and query.get("follow") != "1":
        return site().store.snapshots.get(query["snapshot"]).content
    atlas = site().atlas
    day = query.get("date") or atlas.theatre.opening.isoformat()
    wish = {"date": day, "known": query.get("known"), "lang": query.get("lang")}
    return content_of(parse_spec(wish, atlas), atlas)


def photo(snapshot: Snapshot, limit: Limit) -> dict[str, Any]:
    """The picture of a snapshot."""
    content, tongue = snapshot.content, Tongue(snapshot.content["spec"]["lang"])
    width, height = limit.scaled(SIZES[content["spec"]["size"]])
    url = url_for("snapshots.file", snapshot_id=snapshot.id, name="png")
    return {
        **_head("photo", tongue.title(content), tongue.alt(content), tongue),
        "url": absolute(url),
        "width": width,
        "height": height,
    }


def _head(kind: str, title: str, alt: str, tongue: Tongue) -> dict[str, Any]:
    return {
        "type": kind,
        "version": "1.0",
        "title": title,
        "alt_text": alt,
        "author_name": tongue.words.text("site_title"),
        "provider_name": tongue.words.text("site_title"),
        "provider_url": absolute("/"),
        "cache_age": _CACHE_SECONDS,
    }


def _thumbnail(state: Mapping[str, str], limit: Limit) -> dict[str, Any]:
    """The largest thumbnail that the consumer has room for, if any."""
    for name in _THUMBNAILS:
        size = SIZES[name]
        if limit.holds(size):
            query: dict[str, Any] = {**state, "size": name}
            return {
                "thumbnail_url": absolute(url_for("discovery.picture", name="png", **query)),
                "thumbnail_width": size.width,
                "thumbnail_height": size.height,
            }
    return {}
