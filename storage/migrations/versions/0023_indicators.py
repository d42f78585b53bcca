"""Indicators: targets, actual values and their history."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "indicator_sheets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"], ["members.id"], name=op.f("fk_indicator_sheets_added_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_sheets")),
    )
    op.create_table(
        "indicators",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["indicator_sheets.id"], name=op.f("fk_indicators_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
    )
    op.create_index("ix_indicators_sheet_id", "indicators", ["sheet_id"])
    op.create_table(
        "indicator_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_indicator_versions_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["members.id"], name=op.f("fk_indicator_versions_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_versions")),
    )
    op.create_index(
        "ux_indicator_versions_indicator_id_number",
        "indicator_versions",
        ["indicator_id", "number"],
        unique=True,
    )
    op.create_table(
        "indicator_values",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("printed", sa.String(length=100), nullable=False),
        sa.Column("as_of", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_indicator_values_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["members.id"], name=op.f("fk_indicator_values_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_values")),
    )
    op.create_index(
        "ux_indicator_values_indicator_id_slot_number",
        "indicator_values",
        ["indicator_id", "slot", "number"],
        unique=True,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ux_indicator_values_indicator_id_slot_number", "indicator_values")
    op.drop_table("indicator_values")
    op.drop_index("ux_indicator_versions_indicator_id_number", "indicator_versions")
    op.drop_table("indicator_versions")
    op.drop_index("ix_indicators_sheet_id", "indicators")
    op.drop_table("indicators")
    op.drop_table("indicator_sheets")
