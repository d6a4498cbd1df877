"""What: each predicate read as an event, with its parties and its places.

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
    enter      an agent is inside, without control  "l'armée est entrée dans Chaar"
    shared     two forces hold ground inside        "Chaar est partagé entre ..."
    repel      an attack on it is beaten off        "l'assaut sur Chaar a été repoussé"
    fail       an attempt on it fails               "l'offensive contre Chaar a échoué"
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from mapapp.extraction.chunks import Forces, Marks, Places, Predicate
from mapapp.extraction.polarity import polarity_of
from mapapp.models import Event, Extent, Force, Polarity, Status

__all__ = ["Discourse", "Reading", "Roles", "assign_roles", "read_frames"]

#: Who fights whom where a report names one side only: the two parties of the battle.
_OPPONENT: dict[Force | None, Force] = {
    "government": "opposition",
    "opposition": "government",
    "sdf": "opposition",
    "isil": "opposition",
}
_BREAKS = frozenset({";", ":"})
#: The roles in which a place can be what a verb of this kind is about.
_THEME_ROLES = {
    "object": frozenset({"", "of"}),
    "of": frozenset({"", "of", "from"}),
    "on": frozenset({"on", "of", "to"}),
    "in": frozenset({"in", "on", "to", ""}),
    "any": frozenset({"", "of", "in", "on", "to", "from", "against", "toward"}),
}
_PLACE_IS_SUBJECT = frozenset({"fall", "lost", "belong", "shared"})


class Reading(NamedTuple):
    """What one predicate says of one list of places; not yet dated or sourced."""

    places: Places
    force: Force
    status: Status
    event: Event
    polarity: Polarity
    extent: Extent
    predicate: Predicate
    left: int
    right: int
    frame: str


@dataclass(slots=True)
class Discourse:
    """What later sentences may refer back to."""

    subject: Force | None = None
    places: Places | None = None
    holders: dict[str, Force] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A predicate with the tokens ``[left, right)`` that it draws on."""

    predicate: Predicate
    left: int
    right: int


def assign_roles(marks: Marks, discourse: Discourse) -> list["Roles"]:
    """Finds the parties and places of every predicate of a sentence, left to right."""
    assigned: list[Roles] = []
    for clause in _clauses(marks):
        assigned.append(Roles(marks, clause, discourse, assigned[-1] if assigned else None))
    return assigned


def read_frames(
    marks: Marks, assigned: Sequence["Roles"], discourse: Discourse
) -> Iterator[Reading]:
    """Reads what every predicate says of its places, and updates the discourse."""
    for roles in assigned:
        for reading in _meanings(roles, discourse):
            if reading.event != "loss" and reading.polarity == "asserted":
                for span in reading.places.spans:
                    discourse.holders[str(span.place)] = reading.force
            yield reading
    _remember(marks, discourse)


def _remember(marks: Marks, discourse: Discourse) -> None:
    """Keeps the sentence's subject and its last places for the sentences that follow."""
    subjects = [f.force for f in marks.forces if f.force and f.role == ""]
    if subjects:
        discourse.subject = subjects[0]
    named = [chunk for chunk in marks.places if chunk.spans]
    if named:
        discourse.places = named[-1]


# --- clauses ---------------------------------------------------------------------------------


def _clauses(marks: Marks) -> list[_Clause]:
    """Cuts the sentence so that every predicate has its own stretch of tokens."""
    predicates = [p for p in marks.predicates if _usable(marks, p)]
    cuts = [0]
    for before, after in pairwise(predicates):
        cuts.append(_cut(marks, before, after))
    cuts.append(len(marks.tokens))
    return [
        _Clause(predicate, cuts[index], cuts[index + 1])
        for index, predicate in enumerate(predicates)
    ]


def _usable(marks: Marks, predicate: Predicate) -> bool:
    """Whether a phrase such as "quarter" really says whose it is: a force must follow it."""
    if predicate.verb.frame == "belong":
        return _owner(marks, predicate) is not None
    if predicate.verb.frame == "fight" and predicate.verb.mood == "noun":
        return marks.before(_determined(marks, predicate.start), "aftermath") is None
    return True


