"""Programmes: dates, who wants to hear of them, sign-ups and attendance."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "programmes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("one_line", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("eases", sa.String(length=80), nullable=False),
        sa.Column("may_show", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destinations.id"], name=op.f("fk_programmes_destination_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_programmes_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_index("ix_programmes_destination_id", "programmes", ["destination_id"])
    op.create_table(
        "programme_dates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_up_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("told_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_for", sa.String(length=32), nullable=True),
        sa.Column("heads", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_dates_programme_id")
        ),
        sa.ForeignKeyConstraint(
            ["told_by"], ["members.id"], name=op.f("fk_programme_dates_told_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_dates")),
    )
    op.create_index("ix_programme_dates_programme_id", "programme_dates", ["programme_id"])
    op.create_index("ix_programme_dates_begins_at", "programme_dates", ["begins_at"])
    op.create_table(
        "interests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kinds", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_interests_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interests")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_interests_contact_id")),
    )
    op.create_table(
        "programme_news",
        sa.Column("interest_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("date_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interests.id"], name=op.f("fk_programme_news_interest_id")
        ),
        sa.ForeignKeyConstraint(
            ["date_id"], ["programme_dates.id"], name=op.f("fk_programme_news_date_id")
        ),
        sa.PrimaryKeyConstraint("interest_id", "month", name=op.f("pk_programme_news")),
    )
    op.create_index("ix_programme_news_told_at", "programme_news", ["told_at"])
    op.create_table(
        "sign_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("date_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wants_reminder", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["date_id"], ["programme_dates.id"], name=op.f("fk_sign_ups_date_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_sign_ups_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ups")),
    )
    op.create_index(
        "ux_sign_ups_date_id_contact_id",
        "sign_ups",
        ["date_id", "contact_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index("ix_sign_ups_contact_id", "sign_ups", ["contact_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_sign_ups_contact_id", "sign_ups")
    op.drop_index("ux_sign_ups_date_id_contact_id", "sign_ups")
    op.drop_table("sign_ups")
    op.drop_index("ix_programme_news_told_at", "programme_news")
    op.drop_table("programme_news")
    op.drop_table("interests")
    op.drop_index("ix_programme_dates_begins_at", "programme_dates")
    op.drop_index("ix_programme_dates_programme_id", "programme_dates")
    op.drop_table("programme_dates")
    op.drop_index("ix_programmes_destination_id", "programmes")
    op.drop_table("programmes")
