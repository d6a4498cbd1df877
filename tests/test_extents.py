"""The ground of places: sound as geometry, and near to what surveyors drew."""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape as as_shape

from mapapp.config import ROOT
from mapapp.errors import GeometryError, PlaceAmbiguous, PlaceNotFound
from mapapp.extents import Shape, area_km2, compute_extents, load_or_compute
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Ellipse, Place, PlaceId
from mapapp.theatre import Theatre

#: The surveyed layer, where it lies beside the project.
SURVEYED = sorted(ROOT.parent.glob("shared/data/reference/neighbourhoods.geojson"))


@pytest.fixture(scope="module")
def extents(theatre: Theatre) -> Mapping[PlaceId, Shape]:
    return compute_extents(theatre.places.values())


def test_every_place_but_the_groups_has_ground(
    theatre: Theatre, extents: Mapping[PlaceId, Shape]
) -> None:
    assert set(extents) == {place.id for place in theatre.places.values() if not place.is_group}


def test_shapes_are_valid_and_right_handed(extents: Mapping[PlaceId, Shape]) -> None:
    for place, ground in extents.items():
        assert ground.is_valid, place
        for part in shapely.get_parts(ground):
            assert part.exterior.is_ccw, place
            assert not any(ring.is_ccw for ring in part.interiors), place


def test_neighbours_share_borders_and_never_overlap(extents: Mapping[PlaceId, Shape]) -> None:
    assert shapely.coverage_is_valid(list(extents.values()))
    for one, other in combinations(extents.values(), 2):
        assert not shapely.relate_pattern(one, other, "T********")


def test_coordinates_have_six_decimals(extents: Mapping[PlaceId, Shape]) -> None:
    for ground in extents.values():
        for lon, lat in shapely.get_coordinates(ground).tolist():
            assert (lon, lat) == (round(lon, 6), round(lat, 6))


def test_each_centre_lies_in_its_own_place(
    theatre: Theatre, extents: Mapping[PlaceId, Shape]
) -> None:
    for place, ground in extents.items():
        for piece in theatre.places[place].pieces:
            assert ground.distance(shapely.Point(piece.lon, piece.lat)) < 0.001, place


def test_an_area_is_in_square_kilometres(extents: Mapping[PlaceId, Shape]) -> None:
    # An ellipse of 1170 by 900 m has 0.83 km²; its neighbours take some of it.
    assert 0.5 < area_km2(extents[PlaceId("shaar")]) < 0.9


def test_extents_are_computed_once_for_a_gazetteer(theatre: Theatre, tmp_path: Path) -> None:
    places = [theatre.places[PlaceId(name)] for name in ("shaar", "qadi-askar", "karm-al-beik")]
    first = load_or_compute(places, tmp_path)
    (cache,) = tmp_path.iterdir()
    written = cache.stat().st_mtime_ns
    assert load_or_compute(places, tmp_path) == first
    assert cache.stat().st_mtime_ns == written


def test_another_gazetteer_is_computed_anew(theatre: Theatre, tmp_path: Path) -> None:
    shaar = theatre.places[PlaceId("shaar")]
    wider = replace(shaar, pieces=(replace(shaar.pieces[0], width_m=1000),))
    assert load_or_compute([shaar], tmp_path) != load_or_compute([wider], tmp_path)


def test_a_damaged_cache_is_computed_anew(theatre: Theatre, tmp_path: Path) -> None:
    shaar = theatre.places[PlaceId("shaar")]
    first = load_or_compute([shaar], tmp_path)
    (cache,) = tmp_path.iterdir()
    cache.write_bytes(cache.read_bytes()[:-20])
    assert load_or_compute([shaar], tmp_path) == first


def test_a_piece_without_size_is_refused() -> None:
    names = {"fr": "X", "en": "X", "ar": "X"}
    flat = Place(PlaceId("x"), "site", names, pieces=(Ellipse(37.1, 36.2, 500, 0, 0),))
    with pytest.raises(GeometryError, match="no size"):
        compute_extents([flat])


@pytest.mark.parametrize("path", SURVEYED, ids=lambda path: path.stem)
def test_computed_ground_agrees_with_surveyed_ground(
    path: Path, theatre: Theatre, extents: Mapping[PlaceId, Shape]
) -> None:
    geocoder = GazetteerGeocoder(theatre.places.values())
    drawn: dict[PlaceId, list[Shape]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        try:
            place = geocoder.find(feature["properties"]["NAME"] or "").place
        except (PlaceNotFound, PlaceAmbiguous):
            continue
        drawn.setdefault(place, []).append(shapely.make_valid(as_shape(feature["geometry"])))
    agreement = []
    for place, parts in drawn.items():
        if place in extents and theatre.places[place].accuracy == "measured":
            surveyed, ours = shapely.union_all(parts), extents[place]
            agreement.append(surveyed.intersection(ours).area / surveyed.union(ours).area)
    assert len(agreement) >= 80
    assert sum(agreement) / len(agreement) >= 0.79
