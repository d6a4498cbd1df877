"""A claim as marks: what it says of one place on one day, and how much its word weighs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from mapapp.models import Claim, Force, PlaceId
from mapapp.theatre import Theatre

__all__ = ["Kind", "Mark", "Siege", "counts_in_full", "mark_claims"]

#: A dated onset, a state that merely stands, an end, a fight, ground in a part of the place.
Kind = Literal["gain", "hold", "loss", "fight", "part"]
_NOBODY: frozenset[Force] = frozenset()
_FOREVER = 10**7  # later than the ordinal of any day


class Mark(NamedTuple):
    """What one claim says of one place on one day; days are proleptic ordinals.

    ``earliest`` is the first day on which an onset may have happened, ``full`` whether the
    claim counts in full (rule 3), ``neutral`` whether its source takes no side, ``group``
    whether it was said of a set of places, ``named`` the forces that the same article says
    lost the set (rule 5), and ``id`` the claim's, which is a hash and so is made once.
    """

    day: int
    kind: Kind
    force: Force
    claim: Claim
    earliest: int
    full: bool
    neutral: bool = True
    group: bool = False
    named: frozenset[Force] = frozenset()
    id: str = ""

    @property
    def order(self) -> tuple[bool, str, int, str]:
        """Groups first, then article by article in the order of the text: never by luck."""
        return not self.group, self.claim.article, self.claim.quote.start, self.id


class Siege(NamedTuple):
    """An encirclement of ``force`` over days ``[start, end)``."""

    start: int
    end: int
    force: Force
    claims: tuple[str, ...]


def counts_in_full(claim: Claim, leaning: str, losers: frozenset[Force] = frozenset()) -> bool:
    """Rule 3: a neutral source counts for any claim, a partisan one against its own side.

    Admission against interest is the test of source criticism: a side that reports its own
    loss has no reason to invent it. Courts hold it so, and for the very statement alone, not for
    what is told around it (Williamson v. United States, 512 U.S. 594, of Federal Rule of Evidence
    804(b)(3): https://supreme.justia.com/cases/federal/us/512/594/). In its own favour, or of a
    quarrel between two others, a side makes a claim, until somebody else confirms it. Where no
    source is named, the publisher reports for itself.

    Args:
        claim: what is said.
        leaning: the force in whose favour its source's word is not enough, or "neutral".
        losers: the forces that the same article says lost the place.
    """
    if leaning == "neutral":
        return True
    if claim.status != "control":
        # That there is fighting, or a siege, is in nobody's favour; a part gained is.
        return claim.extent == "whole" or claim.event != "gain" or claim.force != leaning
    if claim.event == "loss":
        return claim.force == leaning
    between_others = bool(losers) and leaning not in losers
    return claim.force != leaning and not between_others


def mark_claims(
    claims: Iterable[Claim], theatre: Theatre
) -> tuple[dict[PlaceId, list[Mark]], dict[PlaceId, list[Siege]]]:
    """Marks and sieges of every place; what is said of a group reaches its members (rule 5)."""
    told = list(claims)
    losers = _losers(told)
    reach = {place: list(_reach(place, theatre)) for place in {claim.place for claim in told}}
    marks: dict[PlaceId, list[Mark]] = defaultdict(list)
    besieging: dict[PlaceId, list[Claim]] = defaultdict(list)
    for claim in told:
        leaning, lost = _leaning(claim, theatre), losers.get((claim.article, claim.place), _NOBODY)
        weight = counts_in_full(claim, leaning, lost), leaning == "neutral"
        for place, group in reach[claim.place]:
            if claim.status == "besieged":
                besieging[place].append(claim)
            named = lost if group else _NOBODY
            marks[place] += [
                Mark(day, kind, claim.force, claim, earliest, *weight, group, named, claim.id)
                for day, kind, earliest in _moments(claim, group)
            ]
    return marks, {place: _sieges(found) for place, found in besieging.items()}


def _reach(place_id: PlaceId, theatre: Theatre) -> Iterator[tuple[PlaceId, bool]]:
    """The places a claim reaches, and whether as members of a group."""
    place = theatre.places.get(place_id)
    if place is None:
        return  # it left the gazetteer since the article was read
    if not place.is_group:
        yield place_id, False
    for member in place.members:
        yield member, True


def _leaning(claim: Claim, theatre: Theatre) -> str:
    source = theatre.sources.get(claim.source) if claim.source else None
    return source.leaning if source else "neutral"


def _losers(claims: Sequence[Claim]) -> Mapping[tuple[str, str], frozenset[Force]]:
    """The forces that an article says lost a place or a group."""
    found: dict[tuple[str, str], frozenset[Force]] = defaultdict(frozenset)
    for claim in claims:
        if claim.event == "loss":
            found[claim.article, claim.place] |= {claim.force}
    return found


def _moments(claim: Claim, group: bool) -> Iterator[tuple[int, Kind, int]]:
    """(day, kind, earliest day) of what a claim says; nothing where it cannot be dated."""
    start, end = claim.start, claim.end
    stands = claim.as_of.toordinal() if claim.as_of else None
    if group and claim.status == "contested":
        return  # rule 5: a group's fighting changes nothing in its members
    if claim.extent == "part" or claim.status == "contested":
        kind: Kind = "part" if claim.extent == "part" else "fight"
        day = start.latest.toordinal() if start else stands
        if day is not None and claim.event != "loss":
            yield day, kind, day
    elif claim.event == "loss":
        day = end.latest.toordinal() if end else stands
        if day is not None and claim.status == "control":
            yield day, "loss", day
    else:
        yield from _holding(claim, stands)


def _holding(claim: Claim, stands: int | None) -> Iterator[tuple[int, Kind, int]]:
    """The onset of a hold, a day on which it stands, and its end."""
    start, end = claim.start, claim.end
    # A siege that began on a day says who held the place then, not when that hold began.
    besieged = claim.status == "besieged"
    if start:
        onset: Kind = "hold" if besieged else "gain"
        yield start.latest.toordinal(), onset, start.earliest.toordinal()
    elif claim.event == "gain" and stands is not None:
        yield stands, "gain", stands
    if (
        stands is not None
        and claim.event == "hold"
        and (start is None or stands > start.latest.toordinal())
    ):
        yield stands, "hold", stands
    if end and not besieged:
        yield end.latest.toordinal(), "loss", end.latest.toordinal()


def _sieges(claims: Iterable[Claim]) -> list[Siege]:
    """Rule 7: sieges with their own days; one ends where a claim says that it was broken.

    A siege is what the United Nations count as one: a place surrounded by armed actors so that
    neither aid gets in nor the sick get out, whoever holds it
    (https://www.aljazeera.com/news/2017/5/8/syrias-besieged-communities).
    """
    ordered = sorted(claims, key=lambda claim: (_siege_day(claim), claim.id))
    sieges: list[Siege] = []
    for claim in ordered:
        day = _siege_day(claim)
        if day == _FOREVER:
            continue
        if claim.event == "loss":
            sieges = [s._replace(end=min(s.end, day)) for s in sieges]
            continue
        end = claim.end.latest.toordinal() if claim.end else _FOREVER
        sieges.append(Siege(day, end, claim.force, (claim.id,)))
    return sieges


def _siege_day(claim: Claim) -> int:
    days = claim.end if claim.event == "loss" and claim.end else claim.start
    if days:
        return days.latest.toordinal()
    return claim.as_of.toordinal() if claim.as_of else _FOREVER
