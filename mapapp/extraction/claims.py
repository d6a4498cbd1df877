"""Readings become claims: dated, attributed, quoted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mapapp.dates import DateRange
from mapapp.extraction.chunks import Marks
from mapapp.extraction.frames import Reading
from mapapp.extraction.time import When
from mapapp.models import Claim, Quote

__all__ = ["Attribution", "Dating", "claims_of", "source_of"]

_WEEK = timedelta(days=7)
_SURE, _INHERITED = 0.9, 0.7  # confidence of a claim with its own agent, and without


@dataclass(slots=True)
class Dating:
    """The dates of one text as it is read: what "the day before" counts from."""

    published: date | None
    last: DateRange | None = None

    def settle(self, whens: Sequence[When]) -> list[When]:
        """Resolves a sentence's anchored dates in order and remembers the last day named."""
        settled = []
        for when in whens:
            when = when.anchored_to(self.last)
            if when.days and when.relation == "at" and when.precision == "day":
                self.last = when.days
            settled.append(when)
        return settled


@dataclass(slots=True)
class Attribution:
    """The source that the text named last, for sentences that carry on with it."""

    last: str | None = None


def source_of(marks: Marks) -> str | None:
    """The source that a sentence names for what it says, if it names one.

    A name counts after "according to" or beside a verb of saying; a newspaper that is merely
    mentioned does not.
    """
    names = [cue for index in range(len(marks.tokens)) if (cue := marks.at(index, "source_name"))]
    says = marks.between(0, len(marks.tokens), "source_before", "source_verbs")
    for name in names:
        for cue in says:
            gap = name.start - cue.end if name.start >= cue.end else cue.start - name.end
            if 0 <= gap <= _SAYING_REACH:
                return str(name.value)
    return None


_SAYING_REACH = 6  # tokens between "selon" and the name: "selon le directeur de l'OSDH"


def claims_of(
    marks: Marks,
    readings: Sequence[Reading],
    whens: Sequence[When],
    *,
    published: date | None,
    source: str | None,
    quote: Quote,
    language: str,
) -> Iterator[Claim]:
    """The claims of one sentence."""
    previous: When | None = None
    for reading in readings:
        when = _own_date(reading, whens)
        dated = when or (previous if _may_inherit(reading) else None)
        previous = when or previous
        for span in reading.places.spans:
            if span.place is None:
                continue
            claim = Claim(
                place=span.place,
                force=reading.force,
                status=reading.status,
                quote=quote,
                polarity=reading.polarity,
                extent=reading.extent,
                event=reading.event,
                source=source,
                rule=f"{language}.{reading.frame}.{reading.predicate.voice}",
                confidence=round(span.score * (_SURE if when else _INHERITED), 2),
                published=published,
            )
            yield _dated(claim, dated, published)


def _own_date(reading: Reading, whens: Sequence[When]) -> When | None:
    """The date in the reading's clause that stands nearest to its predicate."""
    inside = [w for w in whens if reading.left <= w.start < reading.right]
    head = reading.predicate.head
    return min(
        inside,
        key=lambda w: abs(w.start - head) if w.start > head else head - w.end,
        default=None,
    )


def _may_inherit(reading: Reading) -> bool:
    """Whether the date of the clause before holds for this one: not for states in the present."""
    return (
        reading.event != "hold"
        or reading.predicate.mood not in {"present", "phrase"}
        or (reading.places.anaphora == "compass")
    )


def _dated(claim: Claim, when: When | None, published: date | None) -> Claim:
    """The claim with its dates: when the hold began or ended, or a day on which it stands."""
    if claim.polarity in {"hypothetical", "denied"} and when is None:
        return claim
    if when is None or when.days is None:
        if when is None and claim.polarity == "asserted" and published:
            return replace(claim, as_of=published, date_precision="day")
        return replace(claim, date_precision=when.precision if when else "unknown")
    days = when.days
    if claim.polarity == "planned" and published and days.latest <= published:
        days = DateRange(days.earliest + _WEEK, days.latest + _WEEK)
    if claim.event == "loss" or when.relation == "until":
        return replace(claim, end=days, date_precision=when.precision)
    as_of = published if claim.event == "hold" and when.relation == "since" else days.latest
    return replace(claim, start=days, as_of=as_of, date_precision=when.precision)
