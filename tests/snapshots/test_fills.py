"""Every fill has a ground, and its marks lie over it once."""

import re
from xml.etree import ElementTree

import pytest

from mapapp.snapshots import make_snapshot, parse_spec
from mapapp.web.site import Site

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def picture(config):
    atlas = Site(config).atlas
    wish = {"date": ["2016-12-06", "2013-06-01"], "window": "city"}
    return ElementTree.fromstring(make_snapshot(parse_spec(wish, atlas), atlas).svg)


def test_a_place_has_a_plain_ground_and_no_pattern(picture):
    places = [e for e in picture.iter(f"{SVG}path") if e.find(f"{SVG}title") is not None]
    assert len(places) > 200
    for place in places:
        assert re.fullmatch(r"#[0-9a-f]{6}", place.get("fill", "#000000")), place.attrib


def test_each_pattern_is_laid_over_a_map_once_or_twice_and_is_there(picture):
    known = {f"url(#{e.get('id')})" for e in picture.iter(f"{SVG}pattern")}
    for drawn in picture.iter(f"{SVG}g"):
        fills = [e.get("fill") for e in drawn.findall(f"{SVG}path")]
        used = [fill for fill in fills if (fill or "").startswith("url(")]
        assert set(used) <= known
        # Once where the evidence is new, once where it is old.
        assert all(used.count(fill) <= 2 for fill in used)


def test_a_pattern_brings_marks_and_no_ground_of_its_own(picture):
    for pattern in picture.iter(f"{SVG}pattern"):
        for mark in pattern.findall(f"{SVG}rect"):
            assert float(mark.get("width")) < float(pattern.get("width"))
