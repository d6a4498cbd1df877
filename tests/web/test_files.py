"""Scripts and styles travel packed, and every byte of them arrives."""

import brotli

from mapapp.config import ROOT

APP = "static/js/app.js"


def test_a_script_is_packed_for_browsers_that_take_it(client):
    answer = client.get(f"/{APP}", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert brotli.decompress(answer.data) == (ROOT / APP).read_bytes()


def test_a_client_that_takes_no_packing_gets_the_file_as_it_is(client):
    answer = client.get(f"/{APP}", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == (ROOT / APP).read_bytes()


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
