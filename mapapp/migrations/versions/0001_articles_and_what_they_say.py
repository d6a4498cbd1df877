"""Articles and what was read from them."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, ForeignKey, Integer, String
from sqlalchemy import Text as LongText

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SAID_IN = ("mentions", "claims", "percents", "unresolved")


def upgrade() -> None:
    """Makes the five tables. Written out: later changes of the code must not change it."""
    op.create_table(
        "articles",
        Column("id", String(12), primary_key=True),
        Column("text", LongText, nullable=False),
        Column("language", String(2), nullable=False),
        Column("published", Date, index=True),
        Column("published_assumed", Boolean, nullable=False),
        Column("title", LongText, nullable=False),
        Column("publisher", LongText, nullable=False),
        Column("source", String(100)),
        Column("url", LongText, nullable=False),
        Column("kind", String(20), nullable=False),
        Column("reader", String(100), nullable=False),
        Column("fingerprint", String(64), nullable=False),
        Column("withdrawn", DateTime(timezone=True)),
        Column("withdrawn_because", String(100), nullable=False),
    )
    _create_said(
        "mentions",
        Column("place", String(100), nullable=False),
        Column("score", Float, nullable=False),
    )
    _create_said(
        "claims",
        Column("id", String(12), primary_key=True),
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
    )
    _create_said(
        "percents",
        Column("id", String(12), primary_key=True),
        Column("value", Float, nullable=False),
        Column("place", String(100), nullable=False),
        Column("force", String(20), nullable=False),
        Column("relation", String(20), nullable=False),
        Column("polarity", String(20), nullable=False),
        Column("day", Date),
        Column("source", String(100)),
    )
    _create_said("unresolved", Column("candidates", JSON, nullable=False))


def downgrade() -> None:
    """Drops all tables, and with them all data."""
    for table in (*_SAID_IN, "articles"):
        op.drop_table(table)


def _create_said(name: str, *columns: Column) -> None:  # type: ignore[type-arg]
    """A table of things an article says, each at a span of its text."""
    op.create_table(
        name,
        Column("article", String(12), ForeignKey("articles.id"), nullable=False, index=True),
        Column("position", Integer, nullable=False),
        *columns,
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        Column("span_text", LongText, nullable=False),
    )
