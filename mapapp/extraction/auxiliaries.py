"""What surrounds a verb: the words that complete it, its auxiliaries, its negation."""

from mapapp.extraction.chunks import Marks
from mapapp.extraction.lexicon import Cue, Verb

__all__ = [
    "auxiliaries", "copula", "mood_of", "negation_of", "own_lead", "past_adverbs", "tail_end",
    "voice_of",
]  # fmt: skip

_AUX_REACH = 6  # tokens between an auxiliary and its participle: "ont, samedi soir, tous pris"
_NEGATION_REACH = 5
_STOPS = frozenset({",", ";", ":", "(", ")", ".", "—"})
_ARTICLE = "ال"  # an adjective that describes a name has it
_TAIL_REACH = 12  # tokens between a verb and the words it needs
_ONLY_REACH = 8  # tokens from a negated verb to its "except"


def tail_end(marks: Marks, verb: Verb, end: int) -> int | None:
    """Where the verb ends with the words it needs ("mis *la main sur*"); None without."""
    if not verb.tail:
        return end
    if verb.tail.keys().isdisjoint(marks.words[end : end + _TAIL_REACH]):
        return None
    names = False
    expels = verb.frame == "expel"  # "pushed into X from the south" drives nobody from it
    for index in range(end, min(end + _TAIL_REACH, len(marks.words))):
        for tail in verb.tail.get(marks.words[index], ()):
            if marks.words[index : index + len(tail)] == tail:
                return end if names and marks.agent_first else index + len(tail)
        if marks.at(index, "relative", "break", "aux"):
            return None
        if index in marks.named and (expels or _names_its_place(marks, verb)):
            return None
        if not marks.agent_first and (_tells(marks, index) or _owns(marks, index)):
            return None
        names |= index in marks.inside
    return None


def _names_its_place(marks: Marks, verb: Verb) -> bool:
    """Whether the place of a verb follows its tail, so that a name before belongs elsewhere."""
    return not marks.agent_first and verb.theme == "on"


def _tells(marks: Marks, index: int) -> bool:
    """Whether a finite verb stands here, whose own the following words are."""
    return any(cue.value.mood in {"told", "present"} for cue in marks.verbs_at(index))


def _owns(marks: Marks, index: int) -> bool:
    """Whether an adjective here says whose a place is: "عادت الحياة إلى الحي *الخاضع لسيطرة*"."""
    return marks.tokens[index].word.startswith(_ARTICLE) and any(
        cue.value.frame == "belong" and cue.value.mood == "phrase" and cue.end - index > 1
        for cue in marks.verbs_at(index)
    )


def auxiliaries(marks: Marks, head: int, close: bool) -> tuple[int, set[str], str]:
    """The auxiliaries before a participle: where they begin, have or be, their mood."""
    if not marks.beginning(head - _AUX_REACH, head, "aux"):
        return head, set(), ""
    start, voices, mood = head, set(), ""
    index = head - 1
    while index >= 0 and start - index <= _AUX_REACH:
        cue = marks.at(index, "aux")
        if close and (index in marks.inside or marks.is_word(index)):
            break
        if index in marks.named or marks.words[index] in {";", ":", "(", ")"}:
            break
        opens = index in marks.openings and not marks.at(index, "adverb")  # "had *since* retaken"
        if cue is None and (opens or index in marks.full_verbs):
            break
        if cue:
            voices.add(cue.value[0])
            start, mood = index, cue.value[1]
        elif voices and not marks.at(index, "negation", "negation_end", "adverb"):
            break
        index -= 1
    return start, voices, mood


def copula(marks: Marks, head: int) -> tuple[int, bool]:
    """Where "is" before a phrase begins ("était encore aux mains"), and whether it is past."""
    index = head
    while cue := marks.before(index, "adverb", "negation_end", "determiner", "still"):
        index = cue.start
    cue = marks.before(index, "aux")
    if cue is None or cue.value[0] != "be":
        return head, False
    return cue.start, cue.value[1] == "past"


