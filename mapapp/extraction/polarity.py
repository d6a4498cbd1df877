"""Whether: a claim is asserted, hypothetical, planned or denied.

The report's own words decide. A finite verb asserts unless it is negated, denied or in the
conditional of supposition; an infinitive or a noun takes its colour from the word that
governs it ("compte prendre", "la prise permettrait", "dément avoir perdu"). The French
conditional of report ("aurait pris, selon ...") asserts, with its source.
"""

from collections.abc import Sequence

from mapapp.extraction.chunks import Marks
from mapapp.extraction.clauses import Clause
from mapapp.extraction.lexicon import Cue
from mapapp.models import Polarity

__all__ = ["GOVERNING", "QUESTION_MARKS", "by_none", "denies", "named_as_none", "polarity_of"]

#: A sentence that ends in one asks, and claims nothing.
QUESTION_MARKS = frozenset({"?", "؟"})
_ACHIEVED = 12  # tokens: "ont profité de l'offensive des soldats pour prendre"
_DENIES = 6  # tokens from a verb of denial to the "that" it denies
_DENIER = 4  # tokens more, over who denies it, where the verb comes first
_VAIN_REACH = 9  # tokens from an attempt to "in vain"
_NEGATED_REACH = 3  # tokens: "n'a pas encore confirmé"
_NONE_REACH = 4  # tokens between "no" and its noun
_GOVERNS = 9  # tokens between a governing word and its infinitive or noun
_GOVERNED = frozenset({"infinitive", "noun", "gerund"})
_STATES = frozenset({"hold", "belong", "fight", "shared"})
_AHEAD = frozenset({"future", "conditional"})
GOVERNING = ("planned", "failed", "denying", "hypothetical", "asserting")
_MEANING: dict[str, Polarity] = {
    "planned": "planned",
    "failed": "denied",
    "denying": "denied",
    "hypothetical": "hypothetical",
    "asserting": "asserted",
}


def denies(marks: Marks) -> bool:
    """Whether a sentence denies what was said before: "Faux", "نفت الوكالة ذلك"."""
    end = len(marks.tokens)
    if marks.between(0, end, "denial"):
        return True
    reach = _DENIES if marks.agent_first else _DENIES + _DENIER
    return any(
        marks.between(cue.end, cue.end + reach, "that") or _denies_aside(marks, cue)
        for cue in marks.between(0, end, "denying")
    )


def _denies_aside(marks: Marks, cue: Cue) -> bool:
    """ "The army took X, *a claim that the rebels dispute*", "..., *which the rebels deny*"."""
    ends = cue.end >= len(marks.tokens) or not marks.tokens[cue.end].word[0].isalnum()
    by = marks.at(cue.end, "preposition")
    if not (ends or (by and by.value == "by")):
        return False
    commas = range(cue.start - 1, max(cue.start - _DENIES - 2, 0), -1)
    comma = next((index for index in commas if marks.is_comma(index)), None)
    if comma is None:
        return False
    noun = marks.at(comma + 1, "determiner", "hearsay")
    noun = marks.at(noun.end, "hearsay") if noun and noun.kind != "hearsay" else noun
    relative = marks.at(comma + 1, "relative") if ends else None
    return bool(noun or (relative and not marks.at(comma + 1, "relative_subject")))


def polarity_of(marks: Marks, clause: Clause, parent: Polarity) -> Polarity:
    """The polarity of a clause, given that of the clause it goes on from."""
    predicate = clause.predicate
    if predicate.negation in {"not", "never"}:
        return "hypothetical" if predicate.mood == "infinitive" else "denied"
    if by_none(marks, clause) or _is_hearsay(marks, clause):
        return "denied"
    if predicate.mood in _GOVERNED:
        return _governed(marks, clause, parent)
    if _supposed(marks, clause):
        return "hypothetical"
    if predicate.mood == "participle" or predicate.mood == "phrase":
        return _described(marks, clause)
    if _governors(marks, clause, "denying", "failed"):
        return "denied"
    return _finite(marks, clause)


