"""From a colour to its sentence and back, without scripts, on paper and on a small phone."""

import pytest

pytestmark = pytest.mark.browser
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def reader(visit):
    return visit(width=360, height=740, java_script_enabled=False)


def test_a_reader_without_scripts_goes_from_the_map_to_the_sentence_and_back(reader):
    page = reader.open("/?date=2016-12-06&lang=fr", ready=".day-table")
    page.locator(".day-table th a", has_text="Chaar").first.click()
    assert page.locator("h1").inner_text() == "Chaar"
    page.locator(".timeline-list .claim__links a").first.click()
    place, _, claim = page.url.partition("#")
    assert "/article/" in place
    note = page.locator(f"#{claim}")
    note.get_by_role("link", name="Revenir à la phrase").click()
    lit = page.locator(f"#s-{claim.removeprefix('claim-')} ~ mark").first
    assert lit.is_visible()
    note.locator("a").first.click()
    assert page.locator("h1").count() == 1
    assert "/place/" in page.url
    assert reader.strangers == []


def test_steps_and_the_known_date_work_without_scripts(reader):
    page = reader.open("/?date=2016-12-06&lang=fr", ready=".day-table")
    page.get_by_role("button", name="Jour suivant").click()
    assert "date=2016-12-07" in page.url
    page.locator("[data-part=known]").fill("2016-11-30")
    page.locator("[data-part=known-form] button").click()
    assert "known=2016-11-30" in page.url
    assert "date=2016-12-07" in page.url
    assert page.get_by_text("telle qu'on la connaissait").is_visible()


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("path", ["/place/shaar", "/method", "/data", "/nothing"])
def test_nothing_is_wider_than_a_small_phone(visit, path, lang):
    page = visit(width=320, height=640).open(f"{path}?lang={lang}", ready="main")
    assert page.evaluate(FITS), path


def test_a_printed_article_shows_how_it_was_read(visit):
    page = visit(java_script_enabled=False).open("/place/shaar?lang=fr", ready="main")
    page.locator(".claim__links a[href*=article]").first.click()
    assert page.locator(".reading dd").first.is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".reading dd").first.is_visible()


def test_a_printed_place_names_the_addresses_of_its_reports(visit):
    page = visit().open("/place/shaar?lang=fr", ready="main")
    page.emulate_media(media="print")
    link = page.locator(".claim__links a[href^=http]").first
    shown = link.evaluate("node => getComputedStyle(node, '::after').content")
    assert "(" in shown
    assert page.locator(".site-nav").is_hidden()
