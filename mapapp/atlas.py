"""All that can be asked of one version of the data: places, claims, spells as known on a day.

An atlas is built once and asked many times; it never changes. ``AtlasKeeper`` holds the
current one and notices when an article was added or taken off.
"""

import time
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import NamedTuple, TypeVar

from mapapp import control
from mapapp.dates import ONE_DAY
from mapapp.errors import OutsidePeriod, PlaceNotFound, UnknownItem
from mapapp.extents import Shape, area_km2
from mapapp.models import Article, Claim, Percent, Place, PlaceId, Spell
from mapapp.store import Store
from mapapp.theatre import Theatre

__all__ = ["Atlas", "AtlasKeeper", "Earlier", "Timeline"]

#: Timelines kept: readers ask for few known dates, and one takes some milliseconds to fold.
_TIMELINES = 64
#: Seconds for which the data may have changed before the server notices.
_STALE_AFTER = 1.0

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The spells of every place as known on ``known``, ready to be asked for a day."""

    known: date
    spells: Mapping[PlaceId, tuple[Spell, ...]]
    _starts: Mapping[PlaceId, list[date]] = field(repr=False)

    @classmethod
    def of(cls, known: date, spells: Mapping[PlaceId, tuple[Spell, ...]]) -> "Timeline":
        starts = {place: [spell.start for spell in told] for place, told in spells.items()}
        return cls(known, spells, starts)

    def at(self, place: PlaceId, day: date) -> Spell:
        """The spell of a place on a day of the period."""
        return self.spells[place][bisect_right(self._starts[place], day) - 1]

    def on(self, day: date) -> dict[PlaceId, Spell]:
        """The spells of all places on a day of the period."""
        return {place: self.at(place, day) for place in self.spells}


class Earlier(NamedTuple):
    """The map as an earlier version of the rules had it, ``until`` the day that replaced them."""

    rules_version: int
    until: date
    timeline: Timeline


class Atlas:
    """One version of the data.

    Args:
        theatre: places, forces, sources, period.
        store: articles and claims; read here once.
        extents: the ground of each place that is not a group.
    """

    def __init__(self, theatre: Theatre, store: Store, extents: Mapping[PlaceId, Shape]) -> None:
        self.theatre = theatre
        self.extents = extents
        self.areas = {place: area_km2(shape) for place, shape in extents.items()}
        self.data_version = store.data_version()
        self.rules_version = control.RULES_VERSION
        self.articles: Mapping[str, Article] = {a.id: a for a in store.articles()}
        self.claims: Mapping[str, Claim] = {c.id: c for c in store.claims()}
        self.percents: tuple[Percent, ...] = tuple(store.percents())
        self._published = sorted({a.published for a in self.articles.values() if a.published})
        self.newest = self._published[-1] if self._published else theatre.last
        self._fold = lru_cache(_TIMELINES)(self._fold_uncached)
        self.earlier = tuple(self._earlier(store))

    @property
    def version(self) -> str:
        """Names data and rules together: the same version gives the same answers."""
        return f"{self.data_version}-{self.rules_version}"

    def timeline(self, known: date | None = None) -> Timeline:
        """The map as known on a day; left out, on that of the newest publication."""
        wanted = known or self.newest
        return Timeline(wanted, *self._fold(self.told_by(wanted)))

    def _earlier(self, store: Store) -> Iterator[Earlier]:
        """The map as each earlier version of the rules last had it, oldest first."""
        first, end = self.theatre.first, self.theatre.last + ONE_DAY
        for fold, successor in pairwise(store.folds.until(self.rules_version)):
            spells = {
                # A place that the gazetteer has gained since was unknown then.
                place: fold.spells.get(place) or (Spell(place, first, end),)
                for place in self.extents
            }
            yield Earlier(fold.rules_version, successor.since, Timeline.of(self.newest, spells))

    def told_by(self, known: date) -> date:
        """The newest publication up to a day: no day until the next knows more than it did.
        Before the first it is the first day of all.
        """
        index = bisect_right(self._published, known)
        return self._published[index - 1] if index else date.min

    def _fold_uncached(
        self, known: date
    ) -> tuple[Mapping[PlaceId, tuple[Spell, ...]], Mapping[PlaceId, list[date]]]:
        spells = control.fold(self.claims.values(), self.theatre, known=known)
        folded = Timeline.of(known, spells)
        return folded.spells, folded._starts

    def check_day(self, day: date) -> date:
        """The day itself, if the theatre covers it.

        Raises:
            OutsidePeriod: it does not.
        """
        first, last = self.theatre.first, self.theatre.last
        if not first <= day <= last:
            raise OutsidePeriod(
                f"{day} lies outside the period.", f"Choose a day from {first} to {last}."
            )
        return day

    def place(self, place_id: str) -> Place:
        """A place of the gazetteer.

        Raises:
            PlaceNotFound: none goes by the id.
        """
        place = self.theatre.places.get(PlaceId(place_id))
        if place is None:
            raise PlaceNotFound(
                f"No place goes by the id {place_id!r}.", "/api/v1/places lists them all."
            )
        return place

    def article(self, article_id: str) -> Article:
        """An article on the map.

        Raises:
            UnknownItem: none goes by the id.
        """
        return _found(self.articles, article_id, "article", "articles")

    def claim(self, claim_id: str) -> Claim:
        """A claim on the map.

        Raises:
            UnknownItem: none goes by the id.
        """
        return _found(self.claims, claim_id, "claim", "claims")

    def reaching(self, place_id: PlaceId, known: date | None = None) -> list[Claim]:
        """The claims about a place or a group it belongs to, oldest publication first."""
        names = {place_id} | {
            group.id for group in self.theatre.places.values() if place_id in group.members
        }
        return [
            claim
            for claim in self.claims.values()
            if claim.place in names
            and (known is None or (claim.published is not None and claim.published <= known))
        ]

    def members(self, area: str) -> tuple[PlaceId, ...]:
        """The places that make up an area: of East Aleppo those of the enclave of 14 November
        2016, of another group its members, of a place itself.

        Raises:
            PlaceNotFound: none goes by the id.
        """
        place = self.place(area)
        if place.id == self.theatre.compass["east"]:
            return self.theatre.denominator
        return tuple(m for m in place.members if m in self.areas) if place.is_group else (place.id,)


def _found(items: Mapping[str, _Item], item_id: str, kind: str, path: str) -> _Item:
    if item_id not in items:
        raise UnknownItem(f"No {kind} goes by {item_id!r}.", f"/api/v1/{path} lists them all.")
    return items[item_id]


class AtlasKeeper:
    """The atlas of the store as it is now.

    Args:
        theatre: places, forces, sources, period.
        store: looked at again when an answer is older than a second.
        extents: the ground of each place.
    """

    def __init__(self, theatre: Theatre, store: Store, extents: Mapping[PlaceId, Shape]) -> None:
        self._parts = (theatre, store, extents)
        self._lock = Lock()
        self._atlas: Atlas | None = None
        self._looked = 0.0

    def current(self) -> Atlas:
        """The atlas; built anew when the data changed.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._lock:
            now = time.monotonic()
            if self._atlas is None or now - self._looked > _STALE_AFTER:
                self._looked = now
                version = self._parts[1].data_version()
                if self._atlas is None or self._atlas.data_version != version:
                    self._atlas = Atlas(*self._parts)
            return self._atlas
