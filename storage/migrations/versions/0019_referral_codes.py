"""Referral codes and the portal of destinations."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_DESTINATION = ["destinations.id"]


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "referral_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("page_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["destination_id"], _DESTINATION, name=op.f("fk_referral_codes_destination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_codes")),
    )
    op.create_index("uq_referral_codes_digest", "referral_codes", ["digest"], unique=True)
    op.create_index("uq_referral_codes_page_digest", "referral_codes", ["page_digest"], unique=True)
    op.create_index(
        "uq_referral_codes_purpose_subject_id",
        "referral_codes",
        ["purpose", "subject_id"],
        unique=True,
    )
    op.create_index("ix_referral_codes_good_until", "referral_codes", ["good_until"])
    op.create_table(
        "code_uses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("used_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["referral_codes.id"], name=op.f("fk_code_uses_code_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_uses")),
    )
    op.create_index(
        "uq_code_uses_code_id_step", "code_uses", ["code_id", "generation", "step"], unique=True
    )
    op.create_table(
        "code_tries",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_code_tries")),
    )
    op.create_index("ix_code_tries_tried_at", "code_tries", ["tried_at"])
    op.create_table(
        "portal_members",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_portal_members_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["destination_id"], _DESTINATION, name=op.f("fk_portal_members_destination_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "destination_id", name=op.f("pk_portal_members")),
    )
    op.create_index("ix_portal_members_destination_id", "portal_members", ["destination_id"])
    op.create_table(
        "portal_links",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["destination_id"], _DESTINATION, name=op.f("fk_portal_links_destination_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_portal_links_made_by")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_portal_links")),
    )
    op.create_index("ix_portal_links_expires_at", "portal_links", ["expires_at"])
    op.create_table(
        "destination_vacancies",
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("vacancy", sa.String(length=32), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"], _DESTINATION, name=op.f("fk_destination_vacancies_destination_id")
        ),
        sa.PrimaryKeyConstraint("destination_id", name=op.f("pk_destination_vacancies")),
    )
    op.create_table(
        "entry_proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("proposal", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["destination_id"], _DESTINATION, name=op.f("fk_entry_proposals_destination_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_entry_proposals_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["members.id"], name=op.f("fk_entry_proposals_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_proposals")),
    )
    op.create_index("ix_entry_proposals_destination_id", "entry_proposals", ["destination_id"])
    op.create_table(
        "guessing_alarms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_by", sa.Uuid(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["destination_id"], _DESTINATION, name=op.f("fk_guessing_alarms_destination_id")
        ),
        sa.ForeignKeyConstraint(
            ["looked_by"], ["members.id"], name=op.f("fk_guessing_alarms_looked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guessing_alarms")),
    )
    op.create_index("ix_guessing_alarms_destination_id", "guessing_alarms", ["destination_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_guessing_alarms_destination_id", "guessing_alarms")
    op.drop_table("guessing_alarms")
    op.drop_index("ix_entry_proposals_destination_id", "entry_proposals")
    op.drop_table("entry_proposals")
    op.drop_table("destination_vacancies")
    op.drop_index("ix_portal_links_expires_at", "portal_links")
    op.drop_table("portal_links")
    op.drop_index("ix_portal_members_destination_id", "portal_members")
    op.drop_table("portal_members")
    op.drop_index("ix_code_tries_tried_at", "code_tries")
    op.drop_table("code_tries")
    op.drop_index("uq_code_uses_code_id_step", "code_uses")
    op.drop_table("code_uses")
    op.drop_index("ix_referral_codes_good_until", "referral_codes")
    op.drop_index("uq_referral_codes_purpose_subject_id", "referral_codes")
    op.drop_index("uq_referral_codes_page_digest", "referral_codes")
    op.drop_index("uq_referral_codes_digest", "referral_codes")
    op.drop_table("referral_codes")
