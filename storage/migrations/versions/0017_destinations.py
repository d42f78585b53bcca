"""Destinations we refer to, who has made sure of them, and what was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "destinations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("one_line", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("ways", sa.String(length=60), nullable=False),
        sa.Column("needs_no_voice", sa.Boolean(), nullable=False),
        sa.Column("may_look_on", sa.Boolean(), nullable=False),
        sa.Column("offers", sa.String(length=160), nullable=False),
        sa.Column("hours", sa.String(length=400), nullable=False),
        sa.Column("days", sa.String(length=40), nullable=False),
        sa.Column("cost", sa.String(length=100), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("printed", sa.String(length=100), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("access", sa.String(length=400), nullable=False),
        sa.Column("eligibility", sa.String(length=400), nullable=False),
        sa.Column("staff_contact", sa.String(length=200), nullable=False),
        sa.Column("may_show", sa.Boolean(), nullable=False),
        sa.Column("areas", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("sourced_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=400), nullable=False),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.Integer(), nullable=False),
        sa.Column("original", sa.Text(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["members.id"], name=op.f("fk_destinations_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["members.id"], name=op.f("fk_destinations_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destinations")),
    )
    op.create_table(
        "destination_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("proof", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["destinations.id"],
            name=op.f("fk_destination_checks_destination_id"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_destination_checks_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destination_checks")),
    )
    op.create_index(
        "ix_destination_checks_destination_id", "destination_checks", ["destination_id"]
    )
    op.create_table(
        "destination_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["destinations.id"],
            name=op.f("fk_destination_versions_destination_id"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["members.id"], name=op.f("fk_destination_versions_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destination_versions")),
    )
    op.create_index(
        "ux_destination_versions_destination_id_number",
        "destination_versions",
        ["destination_id", "number"],
        unique=True,
    )
    op.create_table(
        "destination_warnings",
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("good_until", sa.Date(), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["destinations.id"],
            name=op.f("fk_destination_warnings_destination_id"),
        ),
        sa.PrimaryKeyConstraint(
            "destination_id", "good_until", name=op.f("pk_destination_warnings")
        ),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("destination_warnings")
    op.drop_index(
        "ux_destination_versions_destination_id_number", table_name="destination_versions"
    )
    op.drop_table("destination_versions")
    op.drop_index("ix_destination_checks_destination_id", table_name="destination_checks")
    op.drop_table("destination_checks")
    op.drop_table("destinations")
