"""Articles and what was read from them, in SQL: append-only, repeatable, atomic.

    database    the connection: transactions, and what the database refuses as a ``StoreError``
    tables      the schema, and bringing a database up to it
    rows        records to rows and back
    folds       the map as each version of the rules last had it
    snapshots   pictures as they were first served

An article is taken off the map, never erased.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, Update, select

from mapapp.errors import UnknownItem
from mapapp.models import Article, Claim, Extraction, Percent, PlaceId
from mapapp.store import rows, tables
from mapapp.store.database import Database
from mapapp.store.folds import Fold, FoldShelf
from mapapp.store.snapshots import Snapshot, SnapshotShelf

__all__ = ["Fold", "FoldShelf", "Snapshot", "SnapshotShelf", "Store", "Stored"]

_CHILDREN = (
    tables.mentions, tables.claims, tables.percents, tables.unresolved, tables.traces,
)  # fmt: skip
_ON_THE_MAP = tables.articles.c.withdrawn.is_(None)
#: Newest last, and within an article as it says things: the same however they were added.
_ORDER = (tables.articles.c.published, tables.articles.c.id)


class Stored(NamedTuple):
    """An article, the version that read it, and why it is off the map ("" while it is on)."""

    article: Article
    reader: str
    withdrawn_because: str


class Store:
    """The database behind the map.

    Args:
        url: SQLAlchemy URL; the folder of an SQLite file is made when missing.

    Raises:
        StoreError: the URL cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        self.folds = FoldShelf(self._database)
        self.snapshots = SnapshotShelf(self._database)

    def migrate(self) -> None:
        """Makes the tables, or brings them up to date.

        Raises:
            StoreError: the database cannot be written, or is of a newer version.
        """
        with self._database.transaction() as connection:
            tables.migrate(connection)

    # --- writing ---

    def add(self, article: Article, extraction: Extraction, *, reader: str = "") -> bool:
        """Puts an article and what was read from it on the map.

        Repeatable: the same article read the same way changes nothing; read otherwise, what
        was read replaces what was stored. An article that was taken off comes back.

        Args:
            article: it; its id tells whether it is known.
            extraction: what was read from it.
            reader: version of the reader, to tell later what wants reading anew.

        Returns:
            Whether anything changed.
        """
        fingerprint = _digest(repr(article), repr(extraction))
        with self._database.transaction() as connection:
            found = connection.execute(_article(article.id)).mappings().first()
            same = found and found["fingerprint"] == fingerprint and not found["withdrawn"]
            if found and same:
                if found["reader"] != reader:
                    connection.execute(_read_by(article.id, reader))
                return False
            _erase(connection, article.id)
            row = rows.article_row(article) | {"reader": reader, "fingerprint": fingerprint}
            connection.execute(tables.articles.insert(), row | {"withdrawn_because": ""})
            _insert_extraction(connection, article.id, extraction)
            return True

    def remove(self, article_id: str, *, because: str = "removed") -> None:
        """Takes an article off the map; adding it again brings it back.

        Raises:
            UnknownItem: no article on the map goes by the id.
        """
        values = {"withdrawn": datetime.now(UTC), "withdrawn_because": because}
        update = tables.articles.update().where(tables.articles.c.id == article_id, _ON_THE_MAP)
        with self._database.transaction() as connection:
            if not connection.execute(update.values(values)).rowcount:
                raise _unknown("article", article_id)

    # --- reading: articles ---

    def articles(self) -> list[Article]:
        """All articles on the map, oldest first."""
        query = select(tables.articles).where(_ON_THE_MAP).order_by(*_ORDER)
        return [rows.article_of(row) for row in self._database.rows(query)]

    def article(self, article_id: str) -> Article:
        """One article on the map.

        Raises:
            UnknownItem: no article on the map goes by the id.
        """
        found = self._database.rows(_article(article_id).where(_ON_THE_MAP))
        if not found:
            raise _unknown("article", article_id)
        return rows.article_of(found[0])

    def stored(self) -> dict[str, Stored]:
        """All articles by id, also those off the map, with the version that read them."""
        return {
            row["id"]: Stored(rows.article_of(row), row["reader"], row["withdrawn_because"])
            for row in self._database.rows(select(tables.articles))
        }

    # --- reading: what articles say ---

    def extraction(self, article_id: str) -> Extraction:
        """All that was read from an article, in the order of its text.

        Raises:
            UnknownItem: no article on the map goes by the id.
        """
        language = self.article(article_id).language
        mentions = self._database.rows(_said_in(tables.mentions, article_id))
        unresolved = self._database.rows(_said_in(tables.unresolved, article_id))
        traces = self._database.rows(_said_in(tables.traces, article_id))
        return Extraction(
            language,
            tuple(rows.mention_of(row) for row in mentions),
            tuple(self.claims(article=article_id)),
            tuple(self.percents(article=article_id)),
            tuple(rows.unresolved_of(row) for row in unresolved),
            tuple(rows.trace_of(row) for row in traces),
        )

    def claims(
        self,
        *,
        place: PlaceId | None = None,
        published_until: date | None = None,
        article: str | None = None,
    ) -> list[Claim]:
        """Claims of the articles on the map, oldest publication first."""
        query = _said(tables.claims, published_until, article)
        if place is not None:
            query = query.where(tables.claims.c.place == place)
        return [rows.claim_of(row) for row in self._database.rows(query)]

    def claim(self, claim_id: str) -> Claim:
        """One claim.

        Raises:
            UnknownItem: no claim on the map goes by the id.
        """
        found = self._database.rows(_said(tables.claims).where(tables.claims.c.id == claim_id))
        if not found:
            raise _unknown("claim", claim_id)
        return rows.claim_of(found[0])

    def percents(
        self, *, published_until: date | None = None, article: str | None = None
    ) -> list[Percent]:
        """Statements of a share, oldest publication first."""
        query = _said(tables.percents, published_until, article)
        return [rows.percent_of(row) for row in self._database.rows(query)]

    # --- versions ---

    def data_version(self) -> str:
        """Hash of what is on the map: 12 hex digits, whatever the order of adding."""
        column = tables.articles.c.fingerprint
        query = select(column).where(_ON_THE_MAP).order_by(column)
        return _digest(*(row["fingerprint"] for row in self._database.rows(query)))[:12]


