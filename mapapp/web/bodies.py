"""Bodies of the answers that are asked for most, written and compressed once.

The control of a day changes from one day to the next in a number only, the age of the
evidence; so each spell is written once as text with a gap for it, and a day is a join. What
is asked again is served compressed from memory: a reader who drags the slider, and a
thousand who follow a link, cost a look-up.
"""

import gzip
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import brotli

from mapapp.atlas import Atlas, Timeline
from mapapp.features import control_feature, control_head, timeline_json
from mapapp.models import Spell

__all__ = ["ENCODINGS", "Bodies", "Encoding", "compressed", "dumps"]

Encoding: TypeAlias = Literal["br", "gzip", "identity"]
#: What a body can be compressed with, best first.
ENCODINGS: Final[tuple[Encoding, ...]] = ("br", "gzip", "identity")

#: The whole period and half as much again; 33 kB each, at most 80 MB in a worker.
_DAYS = 2500
_TIMELINES = 64
_WRITERS = 8
#: Pages, compressed, of some 35 kB.
_PAGES = 500
_AGE = "\x00age"  # no JSON text of ours holds it


class Bodies:
    """Answers about one atlas, as bytes."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.control = lru_cache(_DAYS)(self._control)
        self.timeline = lru_cache(_TIMELINES)(self._timeline)
        self._writer = lru_cache(_WRITERS)(lambda told: _Writer(atlas, atlas.timeline(told)))

        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def page(self, key: Hashable, encoding: Encoding, render: Callable[[], str]) -> bytes:
        """A page in an encoding; ``render`` is called if nobody asked for it lately."""
        with self._lock:
            if (key, encoding) in self._pages:
                self._pages.move_to_end((key, encoding))
                return self._pages[key, encoding]
        made = compressed(render().encode(), encoding, quality=5)
        with self._lock:
            self._pages[key, encoding] = made
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return made

    def _control(self, day: date, known: date, encoding: Encoding) -> bytes:
        head = control_head(self.atlas, self.atlas.timeline(known), day)
        body = self._writer(self.atlas.told_by(known)).write(day, dumps(head))
        # A quick level: most days are asked for once in a while, and 1 ms must do.
        return compressed(body, encoding, quality=4)

    def _timeline(self, known: date, encoding: Encoding) -> bytes:
        body = dumps(timeline_json(self.atlas, self.atlas.timeline(known)))
        return compressed(body, encoding, quality=9)


class _Spelled(NamedTuple):
    """A feature as text, before and after the age of its evidence, and the day of that."""

    before: bytes
    after: bytes
    evidence: int | None


class _Writer:
    """Writes the places of any day as known on one day; equal to ``control_json``."""

    def __init__(self, atlas: Atlas, timeline: Timeline) -> None:
        self._at = timeline.at
        self._order = tuple(atlas.extents)
        self._spelled: dict[Spell, _Spelled] = {
            spell: _spelled(control_feature(atlas, spell, spell.start), spell.evidence_on)
            for spells in timeline.spells.values()
            for spell in spells
        }

    def write(self, day: date, head: bytes) -> bytes:
        """The collection of a day; ``head`` is what it says beside its features."""
        number, parts = day.toordinal(), [head[:-1], b',"features":']
        separator = b"["
        for place in self._order:
            before, after, evidence = self._spelled[self._at(place, day)]
            age = b"null" if evidence is None else b"%d" % (number - evidence)
            parts += (separator, before, age, after)
            separator = b","
        return b"".join((*parts, b"]}"))


def _spelled(feature: dict[str, Any], evidence_on: date | None) -> _Spelled:
    properties = {**feature["properties"], "evidence_age_days": _AGE}
    text = dumps({**feature, "properties": properties})
    before, _, after = text.partition(dumps(_AGE))
    return _Spelled(before, after, evidence_on.toordinal() if evidence_on else None)


def dumps(answer: Any) -> bytes:
    """JSON as short as it can be written."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def compressed(body: bytes, encoding: Encoding, *, quality: int) -> bytes:
    """A body in an encoding; ``quality`` from 1, quick, to 9, small."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    # No time of day in it: the same data give the same bytes.
    return gzip.compress(body, quality, mtime=0) if encoding == "gzip" else body
