"""What a predicate means for its places, frame by frame.

A frame says which part the grammar gives to whom; a lexicon says which words evoke it:

    take       an agent gains the place             "l'armée a pris Chaar aux rebelles"
    fall       the place goes to a force            "Chaar est tombé aux mains de l'armée"
    lose       an agent loses it                    "les rebelles ont perdu Chaar"
    lost       the place leaves a force             "Chaar a échappé aux rebelles"
    leave      an agent leaves it, or cedes it      "ont abandonné Chaar à l'armée"
    expel      an agent drives another out of it    "a chassé les rebelles de Chaar"
    hold       an agent holds it                    "les rebelles tiennent Chaar"
    belong     the place is a force's               "Chaar, bastion rebelle"
    surround   an agent encircles it                "l'armée encercle Chaar"
    fight      fighting inside it                   "des combats à Chaar"
    attack     an attack on it                      "un assaut sur Chaar"
    enter      an agent is inside, without control  "l'armée est entrée dans Chaar"
    shared     two forces hold ground inside        "Chaar est partagé entre ..."
    repel      an attack on it is beaten off        "l'assaut sur Chaar a été repoussé"
    fail       an attempt on it fails               "l'offensive contre Chaar a échoué"
    resist     whoever holds it still does             "Chaar résiste"
    follow     what was said last, of it too           "Marjé a suivi"
    threaten   an agent may take it                 "l'armée menace Chaar"
    aim        an agent is to take it               "prochaine cible : Chaar"
"""

from collections.abc import Sequence

from mapapp.extraction.chunks import Forces, Places
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse, Meaning
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.polarity import by_none, named_as_none
from mapapp.extraction.predicates import is_dative
from mapapp.extraction.roles import Roles
from mapapp.models import Event, Force, Polarity, Status

__all__ = ["meanings_of", "winner_of"]

_CREDITS = 4  # tokens: "en *attribue* aussitôt la prise"


def meanings_of(roles: Roles, places: Places, discourse: Discourse) -> Sequence[Meaning]:
    """What a frame says of a list of places."""
    frame = roles.predicate.verb.frame
    if frame in {"take", "fall"}:
        return _with_rivals(roles, _gains(roles, places, discourse))
    if frame in {"lose", "lost", "leave", "expel"}:
        return _losses(roles, places)
    if frame in {"hold", "belong"}:
        return _with_rivals(roles, _holds(roles, places))
    if frame == "resist":
        return _resistance(roles, places)
    if frame == "follow":
        return _same_fate(roles, discourse)
    if frame == "surround":
        holder = _shut_in(roles, places) or _besieged_holder(roles.agent, places, discourse)
        return (Meaning(holder, "besieged", "hold", roles.polarity),)
    if frame in {"fight", "shared", "attack"}:
        return _fights(roles, places)
    if frame == "enter":
        return _entries(roles, places)
    if frame in {"threaten", "aim"}:
        return _aims(roles, places, discourse)
    return _failures(roles, places)


def _same_fate(roles: Roles, discourse: Discourse) -> Sequence[Meaning]:
    if discourse.fate is None or roles.polarity not in {"asserted", "hypothetical"}:
        return ()
    fate = discourse.fate._replace(polarity=roles.polarity)
    predicate = roles.predicate
    if roles.marks.before(predicate.start, "negation_end"):  # "mais *pas celle* de Marjé"
        gainer = OPPONENT[fate.force] if fate.event == "loss" else fate.force
        return (Meaning(gainer, "control", "gain", "denied"),)
    if fate.event == "loss" and fate.polarity == "hypothetical":
        # "Chaar est perdu pour les rebelles, Marjé *pourrait suivre*"
        return (Meaning(OPPONENT[fate.force], "control", "gain", "hypothetical"),)
    holds = predicate.verb.mood == "present" and roles.marks.between(
        predicate.head, predicate.end, "aux"
    )  # "and so *is* X", not "X follows"
    return (fate._replace(event="hold") if holds else fate,)


def _with_rivals(roles: Roles, meanings: Sequence[Meaning]) -> Sequence[Meaning]:
    """ "Pris par l'armée selon l'un, *par les Kurdes* selon l'autre": as many claims."""
    if roles.predicate.voice != "passive" or not meanings:
        return meanings
    by = [f for f in roles.right_forces("by")[1:] if roles.marks.tokens[f.lead - 1].word == ","]
    rivals = [force for force in map(roles.resolve, by) if force and force != meanings[0].force]
    return (*meanings, *(meanings[0]._replace(force=force) for force in rivals))


