"""The history of a place: each of its states with the sentences that carry it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from mapapp import features
from mapapp.atlas import Atlas
from mapapp.dates import ONE_DAY
from mapapp.models import Claim, Place, PlaceId, Spell
from mapapp.telling import FLAGS, State, Telling
from mapapp.web.figures import percent_words, percents_of, publisher_of
from mapapp.web.frame import link
from mapapp.web.sentences import Sentence, sentence_key, sentences_of
from mapapp.words import Words

__all__ = ["Chapter", "Side", "place_page"]


class Side(NamedTuple):
    """What is quoted for one force; sides of a dispute stand beside each other."""

    force: str
    name: str
    sentences: tuple[Sentence, ...]


class Chapter(NamedTuple):
    """One state of the place, over the days for which it is told the same."""

    id: str
    days: str
    map_url: str
    force: str
    holder: str
    flags: tuple[tuple[str, str], ...]  # key and word
    disputed: bool
    sides: tuple[Side, ...]
    again: tuple[tuple[str, str], ...]  # id and publisher of what an earlier chapter quotes


def place_page(atlas: Atlas, place: Place, known: date | None, telling: Telling) -> dict[str, Any]:
    """The context of place.html."""
    words = telling.words
    spells = atlas.timeline(known).spells.get(place.id, ())
    claims = atlas.reaching(place.id, known)
    others = _not_quoted(atlas, claims, spells)
    asides = [claim for claim in others if claim.polarity != "asserted"]
    rest = [claim for claim in others if claim.polarity == "asserted"]
    return {
        "place": place,
        "name": telling.place(place.id),
        "other_names": [(lang, name) for lang, name in place.names.items() if lang != words.lang],
        "area": words.text("square_km", area=atlas.areas[place.id])
        if place.id in atlas.areas
        else "",
        "map_url": link("pages.map", place=place.id),
        "known_words": words.day(known) if known else None,
        "known_drop_url": link("pages.place", place_id=place.id, known=None),
        "chapters": list(_chapters(atlas, spells, telling)),
        "asides": sentences_of(atlas, asides, telling, place.id),
        "rest": sentences_of(atlas, rest, telling, place.id),
        "percents": [
            (
                words.day(percent.day) if percent.day else "",
                percent_words(percent, telling),
                percent.polarity,
                publisher_of(atlas, percent.article, words),
                link("pages.article", article_id=percent.article, _anchor=f"claim-{percent.id}"),
            )
            for percent in percents_of(atlas, place.id, known)
        ],
        "members": _links(place.members, telling),
        "groups": _links(_groups(atlas, place.id), telling),
    }


def _not_quoted(atlas: Atlas, claims: Iterable[Claim], spells: Iterable[Spell]) -> list[Claim]:
    """Claims that carry no spell, and whose sentence is not quoted for another that does.

    A capture and a loss are two claims of one sentence; it is quoted once.
    """
    carrying = {claim for spell in spells for claim in spell.claims}
    quoted = {sentence_key(atlas.claims[claim]) for claim in carrying}
    return [c for c in claims if c.polarity != "asserted" or sentence_key(c) not in quoted]


def _chapters(atlas: Atlas, spells: Sequence[Spell], telling: Telling) -> Iterator[Chapter]:
    quoted: set[str] = set()
    for _, same in groupby(spells, key=_told_alike):
        run = list(same)
        ids = dict.fromkeys(claim for spell in run for claim in spell.claims)
        claims = [atlas.claims[claim] for claim in ids]
        fresh = [claim for claim in claims if claim.id not in quoted]
        again = [claim for claim in claims if claim.id in quoted]
        yield _chapter(atlas, run, fresh, again, telling)
        quoted.update(ids)


def _told_alike(spell: Spell) -> tuple[Any, ...]:
    flags = (getattr(spell, flag) for flag in FLAGS)
    return (spell.force, spell.status, spell.contested_by, *flags)


def _chapter(
    atlas: Atlas, run: Sequence[Spell], fresh: list[Claim], again: list[Claim], telling: Telling
) -> Chapter:
    first, words = run[0], telling.words
    state = _state(atlas, first)
    sentences = sentences_of(atlas, fresh, telling, first.place)
    return Chapter(
        id=f"d-{first.start}",
        days=_days(first.start, run[-1].end - ONE_DAY, words),
        map_url=link("pages.map", date=first.start.isoformat(), place=first.place),
        force=first.force,
        holder=telling.holder(state),
        flags=tuple((flag, words.text(f"flag_{flag}")) for flag in FLAGS if state[flag]),
        disputed=first.disputed,
        sides=tuple(_sides(sentences, telling)),
        again=tuple((claim.id, publisher_of(atlas, claim.article, words)) for claim in again),
    )


def _days(first: date, last: date, words: Words) -> str:
    if first == last:
        return words.text("place_day", date=words.day(first))
    return words.text("place_days", **{"from": words.day(first), "to": words.day(last)})


def _state(atlas: Atlas, spell: Spell) -> State:
    state: State = features.control_feature(atlas, spell, spell.start)["properties"]
    return state


def _sides(sentences: Sequence[Sentence], telling: Telling) -> Iterator[Side]:
    """The sentences by the force they speak for, in the order of the first of each."""
    for force in dict.fromkeys(told.force for told in sentences):
        of_force = tuple(told for told in sentences if told.force == force)
        yield Side(force, telling.force(force), of_force)


def _groups(atlas: Atlas, place: PlaceId) -> list[PlaceId]:
    return [group.id for group in atlas.theatre.places.values() if place in group.members]


def _links(places: Iterable[PlaceId], telling: Telling) -> list[tuple[str, str]]:
    """Address and name of each place, by name."""
    found = [(link("pages.place", place_id=place), telling.place(place)) for place in places]
    return sorted(found, key=lambda item: item[1].casefold())
