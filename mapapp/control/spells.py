"""The states of one place as spells: half-open, gapless, split wherever anything shows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from mapapp.control.day import UNKNOWN, State
from mapapp.control.marks import Siege
from mapapp.models import PlaceId, Spell

__all__ = ["Band", "History", "spells_of"]


class Band(NamedTuple):
    """Days ``[start, end)`` on which a hold may already have begun, by a claim."""

    start: int
    end: int
    claim: str


@dataclass(slots=True)
class History:
    """What the fold found out about a place; days are ordinals within ``period``."""

    period: tuple[int, int]
    days: list[int] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    disputes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    bands: list[Band] = field(default_factory=list)
    sieges: list[Siege] = field(default_factory=list)

    def note(self, day: int, state: State, disputed: tuple[str, ...]) -> None:
        """The state from a day on, and the claims in dispute on that day."""
        self.days.append(day)
        self.states.append(state)
        if disputed:
            self.disputes[day] = disputed

    def state_on(self, day: int) -> State | None:
        """The state of a day, or None before the first mark."""
        index = bisect_right(self.days, day) - 1
        return self.states[index] if index >= 0 else None


def spells_of(place: PlaceId, history: History) -> tuple[Spell, ...]:
    """All spells of a place, from the first day of the period to the last."""
    cuts = sorted(_cuts(history))
    spells = (_spell(place, history, *span) for span in pairwise(cuts))
    return tuple(_with_ends(list(_merged(spells))))


def _cuts(history: History) -> set[int]:
    """Every day on which anything may begin or end to show."""
    first, end = history.period
    days = {first, end, *history.days}
    for day in history.disputes:
        days |= {day, day + 1}
    days |= {day for band in history.bands for day in (band.start, band.end)}
    days |= {day for siege in history.sieges for day in (siege.start, siege.end)}
    return {day for day in days if first <= day <= end}


def _spell(place: PlaceId, history: History, start: int, end: int) -> Spell:
    state = history.state_on(start) or State(since=history.period[0])
    disputed = history.disputes.get(start, ())
    bands = [band.claim for band in history.bands if band.start <= start < band.end]
    sieges = [s for s in history.sieges if s.start <= start < s.end and _holds(history, s, state)]
    besieging = [claim for siege in sieges for claim in siege.claims]
    claims = (*state.claims, *state.fights, *besieging, *bands, *disputed)
    return Spell(
        place=place,
        start=date.fromordinal(start),
        end=date.fromordinal(end),
        force=state.force,
        status="contested" if state.contested_by else "control",
        contested_by=state.contested_by,
        claimed=state.force != UNKNOWN and not state.full,
        besieged=bool(sieges),
        disputed=bool(disputed),
        uncertain=bool(bands),
        since=None if state.force == UNKNOWN else date.fromordinal(state.since),
        evidence_on=None if state.evidence is None else date.fromordinal(state.evidence),
        claims=tuple(dict.fromkeys(claims)),
    )


def _holds(history: History, siege: Siege, state: State) -> bool:
    """Rule 7: a siege is of its holder; it ends when the place changes hands."""
    if siege.force == UNKNOWN:
        return state.force != UNKNOWN and state.since <= siege.start
    return state.force == siege.force and not _changed_hands(history, siege, state)


def _changed_hands(history: History, siege: Siege, state: State) -> bool:
    """Whether the force lost the place after the siege began and then won it back."""
    return state.since > siege.start and state.held_before not in {UNKNOWN, siege.force}


def _merged(spells: Iterable[Spell]) -> Iterator[Spell]:
    """Neighbours that say the same are one spell."""
    current: Spell | None = None
    for spell in spells:
        if current and replace(spell, start=current.start, end=current.end) == current:
            current = replace(current, end=spell.end)
            continue
        if current:
            yield current
        current = spell
    if current:
        yield current


def _with_ends(spells: list[Spell]) -> list[Spell]:
    """Each spell with ``until``: the first later day on which its force no longer holds."""
    ended: list[Spell] = []
    until: date | None = None
    for spell, follower in zip(reversed(spells), [None, *reversed(spells)], strict=False):
        if follower and follower.force != spell.force:
            until = follower.start
        ended.append(replace(spell, until=until))
    return ended[::-1]
