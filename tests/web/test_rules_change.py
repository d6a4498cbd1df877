"""Other rules than those that a site was folded with: what of the old ones stays to be seen."""

from dataclasses import replace

import pytest

from mapapp import create_app
from mapapp.models import LANGUAGES
from mapapp.pipeline import load, open_store
from mapapp.words import Words

AREA = "east-aleppo"


@pytest.fixture
def before(own):
    """The site by the rules that are shipped."""
    app = create_app(own)
    app.extensions["mapapp"].prepare()
    return app.test_client()


@pytest.fixture
def after(own, before, theatre, monkeypatch):
    """The same site under a second version of the rules, which believes every source."""
    monkeypatch.setattr("mapapp.control.RULES_VERSION", 2)
    monkeypatch.setattr("mapapp.control.marks.counts_in_full", lambda *_: True)
    load(theatre, open_store(own))
    return create_app(own).test_client()


def shares(client, theatre):
    """The shares of every day of the period."""
    period = {"from": theatre.first, "to": theatre.last, "area": AREA}
    days = client.get("/api/v1/shares", query_string=period).get_json()["days"]
    return {day["date"]: day["shares"] for day in days}


def test_the_same_claims_are_folded_anew_and_every_answer_names_the_rules(before, after):
    assert before.get("/healthz").get_json()["rules_version"] == 1
    health = after.get("/healthz").get_json()
    assert health["rules_version"] == 2
    assert health["data_version"] == before.get("/healthz").get_json()["data_version"]


def test_the_history_tells_what_the_earlier_rules_had_otherwise(before, after, own):
    old, new = (client.get("/api/v1/timeline").get_json() for client in (before, after))
    assert old["earlier"] == []
    (earlier,) = new["earlier"]
    assert earlier["rules_version"] == 1
    kept = open_store(own).folds.until(2)
    assert earlier["until"] == kept[1].since.isoformat()
    assert earlier["places"]
    for place, rows in earlier["places"].items():
        assert rows != new["places"][place]
        assert rows == [without_claims(row, new["fields"]) for row in old["places"][place]]


def without_claims(row, fields):
    """A row of the timeline less its last field, and the empty ones before that."""
    row = row[: fields.index("claims")]
    while row[-1] is None:
        row.pop()
    return row


def test_a_map_known_on_an_earlier_day_has_no_break(after):
    query = {"known": "2016-11-28"}
    assert after.get("/api/v1/timeline", query_string=query).get_json()["earlier"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_a_day_says_what_the_earlier_rules_gave(before, after, theatre, lang):
    old, new = shares(before, theatre), shares(after, theatre)
    broken = max(old, key=lambda day: abs(old[day]["government"] - new[day]["government"]))
    assert words_of(old[broken], lang) != words_of(new[broken], lang)
    same = next(day for day in old if old[day] == new[day])
    words = Words(lang)
    told = f"{theatre.forces['government'].names[lang]} {words_of(old[broken], lang)}"
    assert told not in after.get("/", query_string={"date": same, "lang": lang}).text
    text = after.get("/", query_string={"date": broken, "lang": lang}).text
    assert told in text
    assert words.text("chart_key_earlier") in text.replace("&#39;", "'")
    assert words.text("chart_key_earlier") not in before.get("/").text


def words_of(shares, lang):
    return Words(lang).percent(shares["government"])


def test_the_method_names_the_places_that_the_earlier_rules_showed_otherwise(before, after):
    (earlier,) = after.get("/api/v1/timeline").get_json()["earlier"]
    section = after.get("/method?lang=en").text.partition('id="earlier-rules"')[2]
    section = section.partition("<h2")[0]
    assert section.count("/place/") == len(earlier["places"])
    assert Words("en").text("method_no_earlier") in before.get("/method?lang=en").text


def test_a_picture_made_by_the_earlier_rules_says_that_they_changed(before, own, request):
    wish = {"date": "2016-11-28", "lang": "en", "size": "640"}
    made = before.post("/snapshots", data=wish, headers={"Accept": "text/html"})
    picture = before.get(f"{made.location}.json").get_json()
    after = request.getfixturevalue("after")
    page = after.get(made.location).text
    assert Words("en").text("snapshot_corrected_rules", before="1", after="2") in page
    assert after.get(f"{made.location}.json").get_json() == picture
    urls = [item["url"] for item in after.get("/feed.json").get_json(force=True)["items"]]
    assert any(url.endswith(made.location) for url in urls)


def test_loading_again_keeps_the_folds_as_they_are(after, own, theatre):
    store = open_store(own)
    kept = store.folds.until(2)
    load(theatre, store)
    assert store.folds.until(2) == kept
    assert [fold.rules_version for fold in store.folds.until(2)] == [1, 2]
    assert [fold.rules_version for fold in store.folds.until(1)] == [1]


def test_other_data_replace_the_fold_of_the_same_rules_but_not_its_first_day(own, theatre):
    store = open_store(own)
    (first,) = store.folds.until(1)
    assert first.data_version == store.data_version()
    store.folds.keep(replace(first, data_version="other", spells={}))
    assert store.folds.until(1) == [replace(first, data_version="other", spells={})]
