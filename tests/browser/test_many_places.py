"""A theatre of more places than are drawn as paths does the same as pixels."""

import re

import pytest
from playwright.sync_api import expect

from tests.bench import large
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser

#: Red, green, blue and opacity in the middle of the map.
MIDDLE = """() => {
  const canvas = document.querySelector(".places canvas");
  return [...canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data];
}"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    config = large.build(tmp_path_factory.mktemp("crowded"), places=1_200, claims=6_000)
    with serving(config.data_dir, MAPAPP_SEEDS_DIR=str(config.seeds_dir)) as address:
        yield address


def found_under(page, point):
    """The name in the tooltip of the place at a point of the window."""
    page.mouse.move(*point)
    expect(page.locator(".tip__name")).to_have_text(re.compile("."))
    return page.locator(".tip__name").inner_text()


def test_pixels_tell_their_places_and_go_with_their_sign(visit, crowded):
    page = visit(at=crowded).open("/?lang=en&date=2016-12-06")
    box = page.locator("[data-part=map]").bounding_box()
    point = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    name = found_under(page, point)
    assert name.startswith("District ")
    page.mouse.click(*point)
    expect(page.locator("[data-part=panel] h2")).to_have_text(name)
    shown = page.evaluate(MIDDLE)
    for box in page.locator(".legend input").all():
        box.uncheck()
    page.wait_for_function(f"({MIDDLE})()[3] === 0")
    for box in page.locator(".legend input").all():
        box.check()
    page.wait_for_function(f"shown => String(({MIDDLE})()) === String(shown)", arg=shown)


def test_the_table_out_of_sight_follows_once_the_slider_rests(visit, crowded):
    page = visit(at=crowded).open("/?lang=en&date=2012-07-19")
    rows = page.locator("[data-part=rows] .force--unknown")
    before = rows.count()
    page.locator("#date-slider").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-part=date]")).to_have_text("22 December 2016")
    page.wait_for_function(
        "before => document.querySelectorAll('[data-part=rows] .force--unknown').length < before",
        arg=before,
    )
