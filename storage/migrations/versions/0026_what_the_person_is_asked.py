"""What the person is asked: of a hand-over paper too, and of places whose names are for staff."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; what was agreed to before stays so."""
    op.add_column(
        "referrals",
        sa.Column("is_for_staff", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "hand_over_papers", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("hand_over_papers", sa.Column("answer", sa.String(length=32), nullable=True))
    op.execute("ALTER TABLE hand_over_papers RENAME COLUMN agreed_at TO answered_at")
    op.execute("UPDATE hand_over_papers SET answer = 'yes' WHERE answered_at IS NOT NULL")


def downgrade() -> None:
    """Take it back; only a yes is known then."""
    op.execute(
        "UPDATE hand_over_papers SET answered_at = NULL WHERE answer IS NULL OR answer <> 'yes'"
    )
    op.execute("ALTER TABLE hand_over_papers RENAME COLUMN answered_at TO agreed_at")
    op.drop_column("hand_over_papers", "answer")
    op.drop_column("hand_over_papers", "asked_at")
    op.drop_column("referrals", "is_for_staff")
