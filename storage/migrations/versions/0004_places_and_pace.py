"""What a place in the line and the pace of a talk depend on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("contacts", sa.Column("ticket_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("contacts", sa.Column("asked_on", sa.String(length=40), nullable=True))
    op.add_column("contacts", sa.Column("earlier_counsellor_id", sa.Uuid(), nullable=True))

    op.add_column(
        "conversations", sa.Column("first_words_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "conversations", sa.Column("awaiting_since", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("conversations", sa.Column("passing", sa.String(length=32), nullable=True))
    op.add_column(
        "conversations", sa.Column("passing_since", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "conversations", sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "conversations", sa.Column("rested_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "conversations", sa.Column("extended_until", sa.DateTime(timezone=True), nullable=True)
    )

    op.add_column("members", sa.Column("organisation", sa.String(length=32), nullable=True))
    op.add_column(
        "members", sa.Column("is_new", sa.Boolean(), server_default=sa.false(), nullable=False)
    )

    op.add_column("visits", sa.Column("risk", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "visits",
        sa.Column("is_distressed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "visits", sa.Column("has_ticket", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("visits", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("told_position", sa.Integer(), nullable=True))
    op.add_column("visits", sa.Column("told_second_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("told_full_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("question", sa.String(length=16), nullable=True))
    op.add_column(
        "visits", sa.Column("questions_done_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("visits", sa.Column("wants_call_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("called_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visits", sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_visits_wants_call_at",
        "visits",
        ["wants_call_at"],
        postgresql_where=sa.text("wants_call_at IS NOT NULL"),
        sqlite_where=sa.text("wants_call_at IS NOT NULL"),
    )
    op.create_index(
        "ix_visits_called_at",
        "visits",
        ["called_at"],
        postgresql_where=sa.text("called_at IS NOT NULL"),
        sqlite_where=sa.text("called_at IS NOT NULL"),
    )
    op.create_index("ix_conversations_closed_at", "conversations", ["closed_at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_conversations_closed_at", "conversations")
    op.drop_index("ix_visits_called_at", "visits")
    op.drop_index("ix_visits_wants_call_at", "visits")
    op.drop_column("visits", "escalated_at")
    op.drop_column("visits", "called_at")
    op.drop_column("visits", "wants_call_at")
    op.drop_column("visits", "questions_done_at")
    op.drop_column("visits", "question")
    op.drop_column("visits", "noticed_at")
    op.drop_column("visits", "told_full_at")
    op.drop_column("visits", "told_second_at")
    op.drop_column("visits", "told_position")
    op.drop_column("visits", "refused_at")
    op.drop_column("visits", "returned_at")
    op.drop_column("visits", "has_ticket")
    op.drop_column("visits", "is_distressed")
    op.drop_column("visits", "risk")

    op.drop_column("members", "is_new")
    op.drop_column("members", "organisation")

    op.drop_column("conversations", "extended_until")
    op.drop_column("conversations", "rested_at")
    op.drop_column("conversations", "warned_at")
    op.drop_column("conversations", "passing_since")
    op.drop_column("conversations", "passing")
    op.drop_column("conversations", "awaiting_since")
    op.drop_column("conversations", "first_words_at")

    op.drop_column("contacts", "earlier_counsellor_id")
    op.drop_column("contacts", "asked_on")
    op.drop_column("contacts", "ticket_at")