def _determined(marks: Marks, index: int) -> int:
    """Where the determiners and adjectives before a noun begin."""
    while cue := marks.before(index, "determiner", "adverb", "preposition"):
        index = cue.start
    return index


def _owner(marks: Marks, predicate: Predicate) -> Forces | None:
    """The force that directly follows "quarter", "bastion of", "in the hands of"."""
    index = predicate.end
    while cue := marks.at(index, "preposition", "determiner", "adverb", "quarter"):
        index = cue.end
    following = [f for f in marks.forces if f.start in {predicate.end, index}]
    own = marks.before(predicate.start, "own")
    if following or own is None:
        return following[0] if following else None
    others = [f for f in marks.forces if f.start >= predicate.end] or list(marks.forces)
    return others[0] if others else Forces(own.start, own.end, own.start, "", None)


def _cut(marks: Marks, before: Predicate, after: Predicate) -> int:
    """Where the clause of one predicate ends and that of the next begins."""
    hard = [
        *(cue.start for cue in marks.between(before.end, after.start, "relative", "break")),
        *(i for i in range(before.end, after.start) if marks.tokens[i].word in _BREAKS),
    ]
    if hard:
        return max(hard)
    inside = {
        index for chunk in (*marks.places, *marks.forces) for index in range(chunk.start, chunk.end)
    }
    joins = [
        cue for cue in marks.between(before.end, after.start, "join") if cue.start not in inside
    ]
    for join in reversed(joins):
        if any(join.end <= c.start < after.start for c in (*marks.places, *marks.forces)):
            return join.end
    return joins[-1].start if joins else after.start


# --- roles -----------------------------------------------------------------------------------


