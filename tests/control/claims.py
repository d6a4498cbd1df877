"""Claims and a small theatre to fold them in: three quarters, their group, four sources."""

from datetime import date
from itertools import count
from types import SimpleNamespace

from mapapp.control import fold
from mapapp.dates import DateRange
from mapapp.models import Claim, Ellipse, Place, Quote, Source

FIRST, LAST = date(2012, 7, 19), date(2016, 12, 22)
_PIECE = (Ellipse(37.17, 36.2, 500, 400, 0),)


def _place(name, **more):
    return Place(name, "neighbourhood", {"en": name}, pieces=_PIECE, **more)


PLACES = {
    name: _place(name) for name in ("shaar", "qadi-askar", "sheikh-saeed", "sheikh-maqsoud")
} | {
    "east-aleppo": Place(
        "east-aleppo",
        "area",
        {"en": "East Aleppo"},
        accuracy="group",
        members=("shaar", "qadi-askar", "sheikh-saeed"),
    )
}
SOURCES = {
    "sohr": Source("sohr", {"en": "SOHR"}),
    "afp": Source("afp", {"en": "AFP"}),
    "army": Source("army", {"en": "Army"}, leaning="government"),
    "rebels": Source("rebels", {"en": "Rebels"}, leaning="opposition"),
}
THEATRE = SimpleNamespace(places=PLACES, sources=SOURCES, first=FIRST, last=LAST)
_articles = count()


def days(text):
    """ "2016-12-06" is a day, "2016-11-26..2016-12-06" a range."""
    first, _, last = text.partition("..")
    return DateRange(date.fromisoformat(first), date.fromisoformat(last or first))


def claim(place, force, *, start=None, end=None, as_of=None, published="2016-12-23", **more):
    """One claim, each in an article of its own unless ``article`` says otherwise."""
    return Claim(
        place=place,
        force=force,
        status=more.pop("status", "control"),
        quote=Quote(more.pop("at", 0), 1, ""),
        start=days(start) if start else None,
        end=days(end) if end else None,
        as_of=date.fromisoformat(as_of) if as_of else None,
        published=date.fromisoformat(published),
        article=more.pop("article", None) or f"article-{next(_articles)}",
        **more,
    )


def gain(place, force, start, **more):
    return claim(place, force, start=start, event="gain", **more)


def hold(place, force, as_of, **more):
    return claim(place, force, as_of=as_of, event="hold", **more)


def loss(place, force, end, **more):
    return claim(place, force, end=end, event="loss", **more)


def on(claims, place, day, known=None):
    """The spell of a place on a day."""
    known = date.fromisoformat(known) if known else None
    wanted = date.fromisoformat(day)
    spells = fold(claims, THEATRE, known=known)[place]
    return next(spell for spell in spells if spell.start <= wanted < spell.end)
