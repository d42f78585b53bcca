"""The audit log, which only grows, and the talks opened in need."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """
    CREATE FUNCTION audit_entries_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'The audit log only grows' USING ERRCODE = 'insufficient_privilege';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_entries_only_grow
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_only_grow()
    """,
)

# REPLACE deletes without asking the trigger for deletions, so it is met where it inserts.
_SQLITE = (
    """
    CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'The audit log only grows'); END
    """,
    """
    CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'The audit log only grows'); END
    """,
    """
    CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
    WHEN EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'The audit log only grows'); END
    """,
)


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_roles", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("concerns", sa.String(length=32), nullable=True),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("subject_kind", sa.String(length=16), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entries")),
    )
    op.create_index("ix_audit_entries_concerns_seq", "audit_entries", ["concerns", "seq"])
    op.create_index("ix_audit_entries_subject_id_at_us", "audit_entries", ["subject_id", "at_us"])
    op.create_index("ix_audit_entries_act_at_us", "audit_entries", ["act", "at_us"])
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)

    op.create_table(
        "glasses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glasses")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_glasses_visit_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_glasses_asked_by")),
        sa.ForeignKeyConstraint(["granted_by"], ["members.id"], name=op.f("fk_glasses_granted_by")),
        sa.ForeignKeyConstraint(["noted_by"], ["members.id"], name=op.f("fk_glasses_noted_by")),
    )
    op.create_index("ix_glasses_asked_by_visit_id", "glasses", ["asked_by", "visit_id"])
    op.create_index("ix_glasses_asked_at", "glasses", ["asked_at"])


def downgrade() -> None:
    """Take it back; the log is gone then, and its anchors say so."""
    op.drop_index("ix_glasses_asked_at", "glasses")
    op.drop_index("ix_glasses_asked_by_visit_id", "glasses")
    op.drop_table("glasses")

    op.drop_index("ix_audit_entries_act_at_us", "audit_entries")
    op.drop_index("ix_audit_entries_subject_id_at_us", "audit_entries")
    op.drop_index("ix_audit_entries_concerns_seq", "audit_entries")
    op.drop_table("audit_entries")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entries_only_grow()")
