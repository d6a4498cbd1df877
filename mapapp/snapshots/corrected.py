"""What two pictures of the same wish say differently, after the data behind them changed."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["Difference", "differences"]

Content = Mapping[str, Any]
#: What a reader sees of a place; the evidence behind it may grow without changing the picture.
_SEEN = ("force", "status", "contested_by", "claimed", "besieged", "disputed", "uncertain")


class Difference(NamedTuple):
    """A place that looks different on a date: its features before and after.

    One of them is None where the place joined the gazetteer, or left it.
    """

    date: str
    before: Content | None
    after: Content | None


def differences(before: Content, after: Content) -> list[Difference]:
    """The places that another content of the same wish shows differently."""
    return [
        difference
        for old, new in zip(before["views"], after["views"], strict=True)
        for difference in _of_view(old, new)
    ]


def _of_view(old: Content, new: Content) -> Iterator[Difference]:
    now = {feature["id"]: feature for feature in new["features"]}
    for feature in old["features"]:
        successor = now.pop(feature["id"], None)
        if successor is None or _seen(feature) != _seen(successor):
            yield Difference(old["date"], feature, successor)
    for feature in now.values():
        yield Difference(old["date"], None, feature)


def _seen(feature: Content) -> list[Any]:
    return [feature["geometry"], *(feature["properties"][name] for name in _SEEN)]
