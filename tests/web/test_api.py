"""The API's contract: paths, keys and meaning, on the theatre that ships."""

import pytest

from mapapp.features import TIMELINE_FIELDS
from mapapp.models import FORCES

PERIOD_DAYS = 1618
CONTROL_KEYS = {
    "name", "force", "status", "contested_by", "claimed", "besieged", "disputed", "uncertain",
    "accuracy", "since", "until", "evidence_on", "evidence_age_days", "claims", "area_km2",
}  # fmt: skip


def get(client, path, **query):
    response = client.get(path, query_string=query)
    assert response.status_code == 200, response.text
    return response.get_json(force=True)


def states(client, date, **query):
    collection = get(client, "/api/v1/control", date=date, **query)
    return {feature["id"]: feature["properties"] for feature in collection["features"]}


def test_control_has_a_feature_for_every_place_but_the_groups(client, theatre):
    collection = get(client, "/api/v1/control", date="2016-12-06")
    assert collection["type"] == "FeatureCollection"
    assert collection["date"] == "2016-12-06"
    ids = [feature["id"] for feature in collection["features"]]
    assert ids == [place.id for place in theatre.places.values() if not place.is_group]
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}
        assert set(feature["properties"]) == CONTROL_KEYS
        assert set(feature["properties"]["name"]) == {"en", "fr", "ar"}


def test_control_is_told_by_the_name_of_its_format(client):
    response = client.get("/api/v1/control?date=2016-12-06")
    assert response.mimetype == "application/geo+json"


def test_a_map_as_known_in_november_does_not_know_of_december(client, theatre):
    today = states(client, "2016-12-06")
    then = states(client, "2016-12-06", known="2016-11-30")
    assert then["qadi-askar"]["force"] == "opposition" != today["qadi-askar"]["force"]
    claims = [claim for state in then.values() for claim in state["claims"]]
    published = {
        c["id"]: c["article"]["published"] for c in get(client, "/api/v1/claims")["claims"]
    }
    assert max(published[claim] for claim in claims) <= "2016-11-30"


def test_known_may_lie_before_everything_and_after_it(client):
    before = states(client, "2016-12-06", known="1990-01-01")
    assert {state["force"] for state in before.values()} == {"unknown"}
    after = get(client, "/api/v1/control", date="2016-12-06", known="2030-01-01")
    newest = get(client, "/api/v1/control", date="2016-12-06")
    assert after["features"] == newest["features"]
    assert after["known"] == "2030-01-01"


def test_the_newest_publication_is_known_where_nothing_is_said(client):
    published = [a["published"] for a in get(client, "/api/v1/articles")["articles"]]
    newest = max(day for day in published if day)
    assert get(client, "/api/v1/control", date="2016-12-06")["known"] == newest
    assert get(client, "/healthz")["known"] == newest


def test_the_timeline_agrees_with_control_on_every_tenth_day(client, theatre):
    timeline = get(client, "/api/v1/timeline")
    assert timeline["fields"] == list(TIMELINE_FIELDS)
    start, force = (timeline["fields"].index(name) for name in ("start", "force"))
    for offset in range(0, PERIOD_DAYS, 10):
        day = theatre.first.fromordinal(theatre.first.toordinal() + offset)
        state = states(client, day.isoformat())
        for place, rows in timeline["places"].items():
            row = [row for row in rows if row[start] <= offset][-1]
            told = row[force] if len(row) > force else None
            assert (told or "unknown") == state[place]["force"], (place, day)


def test_every_coloured_day_leads_to_a_claim_and_from_it_to_an_article(client):
    for state in states(client, "2016-12-06").values():
        assert (state["force"] == "unknown") == (state["since"] is None)
        if state["force"] != "unknown":
            assert state["claims"]
    claim = states(client, "2016-12-06")["shaar"]["claims"][-1]
    cited = get(client, f"/api/v1/claims/{claim}")
    assert cited["id"] == claim
    article = get(client, f"/api/v1/articles/{cited['article']['id']}")
    assert claim in [told["id"] for told in article["claims"]]
    quote = cited["quote"]
    assert article["text"][quote["start"] : quote["end"]] == quote["text"]


