"""The gazetteer as a geopy geocoder, so that whatever speaks to geopy can ask it.

Coordinates are (lon, lat) inside mapapp; geopy's ``Location`` wants (lat, lon), and this
is the door at which they are turned round.
"""

from collections.abc import Iterable
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from mapapp.models import Candidate, Place
from mapapp.name_index import NameIndex

__all__ = ["GazetteerGeocoder"]


class GazetteerGeocoder(NameIndex, Geocoder):  # type: ignore[misc]  # geopy has no types
    """Finds places by name; needs no network.

    Args:
        places: the gazetteer.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in places}
        NameIndex.__init__(self, self._places.values())
        # An adapter is required; this one opens nothing until it is asked, which it is not.
        Geocoder.__init__(self, adapter_factory=URLLibAdapter)

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Any:
        """The question that geopy asks: where is ``query``?

        Args:
            query: a name in any script.
            exactly_one: one location, or all that may be meant, best first.
            timeout: part of geopy's form; nothing here waits.

        Returns:
            A ``Location`` or a list of them, in geopy's (lat, lon); ``raw`` has ``id``, ``score``.

        Raises:
            PlaceNotFound: no place goes by the name.
            PlaceAmbiguous: several do and one was asked for.
        """
        if exactly_one:
            return self._location(self.find(query))
        found = self.candidates(query) or (self.find(query),)
        return [self._location(candidate) for candidate in found]

    def _location(self, candidate: Candidate) -> Location:
        place = self._places[candidate.place]
        lon, lat = self._centre(place)
        raw: dict[str, Any] = {"id": place.id, "score": candidate.score}
        return Location(place.names["en"], (lat, lon), raw)

    def _centre(self, place: Place) -> tuple[float, float]:
        """(lon, lat) in the middle of the pieces of a place, or of those of its members."""
        members = [self._places[m] for m in place.members if m in self._places] or [place]
        pieces = [piece for member in members for piece in member.pieces] or [
            piece for other in self._places.values() for piece in other.pieces
        ]
        lon = sum(piece.lon for piece in pieces) / len(pieces)
        return lon, sum(piece.lat for piece in pieces) / len(pieces)
