"""Offers, presences, hand-overs, and what belongs to one evening."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "day_reports",
        sa.Column("evening", sa.String(length=40), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("evening", name=op.f("pk_day_reports")),
    )
    op.create_table(
        "closures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_closures_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )
    op.create_index("ix_closures_until_at", "closures", ["until_at"], unique=False)

    op.create_table(
        "conflicts",
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_conflicts_contact_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_conflicts_member_id")),
        sa.PrimaryKeyConstraint("contact_id", "member_id", name=op.f("pk_conflicts")),
    )
    op.create_table(
        "modes",
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_modes_made_by")),
        sa.PrimaryKeyConstraint("mode", name=op.f("pk_modes")),
    )
    op.create_table(
        "presences",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("duty_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_presences_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_presences")),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_assignments_member_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_assignments_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(
        "ix_assignments_member_id_began_at", "assignments", ["member_id", "began_at"], unique=False
    )
    op.create_index(
        "ix_assignments_visit_id_began_at", "assignments", ["visit_id", "began_at"], unique=False
    )

    op.create_table(
        "companions",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_companions_member_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_companions_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", "member_id", name=op.f("pk_companions")),
    )
    op.create_table(
        "intake_answers",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_intake_answers_visit_id")
        ),
        sa.PrimaryKeyConstraint("visit_id", "question", name=op.f("pk_intake_answers")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("crosses", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_generation", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_notes_author_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_notes_contact_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_notes_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(
        "ix_notes_contact_id_written_at", "notes", ["contact_id", "written_at"], unique=False
    )

    op.create_table(
        "offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("from_member_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_member_id"], ["members.id"], name=op.f("fk_offers_from_member_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_offers_member_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_offers_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(
        "ix_offers_open_member_id",
        "offers",
        ["member_id"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
        sqlite_where=sa.text("answered_at IS NULL"),
    )
    op.create_index("ix_offers_visit_id_made_at", "offers", ["visit_id", "made_at"], unique=False)
    op.create_index(
        "ux_offers_open_visit_id",
        "offers",
        ["visit_id"],
        unique=True,
        postgresql_where=sa.text("answered_at IS NULL"),
        sqlite_where=sa.text("answered_at IS NULL"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index(
        "ux_offers_open_visit_id",
        "offers",
        postgresql_where=sa.text("answered_at IS NULL"),
        sqlite_where=sa.text("answered_at IS NULL"),
    )
    op.drop_index("ix_offers_visit_id_made_at", "offers")
    op.drop_index(
        "ix_offers_open_member_id",
        "offers",
        postgresql_where=sa.text("answered_at IS NULL"),
        sqlite_where=sa.text("answered_at IS NULL"),
    )

    op.drop_table("offers")
    op.drop_index("ix_notes_contact_id_written_at", "notes")

    op.drop_table("notes")
    op.drop_table("intake_answers")
    op.drop_table("companions")
    op.drop_index("ix_assignments_visit_id_began_at", "assignments")
    op.drop_index("ix_assignments_member_id_began_at", "assignments")

    op.drop_table("assignments")
    op.drop_table("presences")
    op.drop_table("modes")
    op.drop_table("conflicts")
    op.drop_index("ix_closures_until_at", "closures")

    op.drop_table("closures")
    op.drop_table("day_reports")
