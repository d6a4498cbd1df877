"""How answers travel: validators, lifetimes, encodings, and what browsers are told."""

import gzip
import json

import brotli
import pytest

from mapapp import create_app
from mapapp.config import Config
from mapapp.errors import ConfigError
from mapapp.models import Article, Extraction
from mapapp.pipeline import open_store
from mapapp.web.grounds import grounds
from mapapp.web.headers import policy

PAGES = ["/", "/method", "/data", "/place/shaar"]
DATA = [
    "/api/v1/control?date=2016-12-06",
    "/api/v1/timeline",
    "/api/v1/changes",
    "/api/v1/shares",
    "/api/v1/places",
    "/api/v1/claims?place=shaar",
    "/api/v1/articles",
    "/healthz",
    "/download/places.csv",
    "/feed.json",
]
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("path", PAGES + DATA)
def test_an_answer_that_the_client_has_is_not_sent_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "max-age=0" in again.headers["Cache-Control"]


@pytest.mark.parametrize("path", PAGES + DATA)
def test_a_validator_of_other_data_brings_the_answer(client, path):
    response = client.get(path, headers={"If-None-Match": 'W/"of-other-data"'})
    assert response.status_code == 200
    assert response.data


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("path", PAGES + DATA)
def test_a_compressed_answer_holds_the_same(client, path, encoding):
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": encoding})
    assert "Accept-Encoding" in packed.headers["Vary"]
    if len(plain.data) > 500:
        assert packed.headers["Content-Encoding"] == encoding
        assert len(packed.data) < len(plain.data) / 2
        assert UNPACK[encoding](packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_a_client_that_refuses_compression_gets_none(client):
    headers = {"Accept-Encoding": "br;q=0, gzip;q=0"}
    response = client.get("/api/v1/control?date=2016-12-06", headers=headers)
    assert "Content-Encoding" not in response.headers
    assert response.get_json(force=True)["features"]


def test_scripts_and_styles_are_compressed_and_checked_again(client):
    response = client.get("/static/js/app.js", headers={"Accept-Encoding": "gzip"})
    assert b"class Atlas" in gzip.decompress(response.data)
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["ETag"]
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_whole_history_fits_into_35_kb(client):
    response = client.get("/api/v1/timeline", headers={"Accept-Encoding": "gzip"})
    assert len(response.data) <= 35_000


def test_a_page_in_the_browsers_language_is_not_cached_for_all(client):
    french = client.get("/", headers={"Accept-Language": "fr"})
    arabic = client.get("/", headers={"Accept-Language": "ar"})
    assert french.headers["ETag"] != arabic.headers["ETag"]
    assert "Accept-Language" in french.headers["Vary"]
    assert "Accept-Language" not in client.get("/?lang=fr").headers["Vary"]


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/sitemap.xml"])
def test_browsers_load_nothing_from_elsewhere_and_are_framed_by_nobody(client, path):
    headers = client.get(path).headers
    directives = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Permissions-Policy"]


@pytest.mark.parametrize("path", [*DATA, "/api/v1/nothing"])
def test_data_may_be_read_by_any_site_and_load_nothing(client, path):
    headers = client.get(path).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_other_sites_may_not_read_the_pages(client):
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


def test_a_tile_server_is_the_only_other_host(tmp_path):
    config = Config(data_dir=tmp_path, tile_url="https://{s}.tiles.example/{z}/{x}/{y}.png")
    assert "img-src 'self' data: https://*.tiles.example;" in policy(config)
    with pytest.raises(ConfigError):
        policy(Config(data_dir=tmp_path, tile_url="tiles.example/{z}"))


def test_grounds_are_those_that_the_operator_names(tmp_path):
    named = Config(data_dir=tmp_path, tile_grounds="OpenStreetMap.Mapnik, OpenTopoMap")
    assert [ground.name for ground in grounds(named)] == ["OpenStreetMap Mapnik", "OpenTopoMap"]
    assert "https://tile.openstreetmap.org https://a.tile.opentopomap.org;" in policy(named)
    assert grounds(Config(data_dir=tmp_path)) == ()
    for unknown in ("Nowhere.Ground", "Thunderforest.Outdoors"):
        with pytest.raises(ConfigError):
            grounds(Config(data_dir=tmp_path, tile_grounds=unknown))


def test_an_article_that_is_added_changes_the_answers_of_a_running_site(empty_config, monkeypatch):
    store = open_store(empty_config)
    client = create_app(empty_config).test_client()
    before = client.get("/healthz")
    assert before.get_json(force=True)["articles"] == 0
    store.add(Article("Rien.", "fr"), Extraction("fr"))
    monkeypatch.setattr("mapapp.atlas._STALE_AFTER", -1)  # as if a second had passed
    after = client.get("/healthz", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert json.loads(after.data)["articles"] == 1
    assert after.headers["ETag"] != before.headers["ETag"]
