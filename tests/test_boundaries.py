"""A surveyed layer, with all the faults that real ones have, becomes the ground of the map."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely
from click.testing import CliRunner, Result

from mapapp import create_app
from mapapp.boundaries import read_boundaries, theatre_extents, write_boundaries
from mapapp.cli import commands
from mapapp.config import ROOT, Config
from mapapp.errors import GeometryError, SeedError
from mapapp.layers import match_layer, read_layer
from mapapp.pipeline import open_store
from mapapp.theatre import Theatre, load_theatre
from mapapp.web.site import Site
from tests.quality import measure_borders

#: The surveyed layer, where it lies beside the project.
SURVEYED = sorted(ROOT.parent.glob("shared/data/reference/neighbourhoods.geojson"))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds" / "aleppo", seeds / "aleppo")
    return Config(data_dir=tmp_path / "instance", seeds_dir=seeds)


@pytest.fixture
def city(config: Config) -> Theatre:
    return load_theatre(config.theatre_dir)


def square(lon: float, lat: float, size: float = 0.008, *, clockwise: bool = True) -> Any:
    """A square of degrees around a point, wound the wrong way as layers often are."""
    return shapely.geometry.mapping(
        shapely.box(
            lon - size / 2, lat - size / 2, lon + size / 2, lat + size / 2, ccw=not clockwise
        )
    )


def centre(theatre: Theatre, place: str) -> tuple[float, float]:
    piece = theatre.places[place].pieces[0]
    return piece.lon + 1e-9, piece.lat + 1e-9  # more decimals than anybody surveyed


def layer(path: Path, *features: tuple[str | None, Any]) -> Path:
    """A layer whose features all have the same id, and a crs member."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    rows = [
        {"type": "Feature", "id": 1, "properties": {"Id": 1, "NAME": name}, "geometry": geometry}
        for name, geometry in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": rows}))
    return path


def run(config: Config, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ("boundaries", *arguments), obj=config)


def test_features_find_their_place_in_any_spelling(city: Theatre, tmp_path: Path) -> None:
    path = layer(
        tmp_path / "a.geojson",
        ("ash-Sha'ar", square(*centre(city, "shaar"))),
        ("Cheikh Saïd", square(*centre(city, "sheikh-saeed"))),
    )
    assert set(match_layer(read_layer(path, ["NAME"]), city).matched) == {"shaar", "sheikh-saeed"}


def test_what_is_mended_is_told(city: Theatre, tmp_path: Path) -> None:
    lon, lat = centre(city, "shaar")
    bow_tie = [[lon, lat], [lon + 0.005, lat + 0.005], [lon + 0.005, lat], [lon, lat + 0.005]]
    path = layer(
        tmp_path / "a.geojson",
        ("Shaar", {"type": "Polygon", "coordinates": [[*bow_tie, bow_tie[0]]]}),
        ("Qadi Askar", square(*centre(city, "qadi-askar"))),
    )
    crossed, wound = read_layer(path, ["NAME"])
    assert "invalid rings" in crossed.repairs
    assert wound.repairs == ("rings wound clockwise", "more than 6 decimals", "repeated ids")
    for feature in (crossed, wound):
        assert feature.shape.is_valid
        assert all(part.exterior.is_ccw for part in shapely.get_parts(feature.shape))


def test_features_of_one_place_become_one(city: Theatre, tmp_path: Path) -> None:
    lon, lat = centre(city, "shaar")
    path = layer(
        tmp_path / "a.geojson",
        ("Shaar", square(lon, lat)),
        ("al-Chaar", square(lon + 0.008, lat)),
    )
    report = match_layer(read_layer(path, ["NAME"]), city)
    assert len(report.matched["shaar"]) == 2
    assert report.boundaries("x").shapes["shaar"].area == pytest.approx(2 * 0.008**2, rel=1e-3)


