"""The annotated passages are well formed, or what is measured on them means nothing."""

import json
import re
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from mapapp.config import ROOT
from mapapp.geocoding import GazetteerGeocoder
from mapapp.theatre import load_theatre

FOLDER = ROOT / "tests" / "passages"
PRACTICE = sorted((ROOT.parent / "shared" / "dev").glob("*.jsonl"))

FORCES = {"government", "opposition", "sdf", "isil", "contested"}
STATUSES = {"control", "contested", "besieged"}
POLARITIES = {"asserted", "hypothetical", "planned", "denied"}
RUN = 7  # words in a row that would be a copy


def passages_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


PASSAGES = [passage for path in sorted(FOLDER.glob("*.jsonl")) for passage in passages_of(path)]
each_passage = pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["id"])


@cache
def known_names():
    places = load_theatre(ROOT / "seeds" / "aleppo").places.values()
    names = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))
    return GazetteerGeocoder(places), names


def is_known(name):
    geocoder, exceptions = known_names()
    return name in exceptions or len(geocoder.candidates(name)) == 1


def quoted(passage):
    """Every piece of the text that an annotation quotes, with where it should stand."""
    for key in ("mentions", "non_mentions", "non_percents"):
        yield from ((item["text"], item["start"]) for item in passage.get(key, ()))
    for key in ("claims", "percents"):
        yield from ((item["evidence"], item["evidence_start"]) for item in passage[key])


def readings(claim):
    yield claim
    yield from ({**claim, **other} for other in claim.get("also_ok", ()))


def runs(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_no_two_passages_share_an_id():
    assert len({passage["id"] for passage in PASSAGES}) == len(PASSAGES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.name)
def test_a_file_holds_one_language(path):
    assert {passage["lang"] for passage in passages_of(path)} == {path.stem}


@each_passage
def test_what_is_quoted_stands_where_it_is_said_to(passage):
    for piece, start in quoted(passage):
        assert passage["text"][start : start + len(piece)] == piece


@each_passage
def test_names_do_not_overlap(passage):
    spans = sorted(
        (item["start"], item["start"] + len(item["text"]))
        for item in passage["mentions"] + passage["non_mentions"]
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@each_passage
def test_each_place_is_one_place_of_the_gazetteer(passage):
    names = {item["ref_name"] for item in passage["mentions"] + passage["claims"]}
    names |= {share["of"] for share in passage["percents"]}
    assert [name for name in sorted(names) if not is_known(name)] == []


@each_passage
def test_claims_use_the_words_of_the_method(passage):
    for claim in passage["claims"]:
        for reading in readings(claim):
            assert reading["force"] in FORCES
            assert reading["status"] in STATUSES
            assert reading["polarity"] in POLARITIES


@each_passage
def test_dates_are_in_order_and_what_happened_is_not_in_the_future(passage):
    published = date.fromisoformat(passage["published"] or "9999-12-31")
    for claim in passage["claims"]:
        for reading in readings(claim):
            days = (reading.get(key) for key in ("date_from", "as_of", "date_to"))
            start, stands, end = (date.fromisoformat(day) if day else None for day in days)
            given = [day for day in (start, stands, end) if day]
            assert given == sorted(given)
            if reading["polarity"] == "asserted":
                assert all(day <= published for day in given)


@each_passage
def test_shares_are_of_a_hundred(passage):
    for share in passage["percents"]:
        assert 0 < share["pct"] <= 100
        assert share["relation"] in {"held", "lost"}
        assert share["polarity"] in POLARITIES


def test_no_passage_repeats_another_collection():
    theirs = set().union(*(runs(other["text"]) for path in PRACTICE for other in passages_of(path)))
    assert [passage["id"] for passage in PASSAGES if runs(passage["text"]) & theirs] == []