def winner_of(roles: Roles) -> Force | None:
    """The force that a gain goes to, where the clause names one."""
    if roles.predicate.verb.frame == "fall":
        handed = _handed_over(roles)
        pronoun = [f for f in roles.left_forces() if is_dative(f, roles.predicate)]
        beside = [f for f in roles.right_forces("", "with") if f.start == roles.predicate.end]
        if not roles.marks.agent_first:
            beside = [f for f in beside if f.force]  # "سقوط*ه*" is that of the place
        named = [f for f in roles.right_forces("of", "to", "by", "in", "on") if roles.reaches(f)]
        # "Passé sous contrôle *rebelle*" says it beside the verb.
        receivers = [*handed[1:], *pronoun] or named or beside or _in_their_hands(roles)
        return roles.resolve(receivers[0]) if receivers else None
    if roles.predicate.verb.tail and (receiver := _handed_to(roles)):
        return roles.resolve(receiver)  # "put X in government hands"
    if credited := _credited(roles):
        return credited
    if roles.agent:
        return roles.agent
    if gainer := _beneficiary(roles):
        return gainer
    losers = [roles.resolve(party) for party in _losers(roles)]
    return OPPONENT.get(losers[0]) if losers else None


def _in_their_hands(roles: Roles) -> list[Forces]:
    """ "Est passé *entre leurs mains*"."""
    own = roles.marks.between(roles.predicate.head, roles.predicate.end, "own")
    return [Forces(it.start, it.end, it.start, "", None, "own") for it in own]


def _handed_to(roles: Roles) -> Forces | None:
    """ "In *government* hands", "sous l'autorité *du gouvernement*": whose the ground becomes."""
    predicate = roles.predicate
    inside = begun(roles.marks.forces, predicate.head, predicate.end)
    handed = [f for f in inside if f.role == "in"] or roles.right_forces("in")
    if roles.predicate.voice == "passive":
        handed += [f for f in roles.right_forces("of") if f.lead == roles.predicate.end]
    return handed[0] if handed else None


def _credited(roles: Roles) -> Force | None:
    """ "Attribue la prise *aux Kurdes*": who is said to have done it."""
    start = roles.predicate.start
    to = roles.right_forces("to")
    said = roles.marks.between(start - _CREDITS, start, "credits")
    return roles.resolve(to[0]) if to and said else None


def _beneficiary(roles: Roles) -> Force | None:
    """ "La prise de Chaar ouvrirait *aux insurgés* le centre": whom a capture would help."""
    if roles.predicate.verb.mood != "noun" or roles.polarity != "hypothetical":
        return None
    helped = [party for party in roles.right_forces("to") if party not in _losers(roles)]
    return roles.resolve(helped[0]) if helped else None


def _losers(roles: Roles) -> list[Forces]:
    """Whom a place is taken from: not who gains by it ("la prise de X permettrait à l'armée")."""
    kinds = ("hypothetical", "asserting", "planned", "conditional")
    nominal = roles.predicate.verb.mood == "noun"
    return [
        party
        for party in roles.right_forces("to", "from")
        if not (nominal and roles.marks.between(roles.predicate.end, party.start, *kinds))
    ]


def _handed_over(roles: Roles) -> Sequence[Forces]:
    """ "passé *du gouvernement aux rebelles*": who gave, who got; or nothing."""
    parties = roles.right_forces("of", "from", "to")[:2]
    handed = len(parties) == 2 and parties[0].role != "to" and parties[1].role == "to"
    return parties if handed and roles.predicate.verb.frame == "fall" else ()


def _gains(roles: Roles, places: Places, discourse: Discourse) -> Sequence[Meaning]:
    agent = winner_of(roles)
    active = roles.predicate.verb.frame == "take" and roles.predicate.voice == "active"
    if agent is None and (roles.predicate.verb.needs_force or (active and roles.has_other_subject)):
        return ()
    if _takes_his_own(roles, places):
        agent = None
    agent = agent or _attacker(roles, places)
    if agent is None:
        return ()
    if active and roles.stays and roles.predicate.mood == "present":
        return (Meaning(agent, "control", "hold", roles.polarity),)  # "ما زالت تفرض سيطرتها"
    gain = Meaning(agent, "control", "gain", roles.polarity)
    if roles.polarity != "asserted" or places.part:
        return (gain,)
    parties = (*_losers(roles), *_handed_over(roles)[:1])
    losers = dict.fromkeys(roles.resolve(party) for party in parties)
    return gain, *(
        Meaning(loser, "control", "loss", "asserted")
        for loser in losers
        if loser not in {None, agent}
    )