def test_what_is_not_matched_is_told_with_the_reason(city: Theatre, tmp_path: Path) -> None:
    path = layer(
        tmp_path / "a.geojson",
        (None, square(*centre(city, "shaar"))),
        ("Hamburg", square(*centre(city, "shaar"))),
        ("Chaar", square(36.72, 34.73)),  # there is one in Homs
        ("Shaar", square(*centre(city, "shaar"))),
    )
    report = match_layer(read_layer(path, ["NAME"]), city)
    assert [told.reason for told in report.unmatched] == [
        "it has no name",
        "no place goes by its name",
        "shaar lies elsewhere",
    ]
    assert report.unmatched[1].candidates[0] == "shaar"  # what else may lie there
    assert report.unmatched[2].candidates == ()
    assert "qadi-askar" in report.undrawn


def test_of_namesakes_the_nearest_is_meant(city: Theatre, tmp_path: Path) -> None:
    path = layer(tmp_path / "a.geojson", ("الأنصاري", square(*centre(city, "north-ansari"))))
    assert set(match_layer(read_layer(path, ["NAME"]), city).matched) == {"north-ansari"}


def test_the_map_draws_surveyed_ground_and_computes_the_rest(
    config: Config, city: Theatre, tmp_path: Path
) -> None:
    before = theatre_extents(city, config.data_dir)
    path = layer(tmp_path / "a.geojson", ("Shaar", square(*centre(city, "shaar"))))
    write_boundaries(city, match_layer(read_layer(path, ["NAME"]), city).boundaries("Surveyors"))
    after = theatre_extents(city, config.data_dir)
    assert set(after) == set(before)
    assert after["shaar"] != before["shaar"]
    assert shapely.coverage_is_valid(list(after.values()))
    for ground in after.values():
        assert ground.is_valid
        assert all(part.exterior.is_ccw for part in shapely.get_parts(ground))
        coordinates = shapely.get_coordinates(ground)
        assert (coordinates == coordinates.round(6)).all()


def test_drawn_places_are_measured_and_estimates_stay_estimates(
    config: Config, city: Theatre, tmp_path: Path
) -> None:
    assert city.places["karm-al-tahhan"].accuracy == "approximate"
    path = layer(
        tmp_path / "a.geojson", ("Karm al-Tahhan", square(*centre(city, "karm-al-tahhan")))
    )
    assert run(config, str(path), "--name-field", "NAME", "--credit", "Surveyors").exit_code == 0
    surveyed = load_theatre(config.theatre_dir)
    assert surveyed.places["karm-al-tahhan"].accuracy == "measured"
    assert surveyed.places["karm-al-beik"].accuracy == "approximate"
    assert surveyed.boundary_credit == "Surveyors"


def test_without_a_credit_the_file_is_named(config: Config, city: Theatre, tmp_path: Path) -> None:
    path = layer(tmp_path / "survey.geojson", ("Shaar", square(*centre(city, "shaar"))))
    assert run(config, str(path), "--name-field", "NAME").exit_code == 0
    assert load_theatre(config.theatre_dir).boundary_credit == "survey.geojson"


def test_a_geopackage_is_read_like_geojson(city: Theatre, tmp_path: Path) -> None:
    path = tmp_path / "quarters.gpkg"
    box = shapely.from_geojson(json.dumps(square(*centre(city, "shaar"))))
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(box)], dtype=object),
        field_data=[np.array(["Chaar"], dtype=object)],
        fields=["NAME"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        driver="GPKG",
    )
    assert set(match_layer(read_layer(path, ["NAME"]), city).matched) == {"shaar"}


def test_the_command_reports_and_repeating_it_changes_nothing(
    config: Config, city: Theatre, tmp_path: Path
) -> None:
    path = layer(
        tmp_path / "a.geojson",
        ("Shaar", square(*centre(city, "shaar"))),
        ("Hamburg", square(9.99, 53.55)),
    )
    arguments = (str(path), "--name-field", "NAME", "--credit", "Surveyors")
    dry = run(config, *arguments, "--dry-run")
    assert not city.boundaries_path.exists()
    first = run(config, *arguments)
    assert first.exit_code == 0
    assert first.stdout.startswith(dry.stdout)
    assert "2 features, 1 matched to 1 places" in first.stdout
    assert "not matched: feature 2 (Hamburg): no place goes by its name" in first.stdout
    assert "the obsolete crs member is left out" in first.stdout
    written = city.boundaries_path.read_bytes()
    run(config, *arguments)
    assert city.boundaries_path.read_bytes() == written
    assert sorted(p.name for p in city.folder.glob("*.geojson")) == [
        "boundaries.geojson",
        "ground.geojson",
    ]