def _finite(marks: Marks, clause: Clause) -> Polarity:
    """What the tense of a finite verb says: it asserts, unless it looks ahead or supposes."""
    mood = clause.predicate.mood
    end = clause.predicate.end
    if clause.predicate.verb.frame == "attack" and marks.between(end, end + _VAIN_REACH, "failed"):
        return "denied"  # "ont contre-attaqué dimanche à Chaar, sans résultat"
    if clause.opener in {"break", "relative"} and marks.before(clause.opened_at, "hypothetical"):
        return "hypothetical"  # "craignent que l'armée n'attaque Chaar"
    if mood in {"supposed", "would"}:
        told = mood == "would" and not _feared(marks, clause) and _announced(marks, clause)
        return "planned" if told else "hypothetical"
    if mood == "present" and marks.between(clause.left, clause.right, "time_tomorrow"):
        return "planned"
    predicate = clause.predicate
    if mood == "future" and predicate.verb.mood == "perfect" and predicate.voice == "active":
        # "N'aura tenu que quelques heures": it is over.
        return "hypothetical" if marks.between(0, len(marks.tokens), "if") else "asserted"
    if mood == "future":
        if predicate.verb.frame == "fall" and not predicate.verb.needs_force:
            return "hypothetical"  # nobody can promise that a place will fall
        feared = clause.opener in {"break", "relative"} and marks.before(
            clause.opened_at, "hypothetical"
        )  # "fear that X will fall"
        return "hypothetical" if feared or marks.between(0, len(marks.tokens), "if") else "planned"
    return "asserted"


def _governed(marks: Marks, clause: Clause, parent: Polarity) -> Polarity:
    """The polarity that a governing word lends to an infinitive, a gerund or a noun."""
    predicate = clause.predicate
    opens = clause.left == predicate.start == 0  # "Prendre ce quartier permettrait ..."
    if predicate.mood != "infinitive" or opens:
        if predicate.verb.frame == "attack" and (told := _of_attack(marks, clause)):
            return told
        if _afterwards(marks, clause):
            return "hypothetical"
        if _set_for(marks, clause):
            return "planned"
    if marks.between(clause.left, predicate.start, "if"):
        return "hypothetical"
    cues = _governors(marks, clause, *GOVERNING)
    if any(cue.kind == "denying" for cue in cues):
        return "denied"
    start = clause.predicate.start
    if marks.between(start - _ACHIEVED, start, "achieving"):
        return "asserted"
    if cues:
        return _lent(marks, clause, cues)
    return _ungoverned(marks, clause, parent)


def _ungoverned(marks: Marks, clause: Clause, parent: Polarity) -> Polarity:
    """What an infinitive, a gerund or a noun says that no word governs."""
    start = clause.predicate.start
    if seen := marks.between(start - _GOVERNS, start, "seeing"):
        return "hypothetical" if marks.before(seen[-1].start, "aux") else "asserted"
    if clause.predicate.mood == "infinitive":
        # A bare infinitive tells of no event of its own: it goes on from the one before.
        return parent if clause.parent is not None and parent != "asserted" else "planned"
    return "asserted"


def _of_attack(marks: Marks, clause: Clause) -> Polarity | None:
    """ "Trois assauts *infructueux*"; "annonce une riposte"."""
    end = clause.predicate.end
    if marks.between(end, end + 2, "failed"):
        return "denied"
    return "planned" if _is_to_come(marks, clause) else None


def _is_to_come(marks: Marks, clause: Clause) -> bool:
    """ "Annonce une riposte", "l'assaut sera lancé": an attack that has not begun."""
    start, end = clause.predicate.start, clause.predicate.end
    stops = (i for i in range(end, len(marks.tokens)) if marks.tokens[i].word == ";")
    later = marks.between(end, next(stops, len(marks.tokens)), "aux")
    future = any(cue.value[1] == "future" for cue in later)
    return future or bool(marks.between(start - _GOVERNS, start, "announcing"))


def _set_for(marks: Marks, clause: Clause) -> bool:
    """ "L'assaut *promis*", "the storming of X *is set for* Thursday"."""
    end = clause.predicate.end
    if marks.between(end, end + 2, "planned"):
        return True
    later = marks.between(end, clause.right, "planned")
    return clause.predicate.mood == "noun" and any(marks.before(c.start, "aux") for c in later)


