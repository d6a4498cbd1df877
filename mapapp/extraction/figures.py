"""Figures whose meaning a noun tells: "the army's *share* is 60 percent", "their *losses* amount
to a third", "*the government's* 60 percent".
"""

from dataclasses import dataclass
from datetime import date

from mapapp.extraction.chunks import Marks
from mapapp.extraction.cue_index import OWNS
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.forms import force_before
from mapapp.extraction.ground import DIVIDED
from mapapp.extraction.lexicon import Cue
from mapapp.models import Force, Polarity

__all__ = ["Hold", "possessor", "share_noun", "told_by_noun"]

_NOUN_REACH = 14  # tokens from "the army's share" to its figure
_COVERS_REACH = 4  # tokens: "covers less than 3 percent"
_SHARED_ROLES = frozenset({"in", "of", "by", "with"})


@dataclass(frozen=True, slots=True)
class Hold:
    """Who holds or loses a share, and whether it is said to be so."""

    force: Force
    relation: str
    polarity: Polarity
    day: date | None


def share_noun(marks: Marks, figure: Cue) -> Cue | None:
    """The noun before a figure that tells what it counts: "*share* of the city", "*gains*"."""
    kinds = ("share", "gains", "losses", *(() if marks.agent_first else ("same_share",)))
    for noun in marks.between(figure.start - _NOUN_REACH, figure.start, *kinds)[::-1]:
        between = noun.end, figure.start
        if not marks.between(*between, "relative", "break", "percent", "fraction"):
            return noun
    return None


def told_by_noun(marks: Marks, figure: Cue, discourse: Discourse) -> Hold | None:
    """Whose share a noun before the figure says that it is."""
    if noun := share_noun(marks, figure):
        force, relation = _owner(marks, noun, figure, discourse.subject), "held"
        if noun.kind == "losses":
            relation = "lost"
        if force is None and not marks.agent_first:
            force, relation = _unowned(noun, discourse)
        return Hold(force, relation, _polarity(marks, figure), None) if force else None
    if marks.between(figure.start - _COVERS_REACH, figure.start, "covers"):
        if marks.between(0, figure.start, "of_enclave"):
            return Hold(DIVIDED, "held", _polarity(marks, figure), None)
        owners = [f for f in marks.forces if f.end <= figure.start and f.adjective and f.force]
        if owners and owners[-1].force:  # "government-*held areas* make up 60 percent"
            return Hold(owners[-1].force, "held", _polarity(marks, figure), None)
    return None


def _owner(marks: Marks, noun: Cue, figure: Cue, subject: Force | None) -> Force | None:
    """ "*The army's* share", "the share of the city *in rebel hands*", "*its* share"; where the
    verb comes first, the force right after the noun.
    """
    if not marks.agent_first:
        return next((f.force for f in marks.forces if f.start == noun.end), None)
    if before := force_before(marks, noun.start):
        return before.force or subject
    if marks.before(noun.start, "own"):
        return subject
    inside = (f for f in marks.forces if noun.end <= f.lead and f.end <= figure.start)
    return next((f.force for f in inside if f.role in _SHARED_ROLES and f.force), None)


def _unowned(noun: Cue, discourse: Discourse) -> tuple[Force | None, str]:
    """Whose losses, gains or share a noun alone means: those of whom the text was telling."""
    told = discourse.shares.last
    if noun.kind == "losses":
        return (told.force if told and told.relation == "lost" else DIVIDED), "lost"
    if noun.kind == "gains":
        return discourse.subject, "held"
    return (told.force, told.relation) if told else (None, "")


def _polarity(marks: Marks, figure: Cue) -> Polarity:
    if marks.between(figure.start - 3, figure.start, "compared"):
        return "asserted"
    modal = marks.between(0, figure.start, "aux")
    supposed = any(cue.value[1] in {"supposed", "would"} for cue in modal)
    end = figure.start if marks.agent_first else len(marks.tokens)  # "30 % *if* Shaar falls"
    if supposed or marks.between(0, end, "hypothetical", "if"):
        return "hypothetical"
    return "planned" if any(cue.value[1] == "future" for cue in modal) else "asserted"


def possessor(marks: Marks, figure: Cue) -> Force | None:
    """ "*The government's* 60 percent of the city"."""
    start = figure.start - (figure.kind == "percent")
    owns = start > 0 and marks.tokens[start - 1].word in OWNS
    owner = force_before(marks, start) if owns else None
    return owner.force if owner else None
