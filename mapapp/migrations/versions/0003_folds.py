"""The map as each version of the rules last had it."""

from alembic import op
from sqlalchemy import Column, Date, Integer, LargeBinary, String

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table. Written out: later changes of the code must not change it."""
    op.create_table(
        "folds",
        Column("rules_version", Integer, primary_key=True, autoincrement=False),
        Column("since", Date, nullable=False),
        Column("data_version", String(12), nullable=False),
        Column("spells", LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drops the table, and with it what earlier rules made of the claims."""
    op.drop_table("folds")