def _losses(roles: Roles, places: Places) -> Sequence[Meaning]:
    if roles.predicate.verb.frame == "expel" and _clears_things(roles):
        return ()
    if _gives_way(roles, places):
        attacker = _attacker(roles, places)
        return (Meaning(attacker, "control", "gain", roles.polarity),) if attacker else ()
    loser, gainer = _loser_and_gainer(roles, places)
    if loser and _only_tried(roles, loser):
        return (Meaning(loser, "control", "gain", "denied"),)
    if _still_out_of_reach(roles) and (keeper := OPPONENT.get(loser)):
        return (Meaning(keeper, "control", "hold", roles.polarity),)
    if loser and _keeps(roles):
        return (Meaning(loser, "control", "hold", "asserted"),)
    if roles.is_active and roles.has_other_subject:
        left = _is_left_to(roles, gainer)
        return (Meaning(gainer, "control", "hold", roles.polarity),) if left and gainer else ()
    if roles.polarity != "asserted":
        return _unreal_loss(roles, places, loser, gainer)
    if _is_no_partys(roles, gainer):
        return ()
    if loser is None and roles.predicate.verb.frame in {"lose", "leave"}:
        loser = _likely_loser(roles, places)
    told = [Meaning(gainer, "control", "gain", "asserted")] if gainer and gainer != loser else []
    return [*told, Meaning(loser, "control", "loss", "asserted")] if loser else told


def _only_tried(roles: Roles, loser: Force) -> bool:
    """ "Ont tenté de reprendre Chaar ; ils en ont été refoulés": they never had it."""
    attempt = roles.parent
    tried = attempt is not None and attempt.polarity == "planned" and attempt.agent == loser
    return roles.predicate.verb.frame == "expel" and tried


def _is_left_to(roles: Roles, heir: Force | None) -> bool:
    """ "*That leaves* X to the YPG and Y to the rebels": whoever it is left to has it."""
    return roles.predicate.verb.frame == "leave" and heir is not None and roles.agent is None


def _keeps(roles: Roles) -> bool:
    """ "N'a pas quitté Chaar", "n'a jamais perdu Chaar": who does not lose it holds it."""
    negation, frame = roles.predicate.negation, roles.predicate.verb.frame
    return negation == "never" or (negation == "not" and frame in {"leave", "lost"})


def _unreal_loss(
    roles: Roles, places: Places, loser: Force | None, gainer: Force | None
) -> Sequence[Meaning]:
    """A loss that is feared, planned or denied is the other side's gain, so coloured; who says
    "it is not lost" denies what was just said to have been gained.
    """
    holder = _holder(places, roles.discourse)
    gains = (roles.discourse.gains.get(span.place) for span in places.spans if span.place)
    taker = next((force for force in gains if force), None) if roles.polarity == "denied" else None
    gainer = gainer or OPPONENT.get(loser) or taker
    gainer = gainer or OPPONENT.get(holder or roles.discourse.subject)
    return (Meaning(gainer, "control", "gain", roles.polarity),) if gainer else ()


def _is_no_partys(roles: Roles, gainer: Force | None) -> bool:
    """Whether it is no party that leaves or loses a place, or to no party that it is left."""
    verb = roles.predicate.verb
    if verb.needs_force and verb.mood != "noun" and gainer is None:
        return True  # "laissé à l'abandon"
    # "Nous avons quitté Chaar", in a letter: no party speaks.
    nobody = roles.agent is None and bool(roles.left_forces(""))
    return roles.is_active and nobody


def _likely_loser(roles: Roles, places: Places) -> Force | None:
    """Who lost or left a place where the sentence does not say."""
    told = _regainer(roles) or _beaten(places, roles.discourse)
    return told or _holder(places, roles.discourse) or roles.discourse.subject


