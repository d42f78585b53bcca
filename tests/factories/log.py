"""The audit log of an evening: what stands in it, and what is done to it behind our back."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

from domain.audit import Act
from domain.audit_chain import BEGINNING, Finding
from services import audit_chain
from storage.models.audit import AuditEntry
from tests.factories.tables import rows
from tests.machinery.evening import Evening

_OPENERS = {
    "sqlite": (
        "DROP TRIGGER audit_entries_no_update",
        "DROP TRIGGER audit_entries_no_delete",
        "DROP TRIGGER audit_entries_no_replace",
    ),
    "postgresql": ("DROP TRIGGER audit_entries_only_grow ON audit_entries",),
}


def entries(evening: Evening) -> Sequence[AuditEntry]:
    """The log in order."""
    return sorted(rows(evening, AuditEntry), key=lambda row: row.seq)


def told(evening: Evening, since: int = 0) -> Sequence[AuditEntry]:
    """The log in order, after so many entries, without how the members came."""
    return [row for row in entries(evening)[since:] if row.act != Act.MEMBER_ADDED]


def acts(evening: Evening) -> list[str]:
    """What the log tells of, in order."""
    return [row.act for row in told(evening)]


def tamper(evening: Evening, *statements: str) -> None:
    """Do to the log what only the owner of the tables can do, who takes the triggers away first."""
    with evening.program.database.connection() as connection:
        kind = connection.dialect.name
        for statement in (*_OPENERS[kind], *statements):
            connection.execute(text(statement))


def found(evening: Evening, anchors: dict[int, bytes] | None = None) -> list[Finding]:
    """What is wrong with the log's chain."""
    with evening.program.open_look() as look:
        stretch = audit_chain.walk(look, BEGINNING, most=100_000, anchors=anchors or {})
    assert stretch.is_end
    return list(stretch.findings)


def anchors_beside(evening: Evening) -> Path:
    """Where this evening's anchors are kept, if the program is told so."""
    return evening.program.settings.keyring.with_name("anchors.txt")
