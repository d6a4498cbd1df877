"""Which form a word is, where its spelling leaves that open.

English spells several forms alike: "seized" is past or participle, "hold" an infinitive, a
present or a noun. A lexicon gives such forms the moods "preterite" and "base"; what stands
around them decides. Languages whose lexicons use neither mood pass through untouched.
"""

from dataclasses import replace

from mapapp.extraction.chunks import Forces, Marks
from mapapp.extraction.cue_index import OWNS
from mapapp.extraction.lexicon import Cue, Verb

__all__ = [
    "force_before", "is_attributive", "is_preposition", "is_reflexive", "rank", "settled",
]  # fmt: skip

_BY_REACH = 7  # tokens from a participle to its "by": "seized late on Monday evening by"
_SEEN_REACH = 14  # tokens: "would see the last streets of X pass to the army"
_DOER_REACH = 4  # tokens between "militias" and its verb
_SHARE_REACH = 5  # tokens: "*nine tenths* of the city *belong* to"
_TO_REACH = 14  # tokens from "to" to a further infinitive: "to storm the area and hold it"


def settled(marks: Marks, cue: Cue, voices: set[str]) -> Verb | None:
    """The verb with the mood that it has here; None where it is no verb but a noun.

    Args:
        marks: the sentence.
        cue: the verb's cue.
        voices: the auxiliaries before it.
    """
    verb: Verb = cue.value
    if verb.mood == "base":
        if _is_owned_noun(marks, cue):
            return None
        mood = _base_mood(marks, cue, voices)
        return replace(verb, mood=mood) if mood else None
    if verb.mood == "present" and _is_noun(marks, cue):
        return None
    if verb.mood == "preterite":
        if _is_owned_noun(marks, cue):
            return None
        perfect = voices & {"have", "be"} or (not verb.be and _is_participle(marks, cue))
        return replace(verb, mood="perfect" if perfect else "told")
    if verb.mood in {"told", "present"} and _governed_noun(marks, cue.start, verb.mood):
        return None  # a noun of the same spelling: "لتقدم الجيش"; or "who": "من يسيطر عليه"
    if verb.mood == "present":
        mood = _present_mood(marks, cue)
        return verb if mood == "present" else replace(verb, mood=mood)
    return verb


def force_before(marks: Marks, index: int) -> Forces | None:
    """The force that stands directly before a token and owns or names it: "rebel-held",
    "the army's capture", "under full government control".
    """
    while index > 0 and marks.tokens[index - 1].word in OWNS:
        index -= 1
    while True:
        force = next((f for f in marks.forces if f.end == index), None)
        if force:
            return force
        possessive = index > 0 and marks.tokens[index - 1].word in OWNS
        cue = marks.before(index, "adverb", "whole", "determiner")
        if not possessive and cue is None:
            return None
        index = index - 1 if possessive or cue is None else cue.start


def rank(marks: Marks, cue: Cue) -> tuple[int, bool, bool, bool]:
    """The longest first, a verb with the words it needs before the same verb alone, a reflexive
    one after "se", and, of "prise", the noun where an article or "de" says so, else the
    participle.
    """
    noun = cue.value.mood == "noun"
    following = marks.at(cue.end, "preposition")
    nouns = {"of", "between"} if marks.agent_first else {"of"}
    nominal = marks.before(cue.start, "determiner") or (following and following.value in nouns)
    reflexive = cue.value.reflexive != is_reflexive(marks, cue.start)
    return -cue.end, not cue.value.tail, reflexive, noun != bool(nominal)


def is_preposition(marks: Marks, cue: Cue) -> bool:
    """Whether a word is a verb in form only: "entre" is one only before "dans"."""
    preposition = marks.at(cue.start, "preposition")
    if preposition is None or preposition.end < cue.end:
        return False
    following = marks.at(cue.end, "preposition")
    return following is None or following.value != "in"


def is_reflexive(marks: Marks, start: int) -> bool:
    """Whether "se" stands before a verb: "s'en sont emparés"."""
    return bool(marks.between(start - 3, start, "reflexive"))


def is_attributive(marks: Marks, cue: Cue) -> bool:
    """Whether a participle stands before the noun that it describes: "the besieged X"."""
    if marks.tokens[cue.start].joined:
        return True
    index = cue.start
    while adverb := marks.before(index, "adverb"):
        index = adverb.start
    led = marks.before(index, "determiner", "preposition", "quarter")
    opens = led is not None and not (led.start == 0 and marks.at(0, "relative"))  # "That left X"
    return opens and any(chunk.lead <= cue.end <= chunk.start for chunk in marks.places)


def _governed_noun(marks: Marks, start: int, mood: str) -> bool:
    """Whether what stands before a form wants a noun after it."""
    kinds = ("preposition",) if mood == "present" else ("preposition", "aftermath", "planned")
    return bool(marks.before(start, *kinds)) and not marks.before(start, "emphasis", "clitic")


def _present_mood(marks: Marks, cue: Cue) -> str:
    """What a particle makes of a present: "أن يسيطر" is an infinitive, "قد يسيطر" a guess."""
    if marks.before(cue.start, "subjunctive"):
        return "infinitive"
    return "supposed" if marks.before(cue.start, "may") else "present"


def _is_noun(marks: Marks, cue: Cue) -> bool:
    """Whether a form that may be a noun is one: "after battles", "the advances"."""
    if _is_owned(marks, cue) or any(f.end == cue.start and f.role == "in" for f in marks.forces):
        return True  # "the state's *hands*", "in rebel *hands*"
    nouns = [c for c in marks.verbs_at(cue.start) if c.value.mood == "noun"]
    before = marks.before(cue.start, "determiner", "preposition", "aftermath", "part", "adverb")
    return bool(nouns) and before is not None


