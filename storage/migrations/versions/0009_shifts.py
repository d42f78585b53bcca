"""Who is planned for when, and what they have learned."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "planned_duties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("planned_by", sa.Uuid(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taker_id", sa.Uuid(), nullable=True),
        sa.Column("in_place_of", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["in_place_of"], ["planned_duties.id"], name=op.f("fk_planned_duties_in_place_of")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_planned_duties_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["members.id"], name=op.f("fk_planned_duties_planned_by")
        ),
        sa.ForeignKeyConstraint(
            ["taker_id"], ["members.id"], name=op.f("fk_planned_duties_taker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_duties")),
    )
    op.create_index("ix_planned_duties_begins_at", "planned_duties", ["begins_at"])
    op.create_index(
        "ix_planned_duties_member_id_begins_at", "planned_duties", ["member_id", "begins_at"]
    )

    op.create_table(
        "shift_warnings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["members.id"], name=op.f("fk_shift_warnings_noted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_warnings")),
        sa.UniqueConstraint(
            "organisation",
            "begins_at",
            "ends_at",
            "step",
            name="uq_shift_warnings_shift_step",
        ),
    )
    op.create_index("ix_shift_warnings_begins_at", "shift_warnings", ["begins_at"])

    op.create_table(
        "certificates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("course", sa.String(length=24), nullable=False),
        sa.Column("issuer", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=True),
        sa.Column("printed", sa.String(length=40), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("reflection_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_for", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["kept_by"], ["members.id"], name=op.f("fk_certificates_kept_by")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_certificates_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces"], ["certificates.id"], name=op.f("fk_certificates_replaces")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["members.id"], name=op.f("fk_certificates_revoked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
    )
    op.create_index("ix_certificates_member_id", "certificates", ["member_id"])
    op.create_index("ix_certificates_number", "certificates", ["number"])
    op.create_index(
        "ux_certificates_valid_number",
        "certificates",
        ["number"],
        unique=True,
        postgresql_where=sa.text("state = 'valid' AND number IS NOT NULL"),
        sqlite_where=sa.text("state = 'valid' AND number IS NOT NULL"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index(
        "ux_certificates_valid_number",
        "certificates",
        postgresql_where=sa.text("state = 'valid' AND number IS NOT NULL"),
        sqlite_where=sa.text("state = 'valid' AND number IS NOT NULL"),
    )
    op.drop_index("ix_certificates_number", "certificates")
    op.drop_index("ix_certificates_member_id", "certificates")

    op.drop_table("certificates")
    op.drop_index("ix_shift_warnings_begins_at", "shift_warnings")

    op.drop_table("shift_warnings")
    op.drop_index("ix_planned_duties_member_id_begins_at", "planned_duties")
    op.drop_index("ix_planned_duties_begins_at", "planned_duties")

    op.drop_table("planned_duties")
