"""Pictures: the same bytes for the same content, words that say what is drawn, nothing over
anything else, and no way in for markup.
"""

import json
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from mapapp.models import LANGUAGES
from mapapp.snapshots import SIZES, Tongue, content_of, draw_svg, parse_spec, to_png
from mapapp.snapshots.layout import lay_out
from mapapp.snapshots.legend import legend_of, signs_of
from mapapp.snapshots.type import text_width, wrapped
from mapapp.telling import OLD_DAYS

SVG = "{http://www.w3.org/2000/svg}"
FOUR = "2016-11-14,2016-11-28,2016-12-06,2016-12-22"


def content(atlas, **wish):
    return content_of(parse_spec({"date": "2016-12-06", **wish}, atlas), atlas)


def picture(atlas, **wish):
    told = content(atlas, **wish)
    return draw_svg(told, Tongue(told["spec"]["lang"]))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_size_in_every_language_is_sound_and_as_large_as_it_says(atlas, size, lang):
    root = ElementTree.fromstring(picture(atlas, size=size, lang=lang))
    format_ = SIZES[size]
    assert root.get("viewBox") == f"0 0 {format_.width} {format_.height}"
    if format_.print_mm:
        assert root.get("width") == f"{format_.print_mm[0]}mm"
    assert len(root.findall(f".//{SVG}path[@class]")) > len(atlas.theatre.denominator)


def test_the_same_content_gives_the_same_bytes_from_storage_too(atlas):
    told = content(atlas, chart="1", date=FOUR)
    again = json.loads(json.dumps(told))
    svg = draw_svg(told, Tongue("fr"))
    assert draw_svg(again, Tongue("fr")) == svg
    assert to_png(svg, SIZES["1200x630"]) == to_png(svg, SIZES["1200x630"])


def test_a_png_is_what_it_claims(atlas):
    svg = picture(atlas, size="320")
    png = to_png(svg, SIZES["320"])
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 320
    printed = to_png(picture(atlas, size="print-1"), SIZES["print-1"])
    assert int.from_bytes(printed[16:20]) == round(62 / 25.4 * 300)
    assert int.from_bytes(printed[20:24]) == round(108.5 / 25.4 * 300)


def test_markup_in_a_title_stays_text(atlas):
    title = '</text><script>alert(1)</script> & "quoted" ]]>'
    root = ElementTree.fromstring(picture(atlas, title=title, size="640"))
    assert not root.findall(f".//{SVG}script")
    assert root.findtext(f"{SVG}title") == title


def test_names_on_the_map_never_touch(atlas):
    root = ElementTree.fromstring(picture(atlas, size="1080x1350"))
    boxes = []
    for text in root.iter(f"{SVG}text"):
        if text.get("class") == "label":
            size = float(text.get("font-size"))
            weight = "Bold" if text.get("font-weight") else "Regular"
            half = text_width(text.text, size, weight) / 2
            x, y = float(text.get("x")), float(text.get("y"))
            boxes.append((x - half, x + half, y - size * 0.8, y + size * 0.2))
    assert len(boxes) > 10
    for a, b in combinations(boxes, 2):
        assert a[0] >= b[1] or b[0] >= a[1] or a[2] >= b[3] or b[2] >= a[3]


def test_what_changed_that_day_is_named_before_what_did_not(atlas):
    told = content(atlas, size="1200x630")
    changed = {change["place"] for change in told["views"][0]["changes"]}
    assert changed
    root = ElementTree.fromstring(draw_svg(told, Tongue("fr")))
    bold = [
        t.text
        for t in root.iter(f"{SVG}text")
        if t.get("font-weight") and t.get("class") == "label"
    ]
    names = {
        f["properties"]["name"]["fr"] for f in told["views"][0]["features"] if f["id"] in changed
    }
    assert bold
    assert set(bold) <= names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_say_the_shares_the_dates_and_the_sources(atlas, lang):
    told = content(atlas, lang=lang)
    tongue = Tongue(lang)
    alt = tongue.alt(told)
    for force, share in told["views"][0]["shares"].items():
        if share >= 0.005 and force != "unknown":
            assert tongue.words.percent(share) in alt
    assert "2016" in tongue.subtitle(told)
    assert told["sources"]
    assert told["sources"][0]["name"] in tongue.caption(told)
    assert told["id"] in " ".join(tongue.footer(told))
    assert len(tongue.rows(told)) == len(atlas.theatre.denominator)


