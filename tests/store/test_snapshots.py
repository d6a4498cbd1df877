"""The shelf of snapshots keeps what came first, in every database."""

from dataclasses import replace
from multiprocessing.pool import ThreadPool

import pytest

from mapapp.errors import StoreError, UnknownItem
from mapapp.pipeline import open_store
from mapapp.store import Snapshot, Store

CONTENT = {
    "spec": {"dates": ["2016-12-06"], "lang": "ar", "title": "حلب “à l’est” </svg>"},
    "data_version": "0123456789ab",
    "rules_version": 1,
    "views": [{"shares": {"government": 0.1 + 0.2}}],
}
SNAPSHOT = Snapshot("0123456789abcdef", CONTENT, "<svg>é</svg>", {"places": {"a": [[0, None]]}})


@pytest.fixture
def shelf(config, tmp_path):
    return open_store(replace(config, data_dir=tmp_path)).snapshots


def test_what_goes_in_comes_out_to_the_last_digit(shelf):
    assert shelf.add(SNAPSHOT)
    assert shelf.get(SNAPSHOT.id) == SNAPSHOT


def test_what_came_first_stays(shelf):
    shelf.add(SNAPSHOT)
    assert not shelf.add(replace(SNAPSHOT, svg="<svg>other</svg>"))
    assert shelf.get(SNAPSHOT.id).svg == SNAPSHOT.svg
    assert shelf.keep_file(SNAPSHOT.id, "png", b"first") == b"first"
    assert shelf.keep_file(SNAPSHOT.id, "png", b"second") == b"first"
    assert shelf.file(SNAPSHOT.id, "png") == b"first"
    assert shelf.file(SNAPSHOT.id, "pdf") is None


def test_several_at_once_make_one(shelf):
    with ThreadPool(4) as pool:
        new = pool.map(shelf.add, [SNAPSHOT] * 8)
        bodies = pool.map(
            lambda body: shelf.keep_file(SNAPSHOT.id, "png", body), [b"a", b"b", b"c", b"d"]
        )
    assert sum(new) == 1
    assert len(set(bodies)) == 1


def test_an_unknown_snapshot_is_said_so(shelf):
    assert not shelf.has("nothing")
    with pytest.raises(UnknownItem):
        shelf.get("nothing")


def test_a_database_without_the_tables_says_what_to_run(tmp_path):
    shelf = Store(f"sqlite:///{tmp_path / 'empty.sqlite'}").snapshots
    with pytest.raises(StoreError) as raised:
        shelf.add(SNAPSHOT)
    assert "load" in raised.value.hint