def _gives_way(roles: Roles, places: Places) -> bool:
    """ "Chaar a cédé": what gives way is the place, so that it falls."""
    yields = roles.predicate.verb.yields and roles.predicate.verb.frame != "lose"
    active = yields and roles.is_active and roles.agent is None
    return (
        active
        and not places.role
        and places.end <= roles.predicate.start
        and not (places.anaphora or roles.clause.opener == "relative")
    )


def _still_out_of_reach(roles: Roles) -> bool:
    """ "Chaar échappe encore au régime": a state, not a loss."""
    predicate = roles.predicate
    if predicate.verb.frame == "lost" and predicate.mood == "phrase":
        return roles.stays  # "لا يزال خارج سيطرة النظام"
    return (
        predicate.verb.frame == "lost"
        and predicate.head == predicate.start
        and predicate.mood in {"present", "past"}
        and not predicate.negation
    )


def _clears_things(roles: Roles) -> bool:
    """ "Cleared mines from X": nobody is driven out."""
    if roles.predicate.voice == "passive" or roles.right_forces("", "of"):
        return False
    return roles.marks.is_word(roles.predicate.end)


def _loser_and_gainer(roles: Roles, places: Places) -> tuple[Force | None, Force | None]:
    frame, agent, passive = (
        roles.predicate.verb.frame,
        roles.agent,
        roles.predicate.voice == "passive",
    )
    if frame == "expel":
        victims = roles.victims_of_passive() if passive else roles.right_forces("", "of")
        victims = victims or roles.right_forces("of")
        if not (passive or victims) and (them := roles.driven_out):
            return them, OPPONENT.get(them)
        others = [force for force in map(roles.resolve, victims) if force != agent]
        loser = others[0] if others else OPPONENT.get(agent)
        if passive and not victims and agent is None and roles.parent and roles.parent.agent:
            return roles.parent.agent, None  # "captured X but were driven out hours later"
        if passive and agent is None and not roles.displaced():
            agent = OPPONENT.get(loser) or _attacker(roles, places)
        return loser, agent
    if frame == "lost":
        right = roles.right_forces("to", "of", "from", "by", "")
        right = right or [f for f in roles.left_forces() if is_dative(f, roles.predicate)]
        heirs = [f for f in right[1:] if f.role == "to" and right[0].role == "from"]
        gainer = roles.resolve(heirs[0]) if heirs else None  # "from A's hands to B"
        return (roles.resolve(right[0]) if right else None), gainer
    heirs = [f for f in roles.following(places) if f.role == "to" and roles.reaches(f)]
    # "Ont remis mardi *à l'armée* Chaar et Marjé": before the places as well as after.
    first = min((theme.lead for theme in roles.themes), default=0)
    heirs += [f for f in roles.right_forces("to") if f.end <= first]
    heirs = [f for f in heirs if roles.reaches(f)] or roles.recipients()
    gainer = roles.resolve(heirs[0]) if heirs else None
    if passive and frame != "leave":
        return agent or OPPONENT.get(gainer), gainer
    return agent, gainer


def _holds(roles: Roles, places: Places) -> Sequence[Meaning]:
    if roles.agent is None and roles.predicate.verb.needs_force:
        return ()
    if roles.agent is None:
        verb = roles.predicate.verb
        stands = verb.frame == "hold" and roles.is_active and verb.theme != "next"
        return _resistance(roles, places) if stands else ()
    if _tells_no_hold(roles, places):
        return ()
    if _is_held_by_two(roles):
        return (Meaning("unknown", "contested", "hold", "asserted"),)
    if roles.polarity == "denied" and roles.is_active and by_none(roles.marks, roles.clause):
        return (Meaning(roles.agent, "control", "loss", "asserted"),)  # "no rebels remain in X"
    return (Meaning(roles.agent, "control", _hold_event(roles), roles.polarity),)


def _tells_no_hold(roles: Roles, places: Places) -> bool:
    """Whether a hold is only meant or feared for, or part of a name."""
    predicate = roles.predicate
    ahead = {"infinitive", "future"} if roles.marks.agent_first else {"infinitive"}
    if roles.polarity == "planned" and predicate.mood in ahead:
        return True  # to mean to hold a place is no news of it
    if roles.polarity == "hypothetical" and predicate.negation == "no_longer":
        return True  # "can no longer hold X" is a fear, not yet a loss
    # "Rebel-held Aleppo" is a name of its east.
    return predicate.attributive and all(span.wide for span in places.spans)


