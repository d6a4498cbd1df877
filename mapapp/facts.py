"""``facts.csv``: what the dispatches of a theatre are there to tell.

One row for each dated fact, with who claims it and where that can be read. Facts contradict
one another where sources do. ``excluded`` gives the reason why no dispatch carries a row.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mapapp.dates import parse_day
from mapapp.dispatches import Dispatch
from mapapp.errors import DateError, SeedError
from mapapp.models import PlaceId
from mapapp.seeds import Report, read_seed

__all__ = ["EVENTS", "Fact", "check_carried", "read_facts"]

#: What can have happened; ``force_after`` then holds the place, except where it was left.
EVENTS = (
    "captured", "recaptured", "handover", "held", "withdrawn", "evacuated", "repelled",
    "contested", "besieged", "ceasefire",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: ``day`` is the best single day, ``first`` and ``last`` its bounds, inclusive;
    without ``first`` nothing tells since when.
    """

    number: int
    excluded: str
    day: date
    first: date | None
    last: date
    precision: str
    places: tuple[PlaceId, ...]
    extent: str
    event: str
    force_after: str
    force_before: str
    claimed_by: str
    line: int


def read_facts(path: Path, report: Report) -> Iterator[Fact]:
    """The facts of a file in its order.

    Raises:
        SeedError: the file cannot be opened.
    """
    reader = csv.DictReader(read_seed(path).splitlines())
    for row in reader:
        try:
            yield _fact(row, reader.line_num)
        except (KeyError, TypeError, ValueError, DateError) as error:
            report(
                SeedError(
                    f"The row cannot be read: {error}.",
                    "Compare it with the rows around it.",
                    path=str(path),
                    line=reader.line_num,
                )
            )


def check_carried(
    facts: Iterable[Fact], dispatches: Iterable[Dispatch], path: Path, report: Report
) -> None:
    """Reports facts that no dispatch carries and nobody excluded, and the reverse."""
    carried: dict[int, Path] = {}
    for dispatch in dispatches:
        for number in dispatch.facts:
            carried.setdefault(number, dispatch.path)
    known = {fact.number: fact for fact in facts}
    for fact in known.values():
        if not fact.excluded and fact.number not in carried:
            message = f"No dispatch carries fact {fact.number}."
            hint = "Write one, or give the reason in the column excluded."
            report(SeedError(message, hint, path=str(path), line=fact.line))
    for number, where in carried.items():
        told = known.get(number)
        if told is None or told.excluded:
            reason = "does not exist" if told is None else f"is excluded: {told.excluded}"
            message, hint = f"Fact {number} {reason}.", "Correct the numbers in facts."
            report(SeedError(message, hint, path=str(where)))


def _fact(row: dict[str, str], line: int) -> Fact:
    if row["event"] not in EVENTS:
        raise ValueError(f"event is {row['event']!r}, not one of {', '.join(EVENTS)}")
    return Fact(
        number=int(row["fact"]),
        excluded=row["excluded"],
        day=parse_day(row["date"]),
        first=parse_day(row["date_from"]) if row["date_from"] else None,
        last=parse_day(row["date_to"]),
        precision=row["precision"],
        places=tuple(PlaceId(place) for place in row["place_id"].split(";") if place),
        extent=row["extent"],
        event=row["event"],
        force_after=row["force_after"],
        force_before=row["force_before"],
        claimed_by=row["claimed_by"],
        line=line,
    )
