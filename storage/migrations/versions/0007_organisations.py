"""Who runs an organisation, whose an ended talk is, and the language of the console."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column(
        "members", sa.Column("is_manager", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "members", sa.Column("language", sa.String(5), server_default="ja", nullable=False)
    )
    op.add_column("conversations", sa.Column("organisation", sa.String(32), nullable=True))
    op.execute(
        "UPDATE conversations SET organisation ="
        " (SELECT organisation FROM members WHERE members.id = conversations.counsellor_id)"
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("conversations", "organisation")
    with op.batch_alter_table("members") as members:
        members.drop_column("language")
        members.drop_column("is_manager")