def _is_held_by_two(roles: Roles) -> bool:
    """ "Held *by the Kurds and, a street away, by the army*"."""
    if roles.predicate.voice != "passive" or roles.polarity != "asserted":
        return False
    by = roles.right_forces("by")
    holders = {roles.resolve(party) for party in by} - {None}
    apart = any(by[0].end <= c.start < by[-1].start for c in roles.marks.places if by)
    return len(holders) > 1 and not apart


def _hold_event(roles: Roles) -> Event:
    """Whether a hold has begun, lasts or is over."""
    if roles.returns:
        return "gain"
    over = roles.is_former or roles.names_none
    if roles.predicate.negation == "no_longer" or (roles.polarity == "asserted" and over):
        return "loss"  # "not one street of it is in rebel hands"
    return "hold"


def _resistance(roles: Roles, places: Places) -> Sequence[Meaning]:
    """ "Chaar résiste encore", "Chaar a cessé de résister"."""
    named = roles.names_agent and not roles.implied
    holder = roles.agent if named else _holder(places, roles.discourse)
    holder = holder or roles.agent or _holder(places, roles.discourse)
    if holder is None:
        return ()
    if roles.predicate.negation == "only" and (taker := OPPONENT.get(holder)):
        return (Meaning(taker, "control", "gain", "asserted"),)  # "n'a tenu que deux heures"
    if roles.polarity == "denied":
        return (Meaning(holder, "control", "loss", "asserted"),)
    return (Meaning(holder, "control", "hold", roles.polarity),)


def _fights(roles: Roles, places: Places) -> Sequence[Meaning]:
    named = {force for force in (roles.resolve(party) for party in roles.forces()) if force}
    attack = roles.predicate.verb.frame == "attack"
    if roles.polarity != "asserted":
        attacker = roles.agent or _attacker(roles, places)
        if not (attack and attacker):
            return ()
        return (Meaning(attacker, "control", "gain", roles.polarity),)
    if attack and roles.agent is None:
        return ()
    agent = None if roles.predicate.verb.frame == "shared" else roles.agent
    force = agent or (named.pop() if len(named) == 1 else None)
    return (Meaning(force or "unknown", "contested", "hold", "asserted"),)


def _entries(roles: Roles, places: Places) -> Sequence[Meaning]:
    agent = roles.agent
    others = roles.predicate.voice == "passive" if agent is None else _takes_his_own(roles, places)
    if others:
        agent = _attacker(roles, places)
    # Who has just taken a place only makes the capture plainer by entering it.
    taken = {roles.discourse.holders.get(span.place) for span in places.spans if span.place}
    noun = roles.predicate.mood == "noun"
    none = noun and roles.polarity == "denied" and named_as_none(roles.marks, roles.predicate.start)
    if not (roles.marks.agent_first or roles.names_agent) and roles.has_other_subject:
        return ()  # "دخله مراسلون"
    repeated = taken == {agent} and not (noun and roles.polarity == "denied")
    if agent is None or none or repeated:
        return ()
    if roles.predicate.verb.needs_force and not roles.names_agent:
        return ()  # "وصلت الشاحنات إلى الحي"
    active = roles.predicate.voice == "active"  # what "had been entered" is in their hands
    fought = (
        active
        and not roles.told_of_past_entry
        and roles.polarity == "asserted"
        and not roles.discourse.is_open(places.spans, agent)
    )
    inside: Status = "contested" if fought and not roles.ends_hold else "control"
    return (Meaning(agent, inside, "gain", roles.polarity),)


def _aims(roles: Roles, places: Places, discourse: Discourse) -> Sequence[Meaning]:
    agent = roles.agent or _attacker(roles, places)
    if agent is None or roles.polarity == "denied":
        return ()
    planned = roles.predicate.verb.frame == "aim" or roles.polarity == "planned"
    aim: Polarity = "planned" if planned else "hypothetical"
    return (Meaning(agent, "control", "gain", aim),)


def _unnamed_attacker(roles: Roles, places: Places) -> Force | None:
    """Whose attack was beaten off: that of the text's subject, or of the holder's opponent."""
    subject, holder = roles.discourse.subject, _holder(places, roles.discourse)
    told = roles.discourse.told
    if told and told.event == "gain" and roles.names_attack:
        return told.force  # "*the attack*, they said, was turned back": the one just told
    return subject if subject and subject != holder else OPPONENT.get(holder)