def _lent(marks: Marks, clause: Clause, cues: Sequence[Cue]) -> Polarity:
    """What the last of the governing words lends to what it governs."""
    last = max(cues, key=lambda cue: cue.end)
    mood, frame = clause.predicate.mood, clause.predicate.verb.frame
    end = clause.predicate.end
    vain = marks.between(end, end + _VAIN_REACH, "failed")  # "a tenté de le prendre, sans succès"
    if last.kind == "planned" and (vain or any(cue.kind == "failed" for cue in cues)):
        # "The attempt to take it failed", "فشلت محاولة السيطرة عليه": failure beats the attempt.
        return "denied"
    done = (
        clause.predicate.verb.mood == "perfect" and clause.predicate.start < clause.predicate.head
    )
    if last.kind == "planned" and done and mood == "infinitive":
        return "asserted"  # "jurent l'*avoir repris*": nobody plans what is over
    if last.kind == "planned" and frame == "fall" and mood == "infinitive":
        return "hypothetical"  # "Chaar va tomber": nobody can promise it
    if last.kind == "asserting" and mood == "noun" and _is_negated(marks, last):
        return "hypothetical"  # "l'armée n'a pas confirmé la prise de Chaar"
    return _MEANING[last.kind]


def _is_negated(marks: Marks, cue: Cue) -> bool:
    return bool(marks.between(cue.start - _NEGATED_REACH, cue.start, "negation", "negation_full"))


def _afterwards(marks: Marks, clause: Clause) -> bool:
    """ "La prise de Chaar *permettrait* ..."."""
    start = clause.predicate.end
    # Begun near by is enough: "la chute de Chaar *n'est plus qu'une question* d'heures".
    doubts = marks.between(start, len(marks.tokens), "hypothetical")
    near = [cue for cue in doubts if start <= cue.start < clause.right + 2]
    # "Ont reconnu la chute de A *et* redoutent celle de B": that is a verb of its own.
    joined = (marks.before(cue.start, "join") for cue in near)
    if any(join is None or not marks.tokens[join.start].word[0].isalpha() for join in joined):
        return True
    states = clause.predicate.verb.frame in _STATES
    return (
        not states
        and clause.opener in {"start", "hard"}
        and any(
            marks.at(index, "conditional") and not _said_of_another(marks, start, index)
            for index in range(start, len(marks.tokens))
        )
    )


def _said_of_another(marks: Marks, start: int, index: int) -> bool:
    """Whether a verb stands in a clause that "dont" or "où" opens and no comma has closed."""
    for relative in marks.starts("relative"):
        if start <= relative < index and not marks.at(
            relative, "complementizer", "relative_subject"
        ):
            return not any(marks.tokens[i].word == "," for i in range(relative, index))
    return False


def named_as_none(marks: Marks, index: int) -> bool:
    """Whether a noun is said not to be: "no significant army advance", but "no more than"."""
    for none in marks.between(index - _NONE_REACH, index, "none"):
        adverb = marks.at(none.start, "adverb")
        if adverb is None or adverb.end <= none.end:
            return True
    return False


def by_none(marks: Marks, clause: Clause) -> bool:
    """ "No soldier has set foot in X": the negation stands at the doer."""
    start = clause.predicate.start
    if clause.predicate.mood == "noun" and named_as_none(marks, start):
        return True
    doers = [f for f in marks.forces if clause.left <= f.start < start]
    return any(marks.before(force.start, "none") for force in doers)


def _is_hearsay(marks: Marks, clause: Clause) -> bool:
    """ "Reports that X had fallen were untrue", "la *nouvelle de* la prise de X est fausse"."""
    opened = clause.opener in {"break", "relative"} and marks.before(clause.opened_at, "hearsay")
    start = clause.predicate.start
    noun = clause.predicate.mood == "noun" and marks.between(start - _NONE_REACH, start, "hearsay")
    if not (opened or noun):
        return False
    return bool(marks.between(0, len(marks.tokens), "denying"))


def _feared(marks: Marks, clause: Clause) -> bool:
    """ "They *feared* that the army would storm X": no announcement."""
    doers = [f.start for f in marks.forces if clause.left <= f.start < clause.predicate.start]
    opened = clause.opened_at
    return bool(marks.between(opened - _DENIES, max([opened, *doers]), "hypothetical"))


