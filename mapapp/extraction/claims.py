"""Readings become claims: dated, attributed, quoted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from mapapp.dates import DateRange, Precision
from mapapp.extraction.dating import Dating
from mapapp.extraction.frames import Reading
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.roles import Roles
from mapapp.extraction.sources import Sources
from mapapp.extraction.time import Relation, When
from mapapp.models import Claim, Event, Force, PlaceId, Quote

__all__ = ["claims_of", "denials_of", "note_placeless"]

_WEEK = timedelta(days=7)
_SURE, _INHERITED = 0.9, 0.7  # confidence of a claim with its own date, and without
#: "Has taken", without a day, in a report: news of its day or of the two before.
_FRESH = timedelta(days=2)


def claims_of(
    readings: Sequence[Reading],
    whens: Sequence[When],
    dating: Dating,
    *,
    article: str,
    sources: Sources,
    quote: Quote,
    language: str,
) -> list[Claim]:
    """The claims of one sentence; ``dating`` learns the days of its events."""
    claims: list[Claim] = []
    previous: When | None = None
    for reading in readings:
        own = _own_date(reading, whens) or _of_main_verb(reading, whens)
        if own is None and len(readings) == 1:
            own = _only_date(reading, whens)
        when = own or _inherited(reading, previous, dating)
        if own and not own.of_event:
            previous = own
        dating.note_event(reading.event, reading.polarity, own)
        source = sources.of(reading.roles.clause)
        days = _days_of(reading, when, dating.published)
        claims += (
            Claim(
                place=span.place,
                force=reading.force,
                status=reading.status,
                quote=quote,
                polarity=reading.polarity,
                extent=reading.extent,
                event=reading.event,
                start=days.start,
                end=days.end,
                as_of=days.as_of,
                date_precision=days.precision,
                source=source,
                rule=f"{language}.{reading.frame}.{reading.predicate.voice}",
                confidence=round(span.score * (_SURE if own else _INHERITED), 2),
                article=article,
                published=dating.published,
            )
            for span in reading.places.spans
            if span.place
        )
    claims += _beside(claims, readings, whens)
    return list(_succeeded(_without_entries(_settled(claims)), readings))


def note_placeless(assigned: Sequence[Roles], whens: Sequence[When], dating: Dating) -> None:
    """Remembers the day of an event whose places only a later sentence names.

    "The rebels withdrew yesterday. Their withdrawal covered X and Y."
    """
    for roles in assigned:
        named = any(chunk.spans for chunk in roles.themes)
        told = roles.polarity == "asserted" and roles.predicate.mood in {"told", "present"}
        if named or not told or roles.predicate.verb.frame not in _CHANGES:
            continue
        inside = [
            when
            for when in whens
            if any(left <= when.start < right for left, right in roles.clause.stretches())
        ]
        if inside:
            dating.note_event("loss", "asserted", inside[0])


#: Frames of events that change who holds a place.
_CHANGES = frozenset({"take", "fall", "lose", "lost", "leave", "expel"})


# --- which date ------------------------------------------------------------------------------


def _own_date(reading: Reading, whens: Sequence[When]) -> When | None:
    """The date in the reading's clause that belongs to its places, else to its predicate."""
    inside = [when for when in whens if _belongs(reading, when)]
    told = not reading.roles.marks.agent_first and reading.frame == "take"
    if reading.event != "hold" and not told:  # but "سيطروا على الحي *منذ 2012*" dates the gain
        # "Shaar, *for four years* the seat of the council": no event lasts so long.
        inside = [w for w in inside if not (w.relation == "since" and w.precision in _LONG)]
    if reading.roles.clause.inserted and reading.frame in {"belong", "hold"}:
        # "Les quartiers rebelles, bombardés lundi": only what dates the hold itself counts.
        inside = [when for when in inside if when.relation != "at" or when.precision in _LONG]
    if len(inside) > 1 and len(reading.roles.themes) > 1:
        return _aligned(reading, _without_scene(reading, inside))
    days = [when for when in inside if when.relation == "at" and when.precision == "day"]
    if days:
        # "In July 2016 ... on the 28th": of two, the exact one.
        inside = [when for when in inside if when in days or when.relation != "at"]
    since = [when for when in inside if when.relation == "since"] or _since(reading, inside)
    if reading.event == "hold" and since:
        inside = since
    if dated := _of_antecedent(reading, whens):
        return dated
    if not inside and reading.event == "hold":
        inside = _of_parent(reading, whens) or _of_bounds(reading, whens)
    head = reading.predicate.head
    return min(inside, key=lambda w: _distance(w, head), default=None)


