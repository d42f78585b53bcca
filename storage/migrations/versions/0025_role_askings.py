"""Askings: whom a manager would make a supervisor or a manager, for a second person to answer."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "role_askings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("is_manager", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_role_askings_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["members.id"], name=op.f("fk_role_askings_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["members.id"], name=op.f("fk_role_askings_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_askings")),
    )
    op.create_index("ix_role_askings_member_id", "role_askings", ["member_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_role_askings_member_id", "role_askings")
    op.drop_table("role_askings")
