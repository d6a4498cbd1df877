"""States in words, in three languages."""

import re

import pytest

from mapapp.config import ROOT
from mapapp.telling import OLD_DAYS, Telling, rival_of
from mapapp.words import Words

PLAIN = {"force": "government", "status": "control", "contested_by": []}


@pytest.fixture
def french(theatre):
    return Telling(Words("fr"), theatre)


def test_a_holder_is_told_by_name(french, theatre):
    assert french.holder(PLAIN) == theatre.forces["government"].names["fr"]
    assert french.holder(PLAIN | {"force": "unknown"}) == "Inconnu"


def test_flags_follow_the_holder(french):
    state = PLAIN | {"claimed": True, "besieged": True}
    assert french.state(state).endswith(" · revendiqué · encerclé")


def test_a_contested_place_names_both_sides_or_neither(french):
    state = PLAIN | {"status": "contested", "contested_by": ["government", "opposition"]}
    assert " / " in french.holder(state)
    nobody = {"force": "unknown", "status": "contested", "contested_by": []}
    assert french.holder(nobody) == "Contesté"


def test_a_rival_is_another_force_or_unknown():
    assert rival_of(PLAIN) is None
    assert rival_of(PLAIN | {"status": "contested", "contested_by": ["sdf"]}) == "sdf"
    assert rival_of(PLAIN | {"status": "contested", "contested_by": ["government"]}) == "unknown"


def test_what_left_the_gazetteer_keeps_its_id(french):
    assert french.place("gone") == "gone"
    assert french.source(None) == french.source("gone") == "source non nommée"


def test_evidence_grows_old_on_the_same_day_as_in_the_browser():
    script = (ROOT / "static/js/timeline.js").read_text(encoding="utf-8")
    assert re.search(r"OLD_DAYS = (\d+)", script)[1] == str(OLD_DAYS)
