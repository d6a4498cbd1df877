"""The pages are usable by everyone: axe, targets, keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: State of the map page, and what has to be there before it is looked at.
STATES = {
    "/?date=2016-12-06": "#atlas[data-ready]",
    "/?date=2016-12-06&place=shaar": ".panel blockquote",
    "/?date=2016-12-06&compare=2016-11-14": ".change-list",
    "/method": "main",
    "/data": "main",
    "/place/shaar": "main",
    "/no-such-page": "main",
}


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_on_any_page(visit, lang, width):
    opened = visit(width=width, height=800)
    for path, ready in STATES.items():
        page = opened.open(f"{path}{'&' if '?' in path else '?'}lang={lang}", ready=ready)
        _assert_clean(page, path)


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_on_an_article(visit, width):
    opened = visit(width=width, height=800)
    page = opened.open("/?date=2016-12-06&place=shaar", ready=".panel blockquote")
    page.locator(".panel .claim__links a").first.click()
    page.wait_for_url("**/article/**")
    for summary in page.locator(".reading summary").all():
        summary.click()
    expect(page.locator(".reading dt").first).to_be_visible()
    _assert_clean(page, page.url)


#: What is not in the window is not laid out, and the time bar covers half of whichever row the
#: window ends in: axe looks at every row as a reader does who has scrolled to it.
AS_IF_SCROLLED = """() => {
  document.querySelector(".time")?.style.setProperty("transform", "translateY(100%)");
  document.querySelector("#table")?.style.setProperty("content-visibility", "visible");
}"""


def _assert_clean(page, where):
    page.evaluate(AS_IF_SCROLLED)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{where}\n{results.generate_report()}"


@pytest.mark.parametrize("width", [320, 1440])
def test_every_control_is_a_target_of_24_pixels(visit, width):
    page = visit(width=width, height=740).open("/?date=2016-12-06&place=shaar&lang=fr")
    page.wait_for_selector(".panel blockquote")
    controls = (
        ".time button, .time input, .time select, .legend label, .legend summary, .panel button"
    )
    for control in page.locator(controls).all():
        box = control.bounding_box()
        if box:
            assert min(box["width"], box["height"]) >= 24, control.evaluate("e => e.outerHTML")


def test_the_page_can_be_walked_by_keyboard_and_focus_is_always_seen(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    seen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return [e.dataset.step || e.dataset.part || e.id || e.tagName,"
            " s.outlineStyle !== 'none' || s.boxShadow !== 'none'] }"
        )
        seen.append(focus[0])
        assert focus[1], focus[0]
    assert {"search", "previous_change", "play", "zoom-range", "date-slider"} <= set(seen)
