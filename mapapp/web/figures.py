"""Published percentages in words, beside what the map computes."""

from datetime import date

from mapapp.atlas import Atlas
from mapapp.models import Percent, PlaceId
from mapapp.telling import Telling
from mapapp.words import Words

__all__ = ["comparable_percents", "percent_words", "percents_of", "publisher_of"]


def comparable_percents(atlas: Atlas, known: date | None = None) -> list[Percent]:
    """Dated shares of the very area whose share the map computes, known by a day."""
    return percents_of(atlas, atlas.theatre.compass["east"], known)


def percents_of(atlas: Atlas, place: PlaceId, known: date | None = None) -> list[Percent]:
    """Dated shares of a place or group, known by a day, in the order of their days."""
    told = [p for p in atlas.percents if p.of == place and p.day and _is_known(atlas, p, known)]
    return sorted(told, key=lambda percent: (str(percent.day), percent.id))


def percent_words(percent: Percent, telling: Telling) -> str:
    """A published share in words: "70 % held (government)"."""
    value = telling.words.percent(percent.value / 100)
    force = telling.force(percent.force)
    return telling.words.text(f"percent_{percent.relation}", value=value, force=force)


def publisher_of(atlas: Atlas, article_id: str, words: Words) -> str:
    """Who published an article, as far as it says."""
    return atlas.articles[article_id].publisher or words.text("publisher_unknown")


def _is_known(atlas: Atlas, percent: Percent, known: date | None) -> bool:
    published = atlas.articles[percent.article].published
    return known is None or (published is not None and published <= known)
