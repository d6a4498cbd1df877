"""The form that makes pictures, and the texts to copy on the page of one."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DAY = "/?date=2016-12-06&lang=fr"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def form_of(page):
    page.locator("[data-part=picture-tool] > summary").click()
    form = page.locator("[data-part=picture-form]")
    expect(form.locator("[data-part=picture-image]")).to_be_visible()
    return form


def test_the_picture_is_shown_while_it_is_described(visit):
    went = visit()
    form = form_of(went.open(DAY))
    image, alt = form.locator("[data-part=picture-image]"), form.locator("#picture-alt")
    assert image.evaluate("e => e.decode().then(() => e.naturalWidth)") == 1200
    form.locator("[name=title]").fill("Un titre à moi")
    form.locator("[name=size]").select_option("640")
    form.locator(".picture-form__more summary").click()
    form.locator(".picture-form__more input").first.fill("2016-11-14")
    expect(alt).to_have_value(re.compile("Un titre à moi.*14 novembre 2016.*6 décembre 2016"))
    assert image.evaluate("e => e.decode().then(() => e.naturalWidth)") == 640
    assert went.complaints == []


def test_it_follows_the_day_of_the_map(visit):
    page = visit().open(DAY)
    form = form_of(page)
    page.locator("[data-step=next_day]").click()
    expect(form.locator("#picture-alt")).to_have_value(re.compile("7 décembre 2016"))


def test_what_cannot_be_drawn_is_said(visit):
    page = visit().open(DAY)
    form = form_of(page)
    page.route("**/picture.json*", lambda route: route.abort())
    form.locator("[name=size]").select_option("320")
    expect(form.locator("[data-part=picture-told]")).to_contain_text("aperçu n'a pas pu")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_code_that_was_chosen_is_the_first_to_be_copied(visit, scripts):
    page = visit(java_script_enabled=scripts).open(DAY, ready="#atlas")
    page.locator("[data-part=picture-tool] > summary").click()
    page.locator("[name=code][value=following]").check()
    page.locator("[data-part=picture-form] > button").click()
    page.wait_for_url("**/s/*#code-following")
    code = page.locator("textarea:target").input_value()
    assert "follow=1" in code
    if scripts:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("[data-copies=code-following]").click()
        expect(page.locator("[data-copies=code-following]")).to_have_text("Copié")
        assert page.evaluate("navigator.clipboard.readText()") == code


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_of_it_is_too_wide_or_out_of_reach(visit, lang, width):
    page = visit(width=width).open(f"/?date=2016-12-06&lang={lang}")
    form_of(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context="[data-part=picture-tool]", options=RULES)
    assert found.violations_count == 0, found.generate_report()
