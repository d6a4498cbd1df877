"""The predicates of a sentence: verbs with their auxiliaries, nouns and fixed phrases that
say something about places.
"""

from dataclasses import replace
from typing import NamedTuple

from mapapp.extraction.auxiliaries import (
    auxiliaries,
    copula,
    mood_of,
    negation_of,
    own_lead,
    past_adverbs,
    tail_end,
    voice_of,
)
from mapapp.extraction.chunks import Forces, Marks
from mapapp.extraction.forms import (
    force_before,
    is_attributive,
    is_preposition,
    is_reflexive,
    rank,
    settled,
)
from mapapp.extraction.lexicon import Cue, Verb

__all__ = ["Predicate", "find_predicates", "is_dative", "owner_of"]

_CHANGES_HANDS = frozenset({"take", "lose", "leave"})
_LIFTS = 6  # tokens: "*broke* the three-week siege"
_HEIR_REACH = 8  # tokens between "passed" and the force that it passes to
_ENDS_REACH = 6  # tokens: "les combats ont finalement cessé"
_COMPLETES = 4  # tokens: "tombé jeudi soir aux mains de"


class Predicate(NamedTuple):
    """A verb, noun or phrase that says something about places, with its auxiliaries.

    ``start`` is that of the auxiliaries, ``head`` that of the word itself. ``voice`` is
    active or passive; ``mood`` the conjugation's, "reported" for the conditional perfect,
    "participle" where a participle stands alone. ``past``: it tells of a state or event
    before another ("était tenu", "avait pris"). ``negation`` is "", "not", "never",
    "no_longer" or "only". ``attributive``: a participle before the noun that it describes
    ("besieged X").
    """

    start: int
    head: int
    end: int
    verb: Verb
    voice: str
    mood: str
    past: bool = False
    negation: str = ""
    attributive: bool = False

    @property
    def reduced(self) -> bool:
        """Whether it needs no subject of its own: "pris par l'armée", "bastion rebelle"."""
        return self.mood in {"participle", "phrase"}


#: Frames whose reflexive verbs may drop "se": "retranchés dans Chaar".
_BARE = frozenset({"hold", "leave", "enter"})


def find_predicates(marks: Marks) -> list[Predicate]:
    """All predicates of a sentence, left to right, none inside another."""
    found: list[Predicate] = []
    taken = 0
    parties = {index for force in marks.forces for index in range(force.start, force.end)}
    for index in marks.starts("verb"):
        if index < taken or index in marks.harmless or index in marks.named or index in parties:
            continue
        if index in marks.control or (not marks.agent_first and _is_no_longer(marks, index)):
            continue
        for cue, end in _candidates(marks, index):
            predicate = _predicate(marks, cue, end)
            if predicate and _usable(marks, predicate):
                taken = _shadow(marks, predicate)
                _add(marks, found, predicate)
                break
    return found


def _is_no_longer(marks: Marks, index: int) -> bool:
    """ "لم *يعد*" is "no longer", not "did not return"."""
    cue = marks.at(index - 1, "no_longer_direct") if index else None
    return cue is not None and cue.end > index


def _candidates(marks: Marks, index: int) -> list[tuple[Cue, int]]:
    """The verbs that start at a token and have the words they need, with where these end; the
    likeliest first.
    """
    ends = ((cue, tail_end(marks, cue.value, cue.end)) for cue in marks.verbs_at(index))
    complete = [(cue, end) for cue, end in ends if end is not None]
    if len(complete) > 1:
        complete.sort(key=lambda candidate: rank(marks, candidate[0]))
    return complete


def _shadow(marks: Marks, predicate: Predicate) -> int:
    """Where the next predicate may begin: past phrases that overlap with this one, too."""
    overlapping = (
        cue.end
        for index in range(predicate.head + 1, predicate.end)
        for cue in marks.verbs_at(index)
    )
    return max(predicate.end, *overlapping, 0)


