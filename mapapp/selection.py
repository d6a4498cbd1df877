"""Which claims and articles a reader asks for: about a place, about some days, known by a day."""

from datetime import date
from typing import TypeVar

from mapapp.atlas import Atlas
from mapapp.dates import DateRange
from mapapp.errors import UnknownItem
from mapapp.models import Article, Claim

__all__ = ["article_known", "articles_known", "claim_known", "claims_about", "days_of"]

_Told = TypeVar("_Told", Article, Claim)


def claims_about(
    atlas: Atlas,
    place: str | None = None,
    first: date | None = None,
    last: date | None = None,
    known: date | None = None,
) -> list[Claim]:
    """Claims of all polarities, oldest publication first.

    Args:
        atlas: the data.
        place: id of a place or group; claims about its groups reach a place, too.
        first: leaves out claims about earlier days only.
        last: leaves out claims about later days only.
        known: leaves out claims published later, or on no known day.

    Raises:
        PlaceNotFound: no place goes by the id.
    """
    found = (
        atlas.reaching(atlas.place(place).id, known)
        if place is not None
        else [claim for claim in atlas.claims.values() if _is_known(claim, known)]
    )
    return [claim for claim in found if _touches(days_of(claim), first, last)]


def articles_known(atlas: Atlas, known: date | None = None) -> list[Article]:
    """Articles published by a day, oldest first; all where none is given."""
    return [article for article in atlas.articles.values() if _is_known(article, known)]


def article_known(atlas: Atlas, article_id: str, known: date | None = None) -> Article:
    """An article published by a day.

    Raises:
        UnknownItem: none goes by the id, or it was published later.
    """
    return _checked(atlas.article(article_id), article_id, known)


def claim_known(atlas: Atlas, claim_id: str, known: date | None = None) -> Claim:
    """A claim published by a day.

    Raises:
        UnknownItem: none goes by the id, or it was published later.
    """
    return _checked(atlas.claim(claim_id), claim_id, known)


def days_of(claim: Claim) -> DateRange | None:
    """The days that a claim speaks of, from the earliest to the latest; None if of no day."""
    days = [
        day for span in (claim.start, claim.end) if span for day in (span.earliest, span.latest)
    ]
    days += [claim.as_of] if claim.as_of else []
    if not days and claim.published:
        days = [claim.published]
    return DateRange(min(days), max(days)) if days else None


def _checked(told: _Told, item_id: str, known: date | None) -> _Told:
    if not _is_known(told, known):
        raise UnknownItem(
            f"{item_id!r} had not been published by {known}.", "Leave out known, or ask for later."
        )
    return told


def _is_known(told: Claim | Article, known: date | None) -> bool:
    return known is None or (told.published is not None and told.published <= known)


def _touches(days: DateRange | None, first: date | None, last: date | None) -> bool:
    if days is None:
        return True
    return (last is None or days.earliest <= last) and (first is None or days.latest >= first)
