"""Whether: a claim is asserted, hypothetical, planned or denied.

The report's own words decide. A finite verb asserts unless it is negated, denied or in the
conditional of supposition; an infinitive or a noun takes its colour from the word that
governs it ("compte prendre", "la prise permettrait", "dément avoir perdu"). The French
conditional of report ("aurait pris, selon ...") asserts, with its source.
"""

from mapapp.extraction.chunks import Marks, Predicate
from mapapp.models import Polarity

__all__ = ["polarity_of"]

_GOVERNS = 9  # tokens between a governing word and its infinitive or noun
_GOVERNED = frozenset({"infinitive", "noun", "gerund"})
_KINDS = ("planned", "failed", "denying", "hypothetical", "asserting")
_MEANING: dict[str, Polarity] = {
    "planned": "planned",
    "failed": "denied",
    "denying": "denied",
    "hypothetical": "hypothetical",
    "asserting": "asserted",
}


def polarity_of(marks: Marks, predicate: Predicate, left: int, right: int) -> Polarity:
    """The polarity of a predicate whose clause covers tokens ``[left, right)``."""
    if predicate.negation == "not":
        return "denied"
    if predicate.mood in _GOVERNED:
        return _governed(marks, predicate, left, right)
    if _supposed(marks, predicate, left):
        return "hypothetical"
    if marks.between(left, predicate.start, "denying"):
        return "denied"
    if predicate.mood == "future":
        return "planned"
    return "asserted"


def _governed(marks: Marks, predicate: Predicate, left: int, right: int) -> Polarity:
    """The polarity that a governing word lends to an infinitive, a gerund or a noun."""
    reach = max(left, predicate.start - _GOVERNS)
    cues = marks.between(reach, predicate.start, *_KINDS)
    if predicate.mood != "infinitive" and marks.between(predicate.end, right, "hypothetical"):
        return "hypothetical"
    if marks.between(left, predicate.start, "denying"):
        return "denied"
    if cues:
        return _MEANING[max(cues, key=lambda cue: cue.end).kind]
    # A bare infinitive tells of no event; a noun or a gerund does.
    return "planned" if predicate.mood == "infinitive" else "asserted"


def _supposed(marks: Marks, predicate: Predicate, left: int) -> bool:
    """Whether "if" or a conditional without a source makes the clause a supposition."""
    if marks.between(left, predicate.start, "if"):
        return True
    return predicate.mood == "conditional"
