"""Embeds in the pages of others: sandboxed, several at once, in every width, with real parents."""

import http.server
import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PARENTS = Path(__file__).parent / "parents"
DAY = "date=2016-12-06"
READY = "#embed[data-ready]"
HEAD = """<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,">
<title>Article</title>"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def newsroom(tmp_path) -> Iterator:
    """Another site: serves the pages that a test writes, and the parent scripts."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    for script in PARENTS.glob("*.js"):
        (tmp_path / script.name).write_bytes(script.read_bytes())
    served = http.server.ThreadingHTTPServer(
        ("localhost", 0), partial(Quiet, directory=str(tmp_path))
    )
    threading.Thread(target=served.serve_forever, daemon=True).start()

    def page(body: str) -> str:
        (tmp_path / "article.html").write_text(HEAD + body, encoding="utf-8")
        return f"http://localhost:{served.server_port}/article.html"

    yield page
    served.shutdown()
    served.server_close()


def frame(server, query=DAY, *, attributes='sandbox="allow-scripts"', width=640):
    return (
        f'<iframe src="{server}/embed?{query}" title="Carte" width="{width}" height="300" '
        f"{attributes}></iframe>"
    )


def opened(visit, address, frames=1, **options):
    """The article, and the embeds in it once their scripts run."""
    went = visit(**options)
    went.page.goto(address)
    inner = [went.page.frame_locator("iframe").nth(index) for index in range(frames)]
    for each in inner:
        each.locator(READY).wait_for(state="attached")
    return went, inner


def test_it_runs_in_a_sandbox_without_origin_cookies_or_storage(visit, newsroom, server):
    went, (embed,) = opened(visit, newsroom(frame(server)))
    expect(embed.locator("[data-part=date]")).to_have_text("6 décembre 2016")
    assert went.page.context.cookies() == []
    assert went.complaints == []


def test_it_asks_nobody_but_its_own_site(visit, newsroom, server):
    address = newsroom(frame(server))
    went, _ = opened(visit, address)
    home = address.rpartition("/")[0]
    assert [url for url in went.requests if not url.startswith((server, home))] == []


def test_several_stand_on_one_page_and_move_alone(visit, newsroom, server):
    body = frame(server) + frame(server, "date=2016-11-14&lang=en")
    went, (first, second) = opened(visit, newsroom(body), 2, height=2000)
    first.locator("[data-part=next]").click()
    expect(first.locator("[data-part=date]")).not_to_have_text("6 décembre 2016")
    expect(second.locator("[data-part=date]")).to_have_text("14 November 2016")
    assert went.complaints == []


def test_once_moved_it_offers_the_way_back_to_the_day_of_the_article(visit, newsroom, server):
    _, (embed,) = opened(visit, newsroom(frame(server)), height=1600)
    home = embed.locator("[data-part=home]")
    expect(home).to_be_hidden()
    embed.locator("[data-part=range]").press("PageUp")
    embed.locator("[data-part=previous]").click()
    home.click()
    expect(embed.locator("[data-part=date]")).to_have_text("6 décembre 2016")
    expect(home).to_be_hidden()


def test_a_place_that_is_chosen_is_told_and_follows_the_day(visit, newsroom, server):
    _, (embed,) = opened(visit, newsroom(frame(server)), height=1600)
    embed.locator("[data-place=shaar]").first.dispatch_event("click")
    told = embed.locator("[data-part=told]")
    expect(told).to_have_text(re.compile("^Chaar"))


def test_the_wheel_over_the_map_scrolls_the_page_around_it(visit, newsroom, server):
    body = f"{frame(server, attributes='style=height:1400px')}<p style='height:4000px'>Suite</p>"
    went, _ = opened(visit, newsroom(body))
    went.page.mouse.move(300, 300)
    went.page.mouse.wheel(0, 600)
    went.page.wait_for_function("scrollY > 300")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_at_320_pixels_nothing_is_cut_off(visit, newsroom, server, lang):
    _, (embed,) = opened(visit, newsroom(frame(server, f"{DAY}&lang={lang}", width=320)))
    wide = embed.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide[0] <= wide[1]
    for control in embed.locator("button:visible, input:visible").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_without_scripts_the_day_is_drawn_all_the_same(visit, server):
    page = visit(java_script_enabled=False).open(f"/embed?{DAY}&lang=fr", ready="#embed")
    assert page.locator("[data-place]").count() > 100
    expect(page.locator("[data-part=daybar]")).to_be_hidden()


def test_as_a_picture_it_has_no_script_at_all(visit, server):
    page = visit().open(f"/embed?{DAY}&lang=fr&view=picture", ready="#embed")
    assert page.locator("script").count() == 0
    assert page.locator("img").evaluate("e => e.decode().then(() => e.naturalWidth)") > 0


