"""Ready-made bodies are what would be made anew."""

import gzip
import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.features import control_json, timeline_json
from mapapp.web.bodies import Bodies, compressed

FIRST = date(2012, 7, 19)
days = st.integers(0, 1617).map(lambda offset: FIRST + timedelta(days=offset))


@pytest.fixture(scope="module")
def bodies(app):
    return Bodies(app.extensions["mapapp"].atlas)


@given(day=days, known=st.sampled_from([None, date(2016, 11, 30), date(2013, 1, 1)]))
@settings(max_examples=60)
def test_the_control_of_a_day_is_written_as_it_is_defined(bodies, day, known):
    atlas = bodies.atlas
    known = known or atlas.newest
    defined = control_json(atlas, atlas.timeline(known), day)
    written = json.loads(bodies.control(day, known, "identity"))
    assert written == json.loads(json.dumps(defined))
    assert list(written) == list(defined)


def test_every_encoding_holds_the_same_timeline(bodies):
    known = bodies.atlas.newest
    plain = bodies.timeline(known, "identity")
    assert gzip.decompress(bodies.timeline(known, "gzip")) == plain
    assert json.loads(plain) == json.loads(
        json.dumps(timeline_json(bodies.atlas, bodies.atlas.timeline()))
    )


def test_what_was_asked_before_is_not_made_again(bodies):
    day, known = date(2016, 12, 6), bodies.atlas.newest
    assert bodies.control(day, known, "br") is bodies.control(day, known, "br")


def test_the_same_body_gives_the_same_bytes_at_any_time():
    assert compressed(b"x" * 1000, "gzip", quality=6) == compressed(b"x" * 1000, "gzip", quality=6)


def test_days_between_two_publications_know_the_same_and_are_folded_once(bodies):
    atlas = bodies.atlas
    later = [date(2030, 1, 1), date(9999, 12, 31)]
    assert {atlas.told_by(day) for day in later} == {atlas.newest}
    assert atlas.timeline(later[0]).spells is atlas.timeline(later[1]).spells
    assert atlas.timeline(later[0]).known == later[0]
    assert atlas.told_by(date(1990, 1, 1)) == date.min
