"""The measure of quality counts what it should, and the page of the method shows it."""

import json

import pytest

from mapapp.models import Claim, PlaceId, Quote
from tests.quality import QUALITY, Gazetteer, Tally, error_kinds, score, score_mentions

QUOTE = Quote(0, 1, "…")


def told(**changes):
    claim = {
        "ref_name": "Shaar",
        "force": "government",
        "status": "control",
        "polarity": "asserted",
    }
    return claim | changes


def read(force="government", status="control", **more):
    return Claim(PlaceId("shaar"), force, status, QUOTE, **more)


@pytest.fixture(scope="module")
def gazetteer(theatre):
    return Gazetteer(theatre)


@pytest.mark.parametrize(
    ("written", "claims", "tally"),
    [
        ([told()], [read(event="gain")], Tally(right=1)),
        ([told()], [], Tally(missed=1)),
        ([], [read()], Tally(wrong=1)),
        ([told(optional=True)], [], Tally()),
        ([told(optional=True)], [read()], Tally()),
        ([told()], [read(polarity="planned")], Tally(wrong=1, missed=1)),
        ([told(also_ok=[{"polarity": "planned"}])], [read(polarity="planned")], Tally(right=1)),
        ([told()], [read(event="gain"), read("opposition", event="loss")], Tally(right=1)),
        ([told(force="opposition", lost=True)], [read("opposition", event="loss")], Tally(right=1)),
        ([told(force="opposition", lost=True)], [read("opposition")], Tally(wrong=1, missed=1)),
        ([told(force="contested", status="contested")], [read("sdf", "contested")], Tally(right=1)),
    ],
)
def test_readings_are_counted(gazetteer, written, claims, tally):
    assert score(written, claims, gazetteer) == tally


SHAAR = {"text": "Chaar", "start": 10, "ref_name": "Shaar"}


@pytest.mark.parametrize(
    ("written", "found", "tally"),
    [
        ([SHAAR], [(10, 15, "shaar")], Tally(right=1)),
        ([SHAAR], [(7, 15, "shaar")], Tally(right=1)),
        ([SHAAR], [(10, 15, "sakhour")], Tally(wrong=1, missed=1)),
        ([SHAAR], [(30, 35, "shaar")], Tally(wrong=1, missed=1)),
        ([SHAAR], [], Tally(missed=1)),
        ([SHAAR | {"optional": True}], [], Tally()),
        ([SHAAR | {"optional": True}], [(10, 15, "shaar")], Tally()),
        ([], [(10, 15, "shaar")], Tally(wrong=1)),
        ([], [(10, 15, "aleppo")], Tally()),
    ],
)
def test_names_are_counted(gazetteer, written, found, tally):
    assert score_mentions(written, found, gazetteer) == tally


@pytest.mark.parametrize(
    ("written", "claims", "kinds"),
    [
        ([told()], [read(event="gain")], []),
        ([told()], [], ["missed"]),
        ([], [read()], ["surplus"]),
        ([told()], [read("opposition")], ["force"]),
        ([told()], [read(status="contested")], ["status"]),
        ([told()], [read(polarity="denied")], ["polarity"]),
        ([told(lost=True)], [read()], ["event"]),
        ([told()], [read("opposition"), read("sdf")], ["force", "surplus"]),
    ],
)
def test_an_error_about_the_right_place_is_counted_once_for_what_is_wrong(
    gazetteer, written, claims, kinds
):
    assert list(error_kinds(written, claims, gazetteer)) == kinds


def test_the_page_of_the_method_shows_what_was_measured(client):
    measured = json.loads(QUALITY.read_text(encoding="utf-8"))
    text = client.get("/method?lang=en").text
    assert f"{measured['dispatches']['right']} of the {measured['dispatches']['total']}" in text
    for found in measured["passages"].values():
        assert f"{found['precision']:.0%}" in text