def _unknown(kind: str, item_id: str) -> UnknownItem:
    return UnknownItem(
        f"No {kind} on the map goes by {item_id!r}.",
        "`python -m mapapp list` and /api/v1/articles list what there is.",
    )


def _article(article_id: str) -> Select[Any]:
    return select(tables.articles).where(tables.articles.c.id == article_id)


def _read_by(article_id: str, reader: str) -> Update:
    """Notes that another version read an article the same way: nothing on the map changes."""
    update = tables.articles.update().where(tables.articles.c.id == article_id)
    return update.values(reader=reader)


def _said(
    table: Table, published_until: date | None = None, article: str | None = None
) -> Select[Any]:
    """Rows of a table with the publication date of their article."""
    query = (
        select(table, tables.articles.c.published)
        .join(tables.articles)
        .where(_ON_THE_MAP)
        .order_by(*_ORDER, table.c.position)
    )
    if published_until is not None:
        query = query.where(tables.articles.c.published <= published_until)
    return query if article is None else query.where(table.c.article == article)


def _said_in(table: Table, article_id: str) -> Select[Any]:
    return select(table).where(table.c.article == article_id).order_by(table.c.position)


def _erase(connection: Connection, article_id: str) -> None:
    for table in _CHILDREN:
        connection.execute(table.delete().where(table.c.article == article_id))
    connection.execute(tables.articles.delete().where(tables.articles.c.id == article_id))


def _insert_extraction(connection: Connection, article_id: str, extraction: Extraction) -> None:
    """Claims and percents are known by what they say: said twice in one place, stored once."""
    claims = {c.id: c for c in (replace(c, article=article_id) for c in extraction.claims)}
    percents = {p.id: p for p in (replace(p, article=article_id) for p in extraction.percents)}
    said: dict[Table, Iterable[dict[str, Any]]] = {
        tables.mentions: map(rows.mention_row, extraction.mentions),
        tables.claims: map(rows.claim_row, claims.values()),
        tables.percents: map(rows.percent_row, percents.values()),
        tables.unresolved: map(rows.unresolved_row, extraction.unresolved),
        tables.traces: map(rows.trace_row, extraction.traces),
    }
    for table, found in said.items():
        numbered = [
            {"article": article_id, "position": position, **row}
            for position, row in enumerate(found)
        ]
        if numbered:
            connection.execute(table.insert(), numbered)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
