"""The record signed off, the day closed, the review."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CODES = (
    "subject_relation",
    "caller_age",
    "caller_gender",
    "subject_age",
    "subject_gender",
    "area",
    "duration",
    "consent",
)


def upgrade() -> None:
    """Add it."""
    _more_of_the_record()
    op.create_table(
        "day_closings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["members.id"], name=op.f("fk_day_closings_closed_by")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_closings")),
    )
    op.create_table(
        "next_talk_allowances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_next_talk_allowances_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["members.id"], name=op.f("fk_next_talk_allowances_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_talk_allowances")),
    )
    op.create_index(
        "ix_next_talk_allowances_member_id_until_at",
        "next_talk_allowances",
        ["member_id", "until_at"],
    )
    op.create_table(
        "reviews",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_reviews_member_id")),
        sa.PrimaryKeyConstraint("day", "member_id", name=op.f("pk_reviews")),
    )
    op.create_table(
        "reception_counters",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fiscal_year", name=op.f("pk_reception_counters")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("reception_counters")
    op.drop_table("reviews")
    op.drop_index("ix_next_talk_allowances_member_id_until_at", "next_talk_allowances")
    op.drop_table("next_talk_allowances")
    op.drop_table("day_closings")
    op.drop_table("sign_offs")
    op.drop_index("ix_record_amendments_visit_id_written_at", "record_amendments")
    op.drop_table("record_amendments")
    op.drop_index("ix_records_member_id_written_at", "records")
    op.drop_index("ux_records_number", "records")
    for name in (*_CODES, "referrals", "risk_kinds", "changed_at", "number"):
        op.drop_column("records", name)


def _more_of_the_record() -> None:
    op.add_column("records", sa.Column("number", sa.String(length=16), nullable=True))
    op.add_column("records", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    for name, length in (("risk_kinds", 40), ("referrals", 200)):
        op.add_column(
            "records",
            sa.Column(name, sa.String(length=length), server_default=sa.text("''"), nullable=False),
        )
    for name in _CODES:
        op.add_column("records", sa.Column(name, sa.String(length=16), nullable=True))
    op.create_index("ux_records_number", "records", ["number"], unique=True)
    op.create_index("ix_records_member_id_written_at", "records", ["member_id", "written_at"])
    op.create_table(
        "record_amendments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        *_sealed(),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["records.visit_id"], name=op.f("fk_record_amendments_visit_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_record_amendments_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_amendments")),
    )
    op.create_index(
        "ix_record_amendments_visit_id_written_at", "record_amendments", ["visit_id", "written_at"]
    )
    op.create_table(
        "sign_offs",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_own", sa.Boolean(), server_default=sa.false(), nullable=False),
        *_sealed(),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["records.visit_id"], name=op.f("fk_sign_offs_visit_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_sign_offs_member_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_sign_offs")),
    )


def _sealed() -> tuple[sa.Column[bytes], sa.Column[bytes], sa.Column[int]]:
    return (
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_generation", sa.Integer(), nullable=True),
    )
