"""Which claims answer a question about places and days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mapapp.dates import DateRange
from mapapp.models import Claim, PlaceId, Quote
from mapapp.selection import claims_about, days_of

QUOTE = Quote(0, 1, "…")
DAY = date(2016, 12, 6)


def claim(**told):
    return Claim(PlaceId("shaar"), "government", "control", QUOTE, **told)


def test_a_claim_speaks_of_all_the_days_it_names():
    told = claim(
        start=DateRange(date(2016, 11, 1), date(2016, 11, 30)),
        as_of=DAY,
        published=date(2017, 1, 1),
    )
    assert days_of(told) == DateRange(date(2016, 11, 1), DAY)


def test_without_a_day_of_its_own_it_speaks_of_that_of_publication_or_of_none():
    assert days_of(claim(published=DAY)) == DateRange.of_day(DAY)
    assert days_of(claim()) is None


days = st.dates(date(2012, 7, 19), date(2016, 12, 22))


@given(day=days)
def test_a_window_of_one_day_gives_the_claims_that_speak_of_it(app, day):
    atlas = app.extensions["mapapp"].atlas
    found = set(claims_about(atlas, first=day, last=day))
    for told in atlas.claims.values():
        speaks = days_of(told)
        assert (told in found) == (speaks is None or speaks.earliest <= day <= speaks.latest)


def test_a_group_is_asked_by_its_own_name(app):
    atlas = app.extensions["mapapp"].atlas
    assert all(told.place == "east-aleppo" for told in claims_about(atlas, "east-aleppo"))
