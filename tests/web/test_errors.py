"""Bad input: one shape for programs, a page in the reader's language for people."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp import create_app
from mapapp.config import Config

#: Address and status of what must not be answered.
BAD = [
    ("/api/v1/control", 400),
    ("/api/v1/control?date=", 400),
    ("/api/v1/control?date=yesterday", 400),
    ("/api/v1/control?date=06/12/2016", 400),
    ("/api/v1/control?date=2016-02-30", 400),
    ("/api/v1/control?date=2016-12-6", 400),
    ("/api/v1/control?date=2012-07-18", 400),
    ("/api/v1/control?date=2016-12-23", 400),
    ("/api/v1/control?date=2016-12-06&known=soon", 400),
    ("/api/v1/control?date=2016-12-06&date=2016-12-07", 400),
    ("/api/v1/control?date=2016-12-06&knwon=2016-11-30", 400),
    ("/api/v1/timeline?known=x", 400),
    ("/api/v1/changes?from=2016-12-06&to=2016-12-01", 400),
    ("/api/v1/shares?from=2011-01-01", 400),
    ("/api/v1/shares?area=atlantis", 404),
    ("/api/v1/claims?place=atlantis", 404),
    ("/api/v1/claims?from=x", 400),
    ("/api/v1/claims/0", 404),
    ("/api/v1/places/atlantis", 404),
    ("/api/v1/articles/0", 404),
    ("/api/v1/articles/%00", 404),
    ("/api/v1/nothing", 404),
    ("/api/v2/control", 404),
    ("/download/secrets.csv", 404),
    ("/download/spells.xlsx", 404),
    ("/feed.json?lang=de", 400),
    ("/?date=2020-01-01", 400),
    ("/?date=never", 400),
    ("/?known=never", 400),
    ("/?place=atlantis", 404),
    ("/?lang=de", 400),
    ("/place/atlantis", 404),
    ("/place/..%2f..%2fetc%2fpasswd", 404),
    ("/article/0", 404),
    ("/nothing", 404),
    ("/static/../mapapp/config.py", 404),
]  # fmt: skip


@pytest.mark.parametrize(("path", "status"), BAD)
def test_a_program_gets_the_one_shape(client, path, status):
    response = client.get(path, headers={"Accept": "application/json"})
    assert response.status_code == status
    error = response.get_json()["error"]
    assert list(response.get_json()) == ["error"]
    assert set(error) == {"status", "message", "hint"}
    assert error["status"] == status
    assert error["message"]
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("path", "status"), BAD)
def test_nothing_of_the_inside_is_told(client, path, status):
    text = client.get(path).text
    assert not re.search(r"Traceback|File \"|sqlite|/mapapp/|site-packages", text)


@pytest.mark.parametrize(
    ("path", "status"),
    [bad for bad in BAD if bad[0].startswith(("/?", "/p", "/a", "/n")) and "/api" not in bad[0]],
)
@pytest.mark.parametrize(("lang", "word"), [("fr", "Erreur"), ("en", "Error"), ("ar", "خطأ")])
def test_a_reader_gets_a_page_in_her_language_with_a_way_on(client, path, status, lang, word):
    headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": lang}
    response = client.get(path, headers=headers)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert f'<html lang="{lang}"' in response.text
    assert f"<h1>{word} {status}</h1>" in response.text
    assert '<a href="/">' in response.text or '<a href="/?' in response.text


def test_a_day_outside_the_period_says_which_days_there_are(client):
    assert "22 décembre 2016" in client.get("/?date=2020-01-01&lang=fr").text


@pytest.mark.parametrize("path", ["/", "/api/v1/control", "/place/shaar", "/healthz"])
def test_a_method_that_is_not_taken_is_405(client, path):
    response = client.post(path, headers={"Accept": "application/json"})
    assert response.status_code == 405
    assert response.get_json()["error"]["status"] == 405
    assert "GET" in response.headers["Allow"]


anything = st.text(max_size=20) | st.dates().map(str) | st.sampled_from(["2016-12-06", "", "²"])


@given(date=anything, known=anything, place=anything)
@settings(max_examples=80, deadline=None)
def test_no_query_brings_the_site_down(app, date, known, place):
    client = app.test_client()
    query = {"date": date, "known": known}
    for path, more in (("/", {"place": place}), ("/api/v1/control", {})):
        answer = client.get(path, query_string={**query, **more})
        assert answer.status_code in {200, 400, 404}, (path, query)
    claims = {"place": place, "from": date, "known": known}
    assert client.get("/api/v1/claims", query_string=claims).status_code in {200, 400, 404}


def test_a_fault_of_ours_is_500_without_its_cause(config, monkeypatch, caplog):
    app = create_app(config)
    monkeypatch.setattr("mapapp.web.site.AtlasKeeper.current", lambda _: 1 / 0)
    response = app.test_client().get("/api/v1/timeline")
    assert response.status_code == 500
    assert response.get_json() == {
        "error": {
            "status": 500,
            "message": "Internal Server Error.",
            "hint": "Try again in a moment.",
        }
    }
    assert "ZeroDivisionError" in caplog.text
    page = app.test_client().get("/")
    assert page.status_code == 500
    assert "division" not in page.text


def test_a_database_that_was_never_loaded_is_503_and_says_what_to_do(tmp_path):
    client = create_app(Config(data_dir=tmp_path)).test_client()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "mapapp load" in response.get_json()["error"]["hint"]
    assert client.get("/").status_code == 503


def test_an_empty_map_is_still_a_map(empty_config):
    client = create_app(empty_config).test_client()
    for path in ("/", "/method", "/data", "/place/shaar", "/api/v1/timeline", "/feed.atom"):
        assert client.get(path).status_code == 200, path
    states = client.get("/api/v1/control?date=2016-12-06").get_json(force=True)["features"]
    assert {feature["properties"]["force"] for feature in states} == {"unknown"}


def test_every_address_answers_a_method_it_does_not_take_in_the_one_shape(app, client):
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", "x", rule.rule)
        response = client.delete(path, headers={"Accept": "application/json"})
        assert response.status_code in {404, 405}, path
        assert response.get_json()["error"]["status"] == response.status_code, path
