"""Corrections are told where readers look for them, and a faulty one is a fault of the seeds."""

import shutil
from dataclasses import replace

import pytest

from mapapp import create_app
from mapapp.checking import find_faults
from mapapp.config import ROOT
from mapapp.corrections import read_corrections
from mapapp.errors import SeedError

FIRST = """
[[corrections]]
day = 2026-01-05
places = ["shaar"]
words = { fr = "Chaar un jour plus tôt.", en = "Shaar a day earlier.", ar = "الشعار قبل يوم." }
"""
SECOND = FIRST.replace("2026-01-05", "2026-02-01").replace("earlier", "later")


@pytest.fixture
def corrected(tmp_path, theatre):
    """Writes corrections into a copy of the theatre."""

    def write(text):
        shutil.copytree(ROOT / "seeds" / "aleppo", tmp_path / "aleppo", dirs_exist_ok=True)
        (tmp_path / "aleppo" / "corrections.toml").write_text(text, encoding="utf-8")
        return replace(theatre, folder=tmp_path / "aleppo")

    return write


def test_the_newest_comes_first_and_keeps_its_address_when_others_follow(corrected):
    [alone] = read_corrections(corrected(FIRST))
    newest, older = read_corrections(corrected(FIRST + SECOND))
    assert (newest.words["en"], older.words["en"]) == ("Shaar a day later.", "Shaar a day earlier.")
    assert older.id == alone.id != newest.id


@pytest.mark.parametrize(
    ("fault", "remedy"),
    [
        (FIRST.replace("shaar", "atlantis"), "places.csv"),
        (FIRST.replace("2026-01-05", '"soon"'), "without quotes"),
        (FIRST.replace("day =", "date ="), "Known are"),
        (FIRST.replace('en = "Shaar a day earlier."', 'en = ""'), "fr ="),
    ],
)
def test_a_fault_is_told_with_its_remedy(corrected, fault, remedy):
    theatre = corrected(fault)
    with pytest.raises(SeedError, match=remedy):
        read_corrections(theatre)
    assert any(remedy in found.hint for found in find_faults(theatre.folder))


def test_a_correction_stands_on_the_method_page_and_first_in_the_feeds(corrected, config):
    theatre = corrected(FIRST)
    client = create_app(replace(config, seeds_dir=theatre.folder.parent)).test_client()
    item = client.get("/feed.json?lang=en").get_json(force=True)["items"][0]
    assert item["content_text"] == "Shaar a day earlier."
    page, _, anchor = item["url"].partition("#")
    text = client.get(page).text
    assert f'id="{anchor}"' in text
    assert "Shaar a day earlier." in text
