"""Facts for statistics, written when things happen."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """
    CREATE FUNCTION stat_facts_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Facts are only added' USING ERRCODE = 'insufficient_privilege';
    END
    $$
    """,
    """
    CREATE TRIGGER stat_facts_only_grow
    BEFORE UPDATE OR DELETE OR TRUNCATE ON stat_facts
    FOR EACH STATEMENT EXECUTE FUNCTION stat_facts_only_grow()
    """,
)

# REPLACE deletes without asking the trigger for deletions, so it is met where it inserts.
_SQLITE = (
    """
    CREATE TRIGGER stat_facts_no_update BEFORE UPDATE ON stat_facts
    BEGIN SELECT RAISE(ABORT, 'Facts are only added'); END
    """,
    """
    CREATE TRIGGER stat_facts_no_delete BEFORE DELETE ON stat_facts
    BEGIN SELECT RAISE(ABORT, 'Facts are only added'); END
    """,
    """
    CREATE TRIGGER stat_facts_no_replace BEFORE INSERT ON stat_facts
    WHEN EXISTS (SELECT 1 FROM stat_facts WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'Facts are only added'); END
    """,
)


_TOKYO = timedelta(hours=9)
_BATCH = 1000
_APRIL = 4

_CONTACTS = sa.table(
    "contacts",
    sa.column("followed_at", sa.DateTime(timezone=True)),
    sa.column("blocked_at", sa.DateTime(timezone=True)),
)
_FACTS = sa.table(
    "stat_facts",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("day", sa.Date()),
    sa.column("fiscal_year", sa.Integer()),
    sa.column("number", sa.Integer()),
    sa.column("codes", sa.JSON()),
    sa.column("noted_on", sa.Date()),
)


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "stat_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("pseudonym", sa.LargeBinary(length=16), nullable=True),
        sa.Column("stat_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stat_facts")),
    )
    op.create_index("ix_stat_facts_day_kind", "stat_facts", ["day", "kind"])
    op.create_index("ix_stat_facts_kind_fiscal_year", "stat_facts", ["kind", "fiscal_year"])
    op.create_index("ix_stat_facts_stat_id", "stat_facts", ["stat_id"])
    op.create_index("ix_stat_facts_corrects", "stat_facts", ["corrects"])
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)

    op.add_column("visits", sa.Column("stat_id", sa.Uuid(), nullable=True))
    op.add_column("visits", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    _tell_of_friends()


def downgrade() -> None:
    """Take it back; the facts are gone then."""
    op.drop_column("visits", "answered_at")
    op.drop_column("visits", "stat_id")

    op.drop_index("ix_stat_facts_corrects", "stat_facts")
    op.drop_index("ix_stat_facts_stat_id", "stat_facts")
    op.drop_index("ix_stat_facts_kind_fiscal_year", "stat_facts")
    op.drop_index("ix_stat_facts_day_kind", "stat_facts")
    op.drop_table("stat_facts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION stat_facts_only_grow()")


def _tell_of_friends() -> None:
    """Friends of a service that runs already: without them, each block would be one too many.

    Whose friendship it was is not told: the key for that is not here. Of a friend who came back
    only the last following is known.
    """
    connection = op.get_bind()
    today = connection.execute(sa.select(sa.func.current_date(type_=sa.Date()))).scalar_one()
    query = sa.select(_CONTACTS.c.followed_at, _CONTACTS.c.blocked_at).where(
        _CONTACTS.c.followed_at.is_not(None)
    )
    friends = connection.execute(query).all()
    rows = [row for friend in friends for row in _facts_of(*friend, today)]
    for first in range(0, len(rows), _BATCH):
        connection.execute(sa.insert(_FACTS), rows[first : first + _BATCH])


def _facts_of(
    followed_at: datetime, blocked_at: datetime | None, today: date
) -> Iterator[dict[str, object]]:
    yield _fact("friend_added", followed_at, {}, today)
    if blocked_at is not None:
        yield _fact("friend_blocked", blocked_at, {"was_friend": "yes"}, today)


def _fact(kind: str, moment: datetime, codes: dict[str, str], today: date) -> dict[str, object]:
    offset = moment.utcoffset() or timedelta()
    day = (moment.replace(tzinfo=None) - offset + _TOKYO).date()
    return {
        "id": uuid4(),
        "kind": kind,
        "day": day,
        "fiscal_year": day.year if day.month >= _APRIL else day.year - 1,
        "number": 1,
        "codes": codes,
        "noted_on": today,
    }