def _since(reading: Reading, whens: Sequence[When]) -> list[When]:
    """ "Has held it *since the war reached the city in July 2012*": the day of what it tells."""
    marks, end = reading.roles.marks, reading.predicate.end
    if reading.event != "hold" or not marks.agent_first:
        return []
    led = [when for when in whens if marks.between(end, when.start, "time_since")]
    return [when._replace(relation="since") for when in led if when.relation == "at"][:1]


def _without_scene(reading: Reading, whens: Sequence[When]) -> Sequence[When]:
    """ "In autumn 2016 the army took A on 26 November and B on 6 December": without the longer
    date that only tells when all of this was.
    """
    first, *later = whens
    days = [when for when in later if when.relation == "at" and when.precision == "day"]
    scene = first.precision in _LONG and first.end <= reading.predicate.start
    inside = first.days and any(
        when.days and first.days.earliest <= when.days.latest <= first.days.latest for when in days
    )
    return later if scene and inside else whens


def _of_antecedent(reading: Reading, whens: Sequence[When]) -> When | None:
    """ "Held it until 22 December, *when* the last fighters left": the day before "when"."""
    clause, marks = reading.roles.clause, reading.roles.marks
    opened = clause.opened_at
    if clause.opener not in {"break", "relative"} or marks.at(opened, "when") is None:
        return None
    end = opened - marks.is_comma(opened - 1)
    dates = (when for when in whens if when.end == end and when.days)
    return next((when._replace(relation="at") for when in dates), None)


def _of_parent(reading: Reading, whens: Sequence[When]) -> list[When]:
    """ "*Depuis 2013*, la rue sépare un trottoir tenu par A d'un autre que tient B": what the
    clause before dates, if it tells of no place itself.
    """
    parent = reading.roles.parent
    while parent and not any(chunk.spans for chunk in parent.themes):
        stretches = parent.clause.stretches()
        since = [
            when
            for when in whens
            if when.relation == "since" and any(a <= when.start < b for a, b in stretches)
        ]
        if since:
            return since
        parent = parent.parent
    return []


def _of_main_verb(reading: Reading, whens: Sequence[When]) -> When | None:
    """ "*The recapture of Shaar* crowned a day of gains *on Tuesday*": a noun that opens its
    sentence shares the only day that follows.
    """
    clause = reading.roles.clause
    subject = reading.predicate.mood == "noun" and clause.left == 0 and reading.event == "gain"
    if not subject or reading.polarity != "asserted":
        return None
    days = [w for w in whens if w.relation == "at" and w.precision == "day" and not w.of_event]
    return days[0] if len(days) == 1 and days[0].start >= clause.right else None


def _of_bounds(reading: Reading, whens: Sequence[When]) -> list[When]:
    """ "Held it *until the army came on Saturday*", "runs it *since the army left in July*": the
    clause that follows dates where the hold ends or begins.
    """
    marks, right = reading.roles.marks, reading.roles.clause.right
    if not marks.at(right, "break"):
        return []
    bound = marks.at(right, "time_since", "time_until")
    later = [when for when in whens if when.start >= right and when.relation == "at"]
    if bound is None or not later:
        return []
    relation: Relation = "since" if bound.kind == "time_since" else "until"
    return [later[0]._replace(relation=relation)]


def _only_date(reading: Reading, whens: Sequence[When]) -> When | None:
    """ "In 2012 Hanano was the first that rebels took", "announced on Tuesday that the army had
    taken Hanano": one event and one date belong together, though the event stands in a clause
    of its own.
    """
    clause = reading.roles.clause
    reported = reading.roles.marks.at(clause.opened_at, "complementizer") is not None
    before = [when for when in whens if when.end <= clause.opened_at and not when.of_event]
    apart = clause.opener == "relative" or reported
    return before[0] if apart and len(before) == len(whens) == 1 else None


