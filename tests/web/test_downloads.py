"""Whole tables: valid by their own description, complete, and harmless in a spreadsheet."""

import csv
import io
import json
from datetime import date
from itertools import pairwise

import pytest
from frictionless import Package

from mapapp import create_app
from mapapp.models import Article, Claim, Extraction, PlaceId, Quote
from mapapp.pipeline import open_store
from mapapp.tables import TABLES


def rows(client, name):
    return list(csv.DictReader(io.StringIO(client.get(f"/download/{name}.csv").text)))


@pytest.fixture
def folder(client, tmp_path):
    for name in [*(f"{table}.csv" for table in TABLES), "datapackage.json"]:
        (tmp_path / name).write_bytes(client.get(f"/download/{name}").data)
    return tmp_path


def test_the_package_validates(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_the_package_names_licence_version_and_every_column(client):
    package = json.loads(client.get("/download/datapackage.json").data)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["version"]
    for resource in package["resources"]:
        named = [field["name"] for field in resource["schema"]["fields"]]
        assert named == list(rows(client, resource["name"])[0])
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_spells_of_a_place_fill_the_period_without_gap(client, theatre):
    found = [row for row in rows(client, "spells") if row["place"] == "shaar"]
    assert found[0]["start"] == theatre.first.isoformat()
    assert all(a["end"] == b["start"] for a, b in pairwise(found))
    assert found[-1]["end"] == "2016-12-23"


@pytest.mark.parametrize("name", TABLES)
def test_geojson_has_the_rows_of_csv(client, name):
    collection = json.loads(client.get(f"/download/{name}.geojson").data)
    table = rows(client, name)
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == len(table)
    first = collection["features"][0]
    assert list(first["properties"]) == list(table[0])
    assert first["type"] == "Feature"


@pytest.mark.parametrize("name", TABLES)
def test_a_download_is_saved_under_its_name(client, name):
    header = client.get(f"/download/{name}.csv").headers["Content-Disposition"]
    assert header == f"attachment; filename={name}.csv"


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(empty_config):
    store, starts = open_store(empty_config), ["=", "+", "-", "@", "\t", "\r"]
    for start in starts:
        text = f'{start}HYPERLINK("https://example.org") à Chaar'
        article = Article(text, "fr", published=date(2016, 12, 6), title=f"{start}1+1")
        quote = Quote(0, len(text), text)
        claim = Claim(PlaceId("shaar"), "government", "control", quote, as_of=date(2016, 12, 6))
        store.add(article, Extraction("fr", claims=(claim,)))
    found = rows(create_app(empty_config).test_client(), "claims")
    assert {row["title"] for row in found} == {f"'{start}1+1" for start in starts}
    assert all(row["quote"].startswith("'") for row in found)


def test_tables_of_an_empty_map_are_empty_tables(empty_config):
    client = create_app(empty_config).test_client()
    assert rows(client, "claims") == []
    collection = json.loads(client.get("/download/claims.geojson").data)
    assert collection == {"type": "FeatureCollection", "features": []}


def test_tables_can_be_asked_as_known_on_a_day(client):
    def told(known):
        text = client.get("/download/claims.csv", query_string={"known": known}).text
        return [row["published"] for row in csv.DictReader(io.StringIO(text))]

    assert 0 < len(told("2012-12-31")) < len(told("2016-12-31"))
    assert max(told("2012-12-31")) <= "2012-12-31"
