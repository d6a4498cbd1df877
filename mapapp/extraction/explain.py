"""Why: a sentence with its parts marked, and the rules that made claims of them.

Les forces du régime ont repris lundi Chaar, selon l'OSDH.
[force government: forces du régime] [take: ont repris] [when 2016-12-05: lundi] ...
  = Chaar: government, control gained 2016-12-05, asserted (fr.take.active; sohr; 0.9)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapapp.dates import DateRange
from mapapp.extraction.chunks import Marks
from mapapp.extraction.roles import Roles
from mapapp.extraction.time import When
from mapapp.models import Claim, Percent

__all__ = ["Part", "Trace", "explained"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``[start, end)`` of an article's text (code points) and what it was taken for."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One sentence as it was understood: its parts, and what was made of them."""

    text: str
    start: int
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...]
    percents: tuple[Percent, ...]

    @classmethod
    def of(
        cls,
        text: str,
        marks: Marks,
        assigned: Sequence[Roles],
        whens: Sequence[When],
        claims: Iterable[Claim],
        percents: Iterable[Percent],
    ) -> "Trace":
        parts = sorted(_parts(marks, assigned, whens), key=lambda part: (part.start, -part.end))
        start = marks.sentence.start
        return cls(text, start, tuple(parts), tuple(claims), tuple(percents))


def explained(traces: Iterable[Trace]) -> Iterator[str]:
    """The lines of an explanation for a person; sentences that say nothing are left out."""
    for trace in traces:
        if not trace.claims and not trace.percents:
            continue
        yield " ".join(trace.text.split())
        yield "  " + " ".join(f"[{part.label}: {_words(trace, part)}]" for part in trace.parts)
        yield from (f"  = {_claim_line(claim)}" for claim in trace.claims)
        yield from (f"  = {_percent_line(percent)}" for percent in trace.percents)
        yield ""


def _words(trace: Trace, part: Part) -> str:
    words = trace.text[part.start - trace.start : part.end - trace.start]
    return " ".join(words.split())


def _parts(marks: Marks, assigned: Sequence[Roles], whens: Sequence[When]) -> Iterator[Part]:
    for roles in assigned:
        predicate = roles.predicate
        label = f"{predicate.verb.frame} {roles.polarity}"
        yield _part(marks, predicate.start, predicate.end, label)
    for force in marks.forces:
        role = f", {force.role}" if force.role else ""
        yield _part(marks, force.start, force.end, f"{force.force or force.pronoun}{role}")
    for chunk in marks.places:
        names = " ".join(str(span.place) for span in chunk.spans) or chunk.anaphora
        part = ", part" if chunk.part else ""
        yield _part(marks, chunk.start, chunk.end, f"place {names}{part}")
    for when in whens:
        days = _days(when.days) if when.days else "?"
        yield _part(marks, when.start, when.end, f"{when.relation} {days}")
    for index in marks.starts("source_name"):
        cue = marks.at(index, "source_name")
        if cue:
            yield _part(marks, cue.start, cue.end, f"source {cue.value}")


def _part(marks: Marks, start: int, end: int, label: str) -> Part:
    tokens = marks.tokens
    return Part(tokens[start].start, tokens[max(end - 1, start)].end, label)


def _claim_line(claim: Claim) -> str:
    days = claim.end if claim.event == "loss" else claim.start
    when = _days(days) if days else f"as of {claim.as_of}" if claim.as_of else "undated"
    part = " of a part" if claim.extent == "part" else ""
    how = f"{claim.rule}; {claim.source or 'no source named'}; {claim.confidence}"
    what = f"{claim.status}{part}, {claim.event} {when}, {claim.polarity}"
    return f"{claim.place}: {claim.force}, {what} ({how})"


def _percent_line(percent: Percent) -> str:
    source = percent.source or "no source named"
    share = f"{percent.value:g} % of {percent.of} {percent.relation}"
    return f"{share} by {percent.force}, {percent.polarity} ({source})"


def _days(days: DateRange) -> str:
    if days.earliest == days.latest:
        return str(days.latest)
    return f"{days.earliest}..{days.latest}"