def _announced(marks: Marks, clause: Clause) -> bool:
    """Whether "would" is only "will" in the mouth of another: "said that it would take X"."""
    if clause.predicate.verb.frame not in {"take", "enter", "expel"}:
        return False
    if marks.between(0, len(marks.tokens), "if"):
        return False
    said = marks.between(0, len(marks.tokens), "source_verbs", "planned")
    agents = [f for f in marks.forces if clause.left <= f.start < clause.predicate.start]
    return bool(said and agents)


def _described(marks: Marks, clause: Clause) -> Polarity:
    if marks.between(clause.left, clause.predicate.start, "once") and _looks_ahead(marks, clause):
        return "hypothetical"  # "une fois Chaar repris, l'armée attaquera Marjé"
    governors = _governors(marks, clause, "denying", "hypothetical")
    near = [cue for cue in governors if clause.predicate.start - cue.end <= 1]
    for aux in marks.between(clause.left, clause.predicate.head, "aux"):
        if aux.value[0] == "modal":
            return "planned" if aux.value[1] == "future" else "hypothetical"
    return _MEANING[near[-1].kind] if near else "asserted"


def _looks_ahead(marks: Marks, clause: Clause) -> bool:
    """Whether the sentence goes on in the future or the conditional."""
    later = marks.between(clause.predicate.end, len(marks.tokens), "verb", "aux", "conditional")
    return any(cue.kind == "conditional" or _mood_of(cue) in _AHEAD for cue in later)


def _mood_of(cue: Cue) -> str:
    return cue.value.mood if cue.kind == "verb" else str(cue.value[1])


def _governors(marks: Marks, clause: Clause, *kinds: str) -> list[Cue]:
    """The governing words before the predicate, its own clause's and, for a clause that
    begins with "that", the word just before it.
    """
    start = clause.predicate.start
    joined = clause.opener == "join" and clause.before  # "disent y être et *s'y battre*"
    left = max(clause.before[0][0] if joined else clause.left, start - _GOVERNS)
    cues = marks.between(left, start + 1, *kinds)
    cues = [cue for cue in cues if not _is_undenied(marks, cue)]
    if clause.opener in {"break", "relative"}:
        cues += [cue for cue in (marks.before(clause.opened_at, *kinds),) if cue]
        if "denying" in kinds and clause.opener == "break":  # "denied on Monday that"
            denials = marks.between(clause.opened_at - _DENIES, clause.opened_at, "denying")
            denials = [
                cue  # what is said after a denial is not denied: "denied it and stressed that"
                for cue in denials
                if not marks.between(cue.end, clause.opened_at, "source_verbs")
                and not _goes_on_after(marks, cue, clause)
            ]
            cues = [cue for cue in (*cues, *denials) if not _is_undenied(marks, cue)]
    if clause.opener == "next":
        cues += marks.between(max(clause.left - 4, 0), clause.left, *kinds)
    return cues


def _goes_on_after(marks: Marks, cue: Cue, clause: Clause) -> bool:
    """ "Said that was untrue *and that* his men held it": the denial is complete before."""
    join = marks.at(cue.end, "join")
    return join is not None and join.end == clause.opened_at


def _is_undenied(marks: Marks, cue: Cue) -> bool:
    """ "Nul *ne conteste* que Chaar est perdu": to deny nothing is to assert."""
    return cue.kind == "denying" and bool(marks.before(cue.start, "negation", "none"))


def _supposed(marks: Marks, clause: Clause) -> bool:
    """Whether "if" or a conditional without a source makes the clause a supposition."""
    predicate = clause.predicate
    if marks.between(clause.left, predicate.start, "if"):
        return True
    if marks.is_colon(clause.left) and marks.between(0, clause.left, "scenario"):
        return True
    if predicate.mood == "reported" and marks.between(0, clause.left, "if"):
        return True
    if predicate.mood != "conditional":
        return False
    sourced = marks.between(0, len(marks.tokens), "source_before", "source_verbs", "now")
    return not (sourced and predicate.verb.frame in _STATES)
