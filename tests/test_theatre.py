"""The theatre that ships is whole, and every fault in one is told with file, line and remedy."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mapapp.checking import find_faults
from mapapp.config import ROOT
from mapapp.errors import SeedError
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import FORCES, LANGUAGES
from mapapp.theatre import PATTERNS, Theatre, load_theatre

SEEDS = ROOT / "seeds" / "aleppo"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Aleppo in a folder that a test may spoil."""
    return Path(shutil.copytree(SEEDS, tmp_path / "aleppo"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_theatre_has_no_faults() -> None:
    assert [str(fault) for fault in find_faults(SEEDS)] == []


def test_it_covers_155_places_with_names_in_three_languages(theatre: Theatre) -> None:
    assert len(theatre.places) == 155
    assert all(place.names[language] for place in theatre.places.values() for language in LANGUAGES)
    assert sum(len(place.pieces) for place in theatre.places.values()) == 173 - 4


def test_the_period_is_of_1618_days(theatre: Theatre) -> None:
    assert (theatre.first, theatre.last) == (date(2012, 7, 19), date(2016, 12, 22))
    assert (theatre.last - theatre.first).days + 1 == 1618


def test_the_enclave_is_the_denominator_of_east_aleppo(theatre: Theatre) -> None:
    assert set(theatre.denominator) == set(theatre.places["east-aleppo"].members)
    assert len(theatre.denominator) == 83


def test_every_place_can_be_found_by_a_name_of_its_own(theatre: Theatre) -> None:
    geocoder = GazetteerGeocoder(theatre.places.values())
    for place in theatre.places.values():
        names = (*place.names.values(), *place.aliases)
        assert any([c.place for c in geocoder.candidates(n)] == [place.id] for n in names), place.id


def test_forces_differ_in_colour_and_in_pattern(theatre: Theatre) -> None:
    styles = theatre.forces.values()
    assert tuple(theatre.forces) == FORCES
    assert len({style.colour for style in styles}) == len({style.pattern for style in styles}) == 4


def test_the_colours_are_those_of_the_style_sheet(theatre: Theatre) -> None:
    css = (ROOT / "static" / "css" / "forces.css").read_text(encoding="utf-8")
    told = dict(re.findall(r"--force-(\w+): (#\w+);", css))
    assert {force: style.colour for force, style in theatre.forces.items()} == {
        force: told[force] for force in FORCES
    }


def test_the_patterns_are_those_that_the_map_draws() -> None:
    script = (ROOT / "static" / "js" / "patterns.js").read_text(encoding="utf-8")
    marks = script.partition("const MARKS = {")[2].partition("};")[0]
    assert tuple(re.findall(r"^  (\w+):", marks, re.MULTILINE)) == PATTERNS


def test_the_drawn_ground_has_names_in_three_languages(theatre: Theatre) -> None:
    for feature in theatre.ground()["features"]:
        properties = feature["properties"]
        assert properties["name"]
        assert properties["name_fr"]
        assert properties["name_ar"]
        assert properties["accuracy"] in {"schematic", "surveyed"}


def test_dispatches_are_read_only_when_asked_for(copy: Path) -> None:
    (copy / "dispatches" / "2016-12-31-broken.fr.md").write_text("no front matter")
    loaded = load_theatre(copy)
    with pytest.raises(SeedError, match="front matter"):
        list(loaded.dispatches())


def test_dispatches_are_in_order_of_publication(theatre: Theatre) -> None:
    days = [article.published for article in theatre.dispatches()]
    assert days == sorted(days, key=str)


def _no_colour(folder: Path) -> str:
    spoil(folder / "theatre.toml", 'colour = "#', 'colour = "green')
    return r"theatre.toml:\d+: colour is 'green\w+'. Write six digits"


def _unknown_leaning(folder: Path) -> str:
    spoil(folder / "theatre.toml", 'leaning = "opposition"', 'leaning = "rebel"')
    return r"theatre.toml:\d+: leaning is 'rebel'. Choose one of neutral"


def _missing_name(folder: Path) -> str:
    spoil(folder / "theatre.toml", 'ar = "سانا"', 'ar = ""')
    return r"theatre.toml:\d+: names has no name in ar"


def _not_toml(folder: Path) -> str:
    spoil(folder / "theatre.toml", "first = 2012-07-19", "first = the beginning")
    return r"theatre.toml:\d+: This is not TOML"


def _bad_number(folder: Path) -> str:
    spoil(folder / "places.csv", ",37.1854,36.209,", ",37.1854,north,")
    return r"places.csv:\d+: lat is 'north'. Write a number from -90 to 90"


def _unknown_member(folder: Path) -> str:
    spoil(folder / "places.csv", ",aajam;abraj;", ",aajam;atlantis;")
    return r"places.csv:3: east-aleppo has the unknown member 'atlantis'"


def _missing_column(folder: Path) -> str:
    spoil(folder / "places.csv", ",approximate,,\n", ",approximate,\n")
    return r"places.csv:\d+: The row has 14 columns instead of 15"


def _renumbered_part(folder: Path) -> str:
    spoil(folder / "places.csv", "sakhour,2,", "sakhour,3,")
    return r"places.csv:\d+: sakhour stands here twice with part '3'"


def _dispatch(folder: Path) -> Path:
    return sorted((folder / "dispatches").glob("2016-12-06-qadi-askar-pris*.md"))[0]


def _unknown_source(folder: Path) -> str:
    spoil(_dispatch(folder), 'source = "sohr"', 'source = "hearsay"')
    return r"2016-12-06-[\w.-]+:\d: source is 'hearsay'. Add \[sources.hearsay\]"


def _bad_day(folder: Path) -> str:
    spoil(_dispatch(folder), "published = 2016-12-06", 'published = "yesterday"')
    return r"2016-12-06-[\w.-]+:\d: published is 'yesterday'. Write published = 2016-12-06"


def _misspelt_key(folder: Path) -> str:
    spoil(_dispatch(folder), "publisher =", "publischer =")
    return r"2016-12-06-[\w.-]+:\d: Nothing reads 'publischer'"


def _other_day_in_name(folder: Path) -> str:
    spoil(_dispatch(folder), "published = 2016-12-06", "published = 2016-12-07")
    return r"2016-12-06-[\w.-]+:\d: The file's name says 2016-12-06"


def _no_body(folder: Path) -> str:
    path = _dispatch(folder)
    front = path.read_text(encoding="utf-8").rpartition("+++\n")[0]
    path.write_text(f"{front}+++\n", encoding="utf-8")
    return r"2016-12-06-[\w.-]+:\d+: The body has 0 sentences"


def _not_utf8(folder: Path) -> str:
    _dispatch(folder).write_bytes(b'+++\ntitle = "\xe9"\n+++\n')
    return r"2016-12-06-[\w.-]+:2: The text is not UTF-8"


def _fact_without_dispatch(folder: Path) -> str:
    path = next(iter(sorted((folder / "dispatches").glob("2012-07-20-*.md"))))
    spoil(path, "facts = [1]", "facts = []")
    return r"facts.csv:2: No dispatch carries fact 1"


def _fact_that_is_not_there(folder: Path) -> str:
    spoil(_dispatch(folder), "facts = [", "facts = [9999, ")
    return r"2016-12-06-[\w.-]+: Fact 9999 does not exist"


def _twin(folder: Path) -> str:
    path = _dispatch(folder)
    shutil.copy(path, path.with_name("2016-12-06-the-same-again.fr.md"))
    return r"2016-12-06-the-same-again.fr.md: This is the same article as"


@pytest.mark.parametrize(
    "damage",
    [
        _no_colour, _unknown_leaning, _missing_name, _not_toml, _bad_number, _unknown_member,
        _missing_column, _renumbered_part, _unknown_source, _bad_day, _misspelt_key,
        _other_day_in_name, _no_body, _not_utf8, _fact_without_dispatch, _fact_that_is_not_there,
        _twin,
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_and_remedy(
    copy: Path, damage: Callable[[Path], str]
) -> None:
    expected = damage(copy)
    told = [str(fault) for fault in find_faults(copy)]
    assert any(re.search(expected, line) for line in told), told


def test_all_faults_are_told_at_once(copy: Path) -> None:
    for damage in (_no_colour, _bad_number, _unknown_source):
        damage(copy)
    assert len(find_faults(copy)) >= 3


def test_a_folder_that_is_no_theatre_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"theatre\.toml: The file cannot be opened"):
        load_theatre(tmp_path)
