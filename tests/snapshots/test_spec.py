"""A wish is complete, bounded and hashed: the same wish is the same picture."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.errors import DateError, OutsidePeriod, SnapshotError
from mapapp.snapshots import SIZES, parse_spec, snapshot_id
from mapapp.snapshots.spec import LONGEST_TITLE, MOST_DATES

DAYS = st.dates(date(2012, 7, 19), date(2016, 12, 22))


def test_what_is_left_out_is_filled_in_and_never_from_the_clock(atlas):
    spec = parse_spec({"date": "2016-12-06"}, atlas)
    assert (spec.lang, spec.size, spec.window) == ("fr", "1200x630", "east")
    assert spec.known == atlas.newest
    told = parse_spec({"date": "2016-12-06", "known": atlas.newest.isoformat(), "chart": ""}, atlas)
    assert snapshot_id(spec, atlas) == snapshot_id(told, atlas)


@given(days=st.lists(DAYS, min_size=1, max_size=MOST_DATES, unique=True))
def test_dates_come_in_order_however_they_are_written(atlas, days):
    written = parse_spec({"date": ",".join(day.isoformat() for day in days)}, atlas)
    listed = parse_spec({"date": [day.isoformat() for day in reversed(days)]}, atlas)
    assert written.dates == listed.dates == tuple(sorted(days))


@given(change=st.sampled_from(["dates", "known", "lang", "size", "window", "title", "chart"]))
def test_any_difference_of_the_wish_is_another_picture(atlas, change):
    spec = parse_spec({"date": "2016-12-06"}, atlas)
    other = {
        "dates": (date(2016, 12, 7),),
        "known": date(2016, 12, 6),
        "lang": "ar",
        "size": "640",
        "window": "city",
        "title": "Alep",
        "chart": True,
    }
    assert snapshot_id(spec, atlas) != snapshot_id(replace(spec, **{change: other[change]}), atlas)


@pytest.mark.parametrize(
    ("wish", "error", "said"),
    [
        ({}, SnapshotError, "needs a date"),
        ({"date": "2016-13-01"}, DateError, "2016-13-01"),
        ({"date": "2017-01-01"}, OutsidePeriod, "2017-01-01"),
        ({"date": ",".join(f"2016-12-{d:02}" for d in range(1, 11))}, SnapshotError, "10 dates"),
        ({"date": "2016-12-06", "size": "9x9"}, SnapshotError, "'9x9' is no size"),
        ({"date": "2016-12-06", "lang": "de"}, SnapshotError, "'de' is no lang"),
        ({"date": "2016-12-06", "title": "x" * 10_000}, SnapshotError, "10,000 characters"),
        ({"date": "2016-12-06", "title": 7}, SnapshotError, "The title is a int"),
        ({"date": "2016-12-06", "chart": "maybe"}, SnapshotError, "'maybe'"),
        ({"date": "2016-12-06", "colour": "red"}, SnapshotError, "colour"),
        ({"date": "2016-12-06", "known": "yesterday"}, DateError, "yesterday"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_with_its_value(atlas, wish, error, said):
    with pytest.raises(error, match=said) as refused:
        parse_spec(wish, atlas)
    assert refused.value.status == 400
    assert refused.value.hint


@given(title=st.text(max_size=LONGEST_TITLE))
def test_a_title_holds_only_what_a_document_may_hold(atlas, title):
    spec = parse_spec({"date": "2016-12-06", "title": title}, atlas)
    assert "\n" not in spec.title
    assert not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in spec.title)


def test_a_title_cannot_turn_round_what_stands_after_it(atlas):
    title = "Alep \u202e\u2067à l’est"
    assert parse_spec({"date": "2016-12-06", "title": title}, atlas).title == "Alep à l’est"


def test_sizes_are_those_of_cards_phones_and_columns():
    assert {"1200x630", "1200x675", "1080x1080", "1080x1350", "640", "320"} < set(SIZES)
    assert [s.print_mm[0] for s in SIZES.values() if s.print_mm] == [62.0, 130.0]
