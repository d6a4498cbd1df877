"""How right the map is: what was read against what the facts say, claim by claim and day by day.

Three comparisons. Each dispatch is read again and set against the facts that it carries:
nothing may be missing and nothing may be read besides. Each place-day of the last battle is
set against the best reading of the facts, a table made by hand. Each published percentage
stands beside the share that the map computes for its day; the two may differ, and say so.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mapapp.atlas import Atlas, Timeline
from mapapp.dates import DateRange, days_between, parse_day
from mapapp.dispatches import Dispatch
from mapapp.facts import Fact
from mapapp.features import shares_json
from mapapp.intake import Intake
from mapapp.models import Claim, PlaceId
from mapapp.seeds import read_seed
from mapapp.theatre import Theatre

__all__ = [
    "BATTLE",
    "Comparison",
    "PlaceDays",
    "Published",
    "compare",
    "place_days",
    "published_shares",
    "read_best_reading",
]

#: The last battle, from the offensive to the end of the evacuation, both days included.
BATTLE = (date(2016, 11, 15), date(2016, 12, 22))

_NIGHT = timedelta(days=1)  # a night belongs to either day
_GAINS = frozenset({"captured", "recaptured", "handover", "withdrawn", "evacuated"})
#: What is true of a place before the first row of the best reading: the enclave held it.
_BEFORE = frozenset({"opposition"})

BestReading = Mapping[PlaceId, list[tuple[date, frozenset[str]]]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A dispatch whose reading differs from its facts.

    ``missing`` are facts, with a place each, that no claim carries; ``surplus`` are claims
    that no fact explains.
    """

    dispatch: Dispatch
    missing: tuple[tuple[Fact, PlaceId], ...]
    surplus: tuple[Claim, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus)


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """Place-days of the battle that the facts decide, and those that the map has otherwise."""

    total: int
    wrong: Mapping[PlaceId, int]

    @property
    def right(self) -> int:
        return self.total - sum(self.wrong.values())


@dataclass(frozen=True, slots=True)
class Published:
    """A published percentage (0-100) beside the share that the map computes for its day."""

    day: date
    area: PlaceId
    force: str
    relation: str
    published: float
    computed: float
    source: str | None


def compare(
    dispatches: Iterable[Dispatch], facts: Mapping[int, Fact], theatre: Theatre
) -> Iterator[Comparison]:
    """Reads each dispatch and sets what was read against its facts.

    Args:
        dispatches: each names the facts that it carries; one that names none must say nothing
            that colours the map.
        facts: by number.
        theatre: whose dispatches these are.
    """
    intake = Intake(theatre)
    # The whole city is a place that colours none: what is said of it is free.
    drawn = {place.id for place in theatre.places.values() if place.pieces or place.members}
    for dispatch in dispatches:
        told = [facts[number] for number in dispatch.facts if number in facts]
        claims = [c for c in intake.extract(dispatch.article).claims if c.place in drawn]
        missing = [(fact, place) for fact, place in _missing(told, claims) if place in drawn]
        yield Comparison(dispatch, tuple(missing), tuple(_surplus(told, claims, theatre)))


def _missing(facts: Iterable[Fact], claims: Sequence[Claim]) -> Iterator[tuple[Fact, PlaceId]]:
    for fact in facts:
        for place in fact.places:
            if fact.event != "ceasefire" and not any(
                _carries(claim, fact) for claim in claims if claim.place == place
            ):
                yield fact, place


def _surplus(facts: Sequence[Fact], claims: Iterable[Claim], theatre: Theatre) -> Iterator[Claim]:
    for claim in claims:
        if claim.polarity == "asserted" and not any(
            _is_about(claim, fact, theatre)
            and (_carries(claim, fact) or _is_background(claim, fact))
            for fact in facts
        ):
            yield claim


def _is_about(claim: Claim, fact: Fact, theatre: Theatre) -> bool:
    """Whether a claim is about a place of the fact, or about a group that holds them all."""
    members = theatre.places[claim.place].members
    return claim.place in fact.places or bool(members and set(fact.places) <= set(members))


def _carries(claim: Claim, fact: Fact) -> bool:
    """Whether a claim says of its place what the fact says."""
    if fact.event == "repelled" and claim.polarity == "denied":
        return True
    return claim.polarity == "asserted" and _says(claim, fact) and _is_dated(claim, fact)


