"""Dates of programmes move, and destinations enter their own; the order of wishes in a day."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("programme_dates", sa.Column("place", sa.String(length=40), nullable=True))
    op.add_column("programme_dates", sa.Column("entered_by", sa.Uuid(), nullable=True))
    op.add_column(
        "programme_dates", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("sign_ups", sa.Column("was_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sign_ups", sa.Column("was_place", sa.String(length=40), nullable=True))
    op.add_column(
        "entry_proposals", sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column("entry_proposals", "proposed_at")
    op.drop_column("sign_ups", "was_place")
    op.drop_column("sign_ups", "was_at")
    op.drop_column("programme_dates", "accepted_at")
    op.drop_column("programme_dates", "entered_by")
    op.drop_column("programme_dates", "place")
