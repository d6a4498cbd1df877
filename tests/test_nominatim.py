"""Nominatim is asked once for a name, politely, and its failures are ours."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from geopy.exc import GeocoderServiceError

from mapapp.errors import GeocoderUnavailable, PlaceNotFound
from mapapp.nominatim import NominatimGeocoder
from mapapp.theatre import Theatre


class Service:
    """Stands in for geopy's Nominatim: gives what it is told to, and counts."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def geocode(self, query: str, **options: Any) -> Any:
        self.asked.append({"query": query, **options})
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def geocoder(theatre: Theatre, folder: Path, service: Service) -> NominatimGeocoder:
    return NominatimGeocoder(
        "https://example.org",
        "mapapp-test/1.0",
        theatre.places.values(),
        folder / "nominatim.json",
        service=service,
    )


BARON = SimpleNamespace(address="Baron Street, Aleppo", latitude=36.205, longitude=37.15)


def test_an_answer_is_kept_for_the_next_run(theatre: Theatre, tmp_path: Path) -> None:
    service = Service([BARON])
    assert geocoder(theatre, tmp_path, service).geocode("Baron").latitude == 36.205
    again = geocoder(theatre, tmp_path, service).geocode("  Baron ")
    assert (again.address, again.raw) == ("Baron Street, Aleppo", {"id": None, "score": None})
    assert len(service.asked) == 1


def test_it_asks_only_around_the_city(theatre: Theatre, tmp_path: Path) -> None:
    service = Service([BARON])
    geocoder(theatre, tmp_path, service).geocode("Baron")
    (south, west), (north, east) = service.asked[0]["viewbox"]
    assert service.asked[0]["bounded"]
    assert south < 36.15 < 36.25 < north
    assert west < 37.1 < 37.25 < east


def test_nothing_found_is_an_error_and_is_kept_too(theatre: Theatre, tmp_path: Path) -> None:
    service = Service(None)
    for _ in range(2):
        with pytest.raises(PlaceNotFound, match="Atlantis"):
            geocoder(theatre, tmp_path, service).geocode("Atlantis")
    assert len(service.asked) == 1


def test_a_server_that_fails_is_told_and_not_kept(theatre: Theatre, tmp_path: Path) -> None:
    failure = GeocoderServiceError("502")
    service = Service(failure, failure, failure, [BARON])
    patient = geocoder(theatre, tmp_path, service)
    patient._ask.error_wait_seconds = patient._ask.min_delay_seconds = 0
    with pytest.raises(GeocoderUnavailable, match="Baron"):
        patient.geocode("Baron")
    assert patient.geocode("Baron").longitude == 37.15


def test_a_damaged_cache_is_asked_anew(theatre: Theatre, tmp_path: Path) -> None:
    (tmp_path / "nominatim.json").write_text('{"Baron": [')
    assert geocoder(theatre, tmp_path, Service([BARON])).geocode("Baron").latitude == 36.205
