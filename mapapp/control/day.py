"""One day: its marks against the state of the evening before. Each rule is a function.

The numbers are those of docs/method.md; a rule that names no other source is a convention of
this project, for reasons given there. A rule takes the state and the marks of the day
and returns the state; what it finds contradicted it reports as the ids of the claims that
stand against each other, for that day alone.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from mapapp.control.marks import Mark
from mapapp.models import Force

__all__ = ["UNKNOWN", "State", "end_of_day"]

UNKNOWN: Force = "unknown"
_Basis = Literal["none", "group", "stated", "dated"]


class State(NamedTuple):
    """Who holds the place, since which day, on what basis, and who fights for it.

    ``claims`` carry the hold and ``fights`` the fight, oldest first; ``evidence`` is the day
    of the newest of them. ``full`` is false while the hold is only claimed.
    """

    since: int
    force: Force = UNKNOWN
    basis: _Basis = "none"
    full: bool = True
    contested_by: tuple[Force, ...] = ()
    claims: tuple[str, ...] = ()
    fights: tuple[str, ...] = ()
    evidence: int | None = None
    held_before: Force = UNKNOWN


def end_of_day(state: State, marks: Sequence[Mark], day: int) -> tuple[State, tuple[str, ...]]:
    """The state when the day is over, and the claims in dispute on it.

    Args:
        state: the evening before.
        marks: all marks of the day, groups first, then in the order of their texts.
        day: its ordinal.
    """
    general = [mark for mark in marks if mark.group]
    own = [mark for mark in marks if not mark.group] if general else marks
    kinds = {mark.kind for mark in own}
    disputed: tuple[str, ...] = ()
    if general:
        state = _general(state, general, day)
    if "gain" in kinds:
        state, disputed = _onsets(state, own, day)
    if "loss" in kinds:
        state = _ends(state, own, day)
    if general and state.force == UNKNOWN:
        # A report that one side left and one that the other holds it all fit together.
        state = _general(state, general, day)
    if "hold" in kinds:
        state, also = _statements(state, own, day)
        disputed = tuple(dict.fromkeys((*disputed, *also)))
    if "fight" in kinds or "part" in kinds:
        state = _fights(state, own, day)
    return state, disputed


def _general(state: State, marks: Sequence[Mark], day: int) -> State:
    """Rule 5: a group's word fills what is unknown, and ends only the hold it names."""
    for mark in marks:
        if mark.kind not in {"gain", "hold"} or mark.force == UNKNOWN:
            continue
        named = mark.kind == "gain" and state.force in mark.named
        if state.force == mark.force:
            state = _supported(state, mark)
        elif state.force == UNKNOWN or named:
            state = _held(state, mark, day, basis="group")
    return state


def _onsets(state: State, marks: Sequence[Mark], day: int) -> tuple[State, tuple[str, ...]]:
    """Rules 3 and 4: dated gains of the day; equal weight and two forces make a dispute."""
    gains = _last_word_of_each_article([mark for mark in marks if mark.kind == "gain"])
    strongest = [m for m in gains if m.full] or gains
    forces = tuple(dict.fromkeys([mark.force for mark in strongest]))
    if len(forces) > 1:
        return _rivals(state, strongest, forces, day)
    if state.force != forces[0] and not strongest[0].full:
        against = _against(strongest, marks, state)
        if against:
            # A claim in one's own favour that is contradicted does not move the map.
            return state, _ids((*strongest, *(m for m in against if not m.full)), min_sides=2)
    for mark in strongest:
        state = _supported(state, mark) if state.force == mark.force else _held(state, mark, day)
    return state, ()


def _last_word_of_each_article(gains: Iterable[Mark]) -> list[Mark]:
    """A text that tells of a gain and of the gain's undoing on one day means the last."""
    return list({mark.claim.article: mark for mark in gains}.values())


def _against(gains: Sequence[Mark], marks: Sequence[Mark], state: State) -> list[Mark]:
    """What other articles say that day against gains of one force."""
    told_by = {mark.claim.article for mark in gains}
    others = (mark for mark in marks if mark.claim.article not in told_by)
    return [mark for mark in others if _contradicts(mark, gains[0].force, state)]


def _contradicts(mark: Mark, force: Force, state: State) -> bool:
    """Whether a mark of the day speaks against a whole hold by ``force``."""
    if mark.kind == "hold":
        return mark.force not in {force, UNKNOWN}
    return mark.kind in {"fight", "part"} and state.force != UNKNOWN


