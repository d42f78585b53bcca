"""The day a hand-over paper was first read at the destination it is for."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("hand_over_papers", sa.Column("read_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("hand_over_papers", "read_on")
