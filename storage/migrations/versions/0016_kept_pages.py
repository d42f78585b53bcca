"""Pages that refused a form, kept for a short while."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "kept_pages",
        sa.Column("session_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("session_hash", name=op.f("pk_kept_pages")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("kept_pages")
