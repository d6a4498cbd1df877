"""How much: "the army holds 80 % of East Aleppo", as a statement with its polarity.

Only shares of ground count. A percentage counts as ground when what it is a share of is a
place, the city or "their territory", and a predicate of its sentence says that a force
takes, holds or loses; casualties and ambulances have neither. A fraction in words of a
single quarter ("half of Chaar") is a claim about a part of it, not a figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mapapp.extraction.chunks import Marks
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse, agreeing
from mapapp.extraction.figures import Hold, possessor, share_noun, told_by_noun
from mapapp.extraction.ground import DIVIDED
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.meanings import winner_of
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.predicates import is_dative
from mapapp.extraction.restated import bare_figures, restated, stands_alone
from mapapp.extraction.roles import Roles
from mapapp.extraction.time import When
from mapapp.extraction.wholes import Whole, figure_start, is_last, share_of, shrinks
from mapapp.models import Force, Percent, PlaceId, Polarity, Quote

__all__ = ["percents_of"]

_SQUEEZED = 5  # tokens: "hemming the last rebels into"
_REACH = 9  # tokens from a figure to what it is a share of
_SAID_OF = 4  # tokens from a figure over "of what was" to whose it was
_ALLOTS = 7  # tokens: "*accordait* samedi après-midi que 40 %"
_LOSSES = frozenset({"lose", "lost", "leave", "expel"})
_GROUND = frozenset({"take", "fall", "hold", "belong", *_LOSSES})


def percents_of(
    marks: Marks,
    assigned: Sequence[Roles],
    whens: Sequence[When],
    discourse: Discourse,
    *,
    whole: Whole,
    published: date | None,
    article: str,
    source: str | None,
    quote: Quote,
) -> Iterator[Percent]:
    """The shares of ground that a sentence states."""
    last: PlaceId | None = None
    cues = marks.between(0, len(marks.tokens), "percent", "fraction")
    shares = discourse.shares
    for cue in cues:
        value = _value(marks, cue)
        if value is None or cue.start in marks.harmless or _is_no_share(marks, cue):
            continue  # "a quarter of a million", "of their *half* of the city"
        if same := restated(marks, cue, shares.last, whole.enclave):
            day = _day_beside(cue, whens) or published
            yield replace(same, value=value, quote=quote, day=day, source=source)
            continue
        of = last = share_of(marks, cue, assigned, discourse, whole) or last
        before = None if of else _told_before(marks, cue, assigned, discourse)
        of = of or (before.of if before else None)
        if of is None or (cue.kind == "fraction" and not whole.is_wide(of)):
            continue
        if not marks.agent_first and any(
            f.lead == cue.end and f.role == "from" for f in marks.forces
        ):
            continue  # "60 بالمئة *من المقاتلين* خرجوا من الأحياء الشرقية"
        if _was(marks, cue):
            continue
        hold = _hold_of(marks, cue, of, assigned, whens, discourse)
        if hold is None or (of == whole.enclave and hold.force == "isil"):
            continue  # ISIL had left the city before it was besieged: it held no share of it
        share = Percent(
            value=value,
            of=of,
            force=hold.force,
            relation="lost" if hold.relation == "lost" else "held",
            polarity=hold.polarity,
            quote=quote,
            day=hold.day or published,
            source=source,
            article=article,
        )
        shares.tell(share)
        yield share
    if shares.last:
        for value in bare_figures(marks):
            yield replace(
                shares.last,
                value=value,
                polarity="asserted",
                quote=quote,
                day=published,
                source=source,
            )


def _is_no_share(marks: Marks, cue: Cue) -> bool:
    """Whether a fraction only names ground, "*la moitié* orientale", "their *half* of the city",
    or counts people: "half of Aleppo, and a third *of its inhabitants*".
    """
    if any(f.lead <= cue.end <= f.start and f.pronoun == "others" for f in marks.forces):
        return True
    side = marks.at(cue.start, "compass")
    if side and side.end > cue.end:
        return True
    grounds = marks.between(0, len(marks.tokens), "of_enclave") if cue.kind == "fraction" else ()
    return any(ground.start < cue.start < ground.end for ground in grounds)


def _value(marks: Marks, cue: Cue) -> float | None:
    """The figure before a per cent sign, or that of a fraction in words."""
    if cue.kind == "fraction":
        return float(cue.value)
    number = marks.before(cue.start, "number")
    if number:
        return float(number.value + _rest_of(marks, number))
    word = marks.tokens[cue.start - 1].word.replace(",", ".") if cue.start else ""
    try:
        value = float(word)
    except ValueError:
        return None
    return value if 0 < value <= 100 else None


def _rest_of(marks: Marks, number: Cue) -> int:
    """The tens before the units of "quatre-vingt-*cinq*", "soixante et *onze*"; the units before
    the tens of "خمسة و *ستين*", whose language puts them first.
    """
    joined = marks.before(number.start, "join")
    other = marks.before(joined.start if joined else number.start, "number")
    if other is None or (joined and joined.end - joined.start > 1):
        return 0
    tens, units = (other, number) if marks.agent_first else (number, other)
    counts = tens.value >= 20 and tens.value % 10 == 0 and 0 < units.value < 20
    return int(other.value) if counts and (joined or marks.agent_first) else 0


def _told_before(
    marks: Marks, cue: Cue, assigned: Sequence[Roles], discourse: Discourse
) -> Percent | None:
    """The share told last, which a bare figure may correct: "activists say that the army has
    taken only *a third*", "the losses would rise *to 40 %*".
    """
    if marks.agent_first and stands_alone(marks, cue):
        return discourse.shares.last  # "Ils ont *la moitié*"
    owned = begun(marks.forces, cue.end, cue.end + 1)  # "their half"
    goes_on = marks.at(cue.end, "break", "join", "if")
    if owned or not (goes_on or is_last(marks, cue)):
        return None
    held = any(
        roles.predicate.verb.frame in _GROUND
        and roles.predicate.mood != "noun"
        and roles.clause.left <= cue.start < roles.clause.right
        and not begun(marks.places, roles.clause.left, cue.start)
        for roles in assigned
    )
    word = share_noun(marks, cue)
    said = word and not any(marks.is_word(i) for i in range(word.end, cue.start))
    return discourse.shares.last if held or said else None


def _was(marks: Marks, cue: Cue) -> bool:
    """ "تقلصت *من نصف المدينة* إلى عشرها": so much it was."""
    start = figure_start(marks, cue)
    led = marks.before(start, "preposition")
    shrunk = marks.between(start - _REACH, start, "shrinks")
    return led is not None and led.value == "from" and bool(shrunk)


def _told_apart(
    marks: Marks, cue: Cue, of: PlaceId, roles: Roles | None, discourse: Discourse
) -> Hold | None:
    """What words beside the figure say of it, whatever the predicate."""
    if allotted := _allotted(marks, cue, discourse):
        return Hold(allotted, "held", "asserted", None)
    if shrinks(marks, cue):
        return Hold(DIVIDED, "lost", "asserted", None)  # "leur fief s'est réduit de 40 %"
    if said := told_by_noun(marks, cue, discourse):
        return said
    if kept := possessor(marks, cue) or _left_with(marks, cue, roles):
        return Hold(kept, "held", roles.polarity if roles else "asserted", None)
    governed = roles and any(a <= cue.start < b for a, b in roles.clause.stretches())
    if _remaining(marks, cue) and not governed:
        return Hold(discourse.prior.get(of, DIVIDED), "held", "asserted", None)
    return None


def _hold_of(
    marks: Marks,
    cue: Cue,
    of: PlaceId,
    assigned: Sequence[Roles],
    whens: Sequence[When],
    discourse: Discourse,
) -> Hold | None:
    roles = _governing(marks, assigned, cue)
    if told := _told_apart(marks, cue, of, roles, discourse):
        return told
    if roles is None:
        acted = _had(marks, cue, discourse) or _acted_on(marks, cue, discourse)
        return acted or _of_what_was(marks, cue)
    force, lost = _passed_on(roles) or _acting(marks, cue, of, roles, discourse)
    force = force or discourse.subject
    if force is None:
        return None
    compared = marks.between(cue.start - 3, cue.start, "compared")
    polarity = "asserted" if compared else _polarity(marks, cue, roles)
    return Hold(force, "lost" if lost else "held", polarity, _day(roles, cue, whens))


def _passed_on(roles: Roles) -> tuple[Force, bool] | None:
    """Who loses a share, or keeps it, that a verb says to leave one or to be left to one."""
    predicate = roles.predicate
    if predicate.verb.frame == "leave" and roles.agent is None:
        # "The fall of X leaves 30 percent in *rebel* hands": so much they keep.
        handed = [f.force for f in roles.right_forces("in") if f.adjective and f.force]
        return (handed[0], False) if handed else None
    if predicate.verb.frame != "lost":
        return None
    if predicate.mood in {"present", "past"}:
        dative = [f for f in roles.marks.forces if is_dative(f, predicate)]
        dative = dative if predicate.head == predicate.start else []
        after = [f for f in roles.marks.forces if f.start > predicate.head and f.role == "to"]
        out_of = [force for force in map(roles.resolve, [*after, *dative]) if force]
        if out_of:  # "60 % de la ville échappent au régime": so much its opponent holds
            return OPPONENT[out_of[0]], False
    losers = [f.force for f in roles.right_forces("from", "of", "to") if f.force]
    return (losers[0], True) if losers else None  # "slipped from the rebels' grasp"


def _acting(
    marks: Marks, cue: Cue, of: PlaceId, roles: Roles, discourse: Discourse
) -> tuple[Force | None, bool]:
    """Who takes, holds or loses a share, and whether he loses it."""
    frame, passive = roles.predicate.verb.frame, roles.predicate.voice == "passive"
    force = _named_beside(marks, cue, roles) or winner_of(roles) or roles.agent
    if frame == "expel" and roles.agent and not passive:
        return roles.agent, False  # "drove the rebels from 60 percent of the east"
    cleared = passive and frame == "expel" and not roles.left_forces("")
    if passive and frame in _LOSSES and not cleared:
        return roles.agent or DIVIDED, True  # "has been lost to its defenders"
    fell = frame == "fall" and roles.predicate.verb.mood != "noun"
    lost = not cleared and (frame in _LOSSES or roles.predicate.negation == "no_longer")
    if force is None and (fell or lost or passive):
        # "A third of the city was overrun": what its holder no longer has is his foe's; of
        # what "has fallen", or is called his, he lost it.
        holder = discourse.prior.get(of) or discourse.holder(of) or DIVIDED
        lost |= fell or (not cleared and _is_theirs(marks, cue))
        force = holder if lost else OPPONENT[holder]
    return force, lost


def _allotted(marks: Marks, cue: Cue, discourse: Discourse) -> Force | None:
    """ "Ne *lui* en accorde que 40 %", "laisse *aux rebelles* un quart de", "il ne *leur* reste
    que 10 % de": whose somebody says, or leaves, so much to be.
    """
    number = cue.start - (cue.kind == "percent")
    start = 0 if marks.before(number, "amounts") else cue.start - _ALLOTS
    verbs = marks.between(start, cue.start, "allots", "remains")
    if not verbs:
        return None
    verb = verbs[-1]
    after = [f for f in marks.forces if verb.end <= f.lead and f.force and f.role in {"to", ""}]
    if after and (after[0].role == "to" or after[0].end <= cue.start):
        return after[0].force  # "crédite *l'armée* de 40 %"
    index = verb.start - (marks.at(verb.start - 1, "of_it") is not None)
    dative = marks.before(index, "dative")
    if dative is None:
        return None
    # "*L'opposition* revendique 60 % de la ville ; un diplomate *lui* en accorde la moitié"
    told = [f for f in marks.forces if f.end <= dative.start and not (f.role or f.adjective)]
    form = marks.form_of(dative.start, dative.end)
    meant = agreeing(form, [(f.force, marks.form(f)) for f in told if f.force])
    return meant[-1] if meant else discourse.actor(form)


def _remaining(marks: Marks, cue: Cue) -> bool:
    """ "Ne subsiste plus qu'un quart de l'enclave", "un quart de l'enclave subsiste"."""
    beside = cue.start - _ALLOTS, cue.end + _ALLOTS
    return bool(marks.between(*beside, "remains"))


def _is_theirs(marks: Marks, cue: Cue) -> bool:
    """ "Un tiers *du territoire insurgé* a été englouti": what is told is that they lost it."""
    for ground in marks.between(cue.end, cue.end + _REACH, "of_enclave"):
        named = any(ground.start <= party.start < ground.end for party in marks.forces)
        return named or marks.at(ground.start, "own") is not None
    return False


def _named_beside(marks: Marks, cue: Cue, roles: Roles) -> Force | None:
    """ "The army holds 85 % of it, *rebels* 15 %": the verb is not said again."""
    start = cue.start - (cue.kind == "percent")
    beside = [f for f in marks.forces if f.end == start and not (f.role or f.adjective)]
    apart = beside and beside[0].start > roles.predicate.end
    return beside[0].force if apart else None


def _of_what_was(marks: Marks, cue: Cue) -> Hold | None:
    """ "ما يعادل عشر ما كان للمعارضة": a part of what was a force's is what it has left."""
    for ground in marks.between(cue.end, cue.end + _SAID_OF, "of_enclave"):
        for party in marks.forces:
            if party.start == ground.end and party.force:
                return Hold(party.force, "held", "asserted", None)
    return None


