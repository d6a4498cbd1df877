"""The map page in a real browser: what it weighs, how soon it stands, how long a step takes.

Other maps with time stand beside it, of the same places and days; Lighthouse judges it. Both
come from npm: without it they are left out, and that is said.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mapapp.atlas import Atlas
from mapapp.config import Config
from mapapp.pipeline import load, open_store
from mapapp.web.site import Site
from tests.bench import Figure, large, map_peers
from tests.bench.server import serving
from tests.browser.conftest import ARGUMENTS, BROWSERS, READY

RUNS, STEPS, LONG_RUN, DAYS_COUNTED = 7, 300, 10_000, 20
DRAWN = "#atlas[data-drawn]"
#: A place of a peer in the colour of a force, or of nobody.
COLOURED = f"path[fill='#93332b'], path[fill='{map_peers.UNHELD}']"
EMPTY = """<!doctype html><html><head>
<link rel="stylesheet" href="/static/vendor/leaflet/leaflet.css"></head>
<body><div id="map" style="height: 100vh"></div><script type="module">
import * as L from "/static/vendor/leaflet/leaflet.js";
L.map("map").setView([36.2, 37.15], 12);
document.body.id = "ready";
</script></body></html>"""
#: Puts into the page when its first frame was painted, and the frame in which an element is there.
WATCHING = """(wanted) => {
  const watch = () => {
    if (document.querySelector(wanted)) window.benchFound = performance.now();
    else requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
  window.benchLong = [];
  const note = (list) => benchLong.push(...list.getEntries().map(({ duration }) => duration));
  new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
}"""
FOUND = """async () => {
  while (!window.benchFound) await new Promise(requestAnimationFrame);
  return benchFound;
}"""
PAINTED = """async () => {
  const entry = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!entry()) await new Promise(requestAnimationFrame);
  return entry().startTime;
}"""
OURS = """(day) => {
  const slider = document.getElementById("date-slider");
  slider.value = day;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}"""
#: For each step, milliseconds of scripts, and from their start to the end of the frame, its
#: layout and painting included; not the wait for the screen.
STEPPING = """async ([steps, jump, source]) => {
  const go = eval(source);
  const wait = window.requestAnimationFrame.bind(window);
  const { port1, port2 } = new MessageChannel();
  const next = () => new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
  let [scripts, began] = [0, 0];
  window.requestAnimationFrame = (draw) => wait((now) => {
    const start = performance.now();
    began ||= start;
    draw(now);
    scripts += performance.now() - start;
  });
  const taken = { scripts: [], frame: [] };
  for (let step = 0; step < steps; step += 1) {
    [scripts, began] = [0, 0];
    const start = performance.now();
    go(jump ? (step * 611) % 1618 : (1200 + step) % 1618);
    const handler = performance.now() - start;
    await new Promise((done) => wait(() => next().then(done)));
    taken.scripts.push(handler + scripts);
    taken.frame.push(handler + (began ? performance.now() - began : 0));
    await new Promise((done) => wait(done));
  }
  window.requestAnimationFrame = wait;
  return taken;
}"""
#: Colours as they stand on a Leaflet map of a peer, the topmost of each place.
PEER_COLOURS = """() => {
  const colours = {};
  chart.eachLayer(({ feature, _path: path }) => {
    if (path) colours[feature.id ?? feature.properties.place] = path.getAttribute("fill");
  });
  return colours;
}"""
OUR_COLOURS = """() => {
  const forces = JSON.parse(document.getElementById("page-data").textContent).forces;
  const paths = [...document.querySelectorAll(".leaflet-overlay-pane [data-place]")];
  const of = (path) => forces.find(({ id }) => path.classList.contains(`place--${id}`))?.colour;
  return Object.fromEntries(paths.map((path) => [path.dataset.place, of(path)]));
}"""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        config = Config(data_dir=Path(name))
        site = Site(config)
        load(site.theatre, open_store(config))
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with serving("mapapp serve --workers 2 --port 0", config.data_dir) as port:
            address = f"http://127.0.0.1:{port}/"
            yield Figure("page, all that travels", weight(browser, address), "kB", 150, most=True)
            yield from beside_peers(browser, address, site.atlas)
            yield from steps(browser, address)
            yield from endurance(browser, address)
            yield from lighthouse(address, path)
        yield from many_places(browser)
        browser.close()


def weight(browser: Browser, address: str, ready: str = READY) -> float:
    """Kilobytes that travel until the map stands, headers included."""
    with new_context(browser) as context:
        page = context.new_page()
        session, sizes = context.new_cdp_session(page), []
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        page.goto(address)
        page.wait_for_selector(ready, state="attached")
        page.wait_for_load_state("networkidle")
    return sum(sizes) / 1000


def beside_peers(browser: Browser, address: str, atlas: Atlas) -> Iterator[Figure]:
    """First coloured map, steps and right colours, ours and theirs by turns."""
    empty = f"{address}empty"
    if not map_peers.has_npm():
        print("npm is missing: peers are left out. Install Node.js to have them.", file=sys.stderr)
        first, bare = by_turns(
            [lambda: first_map(browser, address), lambda: elapsed(browser, empty)]
        )
        yield from first_figures(first, bare)
        return
    with map_peers.serving(atlas) as peers:
        opening = [lambda url=url: elapsed(browser, url, COLOURED) for url in peers.values()]
        first, bare, *theirs = by_turns(
            [lambda: first_map(browser, address), lambda: elapsed(browser, empty), *opening]
        )
        yield from first_figures(first, bare)
        yield Figure(
            "  beside TimeSliderChoropleth", first[1] / theirs[0][1], "times", 1 / 3, most=True
        )
        yield right(browser, "page", address, READY, OURS, OUR_COLOURS, atlas)
        for (peer, url), taken in zip(peers.items(), theirs, strict=True):
            yield Figure(f"{peer.name}, first coloured map", taken[1], "ms")
            yield from peer_figures(browser, peer, url, atlas)


def by_turns(takes: list[Callable[[], tuple[float, float]]]) -> list[tuple[float, float]]:
    """Medians of what each gives, over some rounds in which each has its turn."""
    rounds = [[take() for take in takes] for _ in range(RUNS)]
    return [
        tuple(map(statistics.median, zip(*taken, strict=True)))
        for taken in zip(*rounds, strict=True)
    ]


def first_figures(first: tuple[float, float], bare: tuple[float, float]) -> Iterator[Figure]:
    yield Figure("empty Leaflet page", bare[1], "ms")
    yield Figure(
        "page, first coloured map: painted",
        first[0],
        "ms",
        beside=f"empty page painted {bare[0]:.0f} ms",
    )
    yield Figure("  beside the empty page", first[0] / bare[1], "times", 2, most=True)
    yield Figure("page, map that answers", first[1], "ms")
    yield Figure("  beside the empty page", first[1] / bare[1], "times")


def first_map(browser: Browser, address: str) -> tuple[float, float]:
    return elapsed(browser, address, DRAWN)


def elapsed(browser: Browser, address: str, wanted: str = "#ready") -> tuple[float, float]:
    """Milliseconds to the first paint, and to the frame in which an element is there."""
    with new_context(browser) as context:
        page = open_page(context, address, wanted)
        return page.evaluate(PAINTED), page.evaluate(FOUND)


def right(
    browser: Browser, name: str, url: str, wanted: str, go: str, colours: str, atlas: Atlas
) -> Figure:
    """Places that have the right colour, over days at random."""
    chance, hits, total = random.Random(2016), 0, 0
    with new_context(browser) as context:
        page = open_page(context, url, wanted)
        page.evaluate(FOUND)
        for _ in range(DAYS_COUNTED):
            offset = chance.randrange(1618)
            page.evaluate(go, offset)
            page.wait_for_timeout(100)
            shown = page.evaluate(colours)
            for place, colour in map_peers.colours_on(
                atlas, atlas.theatre.first + timedelta(offset)
            ).items():
                hits += (shown.get(place) or map_peers.UNHELD) == colour
                total += 1
    bar = 100 if name == "page" else None
    return Figure(f"{name}, places in their right colour", 100 * hits / total, "%", bar)


def peer_figures(
    browser: Browser, peer: map_peers.Peer, url: str, atlas: Atlas
) -> Iterator[Figure]:
    yield right(browser, peer.name, url, COLOURED, peer.go, PEER_COLOURS, atlas)
    with new_context(browser) as context:
        page = open_page(context, url, COLOURED)
        page.evaluate(FOUND)
        for what, jump in (("dragged", False), ("jumping", True)):
            low, high = shares(page.evaluate(STEPPING, [50, jump, peer.go])["scripts"])
            yield Figure(f"{peer.name}, step {what}", low, "ms", beside=f"p95 {high:.1f} ms")


def steps(browser: Browser, address: str) -> Iterator[Figure]:
    """Steps of the slider with everything beside the map updated."""
    with new_context(browser) as context:
        page = open_page(context, f"{address}?date=2016-12-06", READY)
        for what, jump in (("dragged", False), ("jumping", True)):
            low, high = shares(page.evaluate(STEPPING, [STEPS, jump, OURS])["scripts"])
            yield Figure(f"step {what}, p50", low, "ms", 1, most=True)
            yield Figure(f"step {what}, p95", high, "ms", 4, most=True)


def endurance(browser: Browser, address: str) -> Iterator[Figure]:
    """The heap over many steps, and the longest task while the changes are played."""
    with new_context(browser) as context:
        page = open_page(context, f"{address}?date=2016-11-15", READY)
        page.evaluate(
            STEPPING, [1_000, True, OURS]
        )  # every spell has its words, every day its name
        before = heap(page)
        page.evaluate(STEPPING, [LONG_RUN, True, OURS])
        yield Figure(
            f"heap after {LONG_RUN:,} steps, beside before",
            heap(page) / before,
            "times",
            1.2,
            most=True,
        )
        page.evaluate(OURS, 1580)
        page.locator("[data-part=speed]").select_option("fast")
        page.wait_for_timeout(1_000)
        page.evaluate("benchLong.length = 0")
        page.locator("[data-part=play]").click()
        page.wait_for_timeout(10_000)
        longest = max(page.evaluate("benchLong"), default=0)
        yield Figure("longest task above 50 ms while playing", longest, "ms", 50, most=True)


def many_places(browser: Browser) -> Iterator[Figure]:
    """A theatre of 5,000 places: steps to their finished frame, and the first map."""
    with tempfile.TemporaryDirectory() as name:
        config = large.build(Path(name))
        with serving(
            "mapapp serve --workers 2 --port 0", config.data_dir, seeds_dir=config.seeds_dir
        ) as port:
            address = f"http://127.0.0.1:{port}/"
            for _ in range(4):
                elapsed(browser, address, DRAWN)  # both workers have made the page
            taken = statistics.median(elapsed(browser, address, DRAWN)[1] for _ in range(3))
            yield Figure("5,000 places, first map", taken / 1000, "s", 1.5, most=True)
            with new_context(browser) as context:
                page = open_page(context, address, READY)
                page.evaluate(FOUND)
                for what, jump in (("dragged", False), ("jumping", True)):
                    low, high = shares(page.evaluate(STEPPING, [STEPS, jump, OURS])["frame"])
                    beside = f"p50 {low:.1f} ms"
                    yield Figure(
                        f"5,000 places, step {what} to its frame, p95",
                        high,
                        "ms",
                        16,
                        most=True,
                        beside=beside,
                    )


def lighthouse(address: str, chromium: str) -> Iterator[Figure]:
    """What Lighthouse says of the page on a phone, the median of some runs."""
    if not map_peers.has_npm():
        print("npm is missing: Lighthouse is left out.", file=sys.stderr)
        return
    script = map_peers.install("lighthouse@12.8.2", folder="lighthouse") / "lighthouse/cli/index.js"
    flags = " ".join(("--headless=new", *ARGUMENTS))
    command = ["node", script, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    reports = []
    for _ in range(5):
        told = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, check=True
        )
        reports.append(json.loads(told.stdout)["categories"])
    for category, bar in (
        ("performance", 95),
        ("accessibility", 100),
        ("best-practices", 100),
        ("seo", 100),
    ):
        score = 100 * statistics.median(report[category]["score"] for report in reports)
        yield Figure(f"Lighthouse, {category}", score, "of 100", bar)


def shares(taken: list[float]) -> tuple[float, float]:
    """The median, and what 95 of 100 stay below."""
    ordered = sorted(taken)
    return ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]


def heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"])


def open_page(context: BrowserContext, address: str, wanted: str) -> Page:
    """A page that notes when an element is there."""
    page = context.new_page()
    page.add_init_script(f"({WATCHING})({json.dumps(wanted)})")
    if address.endswith("/empty"):
        page.route("**/empty", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
    elif address.endswith(".html"):
        map_peers.answer_libraries(page)
    page.goto(address, wait_until="commit")
    page.wait_for_selector(wanted, state="attached", timeout=120_000)
    return page


def new_context(browser: Browser) -> BrowserContext:
    return browser.new_context(
        viewport={"width": 1440, "height": 900},
        service_workers="block",
        locale="fr-FR",
        bypass_csp=True,
    )
