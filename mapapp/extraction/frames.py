"""What: each predicate read as an event, with its parties and its places.

meanings.py has the frames and what each of them says.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mapapp.extraction.cataphora import announced_by, kept_by
from mapapp.extraction.chunks import Marks, Places
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse, Meaning
from mapapp.extraction.meanings import meanings_of
from mapapp.extraction.predicates import Predicate
from mapapp.extraction.roles import Roles
from mapapp.models import Event, Extent, Force, Polarity, Status

__all__ = ["Reading", "read_frames"]


class Reading(NamedTuple):
    """What one predicate says of one list of places; not yet dated or sourced."""

    places: Places
    force: Force
    status: Status
    event: Event
    polarity: Polarity
    extent: Extent
    roles: Roles

    @property
    def predicate(self) -> Predicate:
        return self.roles.predicate

    @property
    def frame(self) -> str:
        return self.predicate.verb.frame


def read_frames(assigned: Sequence[Roles], discourse: Discourse, marks: Marks) -> Iterator[Reading]:
    """Reads what every predicate of a sentence says of its places, and updates who holds what."""
    for roles in _with_announced(assigned, discourse, marks):
        for reading in _readings(roles, discourse):
            discourse.topic, discourse.fresh = reading.places.spans, True
            if reading.event != "hold" and reading.polarity == "asserted":
                discourse.told = Meaning(*reading[1:5])
            aside = reading.event == "hold" and roles.clause.inserted  # "que l'armée tenait"
            aside |= reading.event == "hold" and _is_disputed(reading, discourse)
            if reading.status == "control" and reading.polarity == "asserted" and not aside:
                event = "gain" if reading.event == "hold" else reading.event
                discourse.fate = Meaning(reading.force, "control", event, "asserted")
                if reading.event == "loss" and reading.extent == "whole":
                    discourse.left |= {
                        s.place: reading.force for s in reading.places.spans if s.place
                    }
            told = reading.event != "loss" and reading.polarity == "asserted"
            if told and reading.status != "contested":
                held = {s.place: reading.force for s in reading.places.spans if s.place}
                discourse.holders |= held
                discourse.gains |= held if reading.event == "gain" else {}
            yield reading


def _is_disputed(reading: Reading, discourse: Discourse) -> bool:
    """Whether a hold only contradicts the capture told before, which others may share."""
    takers = {discourse.gains.get(span.place) for span in reading.places.spans if span.place}
    return bool(takers - {None, reading.force})


def _with_announced(
    assigned: Sequence[Roles], discourse: Discourse, marks: Marks
) -> Iterator[Roles]:
    """The clauses of a sentence, after an earlier one whose places it names at last."""
    if discourse.announced:
        kept = kept_by(discourse.announced, marks)
        if kept:
            yield kept
        if kept or any(roles.themes for roles in assigned):
            discourse.announced = None
    for roles in assigned:
        discourse.announced = announced_by(roles) or discourse.announced
        yield roles


def _readings(roles: Roles, discourse: Discourse) -> Iterator[Reading]:
    for places in roles.themes if any(t.spans for t in roles.themes) else _left_open(roles):
        if not places.spans or roles.by_others or roles.is_asked:
            continue
        part = places.part and not roles.takes_last
        part = part or roles.takes_part(places) or roles.names_part or roles.partly
        extent: Extent = "part" if part else "whole"
        meanings = () if roles.has_other_agent else meanings_of(roles, places, discourse)
        for meaning in meanings:
            status = meaning.status
            if (
                part
                and status == "control"
                and meaning.polarity == "asserted"
                and meaning.event != "loss"
            ):
                status = "contested"
            polarity = meaning.polarity
            if places.excluded and polarity == "asserted":
                if status != "control" or meaning.event == "loss":
                    continue
                polarity = "denied"
            if meaning.event == "loss" and roles.names_none:
                extent = "whole"  # "not one lane of it"
            yield Reading(places, meaning.force, status, meaning.event, polarity, extent, roles)
            if status == "control" and extent == "whole":
                for others, force in roles.gapped():
                    yield Reading(
                        others, force, status, meaning.event, meaning.polarity, extent, roles
                    )


def _left_open(roles: Roles) -> Sequence[Places]:
    """ "The rebels left Chaar *and the army moved in*": into what was said to be left."""
    topic, agent = roles.discourse.topic, roles.agent
    if roles.ends_hold and roles.parent and roles.predicate.verb.frame in {"enter", "leave"}:
        return roles.parent.themes if not roles.goes_elsewhere else ()
    if agent is None or not topic or roles.predicate.verb.frame != "enter":
        return ()
    if not roles.discourse.is_open(topic, agent):
        return ()
    if begun(roles.marks.places, roles.clause.left, roles.clause.right):
        return ()  # "From X the army moved in": into another place
    head = roles.predicate.head
    return (Places(head, head, head, "in", topic),)