def _add(marks: Marks, found: list[Predicate], predicate: Predicate) -> None:
    """Adds a predicate, or joins it to the last where the two say one thing: "remains in
    rebel hands", "tombé aux mains de".
    """
    last = found[-1] if found else None
    if last and _drives_back(marks, last, predicate):
        # "Une incursion a été refoulée": nobody is driven out of anywhere.
        predicate = predicate._replace(verb=replace(predicate.verb, frame="repel", theme="any"))
    if last and (predicate.start <= last.head < predicate.head or _undoes(marks, last, predicate)):
        found[-1] = predicate
    elif last and _undoes(marks, predicate, last):
        # "Foiled an attempt by *rebels* to get into X": they stand before an infinitive.
        end = last.end if predicate.mood == "infinitive" else predicate.end
        found[-1] = last._replace(end=end)
    elif last and _completes(marks, last, predicate):
        # "Ont repris leurs positions": they are the object, and a part of the place.
        if predicate.verb.owner == "after" and not marks.at(predicate.head, "part"):
            found[-1] = last._replace(end=max(last.end, predicate.end))
    elif last and _besieges(marks, last, predicate):
        pass  # "has kept X *under siege*": said once
    elif last and _shares_auxiliary(marks, last, predicate):
        found.append(predicate._replace(voice=_shared_voice(last, predicate), mood=last.mood))
    else:
        found.append(predicate)


def _besieges(marks: Marks, last: Predicate, phrase: Predicate) -> bool:
    """Whether a phrase only ends a verb of siege."""
    both = last.verb.frame == phrase.verb.frame == "surround" and phrase.mood == "phrase"
    return both and bool(last.verb.tail) and not marks.between(last.end, phrase.head, "join")


def _drives_back(marks: Marks, attempt: Predicate, predicate: Predicate) -> bool:
    """Whether it is an attack that was driven out."""
    verb = attempt.verb
    attack = verb.mood == "noun" and verb.frame in {"attack", "enter"}
    attack = attack and marks.before(attempt.start, "determiner") is not None
    return attack and predicate.verb.frame == "expel" and predicate.voice == "passive"


def _completes(marks: Marks, verb: Predicate, phrase: Predicate) -> bool:
    """Whether a phrase only says to whom a place goes that a verb says changes hands, or
    repeats that it is the subject's: "had X in its pocket".
    """
    if phrase.verb.owner == "beside" and verb.verb.frame in {"hold", "take", "surround"}:
        own = marks.before(phrase.head, "own") and force_before(marks, phrase.head) is None
        if own and not any(
            marks.at(i, "relative", "break", "join") for i in range(verb.end, phrase.head)
        ):
            return True
    if (
        not marks.agent_first
        and verb.verb.frame in _CHANGES_HANDS
        and phrase.verb.frame == "belong"
    ):
        own = phrase.end < len(marks.tokens) and marks.tokens[phrase.end].word.startswith("+")
        return own and not any(  # "خسرت المعارضة أحد أبرز *معاقلها*، حي هنانو"
            i in marks.named or marks.at(i, "relative", "break", "join")
            for i in range(verb.end, phrase.head)
        )
    if verb.verb.frame not in {"fall", "take", "leave", "lost"} or phrase.verb.frame != "belong":
        return False
    if phrase.verb.owner == "beside":
        return not any(
            marks.at(i, "relative", "break", "join") or i in marks.named
            for i in range(verb.end, phrase.head)
        )
    between = range(verb.end, phrase.head)
    if not marks.agent_first:  # the place stands between: "سقط الحي بيد الجيش"
        negated = marks.at(phrase.head, "negation_direct")  # "سقط الحي ولم يبق بيد الثوار ..."
        return (
            verb.verb.frame == "fall"
            and not negated
            and not any(
                marks.at(i, "relative", "break", "verb", "still", "source_verbs") for i in between
            )
        )
    return len(between) <= _COMPLETES and not any(
        i in marks.inside or marks.at(i, "join", "relative", "break") for i in between
    )