def _is_owned(marks: Marks, cue: Cue) -> bool:
    return cue.start > 0 and marks.tokens[cue.start - 1].word in OWNS


def _is_owned_noun(marks: Marks, cue: Cue) -> bool:
    """ "The army's *thrust* into X": a noun that is spelt like a past."""
    nouns = (c for c in marks.verbs_at(cue.start) if c.value.mood == "noun")
    return _is_owned(marks, cue) and any(nouns)


def _base_mood(marks: Marks, cue: Cue, voices: set[str]) -> str:
    if voices & {"modal", "do"}:
        return "past" if "do" in voices else "infinitive"
    index = cue.start
    while adverb := marks.before(index, "adverb", "negation", "no_longer", "still"):
        index = adverb.start
    seen = index - 1 in marks.named and marks.between(index - _SEEN_REACH, index, "seeing", "if")
    if seen or _after_to(marks, index) or _inverted(marks, index):
        return "infinitive"
    if marks.before(index, "join"):
        if marks.before(cue.start, "still") and marks.agent_first:
            return "present"  # "set out to take X, and *still hold* Y"
        verb = marks.between(index - _TO_REACH, index, "verb")
        to = any(_after_to(marks, i) for i in range(max(index - _TO_REACH, 1), index))
        return ("infinitive" if to else "present") if verb else ""
    return "present" if _plural_before(marks, index) else ""


def _inverted(marks: Marks, index: int) -> bool:
    """ "*Should the army* take Shaar": a supposition whose subject follows its auxiliary."""
    doers = (force for force in marks.forces if force.end == index and not force.role)
    return any(marks.before(force.lead, "if") for force in doers)


def _after_to(marks: Marks, index: int) -> bool:
    cue = marks.before(index, "preposition")
    return cue is not None and cue.value == "to"


def _plural_before(marks: Marks, index: int) -> bool:
    """Whether a subject that takes the bare form stands before a token."""
    if index == 0 or marks.before(index, "determiner"):
        return False
    word = marks.tokens[index - 1].word
    doers = [f for f in marks.forces if 0 <= index - f.end <= _DOER_REACH and not f.role]
    many = (doers[-1].end - 1, doers[-1].lead) if doers else ()
    if any(marks.tokens[i].word.endswith("s") for i in many):
        between = range(doers[-1].end, index)  # "militias from Nubl hold X"
        if not any(marks.at(i, "verb", "aux", "relative", "break", "join") for i in between):
            return True
    return bool(
        marks.before(index, "relative")
        or marks.before(index, "pronoun")
        or (
            word.endswith("s")
            and word != "'s"
            and (
                marks.is_word(index - 1)
                or _force_at(marks, index)
                or marks.before(index, "quarter", "part") is not None
            )
        )
        or any(c.end == index and (c.part or len(c.spans) > 1) for c in marks.places)
        or _is_share(marks, index)
    )


def _is_share(marks: Marks, end: int) -> bool:
    """Whether a share is the subject: "*nine tenths of the city* belong to the government"."""
    shares = marks.between(end - _SHARE_REACH, end, "percent", "fraction")
    ofs = [of for share in shares if (of := marks.at(share.end, "preposition"))]
    ends = marks.before(end, "aux", "preposition") or _force_at(marks, end)
    return any(of.value == "of" for of in ofs) and not ends


def _force_at(marks: Marks, end: int) -> bool:
    return any(force.end == end for force in marks.forces)


def _is_participle(marks: Marks, cue: Cue) -> bool:
    """Whether a form without auxiliaries is a participle, not a past tense."""
    if marks.tokens[cue.start].joined or is_attributive(marks, cue):
        return True
    index = cue.start
    while adverb := marks.before(index, "adverb"):
        index = adverb.start
    if index and (index - 1 in marks.named or marks.before(index, "quarter")):
        # A place does nothing: "Hanano, captured on Saturday"; but "troops from A captured B".
        doers = [f for f in marks.forces if f.end < index and not (f.role or f.adjective)]
        return not (doers and _takes_object(marks, cue))
    comma = index > 1 and marks.tokens[index - 1].word == ","
    if comma and index - 2 in marks.named and not _takes_object(marks, cue):
        return True
    return _led_to_by(marks, cue) or _is_fronted(marks, cue)


def _is_fronted(marks: Marks, cue: Cue) -> bool:
    """ "Also *recovered was* Shaar": a passive whose participle comes first."""
    be = marks.at(cue.end, "aux")
    named = be and be.value[0] == "be" and any(c.lead == be.end for c in marks.places)
    return bool(named) and not any(force.end == cue.start for force in marks.forces)


def _takes_object(marks: Marks, cue: Cue) -> bool:
    leads = [(chunk.lead, chunk.start) for chunk in marks.places]
    leads += [(chunk.lead, chunk.start) for chunk in marks.forces]
    return any(lead <= cue.end <= start for lead, start in leads)


def _led_to_by(marks: Marks, cue: Cue) -> bool:
    """Whether "by" follows before any object: "seized on Monday by the army"."""
    for index in range(cue.end, min(cue.end + _BY_REACH, len(marks.tokens))):
        preposition = marks.at(index, "preposition")
        if preposition and preposition.value == "by":
            return any(f.lead <= index < f.start for f in marks.forces)
        if index in marks.inside or marks.at(index, "relative", "break", "verb"):
            return False
        if marks.at(index, "planned"):
            return False  # "foiled an *attempt* by rebels"
    return False
