"""Years of service, laid straight into an SQLite file: visits that are over, of thirty members.

The words are noise of the right length: nobody opens them again. Written by SQL alone, for a
million rows are not worth an hour of Python.
"""

import sqlite3
from pathlib import Path
from typing import Final

from domain.conversation import End, VisitState
from domain.delivery import DeliveryState
from domain.message import Direction, MessageKind

MESSAGES_A_VISIT: Final = 25
MEMBERS: Final = 30

_STEPS: Final = (
    """
    INSERT INTO members
        (id, login, password_hash, alias, role, is_active, fs_uniquifier, created_at)
    SELECT lower(hex(randomblob(16))), 'past' || i, 'x', 'past', 'counsellor', 1,
           hex(randomblob(16)), '2024-01-01 00:00:00.000000'
    FROM numbers WHERE i < :members - 1
    """,
    "CREATE TEMP TABLE who AS SELECT id, row_number() OVER () - 1 AS n FROM members",
    """
    CREATE TEMP TABLE past AS
    SELECT i, lower(hex(randomblob(16))) AS id, randomblob(32) AS contact_id,
           strftime('%Y-%m-%d %H:%M:%S.000000', '2024-01-01', '+' || (i * 20) || ' minutes') AS at
    FROM numbers WHERE i < :visits
    """,
    """
    INSERT INTO contacts (id, sealed_line_id, language, first_seen_at, friendship_ms, revision)
    SELECT contact_id, randomblob(64), 'ja', at, 0, :messages FROM past
    """,
    """
    INSERT INTO visits
        (id, contact_id, state, started_at, last_word_at, arrived_at, ended_at, "end")
    SELECT id, contact_id, :ended, at, at, at, at, :how FROM past
    """,
    """
    INSERT INTO conversations (visit_id, counsellor_id, opened_at, closed_at)
    SELECT past.id, who.id, at, at FROM past JOIN who ON who.n = past.i % :members
    """,
    """
    INSERT INTO records (visit_id, member_id, caller, themes, risk, "end", written_at)
    SELECT visit_id, counsellor_id, 'x', 'x', 'x', 'x', closed_at FROM conversations
    """,
    """
    INSERT INTO messages (id, visit_id, contact_id, direction, kind, line_key, occurred_ms,
        order_at, revision, sealed, wrapped_key, key_generation)
    SELECT lower(hex(randomblob(16))), past.id, contact_id,
           CASE WHEN numbers.i % 2 THEN :outbound ELSE :inbound END, :text,
           CASE WHEN numbers.i % 2 THEN NULL ELSE randomblob(32) END, 0, at, numbers.i,
           randomblob(120), randomblob(60), 1
    FROM past JOIN numbers ON numbers.i < :messages
    """,
    """
    INSERT INTO outbox (id, contact_id, visit_id, message_id, state, is_reply_only, is_silent,
        bubble_count, created_at, due_at, tries, was_unsure, settled_at)
    SELECT lower(hex(randomblob(16))), contact_id, visit_id, id, :sent, 0, 0, 1, order_at, order_at,
           1, 0, order_at
    FROM messages WHERE direction = :outbound AND author_id IS NULL AND occurred_ms = 0
    """,
)


def lay_down(file: Path, *, messages: int) -> None:
    """Fill a migrated database with so many messages of the past."""
    visits = messages // MESSAGES_A_VISIT
    words = {
        "visits": visits,
        "messages": MESSAGES_A_VISIT,
        "members": MEMBERS,
        "ended": VisitState.ENDED.value,
        "how": End.OUT_OF_HOURS_ONLY.value,
        "inbound": Direction.INBOUND.value,
        "outbound": Direction.OUTBOUND.value,
        "text": MessageKind.TEXT.value,
        "sent": DeliveryState.SENT.value,
    }
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TEMP TABLE numbers (i INTEGER PRIMARY KEY)")
        most = max(visits, MESSAGES_A_VISIT, MEMBERS)
        connection.executemany("INSERT INTO numbers VALUES (?)", ((i,) for i in range(most)))
        for step in _STEPS:
            connection.execute(step, words)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
