"""The self-contained file: from disk, without a network, and served in its sandbox."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

READY = "[data-part=daybar]:not([hidden])"
TITLE = "</script><script>document.title='injected'</script> L’essai"


@pytest.fixture
def snapshot(visit, server):
    """Address of a snapshot, without an ending."""
    context = visit().page.context
    wish = {"date": "2016-12-06", "lang": "fr", "title": TITLE}
    return context.request.post(f"{server}/snapshots", data=wish).json()["url"]


def test_from_disk_and_offline_the_map_stands_and_its_days_move(visit, snapshot, tmp_path):
    went = visit()
    file = tmp_path / "day.html"
    file.write_bytes(went.page.context.request.get(f"{snapshot}.html").body())
    went.page.context.set_offline(True)
    went.page.goto(file.as_uri())
    went.page.wait_for_selector(READY)
    fills = went.page.locator("path.place").evaluate_all("all => all.map(e => e.outerHTML)")
    went.page.click("[data-part=previous]")
    after = went.page.locator("path.place").evaluate_all("all => all.map(e => e.outerHTML)")
    assert len(fills) > 100
    assert fills != after
    assert went.requests == [file.as_uri()]
    assert went.complaints == []
    assert went.page.title() == TITLE


def test_served_it_runs_in_its_sandbox(visit, snapshot):
    went = visit()
    went.page.goto(f"{snapshot}.html")
    went.page.wait_for_selector(READY)
    expect(went.page.locator("h1")).to_have_text(TITLE)
    assert went.complaints == []


def test_axe_finds_nothing_in_the_file_nor_on_the_page_about_it(visit, snapshot):
    page = visit().page
    for address in (f"{snapshot}.html", snapshot):
        page.goto(address)
        page.wait_for_selector("h1")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
