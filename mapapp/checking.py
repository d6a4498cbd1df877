"""Everything that can be wrong with a theatre's files, found in one pass."""

from pathlib import Path

from mapapp.boundaries import read_boundaries
from mapapp.corrections import read_corrections
from mapapp.dispatches import Dispatch
from mapapp.errors import SeedError
from mapapp.facts import check_carried, read_facts
from mapapp.name_index import NameIndex
from mapapp.seeds import Report
from mapapp.theatre import Theatre, load_theatre

__all__ = ["find_faults"]


def find_faults(folder: Path) -> list[SeedError]:
    """The faults of a theatre, each with file, line and remedy; none if it is sound.

    Args:
        folder: a folder under ``seeds/``.
    """
    faults: list[SeedError] = []
    try:
        theatre = load_theatre(folder, faults.append)
        theatre.ground()
        read_boundaries(theatre)
        read_corrections(theatre, faults.append)
        dispatches = list(theatre.read_dispatches(faults.append))
        facts = list(read_facts(theatre.facts_path, faults.append))
    except SeedError as fault:
        return [*faults, fault]
    _check_twins(dispatches, faults.append)
    _check_names(theatre, faults.append)
    for fact in facts:
        for place in fact.places:
            if place not in theatre.places:
                message, hint = f"place_id is {place!r}.", "Name the id of a place in places.csv."
                faults.append(
                    SeedError(message, hint, path=str(theatre.facts_path), line=fact.line)
                )
    check_carried(facts, dispatches, theatre.facts_path, faults.append)
    return faults


def _check_twins(dispatches: list[Dispatch], report: Report) -> None:
    seen: dict[str, Path] = {}
    for dispatch in dispatches:
        first = seen.setdefault(dispatch.article.id, dispatch.path)
        if first != dispatch.path:
            message = f"This is the same article as {first.name}."
            report(SeedError(message, "Delete one of the two.", path=str(dispatch.path)))


def _check_names(theatre: Theatre, report: Report) -> None:
    """A place that no name of its own leads to can never be found in a text."""
    exact = NameIndex(theatre.places.values()).exact
    alone = {places[0] for places in exact.values() if len(places) == 1}
    for place in theatre.places.values():
        if place.id not in alone:
            message = f"Every name of {place.id} is another place's too."
            hint = "Add an alias of its own in places.csv."
            report(SeedError(message, hint, path=str(theatre.folder / "places.csv")))
