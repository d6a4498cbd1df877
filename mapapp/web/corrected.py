"""What was corrected since a snapshot was made: on its page, in its embed, in the feeds."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flask import url_for

from mapapp.errors import StoreError
from mapapp.snapshots import (
    Difference,
    Tongue,
    content_of,
    differences,
    make_snapshot,
    parse_spec,
)
from mapapp.store import Snapshot
from mapapp.web.site import site

__all__ = ["Corrected", "Line", "corrected", "corrected_lately", "is_corrected"]

Content = Mapping[str, Any]
#: Snapshots that the feeds look at, the newest first; each takes some 20 ms.
_LATELY = 40


class Line(NamedTuple):
    """A place that the same wish shows differently now."""

    date: str
    place: str
    before: str
    after: str


class Corrected(NamedTuple):
    """What the same wish shows now: the address of the newer snapshot, each difference, and the
    version of the rules.
    """

    url: str | None
    lines: list[Line]
    rules: int


def corrected(snapshot: Snapshot, tongue: Tongue) -> Corrected | None:
    """What changed since, if anything that the picture shows did; makes the newer snapshot."""
    found = _differences(snapshot.content)
    if not found:
        return None
    newer = make_snapshot(parse_spec(_wish(snapshot.content), site().atlas), site().atlas)
    lines, rules = _lines(found, snapshot.content, tongue), site().atlas.rules_version
    try:
        site().store.snapshots.add(newer)
    except StoreError:  # it is told what changed; the newer picture waits for a writable database
        return Corrected(None, lines, rules)
    return Corrected(url_for("snapshots.about", snapshot_id=newer.id), lines, rules)


def is_corrected(snapshot: Snapshot) -> bool:
    """Whether anything that the picture shows changed since."""
    return bool(_differences(snapshot.content))


def corrected_lately() -> Iterator[tuple[Snapshot, list[Line]]]:
    """Snapshots made lately from other data, or by other rules, that show something else now."""
    atlas, shelf = site().atlas, site().store.snapshots
    for snapshot in shelf.made_before(atlas.data_version, atlas.rules_version, most=_LATELY):
        found = _differences(snapshot.content)
        if found:
            tongue = Tongue(snapshot.content["spec"]["lang"])
            yield snapshot, _lines(found, snapshot.content, tongue)


def _differences(content: Content) -> list[Difference]:
    atlas = site().atlas
    if f"{content['data_version']}-{content['rules_version']}" == atlas.version:
        return []
    return differences(content, content_of(parse_spec(_wish(content), atlas), atlas))


def _wish(content: Content) -> dict[str, Any]:
    """The wish behind a content, as ``parse_spec`` reads it."""
    spec = dict(content["spec"])
    return {"date": spec.pop("dates"), **spec}


def _lines(found: list[Difference], content: Content, tongue: Tongue) -> list[Line]:
    return [
        Line(
            difference.date,
            tongue.place(difference.after or difference.before or {}),
            _state(difference.before, content, tongue),
            _state(difference.after, content, tongue),
        )
        for difference in found
    ]


def _state(feature: Content | None, content: Content, tongue: Tongue) -> str:
    return tongue.state(content, feature["properties"]) if feature else "–"