class Roles:
    """Who does what to which places, for one clause."""

    def __init__(
        self, marks: Marks, clause: _Clause, discourse: Discourse, previous: "Roles | None"
    ) -> None:
        self.marks = marks
        self.clause = clause
        self.predicate = clause.predicate
        self.discourse = discourse
        self.previous = previous
        self.relative = marks.at(clause.left, "relative")
        self.polarity = polarity_of(marks, clause.predicate, clause.left, clause.right)
        self.agent = self._agent()
        self.themes = self._themes()

    # forces

    def forces(self, *roles: str, side: str = "both") -> list[Forces]:
        low = self.predicate.end if side == "right" else self.clause.left
        high = self.predicate.start if side == "left" else self.clause.right
        return [
            f for f in self.marks.forces if low <= f.start < high and (not roles or f.role in roles)
        ]

    def resolve(self, party: Forces | None) -> Force | None:
        """The force of a party; a pronoun stands for the subject so far."""
        if party is None:
            return None
        if party.force:
            return party.force
        earlier = [f.force for f in self.marks.forces if f.end <= party.start and f.force]
        return earlier[0] if earlier else self.discourse.subject

    def _agent(self) -> Force | None:
        predicate = self.predicate
        if predicate.verb.frame == "belong":
            return self.resolve(_owner(self.marks, predicate))
        if predicate.voice == "passive" or predicate.verb.mood == "noun":
            by = self.forces("by", side="right") or self.forces("by", side="left")
            if by or predicate.verb.mood != "noun":
                return self.resolve(by[0]) if by else None
            return None
        return self._subject()

    def _subject(self) -> Force | None:
        roles = ("", "to", "of") if self.predicate.mood == "infinitive" else ("",)
        left = self.forces(*roles, side="left")
        if left:
            return self.resolve(left[-1])
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces):
            return self.resolve(antecedent)
        inverted = self.forces("", side="right") if self.relative else []
        if inverted:
            return self.resolve(inverted[0])
        return self.previous.agent if self.previous else None

    def _antecedent(self) -> Forces | Places | None:
        """What a relative pronoun stands for: the chunk just before it."""
        if self.relative is None:
            return None
        before = [
            c for c in (*self.marks.places, *self.marks.forces) if c.end <= self.relative.start
        ]
        return max(before, key=lambda chunk: chunk.end) if before else None

    # places

    def chunks(self, side: str) -> list[Places]:
        low = self.predicate.end if side == "right" else self.clause.left
        high = self.predicate.start if side == "left" else self.clause.right
        return [p for p in self.marks.places if low <= p.start < high and not p.near]

    def _themes(self) -> list[Places]:
        found = self._subject_places() if self._place_is_subject() else self._object_places()
        return [self._resolved(chunk) for chunk in found]

    def _place_is_subject(self) -> bool:
        frame, passive = self.predicate.verb.frame, self.predicate.voice == "passive"
        return frame in _PLACE_IS_SUBJECT or (passive and frame not in {"expel", "repel"})

    def _subject_places(self) -> list[Places]:
        left = [c for c in self.chunks("left") if c.role in {"", "of"} and not c.attached]
        if left:
            return left[-1:]
        antecedent = self._antecedent()
        if isinstance(antecedent, Places):
            return [antecedent]
        right = self._places_after_owner()
        if right:
            return right
        if self.previous and self.previous.themes and not self.relative:
            return self.previous.themes
        return self._named_before()

    def _places_after_owner(self) -> list[Places]:
        """ "les quartiers rebelles de Chaar", "des zones tenues par l'armée dans l'ouest"."""
        roles = {"of", ""} if self.predicate.verb.frame == "belong" else set()
        if self.predicate.verb.frame in {"belong", "hold"} and self._generic_subject():
            roles |= {"in"}
        return [c for c in self.chunks("right") if c.role in roles][:1]

    def _generic_subject(self) -> bool:
        """Whether the holder's ground is only "zones" or "quarters", placed by what follows."""
        start, end = self.predicate.start, self.predicate.end
        return bool(
            self.marks.before(start, "quarter") or self.marks.between(start, end, "quarter")
        )

    def _named_before(self) -> list[Places]:
        before = [c for c in self.marks.places if c.end <= self.predicate.start and not c.near]
        return before[-1:]

    def _object_places(self) -> list[Places]:
        verb = self.predicate.verb
        roles = _THEME_ROLES["of"] if verb.mood == "noun" else _THEME_ROLES[verb.theme]
        if verb.frame in {"fight", "repel", "fail", "enter"}:
            roles = _THEME_ROLES["any"]
        right = [
            c
            for c in self.chunks("right")
            if (c.role in roles and not c.attached) or (c.part and c.role == "in")
        ]
        if verb.mood == "noun" and verb.frame not in {"fight", "enter"}:
            right = [c for c in right if c.lead <= self.predicate.end]
        if right:
            return right
        antecedent = self._antecedent()
        if isinstance(antecedent, Places) and self.relative:
            return [antecedent]
        left = [c for c in self.chunks("left") if c.anaphora == "there" or c.role == "in"]
        if verb.frame == "fight":
            left = left or self.chunks("left")
        return left[-1:]

    def _resolved(self, chunk: Places) -> Places:
        """Anaphora replaced by the places named last."""
        if chunk.spans or chunk.anaphora == "compass":
            return chunk
        before = [c for c in self.marks.places if c.end <= chunk.start and c.spans]
        target = before[-1] if before else self.discourse.places
        return replace(chunk, spans=target.spans) if target else chunk


# --- meanings --------------------------------------------------------------------------------


def _meanings(roles: Roles, discourse: Discourse) -> Iterator[Reading]:
    """The readings of one clause."""
    for places in roles.themes:
        if not places.spans:
            continue
        for force, status, event, turned in _frame_meanings(
            roles, places, roles.polarity, discourse
        ):
            extent: Extent = "part" if places.part else "whole"
            if places.part and status == "control" and turned == "asserted" and event != "loss":
                status = "contested"
            yield Reading(
                places, force, status, event, turned, extent, roles.predicate,
                roles.clause.left, roles.clause.right, roles.predicate.verb.frame,
            )  # fmt: skip


_Meaning = tuple[Force, Status, Event, Polarity]


def _frame_meanings(
    roles: Roles, places: Places, polarity: Polarity, discourse: Discourse
) -> Sequence[_Meaning]:
    """(force, status, event, polarity) of every claim that a frame makes."""
    frame, agent = roles.predicate.verb.frame, roles.agent
    if frame in {"take", "fall"}:
        return _gains(roles, places, polarity, discourse)
    if frame in {"lose", "lost", "leave", "expel"}:
        return _losses(roles, places, polarity)
    if frame in {"hold", "belong"}:
        if agent is None:
            return ()
        ended = roles.predicate.negation == "no_longer"
        return ((agent, "control", "loss" if ended else "hold", polarity),)
    if frame == "surround":
        return ((_besieged_holder(agent, places, discourse), "besieged", "hold", polarity),)
    if frame in {"fight", "shared"}:
        return _fights(roles, polarity)
    if frame == "enter":
        if agent is None:
            return ()
        inside: Status = "contested" if polarity == "asserted" else "control"
        return ((agent, inside, "gain", polarity),)
    return _failures(roles)


