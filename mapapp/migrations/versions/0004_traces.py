"""How the sentences of an article were understood."""

from alembic import op
from sqlalchemy import JSON, Column, ForeignKey, Integer, String
from sqlalchemy import Text as LongText

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table. Written out: later changes of the code must not change it."""
    op.create_table(
        "traces",
        Column("article", String(12), ForeignKey("articles.id"), nullable=False, index=True),
        Column("position", Integer, nullable=False),
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        Column("span_text", LongText, nullable=False),
        Column("parts", JSON, nullable=False),
    )


def downgrade() -> None:
    """Drops the table; the articles can be read anew."""
    op.drop_table("traces")
