"""What the supervisors write for the phone."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "text_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bubbles", sa.Text(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["written_by"], ["members.id"], name=op.f("fk_text_versions_written_by")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["members.id"], name=op.f("fk_text_versions_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by"], ["members.id"], name=op.f("fk_text_versions_taken_back_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_versions")),
    )
    op.create_index(
        "ux_text_versions_number",
        "text_versions",
        ["kind", "name", "language", "number"],
        unique=True,
    )
    op.create_index(
        "ix_text_versions_in_force_at",
        "text_versions",
        ["in_force_at"],
        unique=False,
        postgresql_where=sa.text("in_force_at IS NOT NULL"),
        sqlite_where=sa.text("in_force_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_text_versions_in_force_at", "text_versions")
    op.drop_index("ux_text_versions_number", "text_versions")
    op.drop_table("text_versions")
