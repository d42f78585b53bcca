"""Referrals: consent, steps, stages and hand-overs."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    _add_referrals()
    _add_steps()
    _add_papers()
    _add_stages()


def downgrade() -> None:
    """Take it back."""
    for table in (
        "small_steps",
        "stages",
        "hand_over_papers",
        "referral_follow_ups",
        "referral_steps",
        "referrals",
    ):
        op.drop_table(table)


def _add_referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        _moment("made_at"),
        sa.Column("consent", sa.String(length=32), nullable=False),
        sa.Column("shows", sa.String(length=32), nullable=False),
        _moment("asked_at", nullable=True),
        _moment("answered_at", nullable=True),
        _moment("put_off_at", nullable=True),
        sa.Column("step", sa.String(length=32), nullable=True),
        _moment("closed_at", nullable=True),
        *_sealed(),
        _refers("referrals", "visit_id", "visits"),
        _refers("referrals", "contact_id", "contacts"),
        _refers("referrals", "destination_id", "destinations"),
        _refers("referrals", "made_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    open_ones = sa.text("closed_at IS NULL")
    op.create_index(
        "ux_referrals_open",
        "referrals",
        ["visit_id", "destination_id"],
        unique=True,
        postgresql_where=open_ones,
        sqlite_where=open_ones,
    )
    op.create_index("ix_referrals_contact_id", "referrals", ["contact_id"])
    op.create_index(
        "ix_referrals_organisation_closed_at", "referrals", ["organisation", "closed_at"]
    )


def _add_steps() -> None:
    op.create_table(
        "referral_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("said_by", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.String(length=32), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        _refers("referral_steps", "referral_id", "referrals"),
        _refers("referral_steps", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_steps")),
    )
    op.create_index(
        "ux_referral_steps_number", "referral_steps", ["referral_id", "number"], unique=True
    )
    op.create_table(
        "referral_follow_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("interval", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("planned_by", sa.Uuid(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        _refers("referral_follow_ups", "referral_id", "referrals"),
        _refers("referral_follow_ups", "planned_by", "members"),
        _refers("referral_follow_ups", "done_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_follow_ups")),
    )
    op.create_index("ix_referral_follow_ups_referral_id", "referral_follow_ups", ["referral_id"])
    op.create_index("ix_referral_follow_ups_due_on", "referral_follow_ups", ["due_on"])


def _add_papers() -> None:
    op.create_table(
        "hand_over_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        _moment("written_at"),
        _moment("agreed_at", nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        _moment("released_at", nullable=True),
        _moment("until_at", nullable=True),
        _moment("withdrawn_at", nullable=True),
        sa.Column("digest", sa.String(length=32), nullable=True),
        *_sealed(),
        _refers("hand_over_papers", "referral_id", "referrals"),
        _refers("hand_over_papers", "visit_id", "visits"),
        _refers("hand_over_papers", "destination_id", "destinations"),
        _refers("hand_over_papers", "written_by", "members"),
        _refers("hand_over_papers", "released_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_papers")),
    )
    op.create_index("ix_hand_over_papers_referral_id", "hand_over_papers", ["referral_id"])
    op.create_index(
        "ix_hand_over_papers_destination_id_until_at",
        "hand_over_papers",
        ["destination_id", "until_at"],
    )


def _add_stages() -> None:
    op.create_table(
        "stages",
        *_of_a_person("stage"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        *_refers_to_a_person("stages"),
    )
    op.create_index("ix_stages_contact_id_from_on", "stages", ["contact_id", "from_on"])
    op.create_table(
        "small_steps", *_of_a_person("kind"), *_sealed(), *_refers_to_a_person("small_steps")
    )
    op.create_index("ix_small_steps_contact_id_noted_at", "small_steps", ["contact_id", "noted_at"])
    op.create_index("ix_small_steps_visit_id", "small_steps", ["visit_id"])


def _of_a_person(word: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column(word, sa.String(length=32), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        _moment("noted_at"),
    )


def _refers_to_a_person(table: str) -> tuple[sa.Constraint, ...]:
    return (
        _refers(table, "visit_id", "visits"),
        _refers(table, "contact_id", "contacts"),
        _refers(table, "noted_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _sealed() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_generation", sa.Integer(), nullable=True),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
