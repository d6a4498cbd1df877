"""The public data contract: names, geometry, shares and changes, on the shipped data."""

from datetime import date, timedelta

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mapapp import features
from mapapp.errors import OutsidePeriod, PlaceNotFound
from mapapp.models import FORCES

PROPERTIES = {
    "name", "force", "status", "contested_by", "claimed", "besieged", "disputed", "uncertain",
    "accuracy", "since", "until", "evidence_on", "evidence_age_days", "claims", "area_km2",
}  # fmt: skip
FIRST, LAST = date(2012, 7, 19), date(2016, 12, 22)
DAYS = st.dates(FIRST, LAST)


def control(atlas, day, known=None):
    return features.control_json(atlas, atlas.timeline(known), day)


def test_a_day_has_every_place_but_the_groups_with_the_properties_of_the_contract(atlas):
    collection = control(atlas, date(2016, 12, 6))
    ids = [feature["id"] for feature in collection["features"]]
    assert sorted(ids) == sorted(p.id for p in atlas.theatre.places.values() if not p.is_group)
    for feature in collection["features"]:
        assert set(feature["properties"]) == PROPERTIES
        assert set(feature["properties"]["name"]) == {"fr", "en", "ar"}


def test_geometries_are_valid_right_handed_and_have_six_decimals(atlas):
    for feature in control(atlas, date(2016, 12, 6))["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.is_valid
        for polygon in shapely.get_parts(shape):
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)
        numbers = shapely.get_coordinates(shape).ravel()
        assert all(round(float(number), 6) == number for number in numbers)


def test_every_coloured_place_cites_claims_that_exist(atlas):
    for feature in control(atlas, date(2016, 12, 1))["features"]:
        about = feature["properties"]
        assert about["force"] == "unknown" or about["claims"]
        assert all(claim in atlas.claims for claim in about["claims"])


@given(day=DAYS)
def test_the_timeline_says_of_every_day_what_the_day_says(atlas, day):
    told = features.timeline_json(atlas, atlas.timeline())
    offset = (day - FIRST).days
    for feature in control(atlas, day)["features"]:
        rows = [row for row in told["places"][feature["id"]] if row[0] <= offset]
        spell = dict(zip(told["fields"], rows[-1], strict=False))
        assert (spell.get("force") or "unknown") == feature["properties"]["force"]
        assert bool(spell.get("besieged")) == feature["properties"]["besieged"]
        ids = [told["claims"][number] for number in spell.get("claims") or ()]
        assert ids == feature["properties"]["claims"]


def test_shares_sum_to_one_on_each_of_the_1618_days(atlas):
    told = features.shares_json(atlas, atlas.timeline(), FIRST, LAST, "east-aleppo")
    assert len(told["days"]) == 1618
    for day in told["days"]:
        assert set(day["shares"]) == {*FORCES, "unknown"}
        assert sum(day["shares"].values()) == pytest.approx(1)
        assert 0 <= day["contested"] <= 1
        assert sum(day["by_number"].values()) == len(atlas.theatre.denominator)


@given(day=st.dates(FIRST + timedelta(days=1), LAST))
def test_changes_are_the_places_that_two_days_tell_otherwise(atlas, day):
    timeline = atlas.timeline()
    changed = {c["place"] for c in features.changes_json(atlas, timeline, day, day)["changes"]}
    fields = ("force", "status", "contested_by", "claimed", "besieged", "disputed")

    def told(on):
        return {
            place: [getattr(spell, name) for name in fields]
            for place, spell in timeline.on(on).items()
        }

    before, after = told(day - timedelta(days=1)), told(day)
    assert changed == {place for place in after if after[place] != before[place]}


def test_a_day_outside_the_period_and_an_unknown_area_are_refused(atlas):
    with pytest.raises(OutsidePeriod, match="2017-01-01"):
        atlas.check_day(date(2017, 1, 1))
    with pytest.raises(PlaceNotFound, match="atlantis"):
        features.shares_json(atlas, atlas.timeline(), FIRST, FIRST, "atlantis")


def test_what_is_known_before_the_first_report_is_nothing(atlas):
    spells = atlas.timeline(date(2000, 1, 1)).on(LAST)
    assert {spell.force for spell in spells.values()} == {"unknown"}


def test_without_a_known_date_the_newest_publication_counts_and_not_the_clock(atlas):
    newest = max(article.published for article in atlas.articles.values())
    assert atlas.timeline().known == newest
    assert atlas.timeline().spells == atlas.timeline(date(2030, 1, 1)).spells
