"""What the map says on the days that matter."""

import re

import pytest

from tests.web.test_api import states


@pytest.mark.parametrize(
    ("date", "place", "expected"),
    [
        ("2016-11-14", "qadi-askar", {"force": "opposition"}),
        ("2016-11-14", "shaar", {"force": "opposition"}),
        ("2016-12-05", "karm-al-myassar", {"force": "government"}),
        ("2016-12-05", "shaar", {"force": "opposition", "besieged": True}),
        ("2016-12-06", "qadi-askar", {"force": "government"}),
        ("2016-12-06", "karm-al-myassar", {"force": "government"}),
        ("2016-12-06", "karm-al-tahhan", {"force": "government"}),
        ("2016-12-06", "karm-al-qaterji", {"force": "government"}),
        ("2016-12-06", "shaar", {"force": "government", "disputed": True}),
    ],
)
def test_who_holds_what_on_the_days_that_matter(client, date, place, expected):
    state = states(client, date)[place]
    assert {key: state[key] for key in expected} == expected


def test_on_the_last_day_the_enclave_is_the_governments_but_for_what_the_sdf_took(client, theatre):
    state = states(client, "2016-12-22")
    held = {place: state[place]["force"] for place in theatre.denominator}
    assert set(held.values()) <= {"government", "sdf"}
    assert "government" in held.values()


def test_the_two_percentages_of_the_first_report_stand_beside_the_computed_share(client):
    text = client.get("/?date=2016-12-06&lang=fr").text
    for value in ("70", "80"):
        assert re.search(rf"{value}\s*%", text), value
