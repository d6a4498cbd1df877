"""Nominatim in the same form as the gazetteer: a geopy geocoder, asked only when allowed.

It belongs to the command line: no request and no extraction ever waits for a network. What
it answered is kept in a file, refusals to find included, so that a name is asked once.
https://operations.osmfoundation.org/policies/nominatim/ asks for a user agent of one's own
and for one request a second at the most.
"""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from mapapp.errors import GeocoderUnavailable, PlaceNotFound
from mapapp.models import Place

__all__ = ["NominatimGeocoder"]

_SECONDS_BETWEEN = 1.0
_TIMEOUT = 10.0
#: Degrees around the gazetteer within which an answer can be meant: a city and its suburbs.
_MARGIN = 0.1
_MOST = 5


class NominatimGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Asks a Nominatim server for names around the places of a gazetteer.

    Args:
        url: of the server, for example https://nominatim.openstreetmap.org.
        user_agent: how mapapp names itself.
        places: answers outside their surroundings are not wanted.
        cache: file that keeps the answers.
        service: geopy's Nominatim or what stands in for it in tests.
    """

    def __init__(
        self,
        url: str,
        user_agent: str,
        places: Iterable[Place],
        cache: Path,
        *,
        service: Any = None,
    ) -> None:
        super().__init__(user_agent=user_agent, timeout=_TIMEOUT)
        parts = urlsplit(url)
        self._service = service or Nominatim(
            domain=parts.netloc, scheme=parts.scheme, user_agent=user_agent, timeout=_TIMEOUT
        )
        self._ask = RateLimiter(
            self._service.geocode, min_delay_seconds=_SECONDS_BETWEEN, swallow_exceptions=False
        )
        self._box = _box_around(places)
        self._cache = cache

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float = _TIMEOUT) -> Any:
        """Where Nominatim finds ``query``, in geopy's (lat, lon).

        Args:
            query: a name in any script.
            exactly_one: the best location, or all.
            timeout: seconds to wait for the server.

        Raises:
            PlaceNotFound: nothing around the city goes by the name.
            GeocoderUnavailable: the server did not answer, or refused.
        """
        kept = self._read_cache()
        key = " ".join(query.split())
        if key not in kept:
            kept[key] = self._answers(key, timeout)
            self._write_cache(kept)
        found = [
            Location(name, (lat, lon), {"id": None, "score": None}) for name, lon, lat in kept[key]
        ]
        if not found:
            raise PlaceNotFound(
                f"Nominatim finds no {query!r} around the city.", "Try another spelling."
            )
        return found[0] if exactly_one else found

    def _answers(self, query: str, timeout: float) -> list[tuple[str, float, float]]:
        """(name, lon, lat) of each answer."""
        try:
            found = self._ask(
                query,
                exactly_one=False,
                limit=_MOST,
                viewbox=self._box,
                bounded=True,
                timeout=timeout,
            )
        except GeopyError as error:
            raise GeocoderUnavailable(
                f"Nominatim did not answer for {query!r}: {error}.", "Try again later."
            ) from error
        return [(str(where.address), where.longitude, where.latitude) for where in found or ()]

    def _read_cache(self) -> dict[str, list[tuple[str, float, float]]]:
        try:
            kept: dict[str, list[tuple[str, float, float]]] = json.loads(self._cache.read_bytes())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}  # nothing asked yet, or a file that a crash cut short: ask again
        return kept

    def _write_cache(self, kept: dict[str, list[tuple[str, float, float]]]) -> None:
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=self._cache.parent, delete=False) as file:
            json.dump(kept, file, ensure_ascii=False, indent=1, sort_keys=True)
        Path(file.name).replace(self._cache)


def _box_around(places: Iterable[Place]) -> list[tuple[float, float]]:
    """Two opposite corners in geopy's (lat, lon)."""
    pieces = [piece for place in places for piece in place.pieces]
    lats, lons = [piece.lat for piece in pieces], [piece.lon for piece in pieces]
    return [
        (min(lats) - _MARGIN, min(lons) - _MARGIN),
        (max(lats) + _MARGIN, max(lons) + _MARGIN),
    ]