def _says(claim: Claim, fact: Fact) -> bool:
    if fact.event == "besieged":
        return claim.status == "besieged"
    if "contested" in (fact.event, fact.force_after) or fact.extent == "part":
        holds = claim.force == fact.force_after and claim.event != "loss"
        return claim.status == "contested" or claim.extent == "part" or holds
    if fact.event in _GAINS and fact.force_after != fact.force_before:
        return _is_gain(claim, fact) or _is_loss(claim, fact)
    return claim.force == fact.force_after and claim.event != "loss"


def _is_gain(claim: Claim, fact: Fact) -> bool:
    return claim.force == fact.force_after and claim.status == "control" and claim.event != "loss"


def _is_loss(claim: Claim, fact: Fact) -> bool:
    return claim.force == fact.force_before and claim.event == "loss"


def _is_dated(claim: Claim, fact: Fact) -> bool:
    """Whether the claim's dates meet those of the fact, a night to either side."""
    first = (fact.first or date.min + _NIGHT) - _NIGHT
    days = DateRange(first, fact.last + _NIGHT)
    ranges = [told for told in (claim.start, claim.end) if told]
    if claim.as_of and (not ranges or claim.event == "hold"):
        ranges.append(DateRange.of_day(claim.as_of))
    return any(told.earliest <= days.latest and days.earliest <= told.latest for told in ranges)


def _is_background(claim: Claim, fact: Fact) -> bool:
    """Whether a claim tells what was before the fact, or who fights for the place."""
    if claim.status == "contested":
        return True
    lost = claim.event == "loss" and fact.event in _GAINS and _is_lost_before(claim, fact)
    before = claim.force == fact.force_before and claim.status != "besieged"
    return lost or before or " vs " in fact.claimed_by  # a fact that is itself of two versions


def _is_lost_before(claim: Claim, fact: Fact) -> bool:
    """Whether a loss goes with a gain: the other side's, or the winner's own of an earlier day,
    without which nothing could be retaken.
    """
    earlier = claim.end is not None and claim.end.latest < (fact.first or fact.day)
    return claim.force != fact.force_after or (fact.event == "recaptured" and earlier)


def read_best_reading(path: Path) -> BestReading:
    """Place -> (from day, forces that are right) in order of days.

    Several forces are right where they shared a place and no fact draws the line.
    """
    reading: dict[PlaceId, list[tuple[date, frozenset[str]]]] = {}
    for row in csv.DictReader(read_seed(path).splitlines()):
        forces = frozenset(row["force"].split(";"))
        reading.setdefault(PlaceId(row["place"]), []).append((parse_day(row["day"]), forces))
    return {place: sorted(rows) for place, rows in reading.items()}


def place_days(timeline: Timeline, reading: BestReading) -> PlaceDays:
    """Counts the days of the battle on which the map has the holder that the facts have."""
    wrong: dict[PlaceId, int] = {}
    days = list(days_between(*BATTLE))
    for place, rows in reading.items():
        missed = sum(timeline.at(place, day).force not in _right_on(rows, day) for day in days)
        if missed:
            wrong[place] = missed
    return PlaceDays(len(reading) * len(days), wrong)


def _right_on(rows: Iterable[tuple[date, frozenset[str]]], day: date) -> frozenset[str]:
    right = _BEFORE
    for since, forces in rows:
        if since <= day:
            right = forces
    return right


def published_shares(atlas: Atlas, timeline: Timeline) -> Iterator[Published]:
    """Every asserted percentage of the period, oldest first, beside the computed share."""
    first, last = atlas.theatre.first, atlas.theatre.last
    dated = [(p.day, p) for p in atlas.percents if p.day and p.polarity == "asserted"]
    for day, percent in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
        if not (first <= day <= last and atlas.members(percent.of)):
            continue  # another time, or the whole city, which nobody has divided into places
        shares = shares_json(atlas, timeline, day, day, percent.of)["days"][0]["shares"]
        computed = 100 * shares.get(percent.force, 0.0)
        yield Published(
            day, percent.of, percent.force, percent.relation, percent.value,
            computed if percent.relation == "held" else 100 - computed, percent.source,
        )  # fmt: skip