def _left_with(marks: Marks, cue: Cue, roles: Roles | None) -> Force | None:
    """ "Leaves the rebels with a tenth of the city": so much they still have."""
    before = [f for f in marks.forces if f.end <= cue.start]
    end = before[-1].end if before else 0
    links = [link for link in marks.between(end, end + 4, "preposition") if link.end <= cue.start]
    kept = before and links and links[0].value == "with" and cue.start - end <= _REACH
    squeezed = (
        before
        and links
        and links[0].value == "in"
        and marks.between(end - _SQUEEZED, end, "squeezed")
    )
    if (kept or squeezed) and before[-1].force:
        return before[-1].force
    if roles and roles.predicate.verb.frame == "leave" and roles.predicate.voice == "passive":
        link = marks.at(roles.predicate.end, "preposition")  # "rebels *are left with* a tenth"
        bare = roles.left_forces("") if link and link.value == "with" else []
        return roles.resolve(bare[0]) if bare else None
    with_whom = {"with"} if marks.agent_first else {"with", "to"}
    # "70 % with the rebels", "20 بالمئة *للمعارضة*"
    beside = [f for f in marks.forces if f.lead == cue.end and f.role in with_whom]
    return beside[0].force if beside else None


def _polarity(marks: Marks, cue: Cue, roles: Roles) -> Polarity:
    """That of the predicate, unless a supposition governs the figure itself."""
    if roles.polarity != "asserted":
        return roles.polarity
    left, kinds = roles.clause.left, ["hypothetical"]
    if left > cue.start:  # "porterait à 75 % la part *aux mains du régime*"
        left, kinds = 0, ["hypothetical", "conditional", "if"]
    return "hypothetical" if marks.between(left, cue.start, *kinds) else "asserted"


