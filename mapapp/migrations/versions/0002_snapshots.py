"""Snapshots, and the files made from them."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, LargeBinary, String

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes both tables. Written out: later changes of the code must not change it."""
    op.create_table(
        "snapshots",
        Column("id", String(16), primary_key=True),
        Column("spec", JSON, nullable=False),
        Column("data_version", String(12), nullable=False),
        Column("rules_version", Integer, nullable=False),
        Column("content", LargeBinary, nullable=False),
        Column("svg", LargeBinary, nullable=False),
        Column("timeline", LargeBinary, nullable=False),
        Column("created", DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "snapshot_files",
        Column("snapshot", String(16), ForeignKey("snapshots.id"), primary_key=True),
        Column("format", String(4), primary_key=True),
        Column("body", LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drops both tables, and with them all pictures."""
    op.drop_table("snapshot_files")
    op.drop_table("snapshots")