def test_arabic_columns_change_sides(atlas):
    plain = lay_out(SIZES["1200x630"], **LAYOUT, rtl=False)
    turned = lay_out(SIZES["1200x630"], **LAYOUT, rtl=True)
    assert plain.legend.x > plain.maps[0].x
    assert turned.legend.x < turned.maps[0].x
    assert all(line.anchor == "end" for line in turned.lines)


LAYOUT = {
    "title": "Alep-Est : l'armée, 44 % du terrain",
    "subtitle": "6 décembre 2016",
    "footer": ["Sources : OSDH."],
    "maps": 4,
    "legend_rows": 8,
    "chart": True,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("maps", [1, 2, 4, 9])
def test_boxes_stay_on_the_sheet_and_off_each_other(size, maps):
    layout = lay_out(SIZES[size], **{**LAYOUT, "maps": maps}, rtl=False)
    boxes = [*layout.maps, layout.legend, *([layout.chart] if layout.chart else [])]
    for box in boxes:
        assert box.width > 0
        assert box.height > 0
        assert box.x >= 0
        assert box.x + box.width <= SIZES[size].width + 0.01
        assert box.y + box.height <= SIZES[size].height
    for a, b in combinations(boxes, 2):
        apart = a.x + a.width <= b.x + 0.01 or b.x + b.width <= a.x + 0.01
        assert apart or a.y + a.height <= b.y + 0.01 or b.y + b.height <= a.y + 0.01


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_legend_says_what_its_signs_mean_where_there_is_room(atlas, size, lang):
    told, tongue = content(atlas, size=size, lang=lang), Tongue(lang)
    signs = signs_of(told, tongue)
    wanted = {**LAYOUT, "maps": 1, "chart": False, "legend_rows": len(signs)}
    layout = lay_out(SIZES[size], **wanted, rtl=tongue.rtl)
    entries, _ = legend_of(signs, layout)
    lowest = max(line.y for entry in entries for line in (entry.text, *entry.meaning))
    assert lowest <= layout.legend.y + layout.legend.height
    explained = {
        entry.text.text: " ".join(line.text for line in entry.meaning) for entry in entries
    }
    if layout.metrics.wide:
        claimed = tongue.words.text("legend_claimed")
        assert explained[claimed] == tongue.words.text("explain_claimed")


def test_its_signs_are_those_of_the_map(atlas):
    """Faint where the evidence is old, and a sign beside what sources disagree about."""
    told, words = content(atlas, window="city", size="1080x1350"), Tongue("fr").words
    states = [feature["properties"] for feature in told["views"][0]["features"]]
    root = ElementTree.fromstring(draw_svg(told, Tongue("fr")))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    disputed = sum(state["disputed"] for state in states)
    (signs,) = root.findall(f".//{SVG}g/{SVG}path[@class='disputed']")
    assert signs.get("d").count("l5.2-10") == disputed > 0
    assert words.text("legend_disputed") in texts
    old = sum((state["evidence_age_days"] or 0) > OLD_DAYS for state in states)
    places = [path for path in root.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    assert len([path for path in places if "place--old" in path.get("class")]) == old > 0
    assert words.text("legend_old") in texts


def test_a_line_of_arabic_lies_in_one_place_whatever_a_renderer_takes_for_its_start(atlas):
    root = ElementTree.fromstring(picture(atlas, lang="ar"))
    assert root.get("direction") == "rtl"
    assert {text.get("text-anchor") for text in root.iter(f"{SVG}text")} == {"middle"}
    title = next(root.iter(f"{SVG}text"))
    half = text_width(title.text, float(title.get("font-size")), "Bold") / 2
    margin = 630 * 0.035
    assert float(title.get("x")) + half == pytest.approx(1200 - margin, abs=1)


def test_lines_break_at_words_and_end_in_an_ellipsis_where_they_must():
    lines = wrapped("un deux trois quatre cinq six sept huit", 60, 12, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line, 12) <= 60 for line in lines)
    assert wrapped("mot", 200, 12) == ["mot"]


def test_arabic_letters_join_in_the_measure():
    apart = sum(text_width(char, 20) for char in "الشعار")
    assert text_width("الشعار", 20) < apart


def test_a_picture_names_its_data_and_rules_for_machines(atlas):
    told = content(atlas)
    stamp = re.search("<metadata>(.*)</metadata>", draw_svg(told, Tongue("fr")))[1]
    assert told["id"] in stamp
    assert told["data_version"] in stamp
