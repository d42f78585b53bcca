"""Sheets of long periods, made by a worker and kept: what a day knew of a period stays the same."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "made_sheets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(length=32), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_made_sheets")),
    )
    op.create_index(
        "ux_made_sheets_first_last_whose_as_of",
        "made_sheets",
        ["first", "last", "whose", "as_of"],
        unique=True,
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("made_sheets")
