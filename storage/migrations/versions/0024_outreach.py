"""Outreach: what the ad platforms report, and the links friends come by."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "ad_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("campaign", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("age_band", sa.String(length=60), nullable=False),
        sa.Column("impressions", sa.Integer(), nullable=True),
        sa.Column("clicks", sa.Integer(), nullable=True),
        sa.Column("cost_yen", sa.Integer(), nullable=True),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_ad_reports_added_by")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["members.id"], name=op.f("fk_ad_reports_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ad_reports")),
    )
    op.create_index("ix_ad_reports_batch_id", "ad_reports", ["batch_id"])
    op.create_index("ix_ad_reports_starts_on", "ad_reports", ["starts_on"])
    op.create_table(
        "entry_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_entry_links_added_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_links")),
    )
    op.create_index("ux_entry_links_name", "entry_links", ["name"], unique=True)
    op.create_table(
        "entry_counts",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["entry_links.id"], name=op.f("fk_entry_counts_link_id")
        ),
        sa.PrimaryKeyConstraint("link_id", "on", name=op.f("pk_entry_counts")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("entry_counts")
    op.drop_index("ux_entry_links_name", "entry_links")
    op.drop_table("entry_links")
    op.drop_index("ix_ad_reports_starts_on", "ad_reports")
    op.drop_index("ix_ad_reports_batch_id", "ad_reports")
    op.drop_table("ad_reports")
