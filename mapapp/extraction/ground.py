"""Ground told by who had it: "of *what the rebels held*", "of *the area it ran before May*".

A share of such ground is a share of the rebels' part of the city, however a report puts it.
Phrases as short as "their enclave" stand in the lexicons; here is what a clause describes.
"""

from collections.abc import Iterator

from mapapp.extraction.cue_index import OWNS, CueIndex
from mapapp.extraction.lexicon import Cue
from mapapp.models import Force

__all__ = ["DIVIDED", "told_ground"]

_LONGEST = 12  # tokens: "the area that until two weeks ago had been in rebel hands"
DIVIDED: Force = "opposition"  # whose the part of the city is of which shares are told
_HOLDING = frozenset({"hold", "belong"})
_FINITE = frozenset({"aux", "have"})
#: What may stand before the noun, and between it and whoever holds the ground.
_LEADS = ("determiner", "adverb", "former", "whole")
_LINKS = (
    "relative", "adverb", "former", "still", "aux", "have", "determiner", "control", "preposition",
)  # fmt: skip


def told_ground(marks: CueIndex) -> Iterator[Cue]:
    """The ground, as cues of the kind "of_enclave", that figures of a sentence are shares of."""
    for figure in marks.between(0, len(marks.tokens), "percent", "fraction"):
        of = marks.at(_past(marks, figure.end, "adverb"), "preposition")
        if of is None or of.value != "of":
            continue
        noun = marks.at(_past(marks, of.end, *_LEADS), "land", "quarter", "free_relative")
        end = _described(marks, noun) if noun else None
        if end:
            yield Cue(of.end, end, "of_enclave", None)


def _past(marks: CueIndex, index: int, *kinds: str) -> int:
    while cue := marks.at(index, *kinds):
        index = cue.end
    return index


def _described(marks: CueIndex, noun: Cue) -> int | None:
    """Where the words end by which a noun is the rebels' ground; None if they do not say so."""
    index, held, clause = noun.end, False, noun.kind == "free_relative"
    while index < min(noun.end + _LONGEST, len(marks.tokens)):
        index = index if marks.at(index, "relative") else marks.after_time(index)
        if party := marks.at(index, "force", "pronoun", "own"):
            return _held_by(marks, party, held, clause)
        holds = _holding(marks, index)
        link = holds or marks.at(index, *_LINKS)
        clause |= link is not None and link.kind == "relative"
        if link is None or not (clause or _is_reduced(link)):
            return None  # "a third of the district *belongs* to the rebels": its own verb
        held |= holds is not None
        index = link.end
    return None


def _is_reduced(link: Cue) -> bool:
    """Whether a word may stand between a noun and its holder without a relative pronoun."""
    return link.value.mood == "preterite" if link.kind == "verb" else link.kind not in _FINITE


def _held_by(marks: CueIndex, party: Cue, held: bool, clause: bool) -> int | None:
    """Where it ends that a party holds ground: "held *by rebels*", "*they* once *held*"."""
    if party.kind == "force" and party.value != DIVIDED:
        return None
    index = party.end
    while index < len(marks.tokens) and marks.tokens[index].word in OWNS:
        index += 1
    after = _past(marks, index, "adverb", "former", "still", "aux", "have")
    holds = _holding(marks, after)
    if holds or marks.at(after, "quarter", "land", "part", "of_enclave"):
        return holds.end if holds else after + 1
    if held or (party.kind == "own" and clause):
        return party.end
    return after if after > index and marks.before(after, "have") else None


def _holding(marks: CueIndex, index: int) -> Cue | None:
    for cue in marks.verbs_at(index):
        if cue.value.frame in _HOLDING:
            return cue
    return None
