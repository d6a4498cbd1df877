"""A day on paper: where things lie, and how each state is drawn."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.drawing import Mark, Sheet, draw_day, place_classes

MARKS = {"government": Mark("#b5473c", "solid"), "opposition": Mark("#3d7f5c", "diagonal")}
PLAIN = {
    "force": "government",
    "status": "control",
    "contested_by": [],
    "claimed": False,
    "besieged": False,
    "disputed": False,
    "uncertain": False,
    "accuracy": "measured",
    "evidence_age_days": 3,
}


def square(west, south, size=0.01):
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(place, geometry, **state):
    return {"id": place, "geometry": geometry, "properties": PLAIN | state}


def draw(*features, **options):
    sheet = Sheet.fit([f["geometry"] for f in features], 100)
    options = {"title": lambda f: f["id"], "lang": "fr", **options}
    return draw_day({"features": features}, {"features": []}, sheet, MARKS, **options)


def corners(path):
    """All corners of a path, from its relative steps."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MLlz])([^MLlz]*)", path):
        for pair in numbers.split():
            dx, dy = map(float, pair.split(","))
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            yield round(x, 1), round(y, 1)


@given(lon=st.floats(37.0, 37.3), lat=st.floats(36.1, 36.3), width=st.integers(60, 1300))
def test_what_is_fitted_fills_the_width_and_nothing_leaves_the_sheet(lon, lat, width):
    geometry = square(lon, lat)
    sheet = Sheet.fit([geometry], width)
    xs, ys = zip(*(sheet.point(point) for point in geometry["coordinates"][0]), strict=True)
    assert min(xs) == pytest.approx(0, abs=0.11)
    assert max(xs) == pytest.approx(width, abs=0.11)
    assert min(ys) == pytest.approx(0, abs=0.11)
    assert max(ys) == pytest.approx(sheet.height, abs=0.11)


def test_north_is_up_east_is_right_and_a_square_of_ground_stays_one():
    sheet = Sheet.fit([square(37, 36, 0.1)], 100, 100, margin=10)
    assert sheet.point((37, 36.1))[1] < sheet.point((37, 36))[1]
    assert sheet.point((37.1, 36))[0] > sheet.point((37, 36))[0]
    assert sheet.narrowing == pytest.approx(0.8085, abs=1e-3)  # cosine of 36.05 degrees


def test_neighbours_share_their_corners_however_coarse_the_paper():
    west, east = square(37, 36), square(37.01, 36)
    drawing = draw(feature("west", west), feature("east", east))
    shared = [set(corners(place.path)) for place in drawing.places]
    assert len(shared[0] & shared[1]) == 2


def test_a_path_ends_where_it_began():
    [place] = draw(feature("a", square(37, 36))).places
    assert place.path.endswith("z")
    assert len(list(corners(place.path))) == 4


@pytest.mark.parametrize(
    ("state", "fill"),
    [
        ({}, "url(#day-government)"),
        ({"claimed": True}, "url(#day-government-claimed)"),
        ({"force": "unknown"}, "none"),
        (
            {"status": "contested", "contested_by": ["government", "opposition"]},
            "url(#day-government-against-opposition)",
        ),
        ({"status": "contested", "contested_by": []}, "url(#day-government-against-unknown)"),
    ],
)
def test_each_state_has_its_fill(state, fill):
    drawing = draw(feature("a", square(37, 36), **state))
    assert drawing.places[0].fill == fill
    assert [f"url(#{fill.id})" for fill in drawing.fills] == ([] if fill == "none" else [fill])


def test_flags_and_old_evidence_are_classes():
    state = PLAIN | {"disputed": True, "accuracy": "approximate", "evidence_age_days": 181}
    assert place_classes(state).split() == [
        "place", "place--government", "place--approximate", "place--disputed", "place--old",
    ]  # fmt: skip
    assert "place--old" not in place_classes(PLAIN | {"evidence_age_days": 180})
    assert "place--old" not in place_classes(PLAIN | {"evidence_age_days": None})


def test_besieged_neighbours_get_one_line_around_both():
    west, east = square(37, 36), square(37.01, 36)
    both = draw(feature("w", west, besieged=True), feature("e", east, besieged=True))
    assert both.siege.count("M") == 1
    assert len(set(corners(both.siege))) in {4, 6}
    assert draw(feature("w", west)).siege == ""


def test_the_shipped_ground_is_drawn_with_names_in_the_readers_language(app):
    site = app.extensions["mapapp"]
    from mapapp.features import control_json

    atlas = site.atlas
    control = control_json(atlas, atlas.timeline(), date(2016, 12, 6))
    sheet = Sheet.fit([f["geometry"] for f in control["features"]], 800)
    drawing = draw_day(control, site.ground, sheet, MARKS, title=lambda f: f["id"], lang="ar")
    assert len(drawing.places) == len(atlas.extents)
    names = [line.title for line in drawing.lines] + [dot.title for dot in drawing.dots]
    assert all(re.search(r"[\u0621-\u064a]", name) for name in names)
