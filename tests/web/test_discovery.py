"""oEmbed, cards and schema.org: what other programs find, with real consumers among them."""

import json
import re
import threading
from html import escape, unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import micawber
import pytest
from pyoembed import oEmbed
from werkzeug.serving import make_server

from mapapp import create_app

HOME = "http://localhost"
MAP = f"{HOME}/?date=2016-12-06&lang=fr"


def asked(client, url=MAP, **query):
    return client.get("/oembed", query_string={"url": url, **query})


@pytest.fixture(scope="module")
def address(config):
    """A server that real consumers can reach, in an application of its own."""
    server = make_server("127.0.0.1", 0, create_app(config), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def snapshot(client):
    return client.post("/snapshots", json={"date": "2016-12-06", "lang": "fr"}).json


def test_a_map_is_framed_locked_to_its_day_and_to_what_is_known(client):
    answer = asked(client).json
    assert (answer["type"], answer["version"]) == ("rich", "1.0")
    assert "date=2016-12-06" in answer["html"]
    assert "known=" in answer["html"]
    assert "data=" in answer["html"]
    assert 'loading="lazy"' in answer["html"]
    assert client.get(answer["thumbnail_url"]).mimetype == "image/png"


def test_a_frozen_embed_stays_frozen_and_a_following_one_follows(client, snapshot):
    frame = f"{HOME}/embed?date=2016-12-06"
    frozen = asked(client, f"{frame}&snapshot={snapshot['id']}").json["html"]
    assert f"snapshot={snapshot['id']}" in frozen
    following = asked(client, f"{frame}&follow=1").json["html"]
    assert "follow=1" in following
    assert "known=" not in following.split("</iframe>")[0].split(">")[0]
    assert asked(client, f"{frame}&snapshot=0123456789abcdef").status_code == 404


def test_a_snapshot_is_a_photo(client, snapshot):
    answer = asked(client, snapshot["url"]).json
    assert answer["type"] == "photo"
    assert answer["url"] == snapshot["files"]["png"]
    assert (answer["width"], answer["height"]) == (1200, 630)


def test_json_and_xml_say_the_same(client, snapshot):
    for url in (MAP, snapshot["url"]):
        told = asked(client, url, format="json").json
        answer = asked(client, url, format="xml")
        assert answer.mimetype == "text/xml"
        found = {element.tag: element.text for element in ElementTree.fromstring(answer.data)}
        assert found == {name: str(value) for name, value in told.items()}


@pytest.mark.parametrize(("width", "height"), [(300, None), (None, 200), (150, 150), (5000, 5000)])
def test_the_limits_of_a_consumer_are_kept(client, snapshot, width, height):
    limits = {"maxwidth": width, "maxheight": height}
    limits = {name: value for name, value in limits.items() if value}
    for url in (MAP, snapshot["url"]):
        answer = asked(client, url, **limits).json
        for side, most in (("width", width), ("height", height)):
            assert 1 <= answer[side] <= (most or answer[side])
            assert answer.get(f"thumbnail_{side}", 1) <= (most or 10_000)


NO = {
    "another site": ("https://example.org/", {}, 404),
    "a page that cannot be embedded": (f"{HOME}/method", {}, 404),
    "no such page": (f"{HOME}/nothing/here", {}, 404),
    "no such snapshot": (f"{HOME}/s/0123456789abcdef", {}, 404),
    "a private page": (f"{HOME}/desk/queue", {}, 401),
    "an unknown format": (MAP, {"format": "yaml"}, 501),
    "a day outside the period": (f"{HOME}/?date=1999-01-01", {}, 400),
    "no address": ("", {}, 400),
    "a width that is none": (MAP, {"maxwidth": "wide"}, 400),
    "a scheme that is no web page's": ("javascript://localhost/", {}, 404),
    "no address at all": ("http://[", {}, 404),
}


@pytest.mark.parametrize(("url", "query", "status"), NO.values(), ids=NO.keys())
def test_what_has_no_answer_says_so_with_the_status_of_the_specification(
    client, url, query, status
):
    answer = asked(client, url, **query)
    assert answer.status_code == status
    assert answer.json["error"]["status"] == status


def test_the_configured_address_goes_before_that_of_the_request(config):
    from dataclasses import replace

    public = "https://cartes.example.org"
    client = create_app(replace(config, public_url=public)).test_client()
    answer = asked(client, f"{public}/?date=2016-12-06").json
    assert f'src="{public}/embed?' in answer["html"]
    assert asked(client).status_code == 404
    assert f'<link rel="canonical" href="{public}/?date=' in client.get("/?date=2016-12-06").text


def test_the_picture_of_a_wish_can_be_seen_and_read_before_it_is_kept(client):
    wish = "date=2016-12-06,2016-11-14&known=2016-12-23&lang=en&size=640&title=Two+days&chart=1"
    words = client.get(f"/picture.json?{wish}").json
    assert words["title"] == "Two days"
    assert "14 November 2016" in words["alt"]
    drawn = client.get(f"/picture.svg?{wish}").text
    assert "Two days" in drawn
    assert client.get("/picture.json?date=1999-01-01").status_code == 400
    assert client.get("/picture.json?date=2016-12-06&colour=red").status_code == 400


def test_micawber_finds_the_map_and_the_snapshot(address, client):
    registry = micawber.ProviderRegistry()
    registry.register(f"{address}/.*", micawber.Provider(f"{address}/oembed"))
    assert registry.request(f"{address}/?date=2016-12-06&lang=en")["type"] == "rich"
    with pytest.raises(micawber.ProviderException):
        registry.request(f"{address}/method")


def test_pyoembed_discovers_the_answer_from_the_page_itself(address):
    found = oEmbed(f"{address}/?date=2016-12-06&lang=fr", maxwidth=400)
    assert found["type"] == "rich"
    assert int(found["width"]) <= 400


#: What WordPress keeps of a rich answer of a site that is not on its list
#: (developer.wordpress.org/reference/functions/wp_filter_oembed_result).
KEPT = {
    "a": {"href"},
    "blockquote": set(),
    "iframe": {
        "src", "width", "height", "frameborder",
        "marginwidth", "marginheight", "scrolling", "title",
    },
}  # fmt: skip


class _Filter(HTMLParser):
    """Drops every other tag and attribute; texts stay."""

    def __init__(self, html):
        super().__init__()
        self.kept = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in KEPT:
            held = "".join(f' {n}="{escape(v or "")}"' for n, v in attrs if n in KEPT[tag])
            self.kept += f"<{tag}{held}>"

    def handle_endtag(self, tag):
        if tag in KEPT:
            self.kept += f"</{tag}>"

    def handle_data(self, data):
        self.kept += escape(data)


@pytest.mark.parametrize("query", ["date=2016-12-06&lang=fr", "date=2016-12-06&lang=ar&follow=1"])
def test_what_wordpress_keeps_of_the_code_is_a_quotation_with_a_link_and_a_frame(client, query):
    answer = asked(client, f"{HOME}/embed?{query}").json
    found = re.fullmatch(
        r"<blockquote>(<a href=.*?</a>)</blockquote>\s*(<iframe.*?></iframe>)\s*",
        _Filter(answer["html"]).kept,
        re.DOTALL,
    )
    assert found, answer["html"]
    quotation, frame = found.groups()
    assert escape(answer["title"]) in quotation
    source = unescape(re.search(r' src="([^"]*)"', frame)[1])
    assert source.startswith(f"{HOME}/embed?date=2016-12-06")
    assert "#" not in source  # WordPress puts its secret there
    assert client.get(source).status_code == 200


class _Head(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.meta, self.links, self.data, self._inside = {}, {}, [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            self.meta[given.get("property") or given.get("name")] = given.get("content")
        elif tag == "link":
            self.links[given.get("type") or given["rel"]] = given["href"]
        self._inside = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, text):
        if self._inside:
            self.data.append(json.loads(text))
            self._inside = False


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_the_card_of_the_map_shows_the_very_day(client, lang):
    head = _Head(client.get(f"/?date=2016-12-06&lang={lang}&known=2016-12-10").text)
    assert "date=2016-12-06" in head.meta["og:image"]
    assert "known=2016-12-10" in head.meta["og:image"]
    picture = client.get(head.meta["og:image"])
    assert picture.mimetype == "image/png"
    assert head.meta["twitter:card"] == "summary_large_image"
    assert head.links["canonical"] == head.meta["og:url"]
    for kind in ("application/json+oembed", "text/xml+oembed"):
        assert client.get(head.links[kind]).status_code == 200


def test_map_and_data_are_a_dataset_and_a_snapshot_is_a_claim(client, snapshot):
    for path in ("/?date=2016-12-06", "/data"):
        (found,) = _Head(client.get(path).text).data
        assert found["@type"] == "Dataset"
        assert found["license"].startswith("https://creativecommons.org/")
        assert client.get(found["distribution"][0]["contentUrl"]).mimetype == "text/csv"
    (found,) = _Head(client.get(f"/s/{snapshot['id']}").text).data
    assert found["@type"] == "Claim"
    assert found["author"]


def test_markup_in_a_title_stays_text_in_the_answers(client):
    wish = {"date": "2016-12-06", "title": '"><script>alert(1)</script>'}
    url = client.post("/snapshots", json=wish).json["url"]
    assert "<script>" not in asked(client, url, format="xml").text
    assert asked(client, url).json["title"] == wish["title"]
