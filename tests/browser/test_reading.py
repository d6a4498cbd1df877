"""From a colour to its sentence and back, without scripts, on paper and on a small phone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def reader(visit):
    return visit(width=360, height=740, java_script_enabled=False)


def test_a_reader_without_scripts_goes_from_the_map_to_the_sentence_and_back(reader):
    page = reader.open("/?date=2016-12-06&lang=fr", ready=".day-table")
    page.locator(".day-table th a", has_text="Chaar").first.click()
    expect(page.locator("h1")).to_have_text("Chaar")
    page.locator(".timeline-list .claim__links a").first.click()
    page.wait_for_url("**/article/**")
    claim = page.url.partition("#")[2]
    note = page.locator(f"#{claim}")
    note.get_by_role("link", name="Revenir à la phrase").click()
    lit = page.locator(f"#s-{claim.removeprefix('claim-')} ~ mark").first
    expect(lit).to_be_visible()
    note.locator("a").first.click()
    page.wait_for_url("**/place/**")
    expect(page.locator("h1")).to_have_count(1)
    assert reader.strangers == []


def test_steps_and_the_known_date_work_without_scripts(reader):
    page = reader.open("/?date=2016-12-06&lang=fr", ready=".day-table")
    page.get_by_role("button", name="Jour suivant").click()
    page.wait_for_url("**date=2016-12-07**")
    page.locator("[data-part=known]").fill("2016-11-30")
    page.locator("[data-part=known-form] button").click()
    page.wait_for_url("**known=2016-11-30**")
    assert "date=2016-12-07" in page.url
    expect(page.get_by_text("telle qu'on la connaissait")).to_be_visible()


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("path", ["/place/shaar", "/method", "/data", "/nothing"])
def test_nothing_is_wider_than_a_small_phone(visit, path, lang):
    page = visit(width=320, height=640).open(f"{path}?lang={lang}", ready="main")
    assert page.evaluate(FITS), path


def test_a_printed_article_shows_how_it_was_read(visit):
    page = visit(java_script_enabled=False).open("/place/shaar?lang=fr", ready="main")
    page.locator(".claim__links a[href*=article]").first.click()
    page.wait_for_url("**/article/**")
    expect(page.locator(".reading dd").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".reading dd").first).to_be_visible()


def test_a_printed_place_names_the_addresses_of_its_reports(visit):
    page = visit().open("/place/shaar?lang=fr", ready="main")
    page.emulate_media(media="print")
    link = page.locator(".claim__links a[href^=http]").first
    expect(link).to_have_css("content", re.compile(r"\("), pseudo="after")
    expect(page.locator(".site-nav")).to_be_hidden()
