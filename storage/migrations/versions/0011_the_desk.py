"""What the desk keeps beside a talk."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "read_marks",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_read_marks_visit_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_read_marks_member_id")
        ),
        sa.PrimaryKeyConstraint("visit_id", "member_id", name=op.f("pk_read_marks")),
    )
    op.create_table(
        "told",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_told_visit_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_told_member_id")),
        sa.PrimaryKeyConstraint("visit_id", "side", "detail", name=op.f("pk_told")),
    )
    op.create_table(
        "care_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_generation", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_care_notes_contact_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_care_notes_visit_id")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_care_notes_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_notes")),
    )
    op.create_index("ix_care_notes_contact_id", "care_notes", ["contact_id"])
    op.create_index("ix_care_notes_visit_id", "care_notes", ["visit_id"])

    op.add_column(
        "messages", sa.Column("first_revision", sa.Integer(), server_default="0", nullable=False)
    )
    op.execute("UPDATE messages SET first_revision = revision")
    for column in ("called_supervisor_at", "call_seen_at", "thought_at"):
        op.add_column("conversations", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("earlier", sa.String(length=32), nullable=True))
    op.add_column(
        "visits", sa.Column("asked_earlier_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "contacts",
        sa.Column("hides_earlier", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("contacts", sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "members",
        sa.Column("send_key", sa.String(length=32), server_default="ctrl_enter", nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("members", "send_key")
    op.drop_column("contacts", "doubted_at")
    op.drop_column("contacts", "hides_earlier")
    op.drop_column("visits", "asked_earlier_at")
    op.drop_column("visits", "earlier")
    for column in ("thought_at", "call_seen_at", "called_supervisor_at"):
        op.drop_column("conversations", column)
    op.drop_column("messages", "first_revision")
    op.drop_index("ix_care_notes_visit_id", "care_notes")
    op.drop_index("ix_care_notes_contact_id", "care_notes")
    op.drop_table("care_notes")
    op.drop_table("told")
    op.drop_table("read_marks")
