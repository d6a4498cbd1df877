"""Who does what a predicate tells, where its grammar leaves that to a word further off."""

from mapapp.extraction.chunks import Forces, Marks
from mapapp.extraction.clauses import Clause
from mapapp.extraction.predicates import Predicate
from mapapp.models import Force

__all__ = ["apposed", "commander", "enabled"]


def enabled(marks: Marks, predicate: Predicate) -> Force | None:
    """ "La prise de Chaar permettrait *au régime* de prendre Marjé", "il a suffi d'un jour *à
    l'armée* pour prendre Chaar": whom something lets do what an infinitive tells.
    """
    if predicate.mood != "infinitive":
        return None
    helped = [f for f in marks.forces if f.end <= predicate.start and f.role == "to" and f.force]
    between = range(helped[-1].end, predicate.start) if helped else ()
    apart = any(marks.is_word(i) or marks.at(i, "verb", "aux") for i in between)
    return helped[-1].force if helped and not apart else None


def apposed(marks: Marks, clause: Clause) -> Forces | None:
    """ "Le reste est *aux Kurdes*, maîtres de Chaar", "l'agence *les* voit maîtres de Chaar":
    whom a phrase without a verb describes.
    """
    left, start = clause.left, clause.predicate.start
    if not clause.inserted:
        return None
    if marks.is_comma(left - 1) and start == left:
        return next((party for party in marks.forces if party.end == left - 1), None)
    for it in marks.between(left, start, "clitic"):
        if marks.at(it.end, "source_verbs", "asserting"):
            return Forces(it.start, it.end, it.start, "", None, "force")
    return None


def commander(marks: Marks, party: Forces) -> Force | None:
    """ "Un chef *des rebelles* affirme que *ses hommes* y sont": whose a person is who tells of
    his men.
    """
    said = marks.between(0, party.start, "source_verbs", "announcing", "denying")
    of = [f for f in marks.forces if f.role == "of" and f.force and f.end <= party.start]
    if not (said and of) or of[0].end > said[0].start:
        return None
    lead = of[0].lead
    person = marks.before(lead, "guard_before") is not None or marks.is_word(lead - 1)
    return of[0].force if person else None
