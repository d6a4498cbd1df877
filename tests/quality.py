"""Measures how well texts are read and how right the map is: ``python -m tests.quality``.

Writes ``docs/quality.json``, which the page of the method shows. What is read is set against
``tests/passages`` (its README has the rules); the days of the map against the best reading of
the facts; computed borders against a surveyed layer, where the command line names one.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.atlas import Atlas
from mapapp.audit import compare, place_days, read_best_reading
from mapapp.config import ROOT, Config
from mapapp.dates import parse_day
from mapapp.errors import GeocodeError
from mapapp.extents import compute_extents, mean_iou
from mapapp.facts import read_facts
from mapapp.geocoding import GazetteerGeocoder
from mapapp.intake import Intake
from mapapp.layers import match_layer, read_layer
from mapapp.models import LANGUAGES, Article, Claim
from mapapp.pipeline import load, open_store
from mapapp.seeds import raise_fault
from mapapp.theatre import Theatre, load_theatre

PASSAGES = ROOT / "tests" / "passages"
QUALITY = ROOT / "docs" / "quality.json"


#: Kinds of error: not found, found though nobody wrote it, or wrong in one field.
KINDS = ("missed", "surplus", "force", "status", "polarity", "event")


class Tally(NamedTuple):
    """Readings that are right, that nobody wrote down, and that were not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return round(self.right / (self.right + self.wrong or 1), 3)

    @property
    def recall(self) -> float:
        return round(self.right / (self.right + self.missed or 1), 3)

    @property
    def f1(self) -> float:
        return round(2 * self.right / (2 * self.right + self.wrong + self.missed or 1), 3)


class Gazetteer:
    """The place that an annotator's name means."""

    def __init__(self, theatre: Theatre) -> None:
        self._geocoder = GazetteerGeocoder(theatre.places.values())
        self._exceptions = json.loads((PASSAGES / "names.json").read_text(encoding="utf-8"))
        self.wide = frozenset(place.id for place in theatre.places.values() if place.is_group)

    def place(self, name: str) -> str | None:
        if name in self._exceptions:
            found: str | None = self._exceptions[name]
            return found
        try:
            return self._geocoder.find(name).place
        except GeocodeError:
            return None


