"""Scripts and styles travel packed and without comments, and all else of them arrives."""

import shutil
from dataclasses import replace

import brotli
import pytest

from mapapp import create_app
from mapapp.config import ROOT

APP = "static/js/app.js"


def test_a_script_is_packed_for_browsers_that_take_it(client):
    answer = client.get(f"/{APP}", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert brotli.decompress(answer.data) == plain(client, APP)


def test_a_client_that_takes_no_packing_gets_the_same_unpacked(client):
    answer = client.get(f"/{APP}", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert b"class Atlas" in answer.data


def test_a_script_and_a_style_bring_all_that_they_import(client):
    script, style = plain(client, APP), plain(client, "static/css/atlas.css")
    assert b"class DateSlider" in script
    assert b"Vladimir Agafonkin" in script
    assert not [line for line in script.splitlines() if line.startswith(b"import ")]
    assert b".leaflet-container" in style
    assert b"@import" not in style


def test_a_file_that_changed_is_served_as_it_is_now(config, tmp_path):
    folder = shutil.copytree(config.static_dir, tmp_path / "static")
    client = create_app(replace(config, static_dir=folder)).test_client()
    before = client.get(f"/{APP}")
    (folder / "js" / "days.js").write_text("export const changed = 1;\n", encoding="utf-8")
    after = client.get(f"/{APP}")
    assert b"const changed = 1;" in after.data
    assert after.headers["ETag"] != before.headers["ETag"]


@pytest.mark.parametrize("path", ["static/js/names.js", "static/js/days.js", "static/css/map.css"])
def test_only_lines_of_comment_are_missing(client, path):
    source = (ROOT / path).read_text(encoding="utf-8").splitlines()
    served = plain(client, path).decode().splitlines()
    rest = iter(source)
    assert all(line in rest for line in served)  # the same lines in the same order
    assert not [line for line in served if line.lstrip().startswith(("/*", "* "))]
    assert len(served) > len(source) / 2


def test_a_notice_of_copyright_stays(client):
    assert b"@preserve" in plain(client, APP)


def plain(client, path):
    return client.get(f"/{path}", headers={"Accept-Encoding": "identity"}).data


def test_a_file_that_a_browser_has_is_not_sent_again(client):
    headers = {"Accept-Encoding": "br"}
    tag = client.get(f"/{APP}", headers=headers).headers["ETag"]
    again = client.get(f"/{APP}", headers={**headers, "If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""


def test_a_file_that_is_not_there_is_a_plain_404(client):
    assert client.get("/static/js/nothing.js", headers={"Accept-Encoding": "br"}).status_code == 404


def test_the_service_worker_stands_at_the_top_so_that_it_may_keep_the_whole_site(client):
    answer = client.get("/worker.js")
    assert answer.mimetype == "text/javascript"
    assert b"addEventListener" in answer.data
