"""The tables of the store, in SQLAlchemy Core, and the migrations that make them.

Only types that SQLite and PostgreSQL share. A range of days is two columns; the order in
which an article says things is ``position``.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.util import CommandError
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from mapapp.errors import StoreError

__all__ = [
    "articles",
    "claims",
    "folds",
    "mentions",
    "metadata",
    "migrate",
    "percents",
    "snapshot_files",
    "snapshots",
    "traces",
    "unresolved",
]

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("text", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("published", Date, index=True),
    Column("published_assumed", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("source", String(100)),
    Column("url", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    # Which reader read it, and a hash of all that was stored: what differs is stored anew.
    Column("reader", String(100), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("withdrawn", DateTime(timezone=True)),
    Column("withdrawn_because", String(100), nullable=False),
)


def _article_key() -> Column[str]:
    return Column("article", String(12), ForeignKey("articles.id"), nullable=False, index=True)


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False)


def _span() -> list[Column[int] | Column[str]]:
    """Code points ``[span_start, span_end)`` of the article's text, and the words there."""
    return [
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        Column("span_text", Text, nullable=False),
    ]


mentions = Table(
    "mentions",
    metadata,
    _article_key(),
    _position(),
    *_span(),
    Column("place", String(100), nullable=False),
    Column("score", Float, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(12), primary_key=True),
    _article_key(),
    _position(),
    Column("place", String(100), nullable=False, index=True),
    Column("force", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("polarity", String(20), nullable=False),
    Column("extent", String(20), nullable=False),
    Column("event", String(20), nullable=False),
    Column("start_earliest", Date),
    Column("start_latest", Date),
    Column("end_earliest", Date),
    Column("end_latest", Date),
    Column("as_of", Date),
    Column("date_precision", String(20), nullable=False),
    Column("source", String(100)),
    Column("rule", String(100), nullable=False),
    Column("confidence", Float, nullable=False),
    *_span(),
)

percents = Table(
    "percents",
    metadata,
    Column("id", String(12), primary_key=True),
    _article_key(),
    _position(),
    Column("value", Float, nullable=False),
    Column("place", String(100), nullable=False),
    Column("force", String(20), nullable=False),
    Column("relation", String(20), nullable=False),
    Column("polarity", String(20), nullable=False),
    Column("day", Date),
    Column("source", String(100)),
    *_span(),
)

unresolved = Table(
    "unresolved",
    metadata,
    _article_key(),
    _position(),
    *_span(),
    Column("candidates", JSON, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    _article_key(),
    _position(),
    *_span(),
    Column("parts", JSON, nullable=False),
)

folds = Table(
    "folds",
    metadata,
    Column("rules_version", Integer, primary_key=True, autoincrement=False),
    Column("since", Date, nullable=False),
    Column("data_version", String(12), nullable=False),
    # Compressed: the spells of Aleppo take some 30 kB.
    Column("spells", LargeBinary, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("spec", JSON, nullable=False),
    Column("data_version", String(12), nullable=False),
    Column("rules_version", Integer, nullable=False),
    # Compressed: a day takes 20 to 60 kB.
    Column("content", LargeBinary, nullable=False),
    Column("svg", LargeBinary, nullable=False),
    Column("timeline", LargeBinary, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False, index=True),
)

snapshot_files = Table(
    "snapshot_files",
    metadata,
    Column("snapshot", String(16), ForeignKey("snapshots.id"), primary_key=True),
    Column("format", String(4), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)


def migrate(connection: Connection) -> None:
    """Brings a database to the newest revision; does nothing when it is there.

    Raises:
        StoreError: the database was made by a newer mapapp.
    """
    config = AlembicConfig()
    folder = Path(__file__).resolve().parent.parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"The database cannot be brought up to date: {error}.",
            "It was made by a newer version; update mapapp, or name another database.",
        ) from error