def height_of(embed):
    return embed.locator("html").evaluate("e => Math.ceil(e.getBoundingClientRect().height)")


def test_datawrapper_s_parent_script_gives_it_the_height_it_tells(visit, newsroom, server):
    body = f'<script src="datawrapper.js"></script>{frame(server)}'
    went, (embed,) = opened(visit, newsroom(body))
    wanted = height_of(embed)
    went.page.wait_for_function(f"document.querySelector('iframe').clientHeight === {wanted}")


def test_a_frame_that_is_folded_away_tells_no_height(visit, newsroom, server):
    went, (embed,) = opened(visit, newsroom(frame(server)))
    wanted = height_of(embed)
    page = went.page
    page.evaluate(
        "window.told = []; addEventListener('message', ({ data }) =>"
        " told.push(data['datawrapper-height'].mapapp))"
    )
    for width in ("0", "640px", "0", "600px"):
        page.evaluate("width => { document.querySelector('iframe').style.width = width }", width)
        page.wait_for_timeout(150)
    page.wait_for_function("told.length > 0")
    assert max(page.evaluate("told")) < 2 * wanted


def test_pym_s_parent_script_gives_it_the_height_it_tells(visit, newsroom, server):
    body = (
        '<div id="map" style="width:500px"></div><script src="pym.v1.min.js"></script>'
        f"<script>new pym.Parent('map', {json.dumps(f'{server}/embed?{DAY}')}, {{}})</script>"
    )
    went, (embed,) = opened(visit, newsroom(body))
    wanted = height_of(embed)
    went.page.wait_for_function(f"document.querySelector('iframe').clientHeight === {wanted}")


#: What WordPress's wp-embed.js does with a frame: it puts a secret into the fragment, says that
#: it is ready, takes a height between 200 and 1000 from whoever knows the secret, and follows
#: links to the frame's own host. Its frames have no leave to open windows.
WORDPRESS = """
const frame = document.querySelector("iframe");
addEventListener("message", ({ data, source }) => {
  if (data.secret !== "a1B2c3" || source !== frame.contentWindow) return;
  const { message, value } = data;
  const host = (url) => new URL(url).host;
  if (message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(value, 10)));
  if (message === "link" && host(value) === host(frame.src)) document.title = value;
});
frame.src += "#?secret=a1B2c3";
frame.addEventListener("load", () =>
  frame.contentWindow.postMessage({ message: "ready", secret: "a1B2c3" }, "*"));
"""


def test_wordpress_gets_the_height_by_its_secret(visit, newsroom, server):
    went, (embed,) = opened(visit, newsroom(f"{frame(server)}<script>{WORDPRESS}</script>"))
    wanted = min(1000, height_of(embed))
    went.page.wait_for_function(f"document.querySelector('iframe').height == {wanted}")


def test_wordpress_is_asked_to_follow_a_link(visit, newsroom, server):
    went, (embed,) = opened(visit, newsroom(f"{frame(server)}<script>{WORDPRESS}</script>"))
    embed.locator(".embed__source a").click()
    went.page.wait_for_function(f"document.title.startsWith('{server}/?date=2016-12-06')")


def test_no_other_page_of_the_site_may_be_framed(visit, newsroom, server):
    went = visit()
    with went.page.expect_event("console", lambda told: "frame-ancestors" in told.text):
        went.page.goto(newsroom(f'<iframe src="{server}/" title="Carte"></iframe>'))


def test_the_page_to_try_it_gives_every_frame_its_height(visit):
    went = visit(height=6000)
    page = went.open("/embed/try?lang=fr", ready="iframe")
    frames = page.locator("iframe")
    assert frames.count() == 7
    for index in range(6):
        inner = page.frame_locator("iframe").nth(index)
        inner.locator(READY).wait_for(state="attached")
    page.wait_for_function(
        "[...document.querySelectorAll('iframe')].slice(0, 6).every((f) => f.height !== '760')"
    )
    assert went.complaints == []


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("width", [320, 720])
def test_axe_finds_nothing_in_an_embed(visit, lang, width):
    page = visit(width=width).open(f"/embed?{DAY}&lang={lang}", ready=READY)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_it_weighs_less_than_120_kb_over_the_wire(visit, server):
    went = visit()
    session = went.page.context.new_cdp_session(went.page)
    session.send("Network.enable")
    weights = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    went.open(f"/embed?{DAY}&lang=fr", ready=READY)
    went.page.wait_for_load_state("networkidle")
    assert sum(weights) <= 120_000
