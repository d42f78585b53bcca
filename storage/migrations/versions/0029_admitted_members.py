"""Whom a second person has agreed to: whoever came by a manager's link reads nothing before."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; whoever is there already has been met."""
    op.add_column(
        "members", sa.Column("is_admitted", sa.Boolean(), server_default=sa.true(), nullable=False)
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column("members", "is_admitted")
