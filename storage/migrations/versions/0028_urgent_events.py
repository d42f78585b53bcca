"""Events that tell of danger at first sight are handled before the others."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_OPEN = sa.text("is_urgent AND handled_at IS NULL AND parked_at IS NULL")


def upgrade() -> None:
    """Add it."""
    op.add_column(
        "line_events",
        sa.Column("is_urgent", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_line_events_urgent",
        "line_events",
        ["id"],
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_line_events_urgent", table_name="line_events")
    op.drop_column("line_events", "is_urgent")