def _day(roles: Roles, cue: Cue, whens: Sequence[When]) -> date | None:
    """The day in the figure's clause, unless another figure stands nearer to it."""
    stretches = roles.clause.stretches()
    for when in whens:
        inside = any(left <= when.start < right for left, right in stretches)
        between = min(cue.end, when.end), max(cue.start, when.start)
        others = roles.marks.between(*between, "percent", "fraction")
        if inside and when.days and when.relation == "at" and not others:
            return when.days.latest
    return None


def _day_beside(cue: Cue, whens: Sequence[When]) -> date | None:
    """The day nearest to a figure that stands for an earlier one."""
    days = [w for w in whens if w.days and w.relation == "at"]
    nearest = min(days, key=lambda when: abs(when.start - cue.start), default=None)
    return nearest.days.latest if nearest and nearest.days else None


def _governing(marks: Marks, assigned: Sequence[Roles], cue: Cue) -> Roles | None:
    """The predicate of ground whose clause holds the figure, else the nearest one."""
    ground = [
        roles
        for roles in assigned
        if roles.predicate.verb.frame in _GROUND
        and not roles.predicate.attributive
        # "La moitié de leur fief" says of what it is a half, not who holds it.
        and roles.predicate.head not in marks.territory
        and not (_is_of_others(roles) or _is_other_event(roles, cue))
    ]
    main = [r for r in ground if not (r.clause.opener == "relative" and _describes_whole(r, cue))]
    if not marks.agent_first:
        ground = main or ground
    if marks.names_share(cue):
        # "Porte à 75 % la part d'Alep-Est *aux mains du régime*"
        later = (roles for roles in ground if roles.predicate.head >= cue.end)
        own = [r for r in later if r.predicate.reduced or r.clause.opener == "relative"]
        if own:
            return own[0]
    described = [roles for roles in ground if roles.clause.opened_at == cue.end]
    if described and described[0].clause.opener == "relative":
        return described[0]  # "Shaar, 40 percent *of which is the rebels'*"
    inside = [
        roles
        for roles in ground
        if any(left <= cue.start < right for left, right in roles.clause.stretches())
    ]
    if inside:
        return min(inside, key=lambda r: (r.agent is None, abs(r.predicate.head - cue.start)))
    told = [roles for roles in ground if not _only_adds(roles)]
    told = [roles for roles in told if roles.predicate.head < cue.start] or told
    return min(told, key=lambda r: abs(r.predicate.head - cue.start), default=None)


