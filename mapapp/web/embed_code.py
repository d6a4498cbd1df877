"""The code that an editor copies into an article: a picture, or a frame with the slider."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import render_template, url_for

from mapapp.dates import parse_day
from mapapp.snapshots import SIZES, Tongue
from mapapp.store import Snapshot
from mapapp.web.frame import absolute

__all__ = [
    "CODES",
    "LIVE_SIZE",
    "Frame",
    "codes_of",
    "following_frame",
    "locked_frame",
    "map_state",
]

Content = Mapping[str, Any]
#: Width and height of the frame before its page has told its own height, in px.
LIVE_SIZE = (640, 920)
#: What can be copied, the first offered first.
CODES = ("locked", "following", "picture")


class Frame(NamedTuple):
    """A frame with the slider, and what stands in its place where frames are stripped.

    Attributes:
        query: of the embed.
        title: of the frame, and of the way to its page.
        alt: of the picture in its place.
        page: address of the page about it.
        picture: address of the picture in its place.
        tongue: its language.
    """

    query: Mapping[str, Any]
    title: str
    alt: str
    page: str
    picture: str
    tongue: Tongue

    def code(self, size: tuple[int, int], *, fluid: bool = False, quoted: bool = False) -> str:
        """The frame as HTML.

        Args:
            size: width and height in px.
            fluid: whether it fills its column.
            quoted: whether the way to its page stands in a quotation before it. WordPress
                keeps of an oEmbed answer nothing but such a quotation and a frame, and lets
                the frame tell its height only if both are there.
        """
        return render_template(
            "_code_frame.html",
            address=absolute(url_for("embeds.embed", **self.query)),
            size=size,
            fluid=fluid,
            quoted=quoted,
            title=self.title,
            alt=self.alt,
            page=self.page,
            picture=self.picture,
            lang=self.tongue.lang,
            direction=self.tongue.words.direction,
        )


def locked_frame(content: Content, snapshot_id: str | None = None) -> Frame:
    """A frame that stays with its day and with what is known now: with a snapshot of it for
    good, without one until the data behind it change, which it says.
    """
    tongue, state = Tongue(content["spec"]["lang"]), map_state(content)
    page = absolute(url_for("pages.map", **state))
    picture = absolute(url_for("discovery.picture", name="png", **state))
    query = {**state, "data": content["data_version"]}
    if snapshot_id:
        page = absolute(url_for("snapshots.about", snapshot_id=snapshot_id))
        picture = absolute(url_for("snapshots.file", snapshot_id=snapshot_id, name="png"))
        query["snapshot"] = snapshot_id
    return Frame(query, tongue.title(content), tongue.alt(content), page, picture, tongue)


def following_frame(content: Content) -> Frame:
    """A frame that shows the newest data of its day: nothing in its code may grow old, so it
    is named after the day, not after a finding.
    """
    tongue, state = Tongue(content["spec"]["lang"]), map_state(content)
    del state["known"]
    day = tongue.words.day(parse_day(state["date"]))
    title = f"{tongue.words.text('map_label')}{tongue.words.text('comma')} {day}"
    page = absolute(url_for("pages.map", **state))
    picture = absolute(url_for("discovery.picture", name="png", **state))
    return Frame({**state, "follow": "1"}, title, title, page, picture, tongue)


def codes_of(snapshot: Snapshot) -> dict[str, str]:
    """The code of each of ``CODES``."""
    content = snapshot.content
    codes = (
        locked_frame(content, snapshot.id).code(LIVE_SIZE, fluid=True),
        following_frame(content).code(LIVE_SIZE, fluid=True),
        _picture_code(snapshot),
    )
    return dict(zip(CODES, codes, strict=True))


def _picture_code(snapshot: Snapshot) -> str:
    """A figure without scripts: the picture, its caption, and the way to its page."""
    content, frame = snapshot.content, locked_frame(snapshot.content, snapshot.id)
    return render_template(
        "_code_picture.html",
        size=SIZES[content["spec"]["size"]],
        alt=frame.alt,
        page=frame.page,
        picture=frame.picture,
        caption=frame.tongue.caption(content),
        words=frame.tongue.words,
    )


def map_state(content: Content) -> dict[str, Any]:
    """The query of the map page, or of an embed, for the last date of a content."""
    spec = content["spec"]
    return {"date": spec["dates"][-1], "known": spec["known"], "lang": spec["lang"]}
