"""Other dangers: marks, pauses after abuse, terms from practice, care of counsellors."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "marks",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_marks_visit_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_marks_contact_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_marks_member_id")),
        sa.PrimaryKeyConstraint("visit_id", "kind", name=op.f("pk_marks")),
    )
    op.create_index("ix_marks_contact_id", "marks", ["contact_id"])
    op.create_index("ix_marks_marked_at", "marks", ["marked_at"])
    op.create_table(
        "pauses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_pauses_contact_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_pauses_visit_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["members.id"], name=op.f("fk_pauses_decided_by")),
        sa.ForeignKeyConstraint(["lifted_by"], ["members.id"], name=op.f("fk_pauses_lifted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    op.create_index(
        "ix_pauses_contact_id",
        "pauses",
        ["contact_id"],
        postgresql_where=sa.text("lifted_at IS NULL"),
        sqlite_where=sa.text("lifted_at IS NULL"),
    )
    op.create_index("ix_pauses_until_at", "pauses", ["until_at"])
    op.create_table(
        "practice_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phrase", sa.String(length=40), nullable=False),
        sa.Column("sign", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("measured", sa.Text(), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["members.id"], name=op.f("fk_practice_terms_proposed_by")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["members.id"], name=op.f("fk_practice_terms_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["members.id"], name=op.f("fk_practice_terms_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_terms")),
    )
    op.create_index(
        "ix_practice_terms_in_force_at",
        "practice_terms",
        ["in_force_at"],
        postgresql_where=sa.text("in_force_at IS NOT NULL"),
        sqlite_where=sa.text("in_force_at IS NOT NULL"),
    )
    op.create_table(
        "aftercares",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_aftercares_member_id")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["members.id"], name=op.f("fk_aftercares_done_by")),
        sa.PrimaryKeyConstraint("day", "member_id", name=op.f("pk_aftercares")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("aftercares")
    op.drop_index("ix_practice_terms_in_force_at", "practice_terms")
    op.drop_table("practice_terms")
    op.drop_index("ix_pauses_until_at", "pauses")
    op.drop_index("ix_pauses_contact_id", "pauses")
    op.drop_table("pauses")
    op.drop_index("ix_marks_marked_at", "marks")
    op.drop_index("ix_marks_contact_id", "marks")
    op.drop_table("marks")
