"""Snapshots over HTTP: made once, never changed, corrected in the open."""

import json
import re
from dataclasses import replace

import pytest
from markupsafe import escape

from mapapp import create_app
from mapapp.pipeline import open_store

WISH = {"date": "2016-12-06", "lang": "fr", "size": "640"}
FORMATS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
}


def made(client, **wish):
    return client.post("/snapshots", json={**WISH, **wish})


def test_a_snapshot_is_made_once_and_found_ever_after(client):
    first = made(client, title="Une première fois")
    again = made(client, title="Une première fois")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.headers["Location"].endswith(f"/s/{first.json['id']}")


def test_form_and_json_give_the_same_snapshot(client):
    as_form = client.post("/snapshots", data={**WISH, "title": "", "chart": ""})
    assert as_form.json["id"] == made(client).json["id"]


def test_a_browser_that_sends_the_form_is_led_to_the_page(client):
    answer = client.post("/snapshots", data=WISH, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/s/")


def test_a_form_has_a_field_for_each_date_and_says_which_code_comes_first(client):
    fields = {**WISH, "date": ["2016-12-06", "", "2016-11-14"], "code": "following"}
    answer = client.post("/snapshots", data=fields, headers={"Accept": "text/html"})
    assert answer.headers["Location"].endswith("#code-following")
    address = answer.headers["Location"].partition("#")[0]
    told = client.get(f"{address}.json").json
    assert told["spec"]["dates"] == ["2016-11-14", "2016-12-06"]
    assert 'id="code-following"' in client.get(address).text
    strange = client.post(
        "/snapshots", data={**WISH, "code": "//evil.example"}, headers={"Accept": "text/html"}
    )
    assert "evil" not in strange.headers["Location"]


def test_the_answer_brings_the_words_and_the_code_to_copy(client):
    told = made(client, lang="en").json
    assert told["alt"].startswith(told["title"])
    assert told["caption"].startswith(told["title"])
    assert f"snapshot={told['id']}" in told["code"]["locked"]
    assert told["files"]["png"] in told["code"]["picture"]


def test_the_code_of_a_frame_that_follows_says_nothing_that_may_grow_old(client):
    told = made(client, lang="en", title="Rebels hold half").json
    following = told["code"]["following"]
    assert "follow=1" in following
    for kept in (told["id"], "known=", "data=", "Rebels"):
        assert kept not in following, kept


def test_a_known_date_left_out_is_the_newest_publication(client):
    newest = client.get("/healthz").json["known"]
    assert made(client).json["id"] == made(client, known=newest).json["id"]


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_has_its_type_is_kept_for_good_and_may_be_used_anywhere(client, name):
    address = f"/s/{made(client).json['id']}.{name}"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[name]
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Disposition"].endswith(f'.{name}"')
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_another_site_with_the_same_data_gives_the_same_bytes(client, own):
    other = create_app(own).test_client()
    snapshot = made(client).json["id"]
    assert made(other).json["id"] == snapshot
    for name in FORMATS:
        address = f"/s/{snapshot}.{name}"
        assert client.get(address).data == other.get(address).data, name


def test_what_was_served_once_stays_when_the_code_that_drew_it_changes(own, monkeypatch):
    client = create_app(own).test_client()
    address = f"/s/{made(client).json['id']}.png"
    before = client.get(address).data
    monkeypatch.setattr("mapapp.snapshots.making.to_png", lambda *_: b"drawn otherwise")
    assert create_app(own).test_client().get(address).data == before


def test_an_unknown_id_or_format_is_404(client):
    for address in ("/s/0123456789abcdef", "/s/0123456789abcdef.png", "/s/x.gif", "/s/../x.svg"):
        assert client.get(address).status_code == 404, address


BAD = {
    "no date": {"date": ""},
    "no day": {"date": "2016-02-30"},
    "outside the period": {"date": "1999-01-01"},
    "unknown size": {"size": "9999x9999"},
    "a size that is no text": {"size": {"width": 5}},
    "unknown language": {"lang": "de"},
    "long title": {"title": "x" * 10_000},
    "a title that is no text": {"title": ["x"]},
    "ten dates": {"date": [f"2016-12-{day:02}" for day in range(1, 11)]},
    "an unknown option": {"colour": "red"},
    "unknown window": {"window": "moon"},
    "a bad known date": {"known": "yesterday"},
    "a chart that is neither yes nor no": {"chart": "perhaps"},
}


@pytest.mark.parametrize("wish", BAD.values(), ids=BAD.keys())
def test_a_wish_that_cannot_be_met_says_why(client, wish):
    answer = made(client, **wish)
    assert answer.status_code == 400
    assert answer.json["error"]["message"]
    assert answer.json["error"]["hint"]


@pytest.mark.parametrize("wish", BAD.values(), ids=BAD.keys())
def test_a_client_that_does_not_say_what_it_takes_gets_the_same_answer_to_a_form(client, wish):
    fields = {name: value for name, value in {**WISH, **wish}.items() if isinstance(value, str)}
    answer = client.post("/snapshots", data=fields)
    assert answer.mimetype == "application/json"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff"])
def test_a_body_that_is_no_json_object_says_so(client, body):
    answer = client.post("/snapshots", data=body, content_type="application/json")
    assert answer.status_code == 400


EVIL = "</title></svg></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"


def test_markup_in_a_title_stays_text_in_every_format(client):
    snapshot = made(client, title=EVIL).json["id"]
    for name in ("svg", "html"):
        text = client.get(f"/s/{snapshot}.{name}").text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "{{7*7}}" in text
    page = client.get(f"/s/{snapshot}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert client.get(f"/s/{snapshot}.json").json["title"] == EVIL
    assert b"/JavaScript" not in client.get(f"/s/{snapshot}.pdf").data


def test_the_portable_file_asks_nobody_for_anything(client):
    answer = client.get(f"/s/{made(client).json['id']}.html")
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox allow-scripts" in policy
    assert "unsafe" not in policy
    assert "'self'" not in policy
    markup = re.sub(r"(<(script|style)[^>]*>).*?</\2>", r"\1", answer.text, flags=re.DOTALL)
    assert "<script>" in markup
    assert not re.findall(r"<[^>]+\s(?:src|href|srcset)\s*=|<link|@import", markup)
    assert "url(http" not in answer.text


def test_a_client_that_asks_for_many_is_told_when_to_come_back(own):
    client = create_app(replace(own, snapshots_per_minute=2)).test_client()
    answers = [made(client, date=f"2016-12-0{day}") for day in (1, 2, 3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert made(client, date="2016-12-01").status_code == 200
    other = client.post(
        "/snapshots",
        json={**WISH, "date": "2016-12-03"},
        environ_overrides={"REMOTE_ADDR": "203.0.113.9"},
    )
    assert other.status_code == 201


def test_behind_a_proxy_each_client_has_its_own_share_and_links_name_the_public_host(own):
    settings = replace(own, snapshots_per_minute=1, proxies=1)
    client = create_app(settings).test_client()
    for number in (1, 2):
        headers = {
            "X-Forwarded-For": f"203.0.113.{number}",
            "X-Forwarded-Host": "cartes.example.org",
            "X-Forwarded-Proto": "https",
        }
        wish = {**WISH, "date": f"2016-12-0{number}"}
        answer = client.post("/snapshots", json=wish, headers=headers)
        assert answer.status_code == 201
        assert answer.headers["Location"].startswith("https://cartes.example.org/s/")


def test_without_a_proxy_nobody_is_believed_to_be_another(own):
    client = create_app(replace(own, snapshots_per_minute=1)).test_client()
    answers = [
        client.post(
            "/snapshots",
            json={**WISH, "date": f"2016-12-0{number}"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
        for number in (1, 2)
    ]
    assert [answer.status_code for answer in answers] == [201, 429]


def test_pictures_of_days_have_the_same_limit_and_those_at_hand_cost_nothing(own):
    client = create_app(replace(own, snapshots_per_minute=1)).test_client()
    first = "/picture.svg?date=2016-12-01&size=320"
    assert client.get(first).status_code == 200
    assert client.get("/picture.svg?date=2016-12-02&size=320").status_code == 429
    assert client.get(first).status_code == 200


def test_a_database_that_is_read_only_refuses_new_ones_and_still_draws_old_ones(own):
    client = create_app(own).test_client()
    snapshot = made(client).json["id"]
    client = create_app(_read_only(own)).test_client()
    refused = made(client, date="2016-12-12")
    assert refused.status_code == 503
    assert refused.json["error"]["hint"]
    assert made(client).status_code == 200
    for name in FORMATS:
        assert client.get(f"/s/{snapshot}.{name}").status_code == 200, name
    assert client.get(f"/s/{snapshot}").status_code == 200


def _read_only(settings):
    path = settings.data_dir / "mapapp.sqlite"
    return replace(settings, database_url=f"sqlite:///file:{path}?mode=ro&uri=true")


def test_a_correction_leaves_the_picture_and_is_told_on_its_page(own):
    app = create_app(own)
    client = app.test_client()
    snapshot = made(client).json["id"]
    picture = client.get(f"/s/{snapshot}.svg").data
    assert "Corrigé depuis" not in client.get(f"/s/{snapshot}").text
    _withdraw_what_colours(client, own)
    later = create_app(own).test_client()
    page = later.get(f"/s/{snapshot}").text
    assert "Corrigé depuis" in page
    assert later.get(f"/s/{snapshot}.svg").data == picture
    entries = later.get("/feed.json?lang=fr").json["items"]
    (told,) = [entry for entry in entries if entry["url"].endswith(f"/s/{snapshot}")]
    assert "Chaar" in told["content_text"]
    newer = made(later).json["id"]
    assert newer != snapshot
    assert f"/s/{newer}" in page


def _withdraw_what_colours(client, settings):
    """Takes off the map whatever says who holds Chaar on the day."""
    control = client.get("/api/v1/control?date=2016-12-06").json["features"]
    shaar = next(feature for feature in control if feature["id"] == "shaar")
    claims = [client.get(f"/api/v1/claims/{claim}").json for claim in shaar["properties"]["claims"]]
    store = open_store(settings)
    for article in {claim["article"]["id"] for claim in claims}:
        store.remove(article)


def told_codes(client, snapshot):
    wish = client.get(f"/s/{snapshot}.json").json["spec"]
    asked = {"date": wish.pop("dates"), **wish}
    return client.post("/snapshots", json=asked).json["code"].values()


def test_the_page_tells_the_picture_in_words_and_gives_the_code_to_embed_it(client):
    snapshot = made(client, lang="en").json["id"]
    page = client.get(f"/s/{snapshot}").text
    told = client.get(f"/s/{snapshot}.json").json
    assert told["alt"].split(".")[0] in page
    for code in told_codes(client, snapshot):
        assert str(escape(code.strip())) in page
    assert str(escape(told["caption"])) in page
    assert 'property="og:image"' in page
    data = page.split('application/ld+json">')[1].split("</script>")[0]
    assert json.loads(data)["@type"] == "Claim"
