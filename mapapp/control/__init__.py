"""Claims -> spells: who holds a place on a day, by the rules of the method.

    marks     a claim as what it says of one place on one day, with the weight of its source
    day       all marks of one day against the state of the evening before: the rules
    spells    the states of a place as half-open spells that leave no gap

A pure fold: the order of claims does not matter, and a claim published after the known
date changes nothing. docs/method.md numbers the rules and explains them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter

from mapapp.collector import collector_at_rest
from mapapp.control.day import UNKNOWN, State, end_of_day
from mapapp.control.marks import Mark, Siege, mark_claims
from mapapp.control.spells import Band, History, spells_of
from mapapp.models import Claim, PlaceId, Spell
from mapapp.theatre import Theatre

__all__ = ["RULES_VERSION", "fold"]

#: Goes up with any change of the rules; it is in every answer and on every picture.
RULES_VERSION = 1


def fold(
    claims: Iterable[Claim], theatre: Theatre, *, known: date | None = None
) -> dict[PlaceId, tuple[Spell, ...]]:
    """The spells of every place that is not a group, over the whole period.

    Args:
        claims: in any order; of all polarities, of which only the asserted colour (rule 1).
        theatre: its places, groups, sources and period.
        known: claims published later, or on no known day, are left out; None takes all.
    """
    told = (
        claim
        for claim in claims
        if claim.polarity == "asserted"
        and (known is None or (claim.published is not None and claim.published <= known))
    )
    with collector_at_rest():
        return _folded(told, theatre)


def _folded(told: Iterable[Claim], theatre: Theatre) -> dict[PlaceId, tuple[Spell, ...]]:
    period = (theatre.first.toordinal(), theatre.last.toordinal() + 1)
    marks, sieges = mark_claims(told, theatre)
    return {
        place.id: spells_of(
            place.id, _history(marks.get(place.id, ()), sieges.get(place.id, ()), period)
        )
        for place in theatre.places.values()
        if not place.is_group
    }


def _history(marks: Iterable[Mark], sieges: Iterable[Siege], period: tuple[int, int]) -> History:
    """The days of one place, one after the other."""
    days: Mapping[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.day < period[1]:
            days[max(mark.day, period[0])].append(mark)
    history, state = History(period), State(since=period[0])
    for day in sorted(days):
        today = days[day]
        if len(today) > 1:
            today.sort(key=lambda mark: mark.order)
        after, disputed = end_of_day(state, today, day)
        history.note(day, after, disputed)
        history.bands.extend(_uncertain(state, after, today, day))
        state = after
    history.sieges.extend(sieges)
    return history


def _uncertain(before: State, after: State, marks: Iterable[Mark], day: int) -> Iterable[Band]:
    """Rule 8: the days on which a hold may already have begun, before it must have.

    A date is a range with a first and a last day, as the Security Force Monitor keeps those of
    its claims (https://help.securityforcemonitor.org/en/latest/how-dates-work.html).
    """
    if after.force in {UNKNOWN, before.force}:
        return ()
    carrying = [m for m in marks if m.force == after.force and m.kind == "gain"]
    latest = max(carrying, key=attrgetter("earliest"), default=None)
    if latest is None or latest.earliest == day:
        return ()  # nothing dates the onset, or something dates it to the day
    # What is known to have begun on a day did not end before it.
    return (Band(max(latest.earliest, before.since), day, latest.id),)
