"""Incidents, and what is decided in them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    _add_incidents()
    _add_entries()
    op.create_table(
        "incident_guests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        _moment("made_at"),
        _moment("until_at"),
        _moment("ended_at", nullable=True),
        _refers("incident_guests", "incident_id", "incidents"),
        _refers("incident_guests", "member_id", "members"),
        _refers("incident_guests", "made_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_guests")),
    )
    op.create_index("ix_incident_guests_incident_id", "incident_guests", ["incident_id"])
    op.create_index(
        "ix_incident_guests_member_id_until_at", "incident_guests", ["member_id", "until_at"]
    )
    op.create_table(
        "given_reasons",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        _moment("given_at"),
        _refers("given_reasons", "visit_id", "visits"),
        _refers("given_reasons", "member_id", "members"),
        sa.PrimaryKeyConstraint("visit_id", "member_id", name=op.f("pk_given_reasons")),
    )
    op.create_table(
        "held_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        _moment("held_at"),
        sa.Column("is_edit", sa.Boolean(), server_default=sa.false(), nullable=False),
        *_sealed(),
        _refers("held_words", "visit_id", "visits"),
        _refers("held_words", "message_id", "messages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_words")),
    )
    op.create_index("ix_held_words_visit_id_held_at", "held_words", ["visit_id", "held_at"])


def downgrade() -> None:
    """Take it back."""
    for table in (
        "held_words",
        "given_reasons",
        "incident_guests",
        "incident_entries",
        "incidents",
    ):
        op.drop_table(table)


def _add_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        _moment("opened_at"),
        _moment("closed_at", nullable=True),
        _refers("incidents", "visit_id", "visits"),
        _refers("incidents", "contact_id", "contacts"),
        _refers("incidents", "opened_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ux_incidents_visit_id", "incidents", ["visit_id"], unique=True)
    open_ones = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_incidents_opened_at",
        "incidents",
        ["opened_at"],
        postgresql_where=open_ones,
        sqlite_where=open_ones,
    )


def _add_entries() -> None:
    op.create_table(
        "incident_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=True),
        _moment("happened_at"),
        _moment("next_at", nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        _moment("written_at"),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        _moment("answered_at", nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=True),
        *_sealed(),
        _refers("incident_entries", "incident_id", "incidents"),
        _refers("incident_entries", "visit_id", "visits"),
        _refers("incident_entries", "written_by", "members"),
        _refers("incident_entries", "answered_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_entries")),
    )
    op.create_index(
        "ix_incident_entries_incident_id_written_at",
        "incident_entries",
        ["incident_id", "written_at"],
    )
    op.create_index("ix_incident_entries_visit_id", "incident_entries", ["visit_id"])


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