def _belongs(reading: Reading, when: When) -> bool:
    if when.of_event:
        gap = reading.predicate.head - when.end
        return reading.predicate.verb.mood == "noun" and 0 <= gap <= _BESIDE
    return any(left <= when.start < right for left, right in reading.roles.clause.stretches())


_LONG = frozenset({"month", "season", "year"})
_BESIDE = 3  # tokens: "au lendemain de la chute"


def _distance(when: When, head: int) -> int:
    return when.start - head if when.start > head else head - when.end


def _aligned(reading: Reading, whens: Sequence[When]) -> When:
    """ "A samedi et B dimanche", or "samedi A et dimanche B"."""
    starts = sorted(chunk.start for chunk in reading.roles.themes)
    place = reading.places.start
    if whens[0].start < starts[0]:
        return [when for when in whens if when.start < max(place, starts[0])][-1]
    following = [when for when in whens if when.start > place]
    return following[0] if following else whens[-1]


def _inherited(reading: Reading, previous: When | None, dating: Dating) -> When | None:
    """The date of the clause before, or of the event told just before, where it still holds."""
    if reading.event == "hold" and reading.predicate.mood in {"present", "phrase"}:
        return None
    if previous:
        return previous
    if reading.polarity == "denied" or reading.event != "hold":
        return dating.event
    return None


# --- what it dates ---------------------------------------------------------------------------


class _Days(NamedTuple):
    """The dates of a claim: when the hold began or ended, or a day on which it stands."""

    start: DateRange | None = None
    end: DateRange | None = None
    as_of: date | None = None
    precision: Precision = "unknown"


def _days_of(reading: Reading, when: When | None, published: date | None) -> _Days:
    if when is None:
        return _undated(reading, published)
    if when.days is None:
        return _Days(precision=when.precision)
    days = when.days
    if reading.polarity == "planned" and published and days.latest <= published:
        days = DateRange(days.earliest + _WEEK, days.latest + _WEEK)
    if reading.event == "loss" or when.relation == "until":
        return _Days(end=days, precision=when.precision)
    if reading.event == "hold" and when.relation == "at" and when.precision == "day":
        return _Days(as_of=days.latest, precision="day")
    lasts = reading.event == "hold" and when.relation == "since"
    return _Days(days, as_of=published if lasts else days.latest, precision=when.precision)


def _undated(reading: Reading, published: date | None) -> _Days:
    if published is None or reading.polarity not in {"asserted", "denied"}:
        return _Days()
    if reading.polarity == "denied" and reading.frame not in _BEATEN_OFF:
        return _Days()
    if reading.event == "hold":
        return _Days(as_of=published, precision="day")
    fresh = DateRange(published - _FRESH, published)
    named = reading.predicate.mood in {"noun", "participle"} and not reading.roles.announced
    recent = not named and not reading.roles.background
    if reading.event == "loss":
        return _Days(end=fresh, precision="approximate") if recent else _Days()
    if not recent:
        return _Days(as_of=published)
    return _Days(fresh, as_of=published, precision="approximate")


#: Frames that deny a gain by an event of their own, which has a day.
_BEATEN_OFF = frozenset({"repel", "fail"})


# --- places that only a date names -----------------------------------------------------------


def _beside(
    claims: Sequence[Claim], readings: Sequence[Reading], whens: Sequence[When]
) -> Iterator[Claim]:
    """ "Bani Zeid est tombé jeudi, *deux jours après Layramoun*": so did Layramoun."""
    gains = [claim for claim in claims if claim.event == "gain" and claim.start]
    if not gains:
        return
    gain = gains[-1]
    for when in whens:
        for chunk in readings[0].roles.marks.places:
            if (
                when.of_event
                and when.shift
                and chunk.lead == when.end
                and chunk.spans
                and gain.start
            ):
                back = timedelta(days=when.shift)
                days = DateRange(gain.start.earliest - back, gain.start.latest - back)
                for span in chunk.spans:
                    if span.place:
                        yield replace(gain, place=span.place, start=days, as_of=days.latest)


# --- denials ---------------------------------------------------------------------------------


