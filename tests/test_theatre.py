"""The theatre that ships is whole, and every fault in one is told with file, line and remedy."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from mapapp.checking import find_faults
from mapapp.config import ROOT
from mapapp.dispatches import KEYS
from mapapp.errors import SeedError
from mapapp.gazetteer import COLUMNS
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


#: What is spoilt: a file, the text in it, what stands there instead, and what is told.
DISPATCH = "dispatches/2016-12-06-qadi-askar-pris-chaar-encercle.fr.md"
DAMAGES = [
    ("theatre.toml", 'colour = "#', 'colour = "green', r"colour is 'green\w+'. Write six digits"),
    (
        "theatre.toml",
        'leaning = "opposition"',
        'leaning = "rebel"',
        "leaning is 'rebel'. Choose one of neutral",
    ),
    ("theatre.toml", 'ar = "سانا"', 'ar = ""', "names has no name in ar"),
    ("theatre.toml", "first = 2012-07-19", "first = the beginning", "This is not TOML"),
    (
        "places.csv",
        ",37.1854,36.209,",
        ",37.1854,north,",
        "lat is 'north'. Write a number from -90 to 90",
    ),
    (
        "places.csv",
        ",aajam;abraj;",
        ",aajam;atlantis;",
        "east-aleppo has the unknown member 'atlantis'",
    ),
    (
        "places.csv",
        ",approximate,,\n",
        ",approximate,\n",
        "The row has 14 columns instead of 15",
    ),
    ("places.csv", "sakhour,2,", "sakhour,3,", "sakhour stands here twice with part '3'"),
    (DISPATCH, 'source = "sohr"', 'source = "hearsay"', r"Add \[sources.hearsay\]"),
    (DISPATCH, "published = 2016-12-06", 'published = "yesterday"', "published is 'yesterday'"),
    (DISPATCH, "source =", "sourse =", "Nothing reads 'sourse'"),
    (
        DISPATCH,
        "published = 2016-12-06",
        "published = 2016-12-07",
        "The file's name says 2016-12-06",
    ),
    ("facts.csv", ",captured,opposition,", ",seized,opposition,", "event is 'seized', not one of"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), DAMAGES, ids=[d[3] for d in DAMAGES])
def test_a_fault_is_told_with_file_line_and_remedy(
    copy: Path, name: str, old: str, new: str, told: str
) -> None:
    spoil(copy / name, old, new)
    faults = [str(fault) for fault in find_faults(copy)]
    assert any(re.search(rf"{name}:\d+: .*{told}", line) for line in faults), faults


def test_a_dispatch_without_a_sentence_is_told(copy: Path) -> None:
    path = copy / DISPATCH
    front = path.read_text(encoding="utf-8").rpartition("+++\n")[0]
    path.write_text(f"{front}+++\n", encoding="utf-8")
    assert any("The body has 0 sentences" in str(fault) for fault in find_faults(copy))


def test_a_dispatch_in_another_encoding_is_told_with_its_line(copy: Path) -> None:
    (copy / DISPATCH).write_bytes(b'+++\ntitle = "\xe9"\n+++\n')
    assert any(f"{DISPATCH}:2: The text is not UTF-8" in str(f) for f in find_faults(copy))


def test_a_dispatch_that_is_there_twice_is_told(copy: Path) -> None:
    twin = copy / "dispatches" / "2016-12-06-the-same-again.fr.md"
    shutil.copy(copy / DISPATCH, twin)
    assert any(
        f"{twin.name}: This is the same article as" in str(fault) for fault in find_faults(copy)
    )


def test_a_fact_that_nobody_carries_is_told_and_one_that_is_not_there(copy: Path) -> None:
    spoil(copy / "dispatches" / "2012-07-20-la-bataille-atteint-alep.fr.md", "[1]", "[9999]")
    faults = "\n".join(str(fault) for fault in find_faults(copy))
    assert "facts.csv:2: No dispatch carries fact 1." in faults
    assert "Fact 9999 does not exist" in faults


def test_all_faults_are_told_at_once(copy: Path) -> None:
    for name, old, new, _ in (DAMAGES[0], DAMAGES[4], DAMAGES[8]):
        spoil(copy / name, old, new)
    assert len(find_faults(copy)) >= 3


def test_a_folder_that_is_no_theatre_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"theatre\.toml: The file cannot be opened"):
        load_theatre(tmp_path)


def test_the_documentation_names_every_column_and_key() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (`.*?`) \|", text, re.MULTILINE)
    names = [name for cell in told for name in re.findall(r"`(\w+)`", cell)]
    assert names == [*COLUMNS, *KEYS]
