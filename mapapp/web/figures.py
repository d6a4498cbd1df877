"""Published percentages in words, beside what the map computes."""

from datetime import date

from mapapp.atlas import Atlas
from mapapp.models import Percent
from mapapp.telling import Telling

__all__ = ["comparable_percents", "percent_words"]


def comparable_percents(atlas: Atlas, known: date | None = None) -> list[Percent]:
    """Dated shares of the very area whose share the map computes, known by a day."""
    area = atlas.theatre.compass["east"]
    return [p for p in atlas.percents if p.of == area and p.day and _is_known(atlas, p, known)]


def percent_words(percent: Percent, telling: Telling) -> str:
    """A published share in words: "70 % held (government)"."""
    value = telling.words.percent(percent.value / 100)
    force = telling.force(percent.force)
    return telling.words.text(f"percent_{percent.relation}", value=value, force=force)


def _is_known(atlas: Atlas, percent: Percent, known: date | None) -> bool:
    published = atlas.articles[percent.article].published
    return known is None or (published is not None and published <= known)
