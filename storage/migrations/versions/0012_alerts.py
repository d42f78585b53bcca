"""Alerts, whom they called, and how levels changed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("situation", sa.String(length=32), nullable=False),
        sa.Column("signs", sa.String(length=400), nullable=False),
        sa.Column("terms", sa.String(length=64), nullable=True),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["members.id"], name=op.f("fk_alerts_acknowledged_by")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_alerts_contact_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["members.id"], name=op.f("fk_alerts_raised_by")),
        sa.ForeignKeyConstraint(["settled_by"], ["members.id"], name=op.f("fk_alerts_settled_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_alerts_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    op.create_index("ix_alerts_contact_id", "alerts", ["contact_id"])
    op.create_index(
        "ix_alerts_raised_at",
        "alerts",
        ["raised_at"],
        postgresql_where=sa.text("settled_at IS NULL"),
        sqlite_where=sa.text("settled_at IS NULL"),
    )
    op.create_index("ix_alerts_visit_id", "alerts", ["visit_id"])

    op.create_table(
        "level_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("seconded_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["members.id"], name=op.f("fk_level_changes_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["seconded_by"], ["members.id"], name=op.f("fk_level_changes_seconded_by")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_level_changes_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_changes")),
    )
    op.create_index(
        "ix_level_changes_visit_id_changed_at", "level_changes", ["visit_id", "changed_at"]
    )

    op.create_table(
        "lowerings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("level_from", sa.Integer(), nullable=False),
        sa.Column("level_to", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_generation", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["members.id"], name=op.f("fk_lowerings_answered_by")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_lowerings_asked_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_lowerings_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lowerings")),
    )
    op.create_index("ix_lowerings_visit_id", "lowerings", ["visit_id"])

    op.create_table(
        "alert_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("tree_name", sa.String(length=40), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_alert_calls_alert_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_alert_calls_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_calls")),
    )
    op.create_index(
        "ix_alert_calls_alert_id_rung", "alert_calls", ["alert_id", "rung"], unique=True
    )

    op.add_column(
        "contacts", sa.Column("danger_answered_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("contacts", sa.Column("danger_answered_level", sa.Integer(), nullable=True))
    op.add_column("visits", sa.Column("told_danger_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("visits", "told_danger_at")
    op.drop_column("contacts", "danger_answered_level")
    op.drop_column("contacts", "danger_answered_at")

    op.drop_index("ix_alert_calls_alert_id_rung", "alert_calls")

    op.drop_table("alert_calls")
    op.drop_index("ix_lowerings_visit_id", "lowerings")

    op.drop_table("lowerings")
    op.drop_index("ix_level_changes_visit_id_changed_at", "level_changes")

    op.drop_table("level_changes")
    op.drop_index("ix_alerts_visit_id", "alerts")
    op.drop_index("ix_alerts_raised_at", "alerts")
    op.drop_index("ix_alerts_contact_id", "alerts")

    op.drop_table("alerts")
