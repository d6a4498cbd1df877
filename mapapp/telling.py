"""How a state is put into words: the same in table, drawing, history and feed.

A state is the properties of a control feature, or as much of them as says who holds what.
``static/js/words.js`` tells it likewise in the browser.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from mapapp.models import Force, PlaceId
from mapapp.theatre import ForceStyle, Theatre
from mapapp.words import Words

__all__ = ["FLAGS", "OLD_DAYS", "State", "Telling", "rival_of"]

State: TypeAlias = Mapping[str, Any]
#: Flags that have a word of their own, in the order of telling.
FLAGS = ("claimed", "disputed", "besieged", "uncertain")
#: Evidence of more days is old; a hold that nobody confirmed for half a year pales.
OLD_DAYS = 180


class Telling:
    """Words for the states of one theatre in one language."""

    def __init__(self, words: Words, theatre: Theatre) -> None:
        self.words = words
        self._theatre = theatre
        self._forces: dict[str, ForceStyle] = dict(theatre.forces.items())

    def force(self, force: str) -> str:
        known = self._forces.get(force)
        return self.words.force(known.names if known else None)

    def place(self, place_id: PlaceId) -> str:
        """The name of a place; one that left the gazetteer keeps its id."""
        place = self._theatre.places.get(place_id)
        return place.names[self.words.lang] if place else place_id

    def source(self, source_id: str | None) -> str:
        source = self._theatre.sources.get(source_id) if source_id else None
        return source.names[self.words.lang] if source else self.words.text("source_unknown")

    def holder(self, state: State) -> str:
        """ "Government", or "Contested: Government / Opposition"."""
        rival = rival_of(state)
        if rival is None:
            return self.force(state["force"])
        if rival == state["force"] == "unknown":
            return self.words.text("legend_contested")
        forces = f"{self.force(state['force'])} / {self.force(rival)}"
        return self.words.text("state_contested", forces=forces)

    def flags(self, state: State) -> list[str]:
        return [self.words.text(f"flag_{flag}") for flag in FLAGS if state.get(flag)]

    def state(self, state: State) -> str:
        """Holder and flags in one line."""
        return " · ".join((self.holder(state), *self.flags(state)))


def rival_of(state: State) -> Force | None:
    """The force that stands against the holder in a contested place."""
    if state["status"] != "contested":
        return None
    others: list[Force] = [f for f in state["contested_by"] if f != state["force"]]
    return others[0] if others else "unknown"
