"""What the roles of a PostgreSQL database may do: the owner migrates, the program runs as another.

The program's role may add to the audit log and to the facts for statistics and read them, and
nothing else there. The exporter's role reads those facts and what tables of indicators ask, keeps
releases, and adds to the end of the log; it reads no table of people, messages or records, and of
members who they are and what they may do: in whose name figures leave is in the log.
"""

from typing import Final

from psycopg import sql
from sqlalchemy import text
from sqlalchemy.orm import Session

_APP: Final = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit_entries FROM {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON stat_facts FROM {role}",
    "REVOKE UPDATE ON release_files, release_cells FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON alembic_version FROM {role}",
)

_EXPORTER: Final = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
    "GRANT SELECT ON alembic_version, stat_facts, destinations TO {role}",
    "GRANT SELECT ON indicator_sheets, indicators TO {role}",
    "GRANT SELECT (name, title, added_at) ON entry_links TO {role}",
    "GRANT SELECT (indicator_id, number, facts) ON indicator_versions TO {role}",
    "GRANT SELECT (id, login, role, is_manager, is_active, organisation) ON members TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON releases TO {role}",
    "GRANT SELECT, INSERT, DELETE ON release_files, release_cells TO {role}",
    "GRANT SELECT (seq, mac, at_us), INSERT ON audit_entries TO {role}",
)


def statements(*, app: str, exporter: str | None) -> list[str]:
    """The SQL that gives existing roles exactly this; for the owner to run after each migration."""
    grants = [(line, app) for line in _APP]
    if exporter is not None:
        grants += [(line, exporter) for line in _EXPORTER]
    return [f"{line.format(role=sql.Identifier(role).as_string())};" for line, role in grants]


def can_change_log(session: Session) -> bool:
    """Whether the role we run as could change what stands in the audit log.

    SQLite has no roles: whoever has the file has it all.
    """
    if session.get_bind().dialect.name != "postgresql":
        return False
    found = session.scalar(
        text(
            "SELECT has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE')"
            " OR pg_has_role((SELECT relowner FROM pg_class"
            " WHERE oid = 'audit_entries'::regclass), 'MEMBER')"
        )
    )
    return bool(found)