def _rivals(
    state: State, gains: Sequence[Mark], forces: tuple[Force, ...], day: int
) -> tuple[State, tuple[str, ...]]:
    """Rule 4: two gains of equal weight on one day; nobody is silently preferred.

    Who lost a place is known best by its loser, who gained it by those who take no side: where
    neutral sources agree on a force, the colour follows them and the dispute is shown.
    """
    neutral = [mark for mark in gains if mark.neutral]
    if len({mark.force for mark in neutral}) == 1:
        held = neutral[0].force == state.force
        return state if held else _held(state, neutral[0], day), _ids(gains)
    if state.force in forces:
        return state._replace(evidence=day), _ids(gains)
    nobody = State(since=day, contested_by=forces, fights=_ids(gains), evidence=day)
    return nobody, _ids(gains)


def _ends(state: State, marks: Sequence[Mark], day: int) -> State:
    """Rule 2: a hold lasts until a claim that counts in full ends it."""
    for mark in marks:
        begun_today = state.since == day and state.claims
        if mark.kind == "loss" and mark.full and mark.force == state.force and not begun_today:
            state = State(since=day, claims=(mark.id,), evidence=day, held_before=state.force)
    return state


def _statements(state: State, marks: Sequence[Mark], day: int) -> tuple[State, tuple[str, ...]]:
    """Rule 4: a hold that is merely stated. It disputes a dated gain on its own day only."""
    disputed: list[str] = []
    for mark in marks:
        if mark.kind != "hold" or mark.force == UNKNOWN:
            continue
        if mark.force == state.force:
            state = _supported(state, mark)
        elif _names_the_former_holder(mark, marks, state):
            continue
        elif _yields(state, mark):
            state = _held(state, mark, day, basis="stated")
        elif mark.full or not state.full:
            disputed += [*state.claims[-1:], mark.id]
    return state, tuple(disputed)


def _names_the_former_holder(mark: Mark, marks: Sequence[Mark], state: State) -> bool:
    """Whether an article that tells of the hold also says who held the place until then:
    "the rebel quarter of Shaar fell to the army" is no contradiction.
    """
    return any(
        other.claim.article == mark.claim.article
        and other.force == state.force
        and other.kind in {"gain", "hold"}
        for other in marks
    )


def _yields(state: State, mark: Mark) -> bool:
    """Whether the state gives way to a statement: to the first one, to a newer one where
    nothing dates the hold, and, if it is only claimed, to one that counts in full.
    """
    newer = mark.day > state.since
    if state.force == UNKNOWN:
        return newer or not state.claims
    if not state.full and mark.full:
        return newer
    return mark.full and (state.basis == "group" or (state.basis == "stated" and newer))


def _fights(state: State, marks: Sequence[Mark], day: int) -> State:
    """Rule 6: fighting inside, or a part in other hands, contests a place; a control claim
    ends the fight. Where the holder has just taken it all, what is left of the fight is a note;
    so is a part that its winner alone reports, on a day on which others confirm the holder.
    """
    kept = any(
        mark.kind in {"gain", "hold"} and mark.full and mark.force == state.force for mark in marks
    )
    for mark in marks:
        if mark.kind not in {"fight", "part"}:
            continue
        taken_today = state.since == day and state.full and state.basis == "dated"
        if (
            taken_today
            or (kept and not mark.full)
            or (mark.kind == "part" and mark.force == state.force)
        ):
            continue
        sides = (state.force, *state.contested_by, mark.force)
        parties = tuple(dict.fromkeys(force for force in sides if force != UNKNOWN))
        fights = (*state.fights, mark.id)
        state = state._replace(contested_by=parties or (UNKNOWN,), fights=fights, evidence=day)
    return state


def _held(state: State, mark: Mark, day: int, basis: _Basis = "dated") -> State:
    """A new hold, with nothing left of the old one but its force."""
    return State(
        since=day,
        force=mark.force,
        basis=basis,
        full=mark.full,
        claims=(mark.id,),
        evidence=day,
        held_before=state.force,
    )


def _supported(state: State, mark: Mark) -> State:
    """The same hold with one more claim; a claim that counts in full confirms it and ends
    the fighting there.
    """
    settled = mark.full and mark.day > (state.evidence or 0)
    return state._replace(
        full=state.full or mark.full,
        basis="dated" if mark.kind == "gain" and not mark.group else state.basis,
        claims=state.claims if mark.id in state.claims else (*state.claims, mark.id),
        contested_by=() if settled else state.contested_by,
        fights=() if settled else state.fights,
        evidence=max(state.evidence or mark.day, mark.day),
    )


def _ids(marks: Iterable[Mark], min_sides: int = 1) -> tuple[str, ...]:
    """Claim ids, or none where fewer forces than ``min_sides`` speak."""
    told = list(marks)
    if len({mark.force for mark in told}) < min_sides:
        return ()
    return tuple(mark.id for mark in told)
