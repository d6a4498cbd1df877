"""What a reader does on the map page, in a real browser against a real server."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser

SLIDER = "#date-slider"
SEED = ("qadi-askar", "karm-al-myassar", "karm-al-tahhan", "karm-al-qaterji")


def date_of(page):
    return page.locator("[data-part=date-field]").input_value()


def drawn(page, place):
    """The path of a place on the map."""
    return page.locator(f".leaflet-overlay-pane [data-place={place}]")


def expect_drawn(page, place, look):
    expect(drawn(page, place)).to_have_class(re.compile(rf"\bplace--{look}\b"))


def wait_for_date(page, date):
    page.wait_for_function(
        "date => document.querySelector('[data-part=date-field]').value === date", arg=date
    )


def test_the_page_opens_on_the_day_of_the_seed_article(visit):
    page = visit().open("/")
    assert date_of(page) == "2016-12-06"
    expect(page.locator("[data-part=date]")).to_have_text("6 décembre 2016")
    for place in SEED:
        expect_drawn(page, place, "government")


def test_published_figures_stand_beside_the_computed_share(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    published = page.locator("[data-part=published]")
    expect(published).to_contain_text("80\u00a0%")
    expect(published).to_contain_text("70\u00a0%")
    expect(published.locator(".claim--asserted", has_text="80").first).to_be_visible()
    expect(published.locator(".claim--hypothetical", has_text="70").first).to_be_visible()
    expect(page.locator("[data-part=share-list]")).to_contain_text("%")


def test_shares_by_ground_and_by_number_keep_step_with_the_slider(visit):
    page = visit().open("/?date=2016-12-03&lang=en")
    held = page.locator("[data-part=share-list] li", has_text="Government forces")
    expect(held.locator("small")).to_have_text(number_on(page, "2016-12-03"))
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowRight")
    wait_for_date(page, "2016-12-04")
    expect(held.locator("small")).to_have_text(number_on(page, "2016-12-04"))
    assert number_on(page, "2016-12-03") != number_on(page, "2016-12-04")
    for part in ("numbers", "claimed", "contested"):
        expect(page.locator(f".chart__{part}")).to_have_attribute("d", re.compile("M"))


def number_on(page, day):
    """What the API counts for the government on a day, as the page writes it."""
    path = f"/api/v1/shares?from={day}&to={day}&area=east-aleppo"
    answer = page.evaluate("path => fetch(path).then((answer) => answer.json())", path)
    counts = answer["days"][0]["by_number"]
    return f"{counts['government']} of {sum(counts.values())}"


def test_two_stories_of_a_disputed_day_stand_side_by_side(visit):
    page = visit().open("/?date=2016-12-06&place=shaar&lang=fr")
    expect_drawn(page, "shaar", "government")
    expect_drawn(page, "shaar", "disputed")
    columns = page.locator(".versus section")
    expect(columns).to_have_count(2)
    for column in columns.all():
        for part in ("blockquote", "time", "a"):
            expect(column.locator(part).first).to_be_visible()


def test_arrow_keys_move_by_a_day_and_home_and_end_to_the_ends(visit):
    page = visit().open("/?date=2016-12-06")
    slider = page.locator(SLIDER)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    wait_for_date(page, "2016-12-05")
    page.keyboard.press("PageUp")
    wait_for_date(page, "2016-12-22")
    page.keyboard.press("PageDown")
    wait_for_date(page, "2016-11-22")
    page.keyboard.press("Home")
    wait_for_date(page, "2012-07-19")
    page.keyboard.press("End")
    wait_for_date(page, "2016-12-22")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("22 décembre 2016"))


def test_dragging_the_slider_colours_the_map_of_each_day(visit):
    page = visit().open("/?date=2016-12-22")
    box = page.locator(SLIDER).bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 12, middle)
    page.mouse.down()
    for share in (0.9, 0.6, 0.3, 0.0):
        page.mouse.move(box["x"] + box["width"] * share + 2, middle)
    page.mouse.up()
    wait_for_date(page, "2012-07-19")
    expect_drawn(page, "qadi-askar", "unknown")


def test_the_close_up_moves_within_its_days(visit):
    page = visit().open("/?date=2016-12-06")
    zoom = page.locator("[data-part=zoom-range]")
    box = zoom.bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + box["height"] / 2)
    wait_for_date(page, "2016-11-15")
    page.get_by_role("button", name="Siège").click()
    expect(zoom).to_have_attribute("max", page.locator(SLIDER).get_attribute("max"))
    wait_for_date(page, "2016-11-15")


def test_steps_lead_to_the_next_change_and_back(visit):
    page = visit().open("/?date=2016-11-14")
    page.get_by_role("button", name="Changement suivant").click()
    page.wait_for_function(
        "() => document.querySelector('[data-part=date-field]').value > '2016-11-14'"
    )
    after = date_of(page)
    expect(page.locator("[data-part=count]")).to_contain_text("changement")
    page.get_by_role("button", name="Changement précédent").click()
    page.wait_for_function(
        "() => document.querySelector('[data-part=date-field]').value <= '2016-11-14'"
    )
    assert after > "2016-11-14"


def test_playing_goes_through_the_changes_until_it_is_stopped(visit):
    page = visit().open("/?date=2016-11-26")
    page.get_by_label("Vitesse").select_option("fast")
    page.get_by_role("button", name="Lire les changements").click()
    page.wait_for_function(
        "() => document.querySelector('[data-part=date-field]').value > '2016-11-27'"
    )
    page.get_by_role("button", name="Arrêter la lecture").click()
    expect(page.get_by_role("button", name="Lire les changements")).to_be_visible()


def test_a_place_chosen_on_the_map_shows_who_says_so_since_when(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    drawn(page, "qadi-askar").click()
    panel = page.locator("[data-part=panel]")
    expect(panel.locator("h2")).to_have_text("Qadi Askar")
    expect(panel).to_contain_text("depuis le")
    expect(panel.locator("blockquote").first).to_be_visible()
    expect(panel.locator("time").first).to_be_visible()
    expect(panel.get_by_role("link", name="Lire dans l'article").first).to_be_visible()
    expect(panel.locator("h2")).to_be_focused()


def test_a_sentence_leads_to_its_article_and_is_lit_up_there(visit):
    page = visit().open("/?date=2016-12-06&place=qadi-askar&lang=fr")
    page.get_by_role("link", name="Lire dans l'article").first.click()
    page.wait_for_url(re.compile(r"/article/.+#s-"))
    lit = page.locator(":target + mark, :target + span + mark").first
    expect(lit).to_be_in_viewport()
    page.go_back()
    expect(page.locator("[data-part=panel] h2")).to_have_text("Qadi Askar")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("kadi asker", "Qadi Askar"), ("الشعار", "Chaar"), ("Karm al-Muyassar", "Karam al-Myessar")],
)
def test_any_spelling_finds_a_place(visit, asked, found):
    page = visit().open("/?lang=fr")
    page.get_by_role("combobox", name="Chercher un quartier").fill(asked)
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=panel] h2")).to_have_text(found)


def test_date_and_place_are_in_the_address_and_back_and_forward_restore_them(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    page.locator("[data-step=next_day]").click()
    page.wait_for_url(re.compile("date=2016-12-07"))
    drawn(page, "qadi-askar").click()
    page.wait_for_url(re.compile("place=qadi-askar"))
    page.go_back()
    expect(page.locator("[data-part=panel] h2")).not_to_have_text("Qadi Askar")
    page.go_back()
    wait_for_date(page, "2016-12-06")
    page.go_forward()
    wait_for_date(page, "2016-12-07")


def test_the_map_known_earlier_does_not_know_of_later_reports(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    expect_drawn(page, "qadi-askar", "government")
    page.get_by_label("Connu au").fill("2016-11-30")
    expect(page.locator("[data-part=known-notice]")).to_contain_text("30 novembre 2016")
    expect(drawn(page, "qadi-askar")).not_to_have_class(re.compile("place--government"))
    row = page.locator("[data-part=rows] tr[data-place=qadi-askar] a")
    expect(row).to_have_attribute("href", re.compile("known=2016-11-30"))
    page.get_by_role("link", name="Tout montrer").click()
    expect(row).not_to_have_attribute("href", re.compile("known="))
    expect_drawn(page, "qadi-askar", "government")


def test_two_dates_stand_on_one_map_with_the_list_of_what_changed(visit):
    page = visit().open("/?date=2016-12-06&compare=2016-11-14&lang=fr")
    compared = page.locator(".leaflet-compared-pane [data-place=qadi-askar]")
    expect(compared).to_have_class(re.compile("place--opposition"))
    expect_drawn(page, "qadi-askar", "government")
    panel = page.locator("[data-part=panel]")
    expect(panel).to_contain_text("entre le 14 novembre 2016 et le 6 décembre 2016")
    change = panel.locator("li", has_text="Qadi Askar")
    change.get_by_text("Lire les phrases").click()
    expect(change.locator("blockquote").first).to_be_visible()
    divider = page.get_by_role("slider", name="Limite entre les deux cartes")
    divider.focus()
    page.keyboard.press("ArrowRight")
    expect(divider).to_have_value("51")
    page.get_by_role("button", name="Fermer la comparaison").click()
    expect(divider).to_be_hidden()


def test_the_legend_explains_its_signs_and_takes_them_off_the_map(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    place = drawn(page, "qadi-askar")
    page.locator(".legend label", has_text="Forces gouvernementales").locator("input").uncheck()
    expect(place).to_have_css("fill-opacity", "0")
    page.locator(".legend label", has_text="Forces gouvernementales").locator("input").check()
    expect(place).not_to_have_css("fill-opacity", "0")
    page.locator(".legend li", has_text="Revendiqué").locator("summary").click()
    expect(page.get_by_text("Seul le camp qui y gagne le dit")).to_be_visible()


def test_the_table_is_in_step_with_the_map(visit):
    page = visit().open("/?date=2016-11-14&lang=fr")
    row = page.locator("[data-part=rows] tr", has_text="Qadi Askar")
    expect(row).to_contain_text("Groupes rebelles")
    page.locator("[data-part=date-field]").fill("2016-12-06")
    expect(row).to_contain_text("Forces gouvernementales")


def test_a_change_is_said_in_the_live_region_and_outlined(visit):
    page = visit().open("/?date=2016-11-14&lang=fr")
    page.get_by_role("button", name="Changement suivant").click()
    expect(page.locator("[data-part=live]")).to_contain_text("novembre 2016")
    expect(page.locator("[data-part=news] b").first).to_be_attached()


def test_nothing_leaves_the_host_and_the_console_is_clean(visit):
    opened = visit()
    page = opened.open("/?lang=fr")
    page.locator(SLIDER).focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    drawn(page, "qadi-askar").click()
    expect(page.locator("[data-part=panel] h2")).to_have_text("Qadi Askar")
    page.wait_for_load_state("networkidle")
    assert opened.strangers == []
    assert opened.complaints == []


def test_without_scripts_the_page_shows_map_table_and_a_form(visit):
    page = visit(java_script_enabled=False).open("/?date=2016-12-06&lang=fr", ready="#table")
    assert page.locator(".plate__svg svg path").count() >= 100
    row = page.locator("[data-part=rows] tr", has_text="Qadi Askar")
    expect(row).to_contain_text("Forces gouvernementales")
    expect(page.locator("[data-part=share-list]")).to_contain_text("%")
    page.locator("[data-part=date-field]").fill("2016-11-14")
    page.get_by_role("button", name="Montrer ce jour").first.click()
    page.wait_for_url(re.compile("date=2016-11-14"))
    expect(row).to_contain_text("Groupes rebelles")
    page.locator("[data-step=next_day]").click()
    page.wait_for_url(re.compile("date=2016-11-15"))


def test_arabic_reads_from_the_right_and_keeps_the_map_as_it_is(visit):
    page = visit().open("/?date=2016-12-06&lang=ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("[data-part=date]")).to_have_text("6 كانون الأول 2016")
    slider = page.locator(SLIDER)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    wait_for_date(page, "2016-12-07")
    page.keyboard.press("ArrowRight")
    wait_for_date(page, "2016-12-06")
    west = drawn(page, "zahra").bounding_box()
    east = drawn(page, "masaken-hanano").bounding_box()
    assert west["x"] < east["x"]


def test_a_server_that_is_gone_is_said_and_the_drawing_stays(visit):
    opened = visit()
    opened.page.route("**/api/v1/timeline*", lambda route: route.abort())
    page = opened.open("/?date=2016-12-06&lang=fr", ready="[data-part=notice]:not([hidden])")
    expect(page.get_by_role("alert")).to_contain_text("n'a pas pu être chargée")
    expect(page.locator(".plate__svg svg")).to_be_visible()
    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()


def test_a_table_whose_scripts_never_come_is_shown_all_the_same(visit):
    opened = visit()
    opened.page.route("**/static/js/app.js", lambda route: route.abort())
    page = opened.open("/?date=2016-12-06&lang=fr", ready="#table")
    table = page.locator("#table")
    expect(table).not_to_have_css("content-visibility", "hidden")
    expect(page.locator("[data-part=rows] tr", has_text="Qadi Askar")).to_be_visible()


def test_sentences_that_cannot_be_fetched_are_said_to_be_missing(visit):
    opened = visit()
    opened.page.route("**/api/v1/claims*", lambda route: route.abort())
    page = opened.open("/?date=2016-12-06&place=qadi-askar&lang=fr")
    expect(page.locator("[data-part=panel]")).to_contain_text("n'ont pas pu être chargées")


def wait_until_kept(page):
    """Until the service worker has the page and all that it loaded."""
    kept = (
        "caches.open('mapapp-1').then((cache) => cache.keys()).then((keys) => {"
        " const kept = keys.map((request) => new URL(request.url).pathname);"
        " const used = performance.getEntriesByType('resource')"
        ".map((entry) => new URL(entry.name).pathname)"
        ".filter((path) => /^.(static|api)./.test(path) && path !== '/static/js/worker.js');"
        " return ['/', ...used].every((path) => kept.includes(path)); })"
    )
    for _ in range(200):
        # Asked again and again from here: in the page a promise would count as true at once.
        if page.evaluate(kept):
            return
        page.wait_for_timeout(100)
    pytest.fail("the service worker did not keep the page within 20 seconds")


def test_the_page_opens_again_without_a_line(visit):
    opened = visit(service_workers="allow")
    page = opened.open("/?date=2016-12-06&lang=fr")
    wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("#atlas[data-ready]", state="attached")
    expect_drawn(page, "qadi-askar", "government")
    expect(page.get_by_role("alert")).to_contain_text("Hors ligne")


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_nothing_is_wider_than_the_window(visit, width, lang):
    page = visit(width=width, height=740).open(f"/?date=2016-12-06&place=shaar&lang={lang}")
    page.wait_for_selector("[data-part=panel] blockquote")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_ends_where_the_table_begins(visit):
    page = visit().open("/?date=2016-12-06&lang=fr")
    page.evaluate("document.querySelector('#table').scrollIntoView({ block: 'center' })")
    gap = page.evaluate(
        "() => { const [map, table] = ['.plate', '#table'].map((part) =>"
        " document.querySelector(part).getBoundingClientRect());"
        " return table.top - map.bottom; }"
    )
    assert gap >= 0


def test_a_place_that_is_closed_leads_back_to_the_map(visit):
    page = visit(width=360, height=740).open("/?date=2016-12-06&place=shaar&lang=fr")
    page.get_by_role("button", name="Fermer", exact=True).click()
    expect(page.locator("[data-part=map]")).to_be_focused()
    expect(page.locator("[data-part=map]")).to_be_in_viewport()


def test_a_reader_who_wants_less_motion_gets_none(visit):
    page = visit(reduced_motion="reduce").open("/?date=2016-11-14&lang=fr")
    page.get_by_role("button", name="Changement suivant").click()
    names = page.locator(".outline--flash").evaluate("path => getComputedStyle(path).animationName")
    assert names == "none"


TILE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff\xff\x7f\x00\t\xfb\x03\xfd\x05CE\xca\x00"
    b"\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(scope="module")
def tiled_server(tmp_path_factory):
    """A server whose operator allows a ground of tiles."""
    with serving(
        tmp_path_factory.mktemp("tiled"), MAPAPP_TILE_GROUNDS="OpenStreetMap.Mapnik"
    ) as it:
        yield it


def test_a_reader_chooses_among_the_grounds_that_the_operator_allows(visit, tiled_server):
    opened = visit(at=tiled_server)
    opened.page.route("https://tile.openstreetmap.org/**", lambda route: route.fulfill(body=TILE))
    page = opened.open("/?lang=fr")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    page.get_by_label("Fond de carte").select_option("dessiné")
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    assert {url.split("/")[2] for url in opened.strangers} == {"tile.openstreetmap.org"}
