"""Snapshots as they were first made, and their files as they were first served.

Append-only: what has an id keeps its content, its drawing and its files for good, whatever
becomes of the data, the code or the libraries that drew it.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, or_, select

from mapapp.errors import StoreError, UnknownItem
from mapapp.store import tables
from mapapp.store.database import Database
from mapapp.store.rows import Row

__all__ = ["Snapshot", "SnapshotShelf"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A picture that does not change.

    Attributes:
        id: hash of all that fixes it.
        content: what it says, as ``mapapp.snapshots.content_of`` froze it.
        svg: how it is drawn.
        timeline: every day as known then, for the file with a slider.
    """

    id: str
    content: Mapping[str, Any]
    svg: str
    timeline: Mapping[str, Any]


class SnapshotShelf:
    """The snapshots of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has(self, snapshot_id: str) -> bool:
        """Whether there is a snapshot of that id."""
        query = select(tables.snapshots.c.id).where(tables.snapshots.c.id == snapshot_id)
        return bool(self._database.rows(query))

    def add(self, snapshot: Snapshot) -> bool:
        """Keeps a snapshot, unless it is there already.

        Returns:
            Whether it is new.

        Raises:
            StoreError: the database cannot be written.
        """
        if self.has(snapshot.id):
            return False
        content = snapshot.content
        return self._insert(
            tables.snapshots,
            {
                "id": snapshot.id,
                "spec": content["spec"],
                "data_version": content["data_version"],
                "rules_version": content["rules_version"],
                "content": _packed_json(content),
                "svg": _packed(snapshot.svg.encode()),
                "timeline": _packed_json(snapshot.timeline),
                "created": datetime.now(UTC),
            },
            lambda: self.has(snapshot.id),
        )

    def get(self, snapshot_id: str) -> Snapshot:
        """The snapshot as it was made.

        Raises:
            UnknownItem: there is none of that id.
        """
        query = select(tables.snapshots).where(tables.snapshots.c.id == snapshot_id)
        found = self._database.rows(query)
        if not found:
            raise UnknownItem(
                f"No snapshot goes by {snapshot_id!r}.", "Make one with POST /snapshots."
            )
        return _snapshot(found[0])

    def made_before(self, data_version: str, rules_version: int, *, most: int) -> list[Snapshot]:
        """Snapshots from other data or by other rules than these, the newest first."""
        column = tables.snapshots.c
        other_data = column.data_version != data_version
        other_rules = column.rules_version != rules_version
        query = select(tables.snapshots).where(or_(other_data, other_rules))
        query = query.order_by(column.created.desc(), column.id).limit(most)
        return [_snapshot(row) for row in self._database.rows(query)]

    def file(self, snapshot_id: str, name: str) -> bytes | None:
        """A file of a snapshot as it was first served; None if it never was.

        Args:
            snapshot_id: which snapshot.
            name: ending of the file, such as "png".
        """
        column = tables.snapshot_files.c
        query = select(column.body).where(column.snapshot == snapshot_id, column.format == name)
        found = self._database.rows(query)
        return zlib.decompress(found[0]["body"]) if found else None

    def keep_file(self, snapshot_id: str, name: str, body: bytes) -> bytes:
        """Keeps a file at its first request.

        Returns:
            The file to serve: another process may have been first, and that one stays.

        Raises:
            StoreError: the database cannot be written.
        """
        row = {"snapshot": snapshot_id, "format": name, "body": _packed(body)}
        self._insert(tables.snapshot_files, row, lambda: self.file(snapshot_id, name) is not None)
        return self.file(snapshot_id, name) or body

    def _insert(self, table: Table, row: Row, there: Callable[[], bool]) -> bool:
        """Adds a row; False where another process was first."""
        try:
            with self._database.transaction() as connection:
                connection.execute(table.insert(), dict(row))
        except StoreError:
            if there():
                return False
            raise
        return True


def _snapshot(row: Row) -> Snapshot:
    return Snapshot(
        row["id"],
        json.loads(zlib.decompress(row["content"])),
        zlib.decompress(row["svg"]).decode(),
        json.loads(zlib.decompress(row["timeline"])),
    )


def _packed_json(value: Mapping[str, Any]) -> bytes:
    return _packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _packed(body: bytes) -> bytes:
    return zlib.compress(body, 9)
