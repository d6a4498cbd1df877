"""The states of one place as spells: half-open, gapless, split wherever anything shows."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from mapapp.control.day import UNKNOWN, State
from mapapp.control.marks import Siege
from mapapp.models import FORCES, Force, PlaceId, Spell

__all__ = ["Band", "History", "spells_of"]


class _Look(NamedTuple):
    """All that shows of a place on a day."""

    state: State
    besieged: bool
    disputed: bool
    uncertain: bool
    claims: tuple[str, ...]


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

    def state_on(self, day: int) -> State:
        """The state of a day; before the first mark nobody is known to hold the place."""
        index = bisect_right(self.days, day) - 1
        return self.states[index] if index >= 0 else State(since=self.period[0])


def spells_of(place: PlaceId, history: History) -> tuple[Spell, ...]:
    """All spells of a place, from the first day of the period to the last."""
    runs: list[tuple[int, int, _Look]] = []
    cuts = sorted(_cuts(history))
    bands, sieges = _lasting(history.bands, cuts), _by_holder(history.sieges)
    for start, end in pairwise(cuts):
        state = history.state_on(start)
        own = sieges.get(state.force, ())
        look = _look(state, start, own, bands[start], history.disputes.get(start, ()))
        if runs and runs[-1][2] == look:
            start = runs.pop()[0]  # neighbours that say the same are one spell
        runs.append((start, end, look))
    return tuple(_spell(place, run, until) for run, until in zip(runs, _untils(runs), strict=True))


def _cuts(history: History) -> set[int]:
    """Every day on which anything may begin or end to show."""
    first, end = history.period
    days = {first, end, *history.days}
    for day in history.disputes:
        days |= {day, day + 1}
    days |= {day for band in history.bands for day in (band.start, band.end)}
    days |= {day for siege in history.sieges for day in (siege.start, siege.end)}
    return {day for day in days if first <= day <= end}


def _lasting(bands: Iterable[Band], cuts: Sequence[int]) -> Mapping[int, list[Band]]:
    """The bands that last on the day of each cut."""
    lasting: Mapping[int, list[Band]] = defaultdict(list)
    for band in bands:
        for day in cuts[bisect_left(cuts, band.start) : bisect_left(cuts, band.end)]:
            lasting[day].append(band)
    return lasting


def _by_holder(sieges: Sequence[Siege]) -> Mapping[Force, list[Siege]]:
    """The sieges that each force may be under, so that no day has to look at those of others;
    one that names no holder is of whoever holds the place.
    """
    return {force: [s for s in sieges if s.force in (force, UNKNOWN)] for force in FORCES}


def _look(
    state: State,
    day: int,
    sieges: Iterable[Siege],
    bands: Iterable[Band],
    disputed: tuple[str, ...],
) -> _Look:
    """What shows of a place from a day on, until the next day on which anything may change."""
    lasting = [s for s in sieges if s.start <= day < s.end and _outlasts(s, state)]
    besieging = [claim for siege in lasting for claim in siege.claims]
    uncertain = [band.claim for band in bands]
    claims = tuple(dict.fromkeys((*state.claims, *state.fights, *besieging, *uncertain, *disputed)))
    return _Look(state, bool(besieging), bool(disputed), bool(uncertain), claims)


def _untils(runs: Sequence[tuple[int, int, _Look]]) -> list[date | None]:
    """For each run the first later day on which its force no longer holds."""
    untils: list[date | None] = []
    until, force = None, None
    for _, end, look in reversed(runs):
        if force is not None and look.state.force != force:
            until = date.fromordinal(end)
        untils.append(until)
        force = look.state.force
    return untils[::-1]


def _spell(place: PlaceId, run: tuple[int, int, _Look], until: date | None) -> Spell:
    start, end, look = run
    state = look.state
    known = state.force != UNKNOWN
    return Spell(
        place=place,
        start=date.fromordinal(start),
        end=date.fromordinal(end),
        force=state.force,
        status="contested" if state.contested_by else "control",
        contested_by=state.contested_by,
        claimed=known and not state.full,
        besieged=look.besieged,
        disputed=look.disputed,
        uncertain=look.uncertain,
        since=date.fromordinal(state.since) if known else None,
        until=until,
        evidence_on=None if state.evidence is None else date.fromordinal(state.evidence),
        claims=look.claims,
    )


def _outlasts(siege: Siege, state: State) -> bool:
    """Rule 7: a siege is of its holder; it ends when the place changes hands."""
    if siege.force == UNKNOWN or state.held_before not in {UNKNOWN, siege.force}:
        return state.since <= siege.start
    return True