def test_shares_of_each_day_of_the_period_sum_to_one(client):
    shares = get(client, "/api/v1/shares")
    assert shares["area"] == "east-aleppo"
    assert len(shares["days"]) == PERIOD_DAYS
    for day in shares["days"]:
        assert set(day["shares"]) == {*FORCES, "unknown"}
        assert sum(day["shares"].values()) == pytest.approx(1)
        assert 0 <= day["claimed"] <= 1
        assert 0 <= day["contested"] <= 1


def test_shares_can_be_asked_of_a_window_and_of_any_area(client):
    query = {"from": "2016-12-01", "to": "2016-12-03", "area": "shaar"}
    shares = get(client, "/api/v1/shares", **query)
    assert [day["date"] for day in shares["days"]] == ["2016-12-01", "2016-12-02", "2016-12-03"]
    assert {max(day["shares"].values()) for day in shares["days"]} == {1}


def test_changes_stay_in_their_window_and_come_in_order(client):
    query = {"from": "2016-11-26", "to": "2016-12-06"}
    changes = get(client, "/api/v1/changes", **query)["changes"]
    days = [change["date"] for change in changes]
    assert days == sorted(days)
    assert days[0] >= "2016-11-26"
    assert days[-1] <= "2016-12-06"
    assert all(change["before"] != change["after"] for change in changes)


def test_claims_of_a_place_include_those_of_its_groups_and_stay_in_their_days(client):
    claims = get(client, "/api/v1/claims", place="shaar")["claims"]
    assert {claim["place"] for claim in claims} >= {"shaar", "east-aleppo"}
    december = get(client, "/api/v1/claims", place="shaar", **{"from": "2016-12-01"})["claims"]
    assert 0 < len(december) < len(claims)


def test_every_endpoint_takes_the_known_date(app, client):
    values = {"place_id": "shaar", "claim_id": late_claim(client)["id"]}
    values["article_id"] = late_claim(client)["article"]["id"]
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<{name}>", values[name])
            query = {"known": "2030-01-01"} | ({"date": "2016-12-06"} if "control" in path else {})
            assert client.get(path, query_string=query).status_code == 200, path


def test_what_had_not_been_published_by_the_known_date_is_not_found(client):
    claim = late_claim(client)
    for path in (f"/api/v1/claims/{claim['id']}", f"/api/v1/articles/{claim['article']['id']}"):
        assert client.get(path, query_string={"known": "2016-11-30"}).status_code == 404
        assert client.get(path, query_string={"known": "2016-12-31"}).status_code == 200


def late_claim(client):
    """A claim that was published in December 2016."""
    claims = get(client, "/api/v1/claims", known="2016-12-31")["claims"]
    return next(c for c in reversed(claims) if c["article"]["published"] > "2016-12-01")


def test_claims_known_by_a_day_were_published_by_it(client):
    claims = get(client, "/api/v1/claims", known="2012-12-31")["claims"]
    assert claims
    assert max(claim["article"]["published"] for claim in claims) <= "2012-12-31"


def test_a_group_has_members_and_no_ground(client, theatre):
    group = get(client, "/api/v1/places/east-aleppo")
    assert group["geometry"] is None
    assert group["properties"]["members"] == list(theatre.places["east-aleppo"].members)


def test_places_are_those_of_control(client):
    places = get(client, "/api/v1/places")["features"]
    assert [place["id"] for place in places] == list(states(client, "2016-12-06"))


def test_the_ground_names_what_it_draws(client):
    for feature in get(client, "/api/v1/ground")["features"]:
        assert {"kind", "accuracy", "name"} <= set(feature["properties"])