def _undoes(marks: Marks, attempt: Predicate, failure: Predicate) -> bool:
    """Whether an attack is only what was beaten off: "repelled an army attack on X", "the
    assault on X was beaten back".
    """
    if failure.verb.frame not in {"repel", "fail"}:
        return False
    if attempt.verb.mood == "infinitive":  # "an attempt to break into X came to nothing"
        if attempt.verb.frame not in {"take", "enter"}:
            return False
        if attempt.head > failure.head and failure.verb.frame != "repel":
            return False
    elif attempt.verb.mood != "noun" or attempt.verb.frame not in {"attack", "enter", "fight"}:
        return False
    between = range(min(attempt.end, failure.end), max(attempt.head, failure.head))
    if attempt.head > failure.head:
        between = range(marks.after_time(failure.end), attempt.head)
        return not any(
            marks.at(i, "relative", "break", "join") or i in marks.named for i in between
        )
    return not any(marks.at(i, "relative", "break") for i in between)


def _shares_auxiliary(marks: Marks, last: Predicate, predicate: Predicate) -> bool:
    """ "ont attaqué A et *repris* B": the second participle goes with the first auxiliary."""
    if predicate.mood != "participle" or last.start == last.head or last.verb.mood != "perfect":
        return False
    join = marks.before(_determined(marks, predicate.start, "adverb", "clitic"), "join", "break")
    return join is not None and marks.tokens[join.start].word != ","


def _shared_voice(last: Predicate, predicate: Predicate) -> str:
    if predicate.verb.be or predicate.verb.reflexive:
        return "active"
    return "active" if last.verb.be or last.verb.reflexive else last.voice


def _predicate(marks: Marks, cue: Cue, end: int) -> Predicate | None:
    """What a verb says that ends, with the words it needs, at a token; None if nothing."""
    start, voices, aux_mood = auxiliaries(marks, cue.start, cue.value.mood in {"base", "preterite"})
    verb = settled(marks, cue, voices)
    if verb is None:
        return None
    if verb.mood not in {"noun", "phrase"} and is_preposition(marks, cue):
        return None
    if verb.mood != "phrase" and _in_territory(marks, cue):
        return None
    if (
        verb.owner == "beside"
        and cue.start in marks.territory
        and not force_before(marks, cue.start)
    ):
        return None  # "half of their territory" says whose half it is, not whose ground
    if verb.mood in {"noun", "phrase"}:
        return _noun_or_phrase(marks, cue, verb, end)
    if verb.mood != "perfect" and not voices & {"modal", "do"}:
        start, voices, aux_mood = cue.start, set(), ""
    bare = verb.mood == "perfect" and not voices and verb.frame in _BARE
    if verb.reflexive and not (bare or is_reflexive(marks, start)):
        return None
    if verb.finite and verb.mood == "perfect" and not voices:
        return None
    voice, mood = voice_of(verb, voices), mood_of(verb, voices, aux_mood)
    past = aux_mood == "past" or (verb.mood == "past" and not voices)
    negation = negation_of(marks, start, cue.start, end)
    attributive = mood == "participle" and is_attributive(marks, cue)
    if voice == "active" and verb.mood == "perfect" and marks.before(cue.start, "declared"):
        voice = "passive"  # "l'a *déclaré* libéré": by whom is not said
    predicate = Predicate(start, cue.start, end, verb, voice, mood, past, negation, attributive)
    return _with_copula(marks, predicate) if attributive else predicate


def _noun_or_phrase(marks: Marks, cue: Cue, verb: Verb, end: int) -> Predicate | None:
    """A noun or phrase with the "is" before it and before the force that it belongs to."""
    owner = force_before(marks, cue.start) if verb.owner != "after" else None
    led = owner.lead if owner else own_lead(marks, cue)
    start, past = copula(marks, led)
    start = start if start < led else cue.start
    negation = negation_of(marks, start, cue.start, end)
    if owner and owner.role == "from" and marks.agent_first:
        if negation not in {"not", "never"}:
            return None  # "is out of the army's control"
        negation = ""  # "has *never* been *out of* the army's control"
    return Predicate(start, cue.start, end, verb, "active", verb.mood, past, negation)


