"""What the page about a snapshot shows: the picture in words, and what was corrected since."""

from typing import Any

from flask import url_for

from mapapp.snapshots import FORMATS, SIZES, Tongue
from mapapp.store import Snapshot
from mapapp.web.cards import claim_reviewed, snapshot_card
from mapapp.web.corrected import corrected
from mapapp.web.embed_code import codes_of, map_state
from mapapp.web.frame import absolute

__all__ = ["file_url", "snapshot_page"]


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
        "codes": codes_of(snapshot),
        "corrected": corrected(snapshot, tongue),
    }


def _claim(snapshot: Snapshot, tongue: Tongue) -> dict[str, Any]:
    url = absolute(url_for("snapshots.about", snapshot_id=snapshot.id))
    sources = [source["name"] for source in snapshot.content["sources"]]
    return claim_reviewed(tongue.alt(snapshot.content), url, sources)


def file_url(snapshot_id: str, name: str) -> str:
    """The path of a file."""
    return url_for("snapshots.file", snapshot_id=snapshot_id, name=name)
