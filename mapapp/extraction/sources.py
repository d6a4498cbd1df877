"""According to whom: the source that a sentence names, carried on where the text does so."""

from dataclasses import dataclass

from mapapp.extraction.chunks import Marks
from mapapp.extraction.lexicon import Cue

__all__ = ["Attribution"]

_COMMAS = frozenset(",،;")
#: A force is named for what it does more often than for what it says: "said an attack by the SDF".
_FORCE_REACH = 2
_NEGATED_REACH = 3  # tokens from "not" to its verb: "has not been able to confirm"
_SAYING_REACH = 6  # tokens between "selon" and the name: "selon le directeur de l'OSDH"


@dataclass(slots=True)
class Attribution:
    """The source that the text named last."""

    last: str | None = None

    def source_of(self, marks: Marks) -> str | None:
        """The source that a sentence names for what it says, if it names one.

        A name counts after "according to" or beside a verb of saying; a newspaper that is
        merely mentioned does not.
        """
        said = marks.between(0, len(marks.tokens), "source_before", "source_verbs")
        says = [cue for cue in said if not _is_negated(marks, cue)]
        near = [
            (gap, name.start, str(name.value))
            for index in marks.starts("source_name")
            if (name := marks.at(index, "source_name"))
            for cue in says
            if 0 <= (gap := _gap(name, cue)) <= _SAYING_REACH
            and (gap <= _FORCE_REACH or not marks.at(index, "force"))
            and not (marks.at(index, "force") and _is_parted(marks, name, cue))
            and not (cue.kind == "source_verbs" and _is_told(marks, name))
        ]
        if not near:
            return None
        self.last = min(near)[2]
        return self.last


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
    """Tokens between the two: of several names the nearest is the one that says so."""
    return name.start - cue.end if name.start >= cue.end else cue.start - name.end


def _is_parted(marks: Marks, name: Cue, cue: Cue) -> bool:
    """Whether a comma parts the two: "pris aux rebelles, rapporte l'OSDH" is not the rebels'."""
    between = marks.tokens[min(name.end, cue.end) : max(name.start, cue.start)]
    return any(token.word in _COMMAS for token in between)
