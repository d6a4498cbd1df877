"""The commands about the theatre's data, as a shell sees them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapapp.cli import commands
from mapapp.config import Config


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=tmp_path / "instance")


def run(config: Config, *arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, obj=config)


def test_check_finds_nothing_wrong_with_the_shipped_theatre(config: Config) -> None:
    result = run(config, "check")
    assert (result.exit_code, result.stdout) == (0, "aleppo: no faults\n")


def test_check_names_every_fault_and_exits_with_2(config: Config, tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(config.seeds_dir, tmp_path / "seeds"))
    broken = seeds / "aleppo" / "dispatches" / "2016-12-31-broken.fr.md"
    broken.write_text("no front matter", encoding="utf-8")
    result = run(Config(data_dir=config.data_dir, seeds_dir=seeds), "check")
    assert result.exit_code == 2
    assert f"{broken}:1: There is no front matter." in result.stderr
    assert "1 faults" in result.stderr


def test_load_fills_the_database_and_repeating_it_changes_nothing(config: Config) -> None:
    first = run(config, "load")
    assert first.exit_code == 0, first.output
    assert " 0 rejected" in first.stdout
    again = run(config, "load")
    assert again.stdout.startswith("0 articles read (0 claims)")
    assert ", 0 withdrawn" in again.stdout


def test_extents_writes_a_feature_for_every_place_with_ground(
    config: Config, tmp_path: Path
) -> None:
    target = tmp_path / "extents.geojson"
    assert run(config, "extents", "--output", str(target)).exit_code == 0
    collection = json.loads(target.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 151
    shaar = next(f for f in collection["features"] if f["id"] == "shaar")
    assert shaar["properties"]["accuracy"] == "measured"
    assert "crs" not in collection
    assert json.loads(run(config, "extents").stdout) == collection


def test_geocode_answers_with_one_line_of_json(config: Config) -> None:
    result = run(config, "geocode", "Cheikh Saïd")
    answer = json.loads(result.stdout)
    assert (answer["id"], answer["name"]) == ("sheikh-saeed", "Sheikh Saeed")
    assert 37 < answer["lon"] < 38
    assert 36 < answer["lat"] < 37


def test_geocode_lists_the_candidates_of_an_ambiguous_name(config: Config) -> None:
    result = run(config, "geocode", "جبرين")
    assert result.exit_code == 2
    assert "industrial-area-jibreen, jibreen" in result.stderr


def test_geocode_asks_the_network_only_when_allowed(config: Config) -> None:
    result = run(config, "geocode", "Baron Street", "--nominatim")
    assert result.exit_code == 2
    assert "MAPAPP_NOMINATIM=1" in result.stderr
