"""The connection to the database; SQLAlchemy's own errors do not leave it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from mapapp.errors import StoreError
from mapapp.store.rows import Row

__all__ = ["Database"]

_HINT = "Check MAPAPP_DATABASE_URL and the rights on the file."
#: What a driver says, and what helps.
_HINTS = {
    "no such table": "Run `python -m mapapp load` once; it makes the tables.",
    "does not exist": "Run `python -m mapapp load` once; it makes the tables.",
}


class Database:
    """A database by its SQLAlchemy URL; the folder of an SQLite file is made when missing.

    Raises:
        StoreError: the URL cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: kept whole, or not at all.

        Raises:
            StoreError: the database refused.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _failure(self._engine.url.render_as_string(), error) from error

    def rows(self, query: Select[Any]) -> list[Row]:
        """All rows of a query.

        Raises:
            StoreError: the database refused.
        """
        with self.transaction() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        name = parsed.database or ""
        # A "file:" URI brings options of its own, such as mode=ro; it names no new folder.
        if parsed.get_backend_name() == "sqlite" and name and not name.startswith("file:"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        # No pool: a connection must not cross the fork of the web server's workers.
        return create_engine(parsed, poolclass=NullPool)
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise _failure(url.partition("@")[2] or url, error) from error


def _failure(where: str, error: Exception) -> StoreError:
    """The one sentence of the driver that says what is wrong; the statement is no news."""
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    hint = next((hint for said, hint in _HINTS.items() if said in reason), _HINT)
    return StoreError(f"The database {where} cannot be used: {reason}.", hint)
