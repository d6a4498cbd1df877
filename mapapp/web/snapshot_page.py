"""What the page about a snapshot shows: the picture in words, and what was corrected since."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for

from mapapp.control import RULES_VERSION
from mapapp.errors import StoreError
from mapapp.snapshots import (
    FORMATS,
    SIZES,
    Difference,
    Tongue,
    content_of,
    differences,
    make_snapshot,
    parse_spec,
)
from mapapp.store import Snapshot
from mapapp.web.cards import claim_reviewed, snapshot_card
from mapapp.web.embed_code import live_code, picture_code
from mapapp.web.frame import absolute
from mapapp.web.site import site

__all__ = ["snapshot_page", "spec_of"]


class Corrected(NamedTuple):
    """What the same wish shows now: an address, and each place that differs."""

    url: str | None
    lines: list[dict[str, str]]


def snapshot_page(snapshot: Snapshot) -> dict[str, Any]:
    """The context of snapshot_page.html."""
    content = snapshot.content
    tongue = Tongue(content["spec"]["lang"])
    size = SIZES[content["spec"]["size"]]
    return {
        "content": content,
        "tongue": tongue,
        "size": size,
        "files": {name: file_url(snapshot.id, name) for name in FORMATS},
        "card": snapshot_card(snapshot),
        "claim": _claim(snapshot, tongue),
        "map_of_day": url_for("pages.map", **map_state(content)),
        "picture_code": picture_code(snapshot),
        "live_code": live_code(snapshot),
        "corrected": _corrected(snapshot, tongue),
    }


def _claim(snapshot: Snapshot, tongue: Tongue) -> dict[str, Any]:
    url = absolute(url_for("snapshots.about", snapshot_id=snapshot.id))
    sources = [source["name"] for source in snapshot.content["sources"]]
    return claim_reviewed(tongue.alt(snapshot.content), url, sources)


def file_url(snapshot_id: str, name: str) -> str:
    """The path of a file."""
    return url_for("snapshots.file", snapshot_id=snapshot_id, name=name)


def map_state(content: Mapping[str, Any]) -> dict[str, Any]:
    """The query of the map page, or of an embed, for the last date of a content."""
    spec = content["spec"]
    return {"date": spec["dates"][-1], "known": spec["known"], "lang": spec["lang"]}


def spec_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The wish behind a content, as ``parse_spec`` reads it."""
    spec = dict(content["spec"])
    return {"date": spec.pop("dates"), **spec}


def _corrected(snapshot: Snapshot, tongue: Tongue) -> Corrected | None:
    """What changed since, if anything that the picture shows did."""
    content, atlas = snapshot.content, site().atlas
    if (content["data_version"], content["rules_version"]) == (atlas.data_version, RULES_VERSION):
        return None
    spec = parse_spec(spec_of(content), atlas)
    found = differences(content, content_of(spec, atlas))
    if not found:
        return None
    newer = make_snapshot(spec, atlas)
    try:
        site().store.snapshots.add(newer)
    except StoreError:  # it is told what changed; the newer picture waits for a writable database
        return Corrected(None, _lines(found, content, tongue))
    url = url_for("snapshots.about", snapshot_id=newer.id)
    return Corrected(url, _lines(found, content, tongue))


def _lines(
    found: list[Difference], content: Mapping[str, Any], tongue: Tongue
) -> list[dict[str, str]]:
    return [
        {
            "date": difference.date,
            "place": tongue.place(difference.after or difference.before or {}),
            "before": _state(difference.before, content, tongue),
            "after": _state(difference.after, content, tongue),
        }
        for difference in found
    ]


def _state(feature: Mapping[str, Any] | None, content: Mapping[str, Any], tongue: Tongue) -> str:
    return tongue.state(content, feature["properties"]) if feature else "–"
