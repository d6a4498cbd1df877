"""Why: a sentence with its parts marked, and the rules that made claims of them.

Les forces du régime ont repris lundi Chaar, selon l'OSDH.
[force government: forces du régime] [take asserted: ont repris] [at 2016-12-05: lundi] ...
  = Chaar: government, control gained 2016-12-05, asserted (fr.take.active; sohr; 0.9)
"""

from collections.abc import Iterator, Sequence

from mapapp.dates import DateRange
from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.roles import Roles
from mapapp.extraction.time import When
from mapapp.models import Claim, Extraction, Part, Percent, Quote, Trace

__all__ = ["explained", "trace_of"]


def trace_of(quote: Quote, marks: Marks, assigned: Sequence[Roles], whens: Sequence[When]) -> Trace:
    """A sentence as it was understood."""
    parts = _parts(marks, assigned, whens)
    return Trace(quote, tuple(sorted(parts, key=lambda part: (part.start, -part.end))))


def explained(extraction: Extraction) -> Iterator[str]:
    """The lines of an explanation for a person, sentence by sentence."""
    for trace in extraction.traces:
        yield " ".join(trace.quote.text.split())
        parts = (f"[{_label(part)}: {_words(trace, part)}]" for part in trace.parts)
        yield "  " + " ".join(parts)
        claims = (claim for claim in extraction.claims if claim.quote == trace.quote)
        percents = (percent for percent in extraction.percents if percent.quote == trace.quote)
        yield from (f"  = {_claim_line(claim)}" for claim in claims)
        yield from (f"  = {_percent_line(percent)}" for percent in percents)
        yield ""


def _words(trace: Trace, part: Part) -> str:
    start = trace.quote.start
    return " ".join(trace.quote.text[part.start - start : part.end - start].split())


def _label(part: Part) -> str:
    values = ("..".join if part.kind == "date" else " ".join)(part.values)
    if part.kind == "predicate":
        return f"{values} {part.detail}"
    if part.kind == "date":
        return f"{part.detail} {values or '?'}"
    name = values or "named before"
    said = name if part.kind == "force" else f"{part.kind} {name}"
    return f"{said}, {part.detail}" if part.detail else said


def _parts(marks: Marks, assigned: Sequence[Roles], whens: Sequence[When]) -> Iterator[Part]:
    for roles in assigned:
        predicate = roles.predicate
        span = _span(marks, predicate.start, predicate.end)
        yield Part(*span, "predicate", (predicate.verb.frame,), roles.polarity)
    yield from (_force(marks, party) for party in marks.forces)
    yield from (_place(marks, chunk) for chunk in marks.places)
    for when in whens:
        span = _span(marks, when.start, when.end)
        yield Part(*span, "date", _bounds(when.days) if when.days else (), when.relation)
    for index in marks.starts("source_name"):
        cue = marks.at(index, "source_name")
        if cue:
            yield Part(*_span(marks, cue.start, cue.end), "source", (str(cue.value),))


def _force(marks: Marks, party: Forces) -> Part:
    named = (str(party.force),) if party.force else ()
    return Part(*_span(marks, party.start, party.end), "force", named, party.role)


def _place(marks: Marks, chunk: Places) -> Part:
    named = tuple(str(span.place) for span in chunk.spans if span.place)
    detail = "part" if chunk.part else ""
    return Part(*_span(marks, chunk.start, chunk.end), "place", named, detail)


def _span(marks: Marks, start: int, end: int) -> tuple[int, int]:
    """Code points of the article, from the tokens of the sentence."""
    tokens = marks.tokens
    return tokens[start].start, tokens[max(end - 1, start)].end


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


def _bounds(days: DateRange) -> tuple[str, ...]:
    return tuple(dict.fromkeys(days.to_json()))


def _days(days: DateRange) -> str:
    return "..".join(_bounds(days))