def _failures(roles: Roles, places: Places) -> Sequence[Meaning]:
    """A beaten-off attack denies the attacker's gain."""
    predicate = roles.predicate
    attackers = roles.attackers() if predicate.verb.frame == "repel" else []
    if predicate.voice == "passive" or predicate.verb.frame == "fail":
        attackers = roles.left_forces("", "of", "by") or attackers or roles.failing()
    if predicate.verb.mood == "noun":
        attackers = roles.right_forces("", "of")  # "échec d'une attaque rebelle"
    if predicate.voice == "passive" and not attackers and roles.names_others:
        return ()  # "le convoi a été bloqué à l'entrée de Chaar"
    attacker = roles.resolve(attackers[0]) if attackers else OPPONENT.get(roles.agent)
    if predicate.verb.frame == "fail" and not attackers and roles.clause.opener == "break":
        attacker = roles.agent  # "rebels struck at X, *but* the attack failed"
    beaten = predicate.verb.frame == "repel" and roles.is_active
    if beaten and attacker and attacker == roles.agent:
        attacker = OPPONENT[attacker]  # "soldiers repulsed the attackers"
    if (
        attacker is None
        and predicate.voice == "passive"
        and roles.clause.opener in {"join", "break"}
    ):
        attacker = roles.parent.agent if roles.parent else None  # "attacked and were beaten back"
    attacker = attacker or _unnamed_attacker(roles, places)
    return (Meaning(attacker, "control", "gain", "denied"),) if attacker else ()


def _shut_in(roles: Roles, places: Places) -> Force | None:
    """ "À Chaar, *les rebelles* sont encerclés": it is said who is besieged there."""
    there = places.role in {"to", "in"} and roles.predicate.voice == "passive"
    shut = [f for f in roles.left_forces("") if not f.adjective] if there else []
    return roles.resolve(shut[0]) if shut else None


def _besieged_holder(agent: Force | None, places: Places, discourse: Discourse) -> Force:
    """Who is shut in: whoever holds the place in this text, else the besieger's opponent."""
    holder = _holder(places, discourse)
    if holder and holder != agent:
        return holder
    return OPPONENT.get(agent or discourse.subject, "unknown")


def _takes_his_own(roles: Roles, places: Places) -> bool:
    """Whether an agent that is named nowhere would take what is his: then it is another."""
    agent = roles.agent
    return roles.implied and agent is not None and agent == _holder(places, roles.discourse)


def _attacker(roles: Roles, places: Places) -> Force | None:
    """Who took a place that "fell": who took it before in this text, which is told again; else
    the opponent of its holder, else the text's subject.
    """
    gains = (roles.discourse.gains.get(span.place) for span in places.spans if span.place)
    told = next((force for force in gains if force), None)
    before = roles.discourse.told
    if before and before.event == "gain" and roles.in_turn:
        return before.force
    again = roles.predicate.verb.mood == "noun" or roles.predicate.verb.frame == "fall"
    if told and again and not (roles.predicate.past and roles.polarity == "asserted"):
        return told
    if told and places.part and roles.predicate.voice == "passive":
        return told  # "just 40 percent of it had been secured", says another source
    holder = _holder(places, roles.discourse)
    if holder:
        return OPPONENT.get(holder)
    if roles.polarity == "denied" and (denier := roles.left_forces("")):
        return OPPONENT.get(roles.resolve(denier[0]))  # who denies that a place fell has it
    last = roles.discourse.told
    if last is None or last.event != "gain" or roles.polarity == "hypothetical":
        return roles.discourse.subject  # who would take it is not who last took something
    return last.force


def _beaten(places: Places, discourse: Discourse) -> Force | None:
    """Who leaves a place that the text has just told another took ("The army took X. Fighters
    were pulling out").
    """
    gains = (discourse.gains.get(span.place) for span in places.spans if span.place)
    return OPPONENT.get(next((force for force in gains if force), None))


def _regainer(roles: Roles) -> Force | None:
    """ "Les rebelles ont repris Chaar, *perdu* la veille": by those who retook it."""
    parent, lost = roles.parent, roles.predicate.mood == "participle"
    retaken = lost and parent is not None and parent.predicate.verb.frame == "take"
    return parent.agent if parent and retaken else None


def _holder(places: Places, discourse: Discourse) -> Force | None:
    holders = (discourse.holder(span.place) for span in places.spans)
    return next((holder for holder in holders if holder), None)
