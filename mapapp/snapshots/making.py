"""From a wish to what is kept of it, and from what is kept to a file."""

import json
from collections.abc import Mapping
from typing import Any

from mapapp.atlas import Atlas
from mapapp.features import timeline_json
from mapapp.snapshots.content import content_of
from mapapp.snapshots.formats import to_pdf, to_png
from mapapp.snapshots.html import to_html
from mapapp.snapshots.metadata import described
from mapapp.snapshots.picture import draw_svg
from mapapp.snapshots.spec import SIZES, Spec
from mapapp.snapshots.tongue import Tongue
from mapapp.store import Snapshot

__all__ = ["FORMATS", "make_snapshot", "to_file"]

#: Ending of a file, and its media type.
FORMATS: Mapping[str, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
}


def make_snapshot(spec: Spec, atlas: Atlas) -> Snapshot:
    """All that is kept of a wish: its content, its drawing, and the days around it."""
    content = content_of(spec, atlas)
    timeline = timeline_json(atlas, atlas.timeline(spec.known))
    return Snapshot(content["id"], content, draw_svg(content, Tongue(spec.lang)), timeline)


def to_file(snapshot: Snapshot, name: str) -> bytes:
    """A snapshot as a file, from what is kept alone.

    Args:
        snapshot: which.
        name: one of ``FORMATS``.
    """
    if name == "svg":
        return snapshot.svg.encode()
    if name in {"png", "pdf"}:
        return _drawn(snapshot, name)
    text = to_html(snapshot) if name == "html" else _to_json(snapshot.content)
    return text.encode()


def _drawn(snapshot: Snapshot, name: str) -> bytes:
    """A PNG or a PDF, with the words that go with it inside."""
    content = snapshot.content
    size, tongue = SIZES[content["spec"]["size"]], Tongue(content["spec"]["lang"])
    words = {
        "Title": tongue.title(content),
        "Description": tongue.alt(content),
        "Source": tongue.sources(content),
        "Copyright": "mapapp, CC BY 4.0",
    }
    if name == "pdf":
        return to_pdf(snapshot.svg, size, words, tongue.lang)
    return described(to_png(snapshot.svg, size), words, tongue.lang)


def _to_json(content: Mapping[str, Any]) -> str:
    """The content with its words, for programs and for the next picture."""
    words = Tongue(content["spec"]["lang"]).told(content)
    return json.dumps({**words, **content}, ensure_ascii=False, separators=(",", ":")) + "\n"