def measure_passages(theatre: Theatre) -> dict[str, Any]:
    """Precision and recall of claims, language by language."""
    intake, gazetteer = Intake(theatre), Gazetteer(theatre)
    found = {}
    for lang in LANGUAGES:
        lines = (PASSAGES / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
        tally, kinds = Tally(), Counter(dict.fromkeys(KINDS, 0))
        for passage in map(json.loads, lines):
            published = parse_day(passage["published"]) if passage["published"] else None
            article = Article(passage["text"], lang, published=published)
            read = intake.extract(article).claims
            tally += score(passage["claims"], read, gazetteer)
            kinds.update(error_kinds(passage["claims"], read, gazetteer))
        found[lang] = {
            "count": len(lines),
            "precision": tally.precision,
            "recall": tally.recall,
            "errors": dict(kinds),
        }
    return found


def score(written: list[dict[str, Any]], read: Sequence[Claim], gazetteer: Gazetteer) -> Tally:
    """Claims read from a passage against those written down; each is matched once.

    Optional ones count neither found nor missed. What repeats a claim, and the loss that is
    the other side of a written gain, is not wrong.
    """
    missed, wrong = _unmatched(written, read, gazetteer)
    demanded = sum(not claim.get("optional") for claim in written)
    return Tally(demanded - len(missed), len(wrong), len(missed))


#: Letters by which two readers may differ over where a name begins or ends: an article.
_ARTICLE = 5


def score_mentions(
    written: list[dict[str, Any]], found: Sequence[tuple[int, int, str]], gazetteer: Gazetteer
) -> Tally:
    """Names (start, end, place) found in a passage against those written down.

    Optional ones count neither found nor missed, nor does the city where it is not written.
    """
    wanted = [_Name.of(mention, gazetteer) for mention in written]
    met: set[_Name] = set()
    wrong = 0
    for start, end, place in found:
        near = [name for name in wanted if name.meets(start, end)]
        right = [name for name in near if name.place == place]
        met.update(right[:1])
        excused = any(name.optional for name in near) or (not near and place in gazetteer.wide)
        wrong += not (right or excused)
    demanded = [name for name in wanted if not name.optional]
    return Tally(len(met.intersection(demanded)), wrong, len(set(demanded) - met))


class _Name(NamedTuple):
    """A mention that was written down."""

    start: int
    end: int
    place: str | None
    optional: bool

    @classmethod
    def of(cls, mention: Mapping[str, Any], gazetteer: Gazetteer) -> "_Name":
        start, place = mention["start"], gazetteer.place(mention["ref_name"])
        optional = bool(mention.get("optional")) or place is None
        return cls(start, start + len(mention["text"]), place, optional)

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares text with a span, and differs by an article at most."""
        shares = max(start, self.start) < min(end, self.end)
        return shares and max(abs(start - self.start), abs(end - self.end)) <= _ARTICLE


def error_kinds(
    written: list[dict[str, Any]], read: Sequence[Claim], gazetteer: Gazetteer
) -> Iterator[str]:
    """What went wrong, one of ``KINDS`` for each error: a claim about the right place that errs
    in one thing is that error, and neither missed nor surplus.
    """
    missed, wrong = _unmatched(written, read, gazetteer)
    for readings in missed:
        near = next((c for c in wrong if any(r.place == c.place for r in readings)), None)
        if near is None:
            yield "missed"
            continue
        wrong.remove(near)
        yield next(reading for reading in readings if reading.place == near.place).differs_in(near)
    yield from ("surplus" for _ in wrong)


def _unmatched(
    written: list[dict[str, Any]], read: Sequence[Claim], gazetteer: Gazetteer
) -> tuple[list[list["Reading"]], list[Claim]]:
    """The readings of demanded claims that were not found, and the claims that are wrong."""
    wanted = [(claim, list(_readings(claim, gazetteer))) for claim in written]
    waiting, missed = list(read), []
    for claim, readings in sorted(wanted, key=lambda pair: pair[0].get("optional", False)):
        match = next((c for c in waiting if any(r.fits(c) for r in readings)), None)
        if match is not None:
            waiting.remove(match)
        elif not claim.get("optional"):
            missed.append(readings)
    known = [reading for _, readings in wanted for reading in readings]
    return missed, [claim for claim in waiting if not any(r.allows(claim) for r in known)]


class Reading(NamedTuple):
    """One reading of an annotated claim that counts as right."""

    place: str | None
    force: str
    status: str
    polarity: str
    lost: bool

    def fits(self, claim: Claim) -> bool:
        if (claim.place, claim.polarity) != (self.place, self.polarity):
            return False
        if self.lost:
            return claim.force == self.force and (claim.event == "loss" or claim.end is not None)
        if claim.status != self.status:
            return False
        # Of a fight without a named side, and of a siege, any force may be told, or none.
        named = {self.force} if self.status == "control" else {self.force, "unknown"}
        return self.force == "contested" or claim.force in named

    def differs_in(self, claim: Claim) -> str:
        """The first field in which a claim about the same place is another."""
        if claim.polarity != self.polarity:
            return "polarity"
        if not self.lost and claim.status != self.status:
            return "status"
        return "force" if claim.force != self.force else "event"

    def allows(self, claim: Claim) -> bool:
        other_side = claim.event == "loss" and claim.force != self.force
        return self.fits(claim) or (claim.place == self.place and other_side)


def _readings(claim: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[Reading]:
    for other in ({}, *claim.get("also_ok", ())):
        told = {**claim, **other}
        same_force = told["force"] == claim["force"]
        lost = bool(other.get("lost", claim.get("lost", False) and same_force))
        place = gazetteer.place(told["ref_name"])
        yield Reading(place, told["force"], told["status"], told["polarity"], lost)


def measure_dispatches(theatre: Theatre) -> dict[str, int]:
    facts = {fact.number: fact for fact in read_facts(theatre.facts_path, raise_fault)}
    compared = list(compare(theatre.read_dispatches(), facts, theatre))
    return {"total": len(compared), "right": sum(not comparison for comparison in compared)}


def measure_days(theatre: Theatre, config: Config) -> dict[str, int]:
    store = open_store(config)
    load(theatre, store)
    atlas = Atlas(theatre, store, compute_extents(theatre.places.values()))
    best = read_best_reading(theatre.folder / "best_reading.csv")
    found = place_days(atlas.timeline(), best)
    return {"total": found.total, "right": found.right}


def measure_borders(theatre: Theatre, layer: Path, name_fields: Sequence[str]) -> dict[str, Any]:
    """How well computed ground agrees with surveyed ground, over the places matched by name."""
    surveyed = match_layer(read_layer(layer, name_fields), theatre).boundaries("").shapes
    computed = compute_extents(theatre.places.values())
    return {"places": len(surveyed), "iou": round(mean_iou(computed, surveyed), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layer", type=Path, help="GeoJSON of surveyed neighbourhoods")
    parser.add_argument("--name-field", action="append", help="field that names them")
    arguments = parser.parse_args()
    theatre = load_theatre(ROOT / "seeds" / "aleppo")
    measured = json.loads(QUALITY.read_text(encoding="utf-8")) if QUALITY.exists() else {}
    measured["passages"] = measure_passages(theatre)
    measured["dispatches"] = measure_dispatches(theatre)
    with tempfile.TemporaryDirectory() as folder:
        measured["place_days"] = measure_days(theatre, Config(data_dir=Path(folder)))
    if arguments.layer:
        measured["borders"] = measure_borders(
            theatre, arguments.layer, arguments.name_field or ["NAME"]
        )
    text = json.dumps(measured, indent=2) + "\n"
    QUALITY.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
