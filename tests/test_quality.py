"""The measure of quality counts what it should, and the page of the method shows it."""

import json

import pytest

from mapapp.models import Claim, PlaceId, Quote
from tests.quality import QUALITY, Gazetteer, Tally, score

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


def test_the_page_of_the_method_shows_what_was_measured(client):
    measured = json.loads(QUALITY.read_text(encoding="utf-8"))
    text = client.get("/method?lang=en").text
    assert f"{measured['dispatches']['right']} of the {measured['dispatches']['total']}" in text
    for found in measured["passages"].values():
        assert f"{found['precision']:.0%}" in text
