"""The map as each version of the rules last had it, so that a change of rules can be shown.

A new version of the rules folds all claims anew; what the version before made of them would
be gone with its code, were it not kept here. One row per version: the newest data win.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from mapapp.models import PlaceId, Spell
from mapapp.store import tables
from mapapp.store.database import Database

__all__ = ["Fold", "FoldShelf"]

_DAYS = ("start", "end", "since", "until", "evidence_on")
_TUPLES = ("contested_by", "claims")


@dataclass(frozen=True, slots=True)
class Fold:
    """All spells by one version of the rules.

    Attributes:
        rules_version: of the rules.
        since: the day on which they were first used here.
        data_version: of the claims that were folded.
        spells: of every place that is not a group.
    """

    rules_version: int
    since: date
    data_version: str
    spells: Mapping[PlaceId, tuple[Spell, ...]]


class FoldShelf:
    """The folds of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has(self, rules_version: int, data_version: str) -> bool:
        """Whether the fold of these data by these rules is the one that is kept."""
        column = tables.folds.c
        query = select(column.since).where(
            column.rules_version == rules_version, column.data_version == data_version
        )
        return bool(self._database.rows(query))

    def keep(self, fold: Fold) -> None:
        """Keeps a fold in place of an earlier one by the same rules, whose ``since`` stays.

        Raises:
            StoreError: the database cannot be written.
        """
        of_rules = tables.folds.c.rules_version == fold.rules_version
        row: dict[str, Any] = {"data_version": fold.data_version, "spells": _packed(fold.spells)}
        with self._database.transaction() as connection:
            if connection.execute(tables.folds.update().where(of_rules).values(row)).rowcount:
                return
            row |= {"rules_version": fold.rules_version, "since": fold.since}
            connection.execute(tables.folds.insert(), row)

    def until(self, rules_version: int) -> list[Fold]:
        """The folds by the rules up to a version, oldest rules first."""
        column = tables.folds.c
        query = select(tables.folds).where(column.rules_version <= rules_version)
        found = self._database.rows(query.order_by(column.rules_version))
        return [Fold(**{**row, "spells": _unpacked(row["spells"])}) for row in found]


def _packed(spells: Mapping[PlaceId, tuple[Spell, ...]]) -> bytes:
    rows = {place: [spell._asdict() for spell in told] for place, told in spells.items()}
    return zlib.compress(json.dumps(rows, default=date.isoformat).encode(), 9)


def _unpacked(packed: bytes) -> dict[PlaceId, tuple[Spell, ...]]:
    rows = json.loads(zlib.decompress(packed))
    return {place: tuple(map(_spell, told)) for place, told in rows.items()}


def _spell(row: dict[str, Any]) -> Spell:
    days = {name: date.fromisoformat(row[name]) for name in _DAYS if row[name]}
    return Spell(**{**row, **days, **{name: tuple(row[name]) for name in _TUPLES}})