def _describes_whole(roles: Roles, cue: Cue) -> bool:
    """ "نصف الأحياء *التي كانت خاضعة للمعارضة* تحت سيطرة الجيش"."""
    return cue.end < roles.clause.opened_at <= cue.end + _SAID_OF


def _only_adds(roles: Roles) -> bool:
    """ "Water reaches half of the east, *which rebels hold*": said of the whole, not the share."""
    clause = roles.clause
    return clause.opener == "relative" and roles.marks.is_comma(clause.opened_at - 1)


def _is_other_event(roles: Roles, cue: Cue) -> bool:
    """Whether a noun tells of something else: "*its fall* closes the ring around 40 percent"."""
    noun = roles.marks.agent_first and roles.predicate.verb.mood == "noun"
    before = [places for places in roles.themes if places.end <= cue.start]
    return noun and roles.predicate.end <= cue.start and bool(before)


def _is_of_others(roles: Roles) -> bool:
    """Whether a verb tells of other things than ground: "*shells* fell on the 5 percent that
    the rebels still hold".
    """
    others = [f for f in roles.left_forces("") if not f.adjective][:1]
    told = roles.predicate.verb.mood not in {"noun", "phrase"}
    return told and any(f.pronoun == "others" for f in others)


def _acted_on(marks: Marks, cue: Cue, discourse: Discourse) -> Hold | None:
    """ "Le régime a avalé les trois quarts de l'enclave": whatever a force does to so much
    ground but lose it, it then holds.
    """
    left = [f for f in marks.forces if f.end <= cue.start and f.role == "" and not f.adjective]
    led = marks.before(figure_start(marks, cue), "preposition")
    if not left or (led and led.value == "from"):
        return None  # "قطع الجيش الكهرباء *عن* نصف المدينة"
    force = left[-1].force or discourse.subject
    compared = marks.between(cue.start - 3, cue.start, "compared")
    supposed = not compared and marks.between(0, cue.start, "hypothetical", "if", "planned")
    polarity: Polarity = "hypothetical" if supposed else "asserted"
    return Hold(force, "held", polarity, None) if force else None


def _had(marks: Marks, cue: Cue, discourse: Discourse) -> Hold | None:
    """ "nous avons un tiers de leurs quartiers": to have is to hold, of ground."""
    if not marks.between(cue.start - 4, cue.start, "aux", "have"):
        return None
    left = [f for f in marks.forces if f.end <= cue.start and f.role == "" and not f.adjective]
    later = [f.force for f in marks.forces if f.start >= cue.end and f.force]
    force = left[-1].force if left else None
    if left and left[-1].pronoun == "we":
        force = later[-1] if later else discourse.speaker or discourse.subject
    elif left and force is None:
        named = [party.force for party in left if party.force]
        force = named[-1] if named else discourse.subject
    supposed = any(
        aux.value[1] in {"supposed", "would"}
        for aux in marks.between(cue.start - 6, cue.start, "aux")
    )
    compared = marks.between(cue.start - 3, cue.start, "compared")
    polarity: Polarity = "hypothetical" if supposed and not compared else "asserted"
    return Hold(force, "held", polarity, None) if force else None
