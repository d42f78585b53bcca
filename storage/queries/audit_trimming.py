"""The oldest entries of the audit log, taken away by the owner of its table."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from domain.audit_chain import BEGINNING, Place
from storage.models.audit import AuditEntry

_OPENED: Final[Mapping[str, str]] = {
    "postgresql": "ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_only_grow",
    "sqlite": "DROP TRIGGER audit_entries_no_delete",
}
_SHUT: Final[Mapping[str, str]] = {
    "postgresql": "ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_only_grow",
    "sqlite": """
    CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'The audit log only grows'); END
    """,
}
"""As the migration made it: within the same transaction nobody finds the table open."""


_UNHELD: Final = {"synchronize_session": False}


def last_before(session: Session, at_us: int) -> Place:
    """The last of those entries at the beginning that are all from before then.

    ``BEGINNING`` where the first is younger; the end of the log always stays.
    """
    younger = select(func.min(AuditEntry.seq)).where(AuditEntry.at_us >= at_us)
    end = session.scalar(select(func.max(AuditEntry.seq)))
    first_kept = session.scalar(younger) or end or 0
    row = session.execute(
        select(AuditEntry.seq, AuditEntry.mac, AuditEntry.at_us).where(
            AuditEntry.seq == first_kept - 1
        )
    ).one_or_none()
    return BEGINNING if row is None else Place(seq=row.seq, mac=row.mac, at_us=row.at_us)


def remove_to(session: Session, seq: int) -> int:
    """Take away every entry up to this number, and shut the table again; gives how many.

    Raises:
        DBAPIError: the role we run as does not own the table.
    """
    kind, is_old = session.get_bind().dialect.name, AuditEntry.seq <= seq
    count = session.scalar(select(func.count()).select_from(AuditEntry).where(is_old)) or 0
    session.execute(text(_OPENED[kind]))
    session.execute(delete(AuditEntry).where(is_old), execution_options=_UNHELD)
    session.execute(text(_SHUT[kind]))
    return count
