"""According to whom: the source that a sentence names, carried on where the text does so."""

from dataclasses import dataclass
from typing import NamedTuple

from mapapp.extraction.chunks import Marks
from mapapp.extraction.clauses import Clause
from mapapp.extraction.lexicon import Cue

__all__ = ["Attribution", "Sources"]

_COMMAS = frozenset(",،;")
#: A force is named for what it does more often than for what it says: "said an attack by the SDF".
_FORCE_REACH = 2
_NEGATED_REACH = 3  # tokens from "not" to its verb: "has not been able to confirm"
_SAYS_THAT = 8  # tokens from a name to the "that" of what it says
_SAYING_REACH = 6  # tokens between "selon" and the name: "selon le directeur de l'OSDH"


class Sources(NamedTuple):
    """The sources that a sentence names for what it says, as (gap, token, source): of several
    the one that stands nearest to its verb of saying.
    """

    named: tuple[tuple[int, int, str], ...]

    @property
    def nearest(self) -> str | None:
        return min(self.named)[2] if self.named else None

    def of(self, clause: Clause) -> str | None:
        """The source of a clause: "pris *selon l'un*, perdu *selon l'autre*", "*l'un affirme* que
        Chaar est pris".
        """
        before = [token for _, token, _ in self.named if token < clause.opened_at]
        if clause.opener == "break" and before and clause.opened_at - before[-1] <= _SAYS_THAT:
            return next(name for _, token, name in self.named if token == before[-1])
        within = [
            named
            for named in self.named
            if any(left <= named[1] < right for left, right in clause.stretches())
        ]
        return min(within)[2] if within else self.nearest


@dataclass(slots=True)
class Attribution:
    """The source that the text named last."""

    last: str | None = None

    def sources_of(self, marks: Marks) -> Sources:
        """The sources that a sentence names for what it says.

        A name counts after "according to" or beside a verb of saying; a newspaper that is
        merely mentioned does not.
        """
        said = marks.between(0, len(marks.tokens), "source_before", "source_verbs")
        says = [cue for cue in said if not _is_negated(marks, cue)]
        near = tuple(
            (gap, name.start, str(name.value))
            for index in marks.starts("source_name")
            if (name := marks.at(index, "source_name"))
            for cue in says
            if 0 <= (gap := _gap(name, cue)) <= _SAYING_REACH
            and (gap <= _FORCE_REACH or not marks.at(index, "force"))
            and not (marks.at(index, "force") and _is_parted(marks, name, cue))
            and not (cue.kind == "source_verbs" and _is_told(marks, name))
        )
        if not near and self.last and marks.between(0, len(marks.tokens), "source_same"):
            near = ((0, 0, self.last),)  # "a-t-il ajouté", "selon la même source"
        sources = Sources(near)
        self.last = sources.nearest or self.last
        return sources


def _is_negated(marks: Marks, cue: Cue) -> bool:
    """ "Syria Direct could *not confirm* this": who did not say so is no source of it."""
    start = cue.start - _NEGATED_REACH
    return cue.kind == "source_verbs" and bool(
        marks.between(start, cue.end, "negation", "negation_full", "negation_end")
    )


def _is_told(marks: Marks, name: Cue) -> bool:
    """ "A dit *à l'AFP* le directeur de l'OSDH": the agency only passes it on."""
    determiner = marks.before(name.start, "determiner")
    led = marks.before(determiner.start if determiner else name.start, "preposition")
    return led is not None and led.value == "to"


def _gap(name: Cue, cue: Cue) -> int:
    """Tokens between the two: of several names the nearest is the one that says so; whose word
    it is follows "according to".
    """
    if cue.kind == "source_before" and name.start < cue.end:
        return -1
    return name.start - cue.end if name.start >= cue.end else cue.start - name.end


def _is_parted(marks: Marks, name: Cue, cue: Cue) -> bool:
    """Whether a comma parts the two: "pris aux rebelles, rapporte l'OSDH" is not the rebels'."""
    between = marks.tokens[min(name.end, cue.end) : max(name.start, cue.start)]
    return any(token.word in _COMMAS for token in between)
