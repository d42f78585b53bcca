"""The directory of support lines."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "directory_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("means", sa.String(length=32), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("printed", sa.String(length=400), nullable=False),
        sa.Column("hours", sa.String(length=600), nullable=False),
        sa.Column("audience", sa.String(length=100), nullable=False),
        sa.Column("about", sa.String(length=400), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=True),
        sa.Column("area", sa.String(length=400), nullable=False),
        sa.Column("serves_here", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("sourced_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=400), nullable=False),
        sa.Column("proof", sa.Integer(), nullable=False),
        sa.Column("original", sa.Text(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["members.id"], name=op.f("fk_directory_entries_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["members.id"], name=op.f("fk_directory_entries_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entries")),
    )
    op.create_table(
        "directory_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("proof", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["directory_entries.id"], name=op.f("fk_directory_checks_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_directory_checks_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_checks")),
    )
    op.create_index("ix_directory_checks_entry_id", "directory_checks", ["entry_id"])
    op.create_table(
        "directory_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["directory_entries.id"], name=op.f("fk_directory_versions_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["members.id"], name=op.f("fk_directory_versions_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_versions")),
    )
    op.create_index(
        "ux_directory_versions_entry_id_number",
        "directory_versions",
        ["entry_id", "number"],
        unique=True,
    )
    op.create_index("ix_directory_versions_made_at", "directory_versions", ["made_at"])
    op.create_table(
        "directory_warnings",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("good_until", sa.Date(), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["directory_entries.id"], name=op.f("fk_directory_warnings_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "good_until", name=op.f("pk_directory_warnings")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("directory_warnings")
    op.drop_index("ix_directory_versions_made_at", "directory_versions")
    op.drop_index("ux_directory_versions_entry_id_number", "directory_versions")
    op.drop_table("directory_versions")
    op.drop_index("ix_directory_checks_entry_id", "directory_checks")
    op.drop_table("directory_checks")
    op.drop_table("directory_entries")