def denials_of(claims: Sequence[Claim], quote: Quote, source: str | None) -> Iterator[Claim]:
    """The denials of what was just claimed: "Faux, dit un officier", "ce que l'ONG dément"."""
    denied: set[PlaceId] = set()
    for claim in sorted(claims, key=lambda claim: claim.event != "gain"):
        told = claim.polarity == "asserted" and claim.event in {"gain", "loss"}
        told &= claim.status == "control" or claim.extent == "part"
        if not told or claim.place in denied:
            continue
        denied.add(claim.place)
        gainer = claim.force if claim.event == "gain" else OPPONENT.get(claim.force)
        if gainer:
            yield replace(
                claim,
                force=gainer,
                status="control",
                event="gain",
                extent="whole",
                polarity="denied",
                start=claim.start or claim.end,
                end=None,
                as_of=None,
                quote=quote,
                source=source,
                rule=claim.rule.split(".")[0] + ".denial",
            )


# --- entries ---------------------------------------------------------------------------------


def _without_entries(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without the entries into places that the same sentence says were taken."""
    taken = {
        (claim.place, claim.force)
        for claim in claims
        if claim.event == "gain" and claim.status == "control" and claim.polarity == "asserted"
    }
    repelled = {
        (claim.place, claim.force)
        for claim in claims
        if claim.polarity == "denied" and claim.event == "gain"
    }
    return [
        claim
        for claim in claims
        # "Ont tenté de reprendre Chaar ; ils en ont été refoulés": so they no longer mean to.
        if not (claim.polarity == "planned" and (claim.place, claim.force) in repelled)
        if claim.status == "control"
        or not (
            (".enter." in claim.rule and (claim.place, claim.force) in taken)
            # "Attacked Chaar but were beaten back": of an attack that failed nothing remains.
            or (".attack." in claim.rule and (claim.place, claim.force) in repelled)
        )
    ]


def _settled(claims: Sequence[Claim]) -> list[Claim]:
    """Where a force enters a place and then holds it all, the entry is when it gained it."""
    losses = [claim for claim in claims if claim.event == "loss" and claim.extent == "whole"]
    left = {(claim.place, OPPONENT.get(claim.force)) for claim in losses}
    # "Est entrée dans Chaar, évacué par les rebelles": into what others left, so it is theirs.
    kept = [
        replace(claim, status="control")
        if ".enter." in claim.rule
        and (claim.place, claim.force) in left
        and claim.status == "contested"
        else claim
        for claim in claims
    ]
    parts = {
        (c.place, c.force, c.source) for c in claims if c.extent == "part" and c.event == "hold"
    }
    # "Se sont installés à Chaar, dont ils tiennent un tiers": so much and no more.
    kept = [c for c in kept if not (c.extent == "whole" and _gains(c, parts))]
    for claim in claims:
        if claim.event != "gain" or claim.status != "contested" or claim.extent == "part":
            continue
        for index, other in enumerate(kept):
            same = (other.place, other.force, other.polarity) == (
                claim.place, claim.force, claim.polarity,
            )  # fmt: skip
            if same and other.status == "control" and other.event != "loss":
                kept[index] = replace(other, event="gain", start=other.start or claim.start)
                kept = [one for one in kept if one is not claim]
                break
    return kept


def _gains(claim: Claim, held: set[tuple[PlaceId, Force, str | None]]) -> bool:
    told = (claim.event, claim.status, claim.polarity) == ("gain", "control", "asserted")
    return told and (claim.place, claim.force, claim.source) in held


# --- former holders --------------------------------------------------------------------------


def _succeeded(claims: Sequence[Claim], readings: Sequence[Reading]) -> Iterator[Claim]:
    """Ends the hold of a force whose place another gains in the same sentence."""
    gains = {
        claim.place: claim
        for claim in claims
        if claim.event == "gain" and claim.polarity == "asserted" and claim.status == "control"
    }
    still = {
        span.place
        for reading in readings
        if reading.event == "hold" and reading.roles.lasts
        for span in reading.places.spans
    }
    for claim in claims:
        gain = gains.get(claim.place)
        former = (
            claim.place not in still
            and gain
            and claim.force != gain.force
            and claim.event != "gain"
        )
        if not (former and gain and claim.polarity == "asserted" and claim.status == "control"):
            yield claim
        elif claim.end is None:
            event: Event = "hold" if claim.start else "loss"
            yield replace(claim, end=gain.start, as_of=None, event=event)
        else:
            yield claim
