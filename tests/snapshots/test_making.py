"""A snapshot is made from what is kept of it alone, and carries its words."""

import io
import json

import pikepdf
import pytest
from PIL import Image

from mapapp.snapshots import FORMATS, SIZES, Tongue, draw_svg, make_snapshot, parse_spec, to_file
from mapapp.store import Snapshot
from mapapp.web.site import Site

WISH = {"date": ["2016-12-06", "2016-12-13"], "chart": "1", "title": "Alep « à l’est »"}


@pytest.fixture(scope="module")
def atlas(config):
    return Site(config).atlas


@pytest.fixture(scope="module", params=["fr", "en", "ar"])
def snapshot(request, atlas):
    return make_snapshot(parse_spec({**WISH, "lang": request.param}, atlas), atlas)


def test_what_was_kept_as_json_draws_the_same_picture(snapshot):
    kept = json.loads(json.dumps(snapshot.content))
    assert draw_svg(kept, Tongue(kept["spec"]["lang"])) == snapshot.svg


def test_files_come_from_what_is_kept(snapshot):
    kept = Snapshot(
        snapshot.id,
        json.loads(json.dumps(snapshot.content)),
        snapshot.svg,
        json.loads(json.dumps(snapshot.timeline)),
    )
    for name in FORMATS:
        assert to_file(kept, name) == to_file(snapshot, name), name


def test_a_png_carries_its_title_and_its_description(snapshot):
    tongue = Tongue(snapshot.content["spec"]["lang"])
    with Image.open(io.BytesIO(to_file(snapshot, "png"))) as picture:
        picture.load()
        assert picture.size == (1200, 630)
        assert picture.text["Title"] == WISH["title"]
        assert picture.text["Description"] == tongue.alt(snapshot.content)


def test_a_pdf_carries_its_title_its_description_and_its_language(snapshot):
    tongue = Tongue(snapshot.content["spec"]["lang"])
    with pikepdf.open(io.BytesIO(to_file(snapshot, "pdf"))) as pdf:
        assert str(pdf.docinfo["/Title"]) == WISH["title"]
        assert str(pdf.docinfo["/Subject"]) == tongue.alt(snapshot.content)
        assert str(pdf.Root.Lang) == tongue.lang


@pytest.mark.parametrize("size", SIZES)
def test_a_pdf_is_as_large_on_paper_as_its_format_says(atlas, size):
    made = make_snapshot(parse_spec({"date": "2016-12-06", "size": size}, atlas), atlas)
    with pikepdf.open(io.BytesIO(to_file(made, "pdf"))) as pdf:
        _, _, width, height = (float(side) for side in pdf.pages[0].mediabox)
    format_ = SIZES[size]
    in_mm = format_.print_mm or (format_.width / 96 * 25.4, format_.height / 96 * 25.4)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(in_mm, abs=0.01)


def test_the_portable_file_runs_nothing_that_its_policy_does_not_name(snapshot):
    text = to_file(snapshot, "html").decode()
    assert text.count("<script") == 4
    assert text.count("sha256-") == 4
    assert "import " not in text.split('<script type="module">')[1].split("from")[0][:200]
