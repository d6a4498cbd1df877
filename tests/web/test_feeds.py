"""Feeds, the list of pages, and health."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from mapapp import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


def test_both_feeds_tell_the_same_days_newest_first(client):
    atom = ElementTree.fromstring(client.get("/feed.atom").data)
    items = client.get("/feed.json").get_json(force=True)["items"]
    entries = atom.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}id") for e in entries] == [item["id"] for item in items]
    assert [e.findtext(f"{ATOM}title") for e in entries] == [item["title"] for item in items]
    days = [item["url"].rpartition("date=")[2] for item in items]
    assert days == sorted(days, reverse=True)
    assert len({item["id"] for item in items}) == len(items)


def test_an_entry_leads_to_the_map_of_its_day(client):
    item = client.get("/feed.json").get_json(force=True)["items"][0]
    assert client.get(item["url"]).status_code == 200


def test_a_feed_speaks_the_language_it_was_asked_for(client):
    feed = client.get("/feed.json?lang=ar").get_json(force=True)
    assert feed["language"] == "ar"
    assert all("lang=ar" in item["url"] for item in feed["items"])


def test_the_sitemap_lists_every_place_and_article_in_every_language(client, theatre):
    sitemap = client.get("/sitemap.xml").text
    assert sitemap.startswith("<?xml")
    assert "/place/shaar?lang=ar" in sitemap
    root = ElementTree.fromstring(sitemap)
    articles = client.get("/healthz").get_json(force=True)["articles"]
    assert len(root) == 3 * (3 + len(theatre.places) + articles)


def test_addresses_are_the_configured_ones(empty_config):
    config = replace(empty_config, public_url="https://alep.example/")
    client = create_app(config).test_client()
    assert "https://alep.example/place/shaar?lang=fr" in client.get("/sitemap.xml").text
    assert "Sitemap: https://alep.example/sitemap.xml" in client.get("/robots.txt").text
    home = client.get("/feed.json").get_json(force=True)["home_page_url"]
    assert home == "https://alep.example/"


def test_health_names_the_versions_of_data_and_rules(client):
    health = client.get("/healthz").get_json(force=True)
    assert health["status"] == "ok"
    assert health["rules_version"] == 1
    control = client.get("/api/v1/control?date=2016-12-06").get_json(force=True)
    assert health["data_version"] == control["data_version"]