def _with_copula(marks: Marks, predicate: Predicate) -> Predicate:
    """A predicate that a hyphen ties to its force, with the verb before it: "*was* rebel-held"."""
    owner = force_before(marks, predicate.head)
    if owner is None or not marks.tokens[predicate.head].joined:
        return predicate
    start, past = copula(marks, owner.lead)
    if start >= owner.lead:
        return predicate
    negation = negation_of(marks, start, predicate.head, predicate.end)
    return predicate._replace(start=start, past=past, negation=negation)


def _leads_infinitive(marks: Marks, predicate: Predicate) -> bool:
    """ "A *push* to recapture Shaar": the infinitive tells what of."""
    to = marks.at(predicate.end, "preposition")
    drive = predicate.verb.mood == "noun" and predicate.verb.frame in {"enter", "attack", "fight"}
    if not (marks.agent_first and drive and to and to.value == "to"):
        return False
    return any(cue.value.mood in {"base", "infinitive"} for cue in marks.verbs_at(to.end))


def _usable(marks: Marks, predicate: Predicate) -> bool:
    """Whether a phrase such as "quarter" really says whose it is: a force must follow it; and
    whether a fight goes on: not "after fighting".
    """
    if marks.before(past_adverbs(marks, predicate.start), "unrealised"):
        return False
    if _leads_infinitive(marks, predicate) or _only_describes(marks, predicate):
        return False
    if predicate.verb.frame == "belong":
        return _is_owned(marks, predicate)
    # "Bayada a suivi vers midi" may stand apart from its place; "X followed", "X aussi" do not.
    follows = predicate.verb.frame == "follow"
    close = predicate.verb.be or predicate.verb.mood in {"noun", "phrase"}
    needs_place = predicate.verb.theme == "next" or (follows and close)
    after_place = follows and predicate.verb.mood != "noun" and predicate.start - 1 in marks.named
    if needs_place and not after_place and not _is_followed(marks, predicate):
        return False  # "celle de la centrale" is no other capture
    if predicate.verb.frame == "shared" and _splits(marks, predicate):
        return False
    if predicate.verb.owner == "copula" and predicate.start == predicate.head:
        return False
    if predicate.verb.needs_force and predicate.verb.frame == "fall":
        return _has_heir(marks, predicate)
    return predicate.verb.mood != "noun" or _goes_on(marks, predicate)


def _goes_on(marks: Marks, predicate: Predicate) -> bool:
    """Whether a siege is kept, or a fight is not over, that a noun tells of."""
    head, end = predicate.head, predicate.end
    if predicate.verb.frame == "surround":
        lifted = marks.between(head - _LIFTS, head, "lifts")
        return not (lifted or marks.between(end, len(marks.tokens), "ended"))
    if predicate.verb.frame not in {"fight", "attack"}:
        return True
    over = marks.between(end, end + _ENDS_REACH, "ended")
    if over and not marks.before(over[0].start, "negation_end", "negation_full"):
        return False  # "les combats ont *cessé* à Chaar"
    return marks.before(_determined(marks, head), "aftermath") is None


def _splits(marks: Marks, predicate: Predicate) -> bool:
    """ "Took X and *split rebel territory*": an object follows, and no "is" stands before."""
    bare = marks.agent_first and predicate.start == predicate.head
    last = marks.at(predicate.end - 1, "preposition")
    led = any(f.lead == predicate.end and not f.role for f in marks.forces)
    return bare and last is None and (led or marks.at(predicate.end, "determiner") is not None)


def _only_describes(marks: Marks, predicate: Predicate) -> bool:
    """Whether a gerund tells of no event: "to *advancing* troops", "*leaving* X isolated"."""
    if predicate.mood != "gerund":
        return False
    leaves = predicate.verb.frame == "leave" and _leaves_so(marks, predicate)
    return leaves or _describes_force(marks, predicate)


