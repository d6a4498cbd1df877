"""What an embed is given, who may frame it, and that it keeps saying what it said."""

import re
from html import unescape

import pytest

from mapapp import create_app
from mapapp.pipeline import open_store

DAY = "date=2016-12-06&lang=fr"


def test_any_page_may_frame_an_embed_and_no_other_page_of_the_site(client):
    policy = client.get(f"/embed?{DAY}").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "unsafe" not in policy
    for path in ("/", "/method", "/embed/try", "/data"):
        told = client.get(path).headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in told, path


def test_scripts_and_data_may_be_read_from_a_sandbox_without_origin(client):
    snapshot = client.post("/snapshots", json={"date": "2016-12-06"}).json["id"]
    for path in (
        "/static/js/embed.js",
        "/static/js/timeline.js",
        "/api/v1/timeline",
        f"/s/{snapshot}/timeline.json",
    ):
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*", path


def test_it_takes_no_cookie_and_gives_none(client):
    assert "Set-Cookie" not in client.get(f"/embed?{DAY}").headers


def test_what_parents_add_to_its_address_does_no_harm(client):
    added = "initialWidth=500&childId=map&parentTitle=%3Cscript%3E&parentUrl=http%3A%2F%2Fx%2F"
    answer = client.get(f"/embed?{DAY}&{added}")
    assert answer.status_code == 200
    assert "childId" not in answer.text


@pytest.mark.parametrize(
    "query", ["date=1999-01-01", "date=2016-13-01", f"{DAY}&view=film", "date=2016-12-06&lang=de"]
)
def test_what_it_cannot_show_it_says(client, query):
    assert client.get(f"/embed?{query}").status_code == 400


def test_a_known_date_keeps_out_what_was_published_later(client):
    early = client.get(f"/embed?{DAY}&known=2016-11-20").text
    assert "known=2016-11-20" in early
    assert early != client.get(f"/embed?{DAY}").text


def test_one_that_follows_asks_for_the_newest_data(client):
    text = client.get(f"/embed?{DAY}&known=2016-11-20&follow=1").text
    assert "known=" not in text


def test_a_snapshot_that_is_lost_is_made_up_for_by_the_data(client):
    assert client.get(f"/embed?{DAY}&snapshot=0123456789abcdef").status_code == 200


def test_one_published_with_other_data_says_so(client):
    now = client.get("/healthz").json["data_version"]
    changed = "les données ont changé depuis la publication"
    for query, said in ((f"data={now}", False), ("data=0123456789ab", True), ("", False)):
        page = client.get(f"/embed?date=2016-12-06&lang=fr&{query}").text
        assert (changed in page.lower()) is said


def test_one_made_with_a_snapshot_stays_as_it_was_and_says_that_data_were_corrected(
    own,
):
    client = create_app(own).test_client()
    snapshot = client.post("/snapshots", json={"date": "2016-12-06", "lang": "fr"}).json["id"]
    address = f"/embed?{DAY}&snapshot={snapshot}"
    before = client.get(address).text
    timeline = client.get(f"/s/{snapshot}/timeline.json").data
    store = open_store(own)
    for article in store.articles():
        store.remove(article.id)
    later = create_app(own).test_client()
    after = later.get(address).text
    assert later.get(f"/s/{snapshot}/timeline.json").data == timeline
    assert drawing(after) == drawing(before)
    assert "corrigées" in after
    assert "corrigées" not in before


def drawing(text):
    return text[text.index("<svg") : text.index('data-part="told"')]


def test_as_a_picture_it_carries_no_script(client):
    text = client.get(f"/embed?{DAY}&view=picture").text
    assert "<script" not in text
    assert "<img" in text


def test_its_own_address_is_discovered_too(client):
    for query in (DAY, f"{DAY}&follow=1", f"{DAY}&view=picture"):
        page = client.get(f"/embed?{query}").text
        (address,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
        found = client.get(unescape(address)).json
        assert found["type"] == "rich"
        assert ("follow=1" in found["html"]) is ("follow=1" in query)


def test_markup_in_a_title_stays_text(client):
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    snapshot = client.post("/snapshots", json={"date": "2016-12-06", "title": evil}).json["id"]
    for path in (f"/embed?{DAY}&snapshot={snapshot}", f"/s/{snapshot}"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