def own_lead(marks: Marks, cue: Cue) -> int:
    """Where "in *their* hands", "in *the* hands of" begin; the phrase itself elsewhere."""
    beside = cue.value.owner == "beside" and marks.agent_first
    own = marks.before(cue.start, "own", "determiner") if beside else None
    led = marks.before(own.start, "preposition") if own else None
    return led.start if led and led.value == "in" else cue.start


def voice_of(verb: Verb, voices: set[str]) -> str:
    """Whether the subject of a verb with these auxiliaries does it or has it done to it."""
    if verb.mood != "perfect" or verb.be or verb.reflexive:
        return "active"
    return "passive" if "be" in voices or not voices else "active"


def mood_of(verb: Verb, voices: set[str], aux_mood: str) -> str:
    """The mood of a verb with its auxiliaries, the key of the conjugation or of theirs."""
    if verb.mood == "perfect":
        if aux_mood == "conditional":
            return "reported"
        return aux_mood or "participle"
    if aux_mood and voices & {"modal"}:
        return aux_mood
    return verb.mood


def negation_of(marks: Marks, start: int, head: int, end: int) -> str:
    """Which negation surrounds a predicate."""
    direct = _direct_negation(marks, start, end)
    if direct:
        return direct
    negations = marks.beginning(start - _NEGATION_REACH + 1, head, "negation")
    if not negations:
        return ""
    index = negations[-1].start
    if any(i in marks.openings or i in marks.full_verbs for i in range(index + 1, head)):
        return ""
    if _none_of(marks, index):
        # "*Personne ne* conteste la perte de X": it is not the loss that is negated.
        return "" if marks.between(index, head, "denying") else "not"
    if marks.between(index, end + 3, "never"):
        return "never"
    for cue in marks.between(index, end + 3, "no_longer"):
        only = marks.between(cue.end, end + 4, "only")
        return "only" if only else "no_longer"
    if marks.between(index, end + 3, "negation_end"):
        return "not"
    if marks.at(0, "neither"):
        return "not"  # "*Ni* A ni B ne sont tombés"
    after = marks.after_time(end)  # "ne tenait samedi après-midi que"
    if marks.between(after, after + 3, "only"):
        return "only"
    return "not" if marks.at(index, "negation_full") else ""


def _direct_negation(marks: Marks, start: int, end: int) -> str:
    """The negation that stands right before a verb, in languages that negate so."""
    before = past_adverbs(marks, start)
    cue = marks.before(before, "negation_direct", "no_longer_direct")
    if cue is None and not marks.agent_first:
        cue = _no_longer_before(marks, before)
    if cue is None:
        return ""
    if marks.between(end, end + _ONLY_REACH, "only"):
        return "only"
    return "no_longer" if cue.kind == "no_longer_direct" else "not"


def _no_longer_before(marks: Marks, index: int) -> Cue | None:
    """ "*لم تعد* المعارضة تسيطر على الحي": what it is said of stands between."""
    if not marks.between(0, index, "no_longer_direct"):
        return None
    leads = [f.lead for f in marks.forces if f.end == index and not f.role]
    leads += [c.lead for c in marks.places if c.end == index and not c.role]
    return marks.before(leads[0], "no_longer_direct") if leads else None


def past_adverbs(marks: Marks, index: int) -> int:
    """Where the adverbs before a token begin."""
    while cue := marks.before(index, "adverb"):
        index = cue.start
    return index


def _none_of(marks: Marks, index: int) -> bool:
    """ "*Aucune* de ses unités n'...": the negation's second half stands before its first."""
    for before in range(index - 1, max(index - _NEGATION_REACH - 2, -1), -1):
        if marks.words[before] in _STOPS or marks.at(before, "verb", "aux"):
            return False
        if marks.at(before, "negation_end"):
            return True
    return False