def _has_heir(marks: Marks, predicate: Predicate) -> bool:
    """Whether a party is named to whom a place passes; not in "il passe la nuit *à Chaar*,
    toujours aux rebelles".
    """
    if any(is_dative(force, predicate) for force in marks.forces):
        return True
    heirs = [f for f in marks.forces if f.role and f.start > predicate.head]
    if _hands(marks, predicate.end):
        return True
    if not heirs or min(f.lead for f in heirs) - predicate.end > _HEIR_REACH:
        return False
    elsewhere = any(c.role and predicate.end <= c.lead < heirs[0].lead for c in marks.places)
    return not (marks.agent_first and elsewhere)


def _hands(marks: Marks, end: int) -> bool:
    """ "Est passé lundi *entre leurs mains*": whose it becomes is told by a pronoun."""
    return any(
        cue.value.frame == "belong" and cue.start < own.start < cue.end
        for own in marks.beginning(end, end + _HEIR_REACH, "own")
        for index in range(own.start - 2, own.start)
        for cue in marks.verbs_at(index)
    )


def _is_owned(marks: Marks, predicate: Predicate) -> bool:
    """Whether a phrase has the force that it needs: not "is under *rebel fire*"."""
    owner = owner_of(marks, predicate)
    if owner is None or _is_setting(marks, predicate, owner) or _is_subject(marks, predicate):
        return False
    if marks.agent_first and _is_object(marks, predicate, owner):
        return False
    under = marks.at(predicate.end - 1, "preposition")
    leads = marks.is_word(owner.end) or any(
        cue.value.mood == "noun" for cue in marks.verbs_at(owner.end)
    )
    return not (under and under.value == "in" and leads)


def _is_subject(marks: Marks, predicate: Predicate) -> bool:
    """ "*The rebel enclave* is split": ground that a verb follows is said of no place before."""
    bare = predicate.mood == "phrase" and predicate.start == predicate.head
    return marks.agent_first and bare and marks.at(predicate.end, "aux") is not None


def _is_object(marks: Marks, predicate: Predicate, owner: Forces) -> bool:
    """ "Could look down on Sakhour and *slice the rebel sector* in two": what a verb acts on is
    not said of the places before.
    """
    beside = owner.end <= predicate.head and predicate.start == predicate.head and not owner.role
    named = any(c.spans and c.lead == predicate.end for c in marks.places)
    verb = marks.is_word(owner.lead - 1) or marks.before(owner.lead, "verb", "part") is not None
    return beside and verb and not named


def _is_setting(marks: Marks, predicate: Predicate, owner: Forces) -> bool:
    """ "Il ne reste *à toute la zone insurgée* qu'une route": ground that no name follows is
    not said of the places before.
    """
    if not marks.at(predicate.head, "quarter") or predicate.start != predicate.head:
        return False
    start = _determined(marks, predicate.head, "determiner", "whole", "adverb", "number")
    led = marks.before(start, "preposition")
    if led and led.value == "of" and marks.before(led.start, "number"):
        return False  # "Chaar et Marjé, *deux des derniers* quartiers rebelles"
    return led is not None and not any(c.lead == owner.end for c in marks.places)


def _is_followed(marks: Marks, predicate: Predicate) -> bool:
    """Whether a place stands right after the verb ("have Hanano") or a share of it ("have *a
    third of it*"); "are *in control of* Hanano" is another verb's.
    """
    end = predicate.end
    while cue := marks.at(end, "adverb", "only"):
        end = cue.end
    if any(
        c.spans and c.lead <= end <= c.start and not marks.between(end, c.start, "control")
        for c in marks.places
    ):
        return True
    index, share = end, False
    while cue := marks.at(index, "part", "fraction", "percent", "whole", "adverb", "number"):
        share |= cue.kind not in {"adverb", "number"}
        index = cue.end
    of = marks.at(index, "preposition")
    of_it = of is not None and any(f.start == of.end for f in marks.forces if f.pronoun)
    return (share and of_it) or _has_side(marks, predicate)


