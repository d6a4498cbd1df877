"""The states of one place as spells: half-open, gapless, split wherever anything shows."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

from mapapp.control.day import UNKNOWN, State
from mapapp.control.marks import Siege
from mapapp.models import PlaceId, Spell

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


_Span = TypeVar("_Span", Band, Siege)


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
    runs: list[tuple[int, int, _Look]] = []
    cuts = sorted(_cuts(history))
    bands, sieges = _lasting(history.bands, cuts), _lasting(history.sieges, cuts)
    for start, end in pairwise(cuts):
        look = _look(history, start, bands[start], sieges[start])
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


def _lasting(spans: Iterable[_Span], cuts: Sequence[int]) -> Mapping[int, list[_Span]]:
    """The spans that last on the day of each cut."""
    lasting: Mapping[int, list[_Span]] = defaultdict(list)
    for span in spans:
        for day in cuts[bisect_left(cuts, span.start) : bisect_left(cuts, span.end)]:
            lasting[day].append(span)
    return lasting


def _look(history: History, day: int, bands: Iterable[Band], sieges: Iterable[Siege]) -> _Look:
    """What shows of a place from a day on, until the next day on which anything may change."""
    state = history.state_on(day) or State(since=history.period[0])
    disputed = history.disputes.get(day, ())
    # The force is looked at first, as a place may have been under many sieges by then.
    own = [siege for siege in sieges if siege.force in (state.force, UNKNOWN)]
    besieging = [claim for siege in own if _holds(siege, state) for claim in siege.claims]
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


def _holds(siege: Siege, state: State) -> bool:
    """Rule 7: a siege is of its holder; it ends when the place changes hands."""
    if siege.force == UNKNOWN:
        return state.force != UNKNOWN and state.since <= siege.start
    return state.force == siege.force and not _changed_hands(siege, state)


def _changed_hands(siege: Siege, state: State) -> bool:
    """Whether the force lost the place after the siege began and then won it back."""
    return state.since > siege.start and state.held_before not in {UNKNOWN, siege.force}