def _gains(
    roles: Roles, places: Places, polarity: Polarity, discourse: Discourse
) -> Sequence[_Meaning]:
    agent = roles.agent
    if roles.predicate.verb.frame == "fall":
        receivers = roles.forces("of", "to", "by", "in", side="right")
        if not receivers and roles.predicate.verb.needs_force:
            return ()
        agent = roles.resolve(receivers[0]) if receivers else _attacker(places, discourse)
    agent = agent or _attacker(places, discourse)
    if agent is None:
        return ()
    losers = [roles.resolve(f) for f in roles.forces("to", "from", side="right")]
    losses = [
        (loser, "control", "loss", polarity)
        for loser in losers
        if loser
        and loser != agent
        and polarity == "asserted"
        and not places.part
        and roles.predicate.verb.frame == "take"
    ]
    return ((agent, "control", "gain", polarity), *losses)


def _losses(roles: Roles, places: Places, polarity: Polarity) -> Sequence[_Meaning]:
    frame, agent = roles.predicate.verb.frame, roles.agent
    loser: Force | None = agent
    gainer: Force | None = None
    if frame == "expel":
        victims = roles.forces("", side="left" if roles.predicate.voice == "passive" else "right")
        loser, gainer = roles.resolve(victims[-1]) if victims else None, agent
    elif frame == "lost":
        right = roles.forces("to", side="right")
        loser = roles.resolve(right[0]) if right else None
    elif frame == "leave":
        following = [f for f in roles.forces("to", side="right") if f.start > places.end]
        gainer = roles.resolve(following[0]) if following else None
    elif roles.predicate.verb.mood == "noun" and loser is None:
        loser = roles.discourse.subject
    if polarity != "asserted" and loser and gainer is None:
        # A loss that is only feared or planned is the other side's gain, supposed.
        loser, gainer = (None, _OPPONENT[loser]) if polarity != "denied" else (loser, None)
    made: list[_Meaning] = []
    if gainer and gainer != loser:
        made.append((gainer, "control", "gain", polarity))
    if loser and polarity in {"asserted", "denied"}:
        made.append((loser, "control", "loss", polarity))
    return made


def _fights(roles: Roles, polarity: Polarity) -> Sequence[_Meaning]:
    if polarity != "asserted":
        return ()
    named = [f for f in (roles.resolve(p) for p in roles.forces()) if f]
    force = named[0] if named else (roles.agent or "unknown")
    return ((force, "contested", "hold", polarity),)


def _failures(roles: Roles) -> Sequence[_Meaning]:
    """A beaten-off attack denies the attacker's gain."""
    predicate = roles.predicate
    attackers = roles.forces("of", side="right") if predicate.verb.frame == "repel" else []
    if predicate.voice == "passive" or predicate.verb.frame == "fail":
        attackers = roles.forces("", "of", side="left") or attackers
    attacker = roles.resolve(attackers[-1]) if attackers else _OPPONENT.get(roles.agent)
    return ((attacker, "control", "gain", "denied"),) if attacker else ()


def _besieged_holder(agent: Force | None, places: Places, discourse: Discourse) -> Force:
    """Who is shut in: whoever holds the place in this text, else the besieger's opponent."""
    for span in places.spans:
        holder = discourse.holders.get(str(span.place))
        if holder and holder != agent:
            return holder
    return _OPPONENT.get(agent or discourse.subject, "unknown")


def _attacker(places: Places, discourse: Discourse) -> Force | None:
    """Who took a place that "fell": the opponent of its holder, else the text's subject."""
    for span in places.spans:
        holder = discourse.holders.get(str(span.place))
        if holder:
            return _OPPONENT.get(holder)
    return discourse.subject