def test_what_browsers_kept_is_stale_once_boundaries_come_in(
    config: Config, city: Theatre, tmp_path: Path
) -> None:
    open_store(config)
    before = Site(config).version
    path = layer(tmp_path / "a.geojson", ("Shaar", square(*centre(city, "shaar"))))
    assert run(config, str(path), "--name-field", "NAME").exit_code == 0
    assert Site(config).version != before


def test_the_map_credits_what_it_draws(config: Config, city: Theatre, tmp_path: Path) -> None:
    open_store(config)
    path = layer(tmp_path / "a.geojson", ("Shaar", square(*centre(city, "shaar"))))
    run(config, str(path), "--name-field", "NAME", "--credit", "Institut des relevés & fils")
    client = create_app(config).test_client()
    page = client.get("/?lang=fr", buffered=True).text
    assert "Institut des relevés &amp; fils" in page
    method = client.get("/method?lang=fr", buffered=True).text
    assert "Des contours relevés (Institut des relevés &amp; fils)" in method


@pytest.mark.parametrize(
    ("content", "field", "told"),
    [
        ("not a layer", "NAME", "no layer that can be read"),
        ('{"type": "FeatureCollection", "features": []}', "NAME", "has no field 'NAME'"),
    ],
)
def test_a_file_that_is_no_layer_is_refused(
    tmp_path: Path, content: str, field: str, told: str
) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content)
    with pytest.raises(GeometryError, match=told):
        read_layer(path, [field])


def test_other_coordinates_are_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "metric.gpkg"
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(shapely.box(0, 0, 9, 9))], dtype=object),
        field_data=[np.array(["Chaar"], dtype=object)],
        fields=["NAME"],
        geometry_type="Polygon",
        crs="EPSG:32637",
        driver="GPKG",
    )
    with pytest.raises(GeometryError, match="ogr2ogr -t_srs EPSG:4326"):
        read_layer(path, ["NAME"])


def test_a_missing_field_is_told_with_those_there_are(city: Theatre, tmp_path: Path) -> None:
    path = layer(tmp_path / "a.geojson", ("Shaar", square(*centre(city, "shaar"))))
    with pytest.raises(GeometryError, match=r"Its fields are .*NAME\."):
        read_layer(path, ["TITLE"])


def test_damaged_boundaries_are_told(city: Theatre) -> None:
    city.boundaries_path.write_text('{"type": "FeatureCollection", "features": [{}]}')
    with pytest.raises(SeedError, match=r"boundaries\.geojson"):
        read_boundaries(city)


@pytest.mark.parametrize("path", SURVEYED, ids=lambda path: path.stem)
def test_a_real_layer_comes_in_whole(path: Path, config: Config, city: Theatre) -> None:
    result = run(
        config, str(path), "--name-field", "NAME", "--name-field", "NAME_A", "--credit", "CSR"
    )
    assert "133 features, 133 matched to 118 places" in result.stdout
    assert "repaired: rings wound clockwise in 133 features" in result.stdout
    extents = theatre_extents(load_theatre(config.theatre_dir), config.data_dir)
    assert len(extents) == 151
    assert shapely.coverage_is_valid(list(extents.values()))


@pytest.mark.parametrize("path", SURVEYED, ids=lambda path: path.stem)
def test_computed_borders_agree_with_a_survey(path: Path, city: Theatre) -> None:
    assert measure_borders(city, path, ["NAME", "NAME_A"])["iou"] >= 0.79
