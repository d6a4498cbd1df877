"""The audit finds what a reading lacks and what it adds, and counts the days of the map."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapapp.atlas import Timeline
from mapapp.audit import (
    BATTLE,
    Comparison,
    compare,
    place_days,
    read_best_reading,
)
from mapapp.config import ROOT
from mapapp.control import fold
from mapapp.dispatches import Dispatch
from mapapp.facts import Fact, read_facts
from mapapp.intake import Intake
from mapapp.models import Article, PlaceId
from mapapp.seeds import raise_fault
from mapapp.theatre import Theatre

DISPATCHES = sorted(path.name for path in (ROOT / "seeds" / "aleppo" / "dispatches").glob("*.md"))

Compare = Callable[..., Comparison]


def fact(**more: Any) -> Fact:
    """The army took Shaar on 6 December 2016, unless ``more`` says otherwise."""
    told: dict[str, Any] = {
        "number": 1,
        "excluded": "",
        "day": date(2016, 12, 6),
        "first": date(2016, 12, 6),
        "last": date(2016, 12, 6),
        "precision": "day",
        "places": (PlaceId("shaar"),),
        "extent": "whole",
        "event": "captured",
        "force_after": "government",
        "force_before": "opposition",
        "claimed_by": "SOHR",
        "line": 2,
    }
    return Fact(**{**told, **more})


@pytest.fixture
def compared(theatre: Theatre) -> Compare:
    """Compares one dispatch of 7 December with the facts given."""

    def run(text: str, *facts: Fact) -> Comparison:
        article = Article(text, "fr", date(2016, 12, 7), source="sohr", kind="dispatch")
        numbered = {f.number: f for f in facts}
        dispatch = Dispatch(Path("x.md"), article, tuple(numbered))
        (comparison,) = compare([dispatch], numbered, theatre)
        return comparison

    return run


def test_a_dispatch_that_says_its_fact_differs_in_nothing(compared: Compare) -> None:
    assert not compared("L'armée a pris mardi le quartier de Chaar.", fact())


def test_a_fact_that_is_not_said_is_missing(compared: Compare) -> None:
    found = compared("L'armée a bombardé mardi le quartier de Chaar.", fact())
    assert [(f.number, place) for f, place in found.missing] == [(1, "shaar")]
    assert found


def test_each_place_of_a_fact_has_to_be_said(compared: Compare) -> None:
    both = fact(places=(PlaceId("shaar"), PlaceId("qadi-askar")))
    found = compared("L'armée a pris mardi le quartier de Chaar.", both)
    assert [place for _, place in found.missing] == ["qadi-askar"]


def test_another_force_or_another_day_does_not_carry_a_fact(compared: Compare) -> None:
    assert compared("Les rebelles ont pris mardi le quartier de Chaar.", fact()).missing
    assert compared("L'armée a pris samedi le quartier de Chaar.", fact()).missing


def test_a_night_belongs_to_either_day(compared: Compare) -> None:
    night = fact(day=date(2016, 12, 5), first=date(2016, 12, 5), last=date(2016, 12, 5))
    assert not compared("L'armée a pris mardi le quartier de Chaar.", night)


def test_what_no_fact_says_is_surplus(compared: Compare) -> None:
    found = compared("L'armée a pris mardi les quartiers de Chaar et de Marjé.", fact())
    assert [claim.place for claim in found.surplus] == ["marjeh"]


def test_a_dispatch_without_facts_must_colour_nothing(compared: Compare) -> None:
    assert compared("L'armée a pris mardi le quartier de Chaar.").surplus
    assert not compared("L'armée a bombardé mardi le quartier de Chaar.")


def test_who_held_a_place_before_is_explained_by_its_capture(compared: Compare) -> None:
    text = "L'armée a pris mardi le quartier de Chaar, que les rebelles tenaient depuis 2012."
    assert not compared(text, fact())


def test_a_ceasefire_asks_for_no_claim(compared: Compare) -> None:
    assert not compared("Un accord a été conclu mardi.", fact(event="ceasefire"))


class _Map:
    """A timeline on which every place changes hands on one day."""

    def __init__(self, day: date, force: str) -> None:
        self._day, self._force = day, force

    def at(self, _place: str, day: date) -> Any:
        force = self._force if day >= self._day else "opposition"
        return type("Spell", (), {"force": force})


READING = {PlaceId("shaar"): [(date(2016, 12, 6), frozenset({"government"}))]}


def test_every_day_of_the_battle_counts_once_for_every_place() -> None:
    found = place_days(_Map(date(2016, 12, 6), "government"), READING)  # type: ignore[arg-type]
    assert (found.total, found.right) == ((BATTLE[1] - BATTLE[0]).days + 1, 38)


def test_a_change_two_days_late_is_two_days_wrong() -> None:
    found = place_days(_Map(date(2016, 12, 8), "government"), READING)  # type: ignore[arg-type]
    assert found.wrong == {"shaar": 2}


@pytest.fixture(scope="module")
def comparisons(theatre: Theatre) -> dict[str, Comparison]:
    facts = {f.number: f for f in read_facts(theatre.facts_path, raise_fault)}
    compared = compare(theatre.read_dispatches(), facts, theatre)
    return {comparison.dispatch.path.name: comparison for comparison in compared}


@pytest.mark.parametrize("name", DISPATCHES)
def test_a_dispatch_is_read_as_its_facts_say(comparisons: dict[str, Comparison], name: str) -> None:
    found = comparisons[name]
    assert [(fact.number, place) for fact, place in found.missing] == []
    assert [(c.place, c.force, c.status, c.event, c.quote.text) for c in found.surplus] == []


def test_the_map_is_right_on_97_of_100_place_days_of_the_battle(theatre: Theatre) -> None:
    intake = Intake(theatre)
    claims = [c for article in theatre.dispatches() for c in intake.extract(article).claims]
    spells = fold(claims, theatre)
    timeline = Timeline.of(theatre.last, spells)
    reading = read_best_reading(theatre.folder / "best_reading.csv")
    found = place_days(timeline, reading)
    assert found.right / found.total >= 0.97, dict(found.wrong)


def test_the_best_reading_rests_on_facts_about_its_places(theatre: Theatre) -> None:
    facts = {f.number: f for f in read_facts(theatre.facts_path, raise_fault)}
    lines = (theatre.folder / "best_reading.csv").read_text(encoding="utf-8").splitlines()[1:]
    reading = read_best_reading(theatre.folder / "best_reading.csv")
    assert set(reading) <= set(theatre.denominator)
    for line in lines:
        place, _, _, numbers = line.split(",")
        groups = {g.id for g in theatre.places.values() if place in g.members}
        for number in numbers.split(";"):
            told = facts[int(number)]
            assert not told.excluded
            assert {place, *groups} & set(told.places), line
