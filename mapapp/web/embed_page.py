"""What an embed shows, and the page to try embeds on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import render_template, url_for
from markupsafe import Markup

from mapapp.drawing import Mark, Sheet, draw_day
from mapapp.models import Language
from mapapp.snapshots import Tongue
from mapapp.store import Snapshot
from mapapp.web.cards import oembed_of
from mapapp.web.corrected import is_corrected
from mapapp.web.embed_code import Frame, following_frame, locked_frame, map_state
from mapapp.web.frame import absolute
from mapapp.web.site import site
from mapapp.web.snapshot_page import file_url
from mapapp.words import Words

__all__ = ["Embed", "embed_page", "try_page"]

Content = Mapping[str, Any]
#: Units of the plate; about the pixels of an article's column.
_WIDTH, _HEIGHT = 640, 520
#: Columns of newspapers, in px.
_COLUMNS = (320, 480, 720)


class Embed(NamedTuple):
    """What was asked for: a content, the snapshot it comes from if any, and how it behaves;
    ``changed`` if the data are not those it was published with.
    """

    content: Content
    snapshot: Snapshot | None
    live: bool
    follow: bool
    changed: bool = False


def embed_page(asked: Embed) -> dict[str, Any]:
    """The context of embed.html."""
    content, frame = asked.content, _frame(asked)
    tongue = frame.tongue
    state = map_state(content)
    if asked.follow:
        state.pop("known")
    return {
        "content": content,
        "tongue": tongue,
        "live": asked.live,
        "plate": _plate(content, tongue) if asked.live else None,
        "picture": _picture(asked, state),
        "about": frame.page,
        "oembed": oembed_of(absolute(url_for("embeds.embed", **frame.query))),
        "corrected": asked.snapshot is not None and is_corrected(asked.snapshot),
        "changed": asked.changed,
        "page_data": _page_data(asked, state, tongue),
    }


def try_page() -> dict[str, Any]:
    """The context of embed_try.html; ``frames`` has a language of each direction of writing."""
    day = site().theatre.opening.isoformat()
    pair: tuple[Language, ...] = ("fr", "ar")
    return {
        "columns": _COLUMNS,
        "frames": [
            {"words": Words(lang), "url": url_for("embeds.embed", date=day, lang=lang)}
            for lang in pair
        ],
        "picture_url": url_for("embeds.embed", date=day, lang="fr", view="picture"),
    }


def _frame(asked: Embed) -> Frame:
    if asked.follow:
        return following_frame(asked.content)
    return locked_frame(asked.content, asked.snapshot.id if asked.snapshot else None)


def _plate(content: Content, tongue: Tongue) -> Markup:
    view = content["views"][-1]
    focus = set(content["focus"])
    sheet = Sheet.fit(
        [f["geometry"] for f in view["features"] if f["id"] in focus], _WIDTH, _HEIGHT, margin=8
    )
    drawing = draw_day(
        {"features": view["features"]},
        content["ground"],
        sheet,
        {force["id"]: Mark(force["colour"], force["pattern"]) for force in content["forces"]},
        title=lambda f: f"{tongue.place(f)} – {tongue.state(content, f['properties'])}",
        lang=tongue.lang,
        prefix="embed",
    )
    # A template that escapes what it is given made it. One ring around a siege would not move
    # with the days: each besieged place wears its own.
    svg = render_template("_day.svg", drawing=drawing._replace(siege=""), label=tongue.alt(content))
    return Markup(svg)  # noqa: S704


def _picture(asked: Embed, state: Mapping[str, Any]) -> str:
    """A PNG: what a browser sets an SVG's text in may be wider than the font it was made for."""
    if asked.snapshot:
        return file_url(asked.snapshot.id, "png")
    return url_for("discovery.picture", name="png", size="640", **state)


def _page_data(asked: Embed, state: Mapping[str, Any], tongue: Tongue) -> dict[str, Any]:
    content = asked.content
    if asked.snapshot:
        timeline = url_for("snapshots.timeline", snapshot_id=asked.snapshot.id)
    else:
        timeline = url_for("api.timeline", known=state.get("known"))
    return {
        "lang": tongue.lang,
        "date": content["views"][-1]["date"],
        "forces": content["forces"],
        "names": {f["id"]: tongue.place(f) for f in content["views"][-1]["features"]},
        "messages": tongue.words.for_scripts(),
        "timeline": timeline,
    }
