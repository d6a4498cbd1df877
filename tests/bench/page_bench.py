"""The map page in a real browser: what it weighs, how soon it stands, how long a step takes."""

import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from mapapp.config import Config
from mapapp.pipeline import load, open_store
from mapapp.web.site import Site
from tests.bench import Figure, choropleth
from tests.bench.server import serving
from tests.browser.conftest import ARGUMENTS, BROWSERS, READY

RUNS, STEPS, LONG_RUN = 5, 300, 3_000
EMPTY = """<!doctype html><html><head>
<link rel="stylesheet" href="/static/vendor/leaflet/leaflet.css"></head>
<body><div id="map" style="height: 100vh"></div><script type="module">
import * as L from "/static/vendor/leaflet/leaflet.js";
L.map("map").setView([36.2, 37.15], 12);
document.body.id = "ready";
</script></body></html>"""
#: Time from the start of the navigation to the frame in which the page is as wanted.
ELAPSED = "() => new Promise(done => requestAnimationFrame(() => done(performance.now())))"
#: Milliseconds that each step keeps the main thread: the handler, and the drawing it asks for.
STEPPING = """async ([days, jump]) => {
  const slider = document.getElementById("date-slider");
  const wait = window.requestAnimationFrame.bind(window);
  let spent = 0;
  window.requestAnimationFrame = (draw) => wait((now) => {
    const start = performance.now();
    draw(now);
    spent += performance.now() - start;
  });
  const times = [];
  for (let step = 0; step < days; step += 1) {
    slider.value = (jump ? step * 611 : 1200 + step) % 1618;
    const start = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    spent = performance.now() - start;
    await new Promise((done) => wait(() => wait(done)));
    times.push(spent);
  }
  window.requestAnimationFrame = wait;
  return times.sort((a, b) => a - b);
}"""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        config = Config(data_dir=folder)
        site = Site(config)
        load(site.theatre, open_store(config))
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with serving("mapapp serve --workers 2 --port 0", folder) as port:
            address = f"http://127.0.0.1:{port}/"
            yield Figure("page, all that travels", weight(browser, address), "kB", 150, most=True)
            with choropleth.serving(site.atlas, folder) as (peer, prepare):
                yield from start(browser, address, peer, prepare)
            yield from steps(browser, address)
        browser.close()


def weight(browser: Browser, address: str, ready: str = READY) -> float:
    """Kilobytes that travel until the map stands, headers included."""
    page = new_page(browser)
    session, sizes = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector(ready, state="attached")
    page.wait_for_load_state("networkidle")
    page.context.close()
    return sum(sizes) / 1000


def start(
    browser: Browser, address: str, peer: str, prepare: Callable[[Page], None]
) -> Iterator[Figure]:
    """First coloured map, beside an empty map and folium's choropleth."""
    ours, empty, folium = [], [], []
    for _ in range(RUNS):
        ours.append(elapsed(browser, address, READY))
        empty.append(elapsed(browser, f"{address}empty", "#ready", serve_empty))
        folium.append(elapsed(browser, peer, "path[fill='#93332b']", prepare))
    first, bare, theirs = map(statistics.median, (ours, empty, folium))
    yield Figure("empty Leaflet page", bare, "ms")
    yield Figure("folium TimeSliderChoropleth, first coloured map", theirs, "ms")
    yield Figure("page, first coloured map", first, "ms")
    yield Figure("  beside the empty page", first / bare, "times", 2, most=True)
    yield Figure("  beside folium", first / theirs, "times", 1 / 3, most=True)


def steps(browser: Browser, address: str) -> Iterator[Figure]:
    """Steps of the slider with everything beside the map updated, and the heap over many."""
    page = new_page(browser)
    page.goto(f"{address}?date=2016-12-06")
    page.wait_for_selector(READY, state="attached")
    for what, jump in (("dragged", False), ("jumping", True)):
        times = page.evaluate(STEPPING, [STEPS, jump])
        yield Figure(f"step {what}, p50", times[STEPS // 2], "ms", 1, most=True)
        yield Figure(f"step {what}, p95", times[STEPS * 95 // 100], "ms", 4, most=True)
    before = heap(page)
    page.evaluate(STEPPING, [LONG_RUN, True])
    yield Figure(
        "heap after 3,000 steps, beside before", heap(page) / before, "times", 1.2, most=True
    )
    page.context.close()


def heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"])


def elapsed(
    browser: Browser, address: str, ready: str, serve: Callable[[Page], None] = lambda page: None
) -> float:
    page = new_page(browser)
    serve(page)
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, state="attached")
    taken: float = page.evaluate(ELAPSED)
    page.context.close()
    return taken


def new_page(browser: Browser) -> Page:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, service_workers="block", locale="fr-FR"
    )
    return context.new_page()


def serve_empty(page: Page) -> None:
    page.route("**/empty", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
