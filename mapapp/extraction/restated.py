"""Figures that a text sets against the share that it told last, without saying again of what
and whose: "« 93 % », surenchérit Moscou", "Al-Jazeera s'arrête à la moitié", "cette proportion
monterait à 60 %", "a week ago it was 40 percent".
"""

from collections.abc import Iterator
from dataclasses import replace

from mapapp.extraction.chunks import Marks
from mapapp.extraction.lexicon import Cue
from mapapp.models import Percent, PlaceId, Polarity

__all__ = ["SharesTold", "bare_figures", "restated", "stands_alone"]

_REACH = 6  # tokens from "s'arrête", "cette proportion" to the figure
_SENTENCES = 3  # further on, a bare figure is one of something else


class SharesTold:
    """The share that a text told last, while it is still near."""

    def __init__(self) -> None:
        self._last: Percent | None = None
        self._age = 0

    @property
    def last(self) -> Percent | None:
        return self._last if self._age < _SENTENCES else None

    def tell(self, share: Percent) -> None:
        self._last, self._age = share, -1  # of the sentence that is not left yet

    def leave_sentence(self) -> None:
        self._age += 1


def stands_alone(marks: Marks, cue: Cue) -> bool:
    """Whether nothing follows a figure that it could be a share of, or stands before it."""
    if not marks.agent_first and cue.end < len(marks.tokens):
        return not marks.tokens[cue.end].word[0].isalpha()  # a noun may follow at once
    of = marks.at(cue.end, "preposition")
    return not (marks.is_word(cue.end) or (of and of.value == "of"))


def restated(marks: Marks, cue: Cue, told: Percent | None, enclave: PlaceId) -> Percent | None:
    """The share told last with the polarity and the whole of a figure that only says how much
    of it another counts; None for a figure that tells of something else.
    """
    if told is None or not stands_alone(marks, cue):
        return None
    before = cue.start - _REACH, cue.start
    of_share = marks.between(*before, "same_share")
    if not (of_share or marks.between(*before, "restates") or _is_all_said(marks, cue)):
        return None
    supposed = of_share and marks.between(0, cue.start, "hypothetical", "conditional", "if")
    polarity: Polarity = "hypothetical" if supposed else "asserted"
    wider = bool(marks.between(0, cue.start, "of_enclave"))
    return replace(told, of=enclave if wider else told.of, polarity=polarity)


def _is_all_said(marks: Marks, cue: Cue) -> bool:
    """ "« *La moitié*, pas davantage », corrige un rebelle": a sentence that opens with the
    figure, in the mouth of somebody.
    """
    opening = range(cue.start - (cue.kind == "percent"))
    tells = any(
        marks.is_word(i) or i in marks.inside or marks.at(i, "verb", "aux", "restates")
        for i in opening
    )
    return not tells and bool(marks.between(cue.end, len(marks.tokens), "source_verbs"))


def bare_figures(marks: Marks) -> Iterator[float]:
    """The numbers without a sign that only stand for another figure: "had made *it 93*"."""
    for cue in marks.between(0, len(marks.tokens), "restates"):
        index = cue.end
        while adverb := marks.at(index, "adverb"):
            index = adverb.end
        number = marks.tokens[index].word if index < len(marks.tokens) else ""
        after = marks.tokens[index + 1].word if index + 1 < len(marks.tokens) else "."
        ends = not (after[0].isalnum() or marks.at(index + 1, "percent"))
        if ends and number.isdecimal() and 0 < int(number) <= 100:
            yield float(number)
