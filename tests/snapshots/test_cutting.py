"""What does not lie on the sheet is not drawn, and what does is left as it is."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from mapapp.drawing import Sheet
from mapapp.snapshots.cutting import cut_to


def feature(shape):
    return {"type": "Feature", "id": "a", "geometry": shapely.geometry.mapping(shape)}


WINDOW = shapely.box(37.0, 36.0, 37.2, 36.2)
SHEET = Sheet.fit([shapely.geometry.mapping(WINDOW)], 640)


def test_what_lies_inside_is_the_same_object():
    inside = feature(shapely.box(37.05, 36.05, 37.1, 36.1))
    assert cut_to([inside], SHEET)[0] is inside


def test_what_lies_outside_is_left_out():
    assert cut_to([feature(shapely.box(38, 36, 38.1, 36.1))], SHEET) == []


@given(west=st.floats(36.7, 37.3), south=st.floats(35.7, 36.3), side=st.floats(0.01, 0.6))
def test_what_is_cut_covers_the_sheet_as_before(west, south, side):
    whole = shapely.box(west, south, west + side, south + side)
    parts = [shapely.geometry.shape(f["geometry"]) for f in cut_to([feature(whole)], SHEET)]
    expected = whole.intersection(WINDOW).area
    assert abs(sum(part.area for part in parts) - expected) < 1e-4
    assert all(WINDOW.buffer(1e-3).covers(part) for part in parts)


def test_a_line_that_leaves_and_returns_becomes_two():
    line = shapely.LineString([(37.05, 36.1), (37.1, 36.3), (37.15, 36.1)])
    assert len(cut_to([feature(line)], SHEET)) == 2
