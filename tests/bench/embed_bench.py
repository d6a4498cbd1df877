"""The embed in a real browser, what the Nu checker says of the pages around pictures, and what a
consumer of the web at large, unfurl.js, finds at their addresses.
"""

import json
import shutil
import statistics
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from mapapp.config import Config
from mapapp.pipeline import load, open_store
from mapapp.theatre import load_theatre
from tests.bench import Figure
from tests.bench.page_bench import RUNS, elapsed, weight
from tests.bench.server import serving
from tests.browser.conftest import ARGUMENTS, BROWSERS

DAY = "date=2016-12-06&lang=fr"
READY = "#embed[data-ready]"
DRAWN = "[data-place]"
PAGES = (f"?{DAY}", f"embed?{DAY}", f"embed?{DAY}&view=picture", "embed/try", "data", "method")
CHECKER = "vnu-jar@26.9.27"
#: Its knowledge of CSS ends years before browsers'; what it says of HTML is what is asked for.
NOT_HTML = ".*CSS:.*"
CONSUMER = "unfurl.js@6.4.0"
UNFURL = """import { unfurl } from "unfurl.js";
console.log(JSON.stringify(await unfurl(process.argv[2], { timeout: 20000 })));
"""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        config = Config(data_dir=folder)
        load(load_theatre(config.theatre_dir), open_store(config))
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with serving("mapapp serve --workers 2 --port 0", folder) as port:
            site = f"http://127.0.0.1:{port}/"
            embed = f"{site}embed?{DAY}"
            heavy = weight(browser, embed, READY)
            yield Figure("embed, all that travels", heavy, "kB", 120, most=True)
            for what, wanted, bar in (("drawn", DRAWN, 800), ("its slider runs", READY, None)):
                times = [elapsed(browser, embed, wanted)[1] for _ in range(RUNS)]
                yield Figure(f"embed, {what}", statistics.median(times), "ms", bar, most=True)
            yield from checked(site, folder)
            yield from unfurled(site, folder)
        browser.close()


def checked(site: str, folder: Path) -> Iterator[Figure]:
    """Errors of the Nu checker."""
    if not (shutil.which("java") and shutil.which("npm")):
        yield Figure("Nu checker: apt install default-jre-headless npm", 1, "missing", 0, most=True)
        return
    install(CHECKER, folder)
    made = post(f"{site}snapshots", {"date": "2016-12-06", "lang": "ar", "title": "<b> & “x”"})
    pages = [*(f"{site}{page}" for page in PAGES), made["url"], made["files"]["html"]]
    for number, address in enumerate(pages):
        with urllib.request.urlopen(address) as answer:
            (folder / f"{number}.html").write_bytes(answer.read())
    jar = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    arguments = ["--errors-only", "--filterpattern", NOT_HTML, *map(str, folder.glob("*.html"))]
    ran = subprocess.run(
        ["java", "-Xss1m", "-jar", str(jar), *arguments],
        check=False,
        capture_output=True,
        text=True,
    )
    errors = ran.stderr.splitlines()
    beside = errors[0].rpartition("/")[2] if errors else ""
    what = f"Nu checker, errors in {len(pages)} pages"
    yield Figure(what, len(errors), "errors", 0, most=True, beside=beside)


def unfurled(site: str, folder: Path) -> Iterator[Figure]:
    """What unfurl.js should find at the address of a map and of a snapshot, and does not."""
    if not (shutil.which("node") and shutil.which("npm")):
        yield Figure("unfurl.js: apt install nodejs npm", 1, "missing", 0, most=True)
        return
    install(CONSUMER, folder)
    (folder / "unfurl.mjs").write_text(UNFURL, encoding="utf-8")
    made = post(f"{site}snapshots", {"date": "2016-12-06", "lang": "ar", "title": "<b> & “x”"})
    for address, kind in ((f"{site}?{DAY}", "rich"), (made["url"], "photo")):
        command = ["node", "unfurl.mjs", address]
        ran = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        found = json.loads(ran.stdout)
        card, tweet, oembed = (found.get(n, {}) for n in ("open_graph", "twitter_card", "oEmbed"))
        facts = {
            "oEmbed": oembed.get("type") == kind,
            "its title": oembed.get("title") == card.get("title"),
            "picture": bool(card.get("images")) and "alt" in card["images"][0],
            "card": tweet.get("card") == "summary_large_image",
            "canonical address": found.get("canonical_url") == address,
        }
        missed = [name for name, holds in facts.items() if not holds]
        what = f"unfurl.js, facts missed of a {kind}"
        yield Figure(what, len(missed), "facts", 0, most=True, beside=", ".join(missed))


def install(package: str, folder: Path) -> None:
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", package]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def post(address: str, wish: dict[str, str]) -> dict:
    request = urllib.request.Request(
        address, json.dumps(wish).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