def _has_side(marks: Marks, predicate: Predicate) -> bool:
    """ "Has *its western blocks*": a side of the place that is spoken of."""
    led = marks.at(predicate.end, "own", "determiner")
    side = marks.at(led.end if led else predicate.end, "part")
    has = marks.agent_first and predicate.verb.frame == "hold"
    of = marks.at(side.end, "preposition") if side else None
    return bool(has and side and side.end - side.start > 1 and not (of and of.value == "of"))


def is_dative(force: Forces, predicate: Predicate) -> bool:
    """ "*lui* est acquis", "*nous* est revenu": a pronoun before the verb it goes with."""
    return force.pronoun in {"dative", "we"} and force.end == predicate.start


def _leaves_so(marks: Marks, predicate: Predicate) -> bool:
    """ "Leaving X isolated": nobody leaves X."""
    left = [c for c in marks.places if c.lead <= predicate.end <= c.start]
    return any(marks.verbs_at(chunk.end) for chunk in left)


def _in_territory(marks: Marks, cue: Cue) -> bool:
    """Whether a verb only names the rebels' ground: "the rebel-*held* districts"; where names
    follow ("of X and Y") it tells who holds them.
    """
    if cue.start not in marks.territory:
        return False
    return not any(c.spans and c.lead <= cue.end <= c.start for c in marks.places)


def _describes_force(marks: Marks, predicate: Predicate) -> bool:
    """ "to advancing troops": a gerund between a preposition or an article and a force."""
    if not marks.before(predicate.start, "preposition", "determiner"):
        return False
    return any(force.start == predicate.end for force in marks.forces)


def _determined(marks: Marks, index: int, *kinds: str) -> int:
    """Where the determiners and adjectives before a noun begin."""
    while cue := marks.before(index, *(kinds or ("determiner", "adverb", "preposition"))):
        index = cue.start
    return index


def owner_of(marks: Marks, predicate: Predicate) -> Forces | None:
    """The force that directly follows "quarter", "bastion of", "in the hands of", or, where
    the lexicon says so, precedes it: "rebel stronghold", "the army's hands".
    """
    if predicate.verb.owner != "after":
        beside = force_before(marks, predicate.head)
        if beside or predicate.verb.owner in {"before", "copula"}:
            return beside
    bare = marks.at(predicate.head, "still") and predicate.start + 1 == predicate.end
    # "Encore rebelle" says whose it is, "combattait encore les rebelles" does not.
    starts = {predicate.end} if bare else _after(marks, predicate.end)
    after = (force for force in marks.forces if force.start in starts)
    # "N'est plus rebelle", "rebelle depuis 2013": the owner may stand inside the phrase, and
    # "lui est acquis" before it.
    inside = (f for f in marks.forces if _is_inside(f, predicate) or is_dative(f, predicate))
    if owner := next(after, None) or next(inside, None):
        return owner
    own = marks.before(_determined(marks, predicate.head, "determiner"), "own")
    own = own or next(iter(marks.between(predicate.head - 2, predicate.end, "own")), None)
    if own is None or marks.at(predicate.head, "quarter"):
        return None  # a resident's "son quartier" is no one's ground
    others = [f for f in marks.forces if f.start >= predicate.end and f.role == "" and f.force]
    earlier = [f for f in marks.forces if f.end <= predicate.start]
    if others and marks.between(predicate.end, others[0].start, "relative", "break"):
        others = []  # "was in *their* hands before *the army* took it"
    named = earlier[-1:] or others[:1]
    return named[0] if named else Forces(own.start, own.end, own.start, "", None, "own")


def _after(marks: Marks, index: int) -> set[int]:
    """Where the owner may begin: past prepositions, articles and words such as "fighters"."""
    starts = {index}
    while cue := marks.at(index, *_BEFORE_OWNER):
        index = cue.end
        starts.add(index)
    return starts


_BEFORE_OWNER = (
    "preposition", "determiner", "adverb", "quarter", "still", "member", "control",
)  # fmt: skip


def _is_inside(force: Forces, predicate: Predicate) -> bool:
    return predicate.head <= force.start and force.end <= predicate.end
