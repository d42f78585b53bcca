"""What is done to the audit log behind our back is refused, or found."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.audit import Act, Subject, SubjectKind
from domain.audit_chain import BEGINNING, Damage, Finding
from services import audit, audit_chain
from tests.factories.log import acts, entries, found, tamper
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening


def five(evening: Evening) -> None:
    """Five acts."""
    for act in (Act.DAY_CLOSED, Act.INVITED, Act.TEXT_WRITTEN, Act.INVITED, Act.DAY_CLOSED):
        with evening.program.open_work() as work:
            audit.note(work, act, actor_id=None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET reason = 'waiting' WHERE seq = 3",
        "DELETE FROM audit_entries WHERE seq = 5",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(evening: Evening, statement: str) -> None:
    five(evening)

    with pytest.raises(DBAPIError), evening.program.database.connection() as connection:
        connection.execute(text(statement))

    assert len(entries(evening)) == 5
    assert found(evening) == []


@ON_SQLITE
def test_sqlite_refuses_to_replace_an_entry_too(evening: Evening) -> None:
    five(evening)

    with pytest.raises(DBAPIError), evening.program.database.connection() as connection:
        connection.execute(
            text(
                "INSERT OR REPLACE INTO audit_entries SELECT seq, at_us, actor_id, actor_roles,"
                " organisation, concerns, 'signed_in', subject_kind, subject_id, outcome, reason,"
                " key_version, previous, mac FROM audit_entries WHERE seq = 3"
            )
        )

    assert acts(evening)[2] == "text_written"


@pytest.mark.parametrize(
    ("statement", "damage", "seq"),
    [
        ("UPDATE audit_entries SET outcome = 'refused' WHERE seq = 3", Damage.CHANGED, 3),
        ("UPDATE audit_entries SET at_us = at_us + 1 WHERE seq = 3", Damage.CHANGED, 3),
        ("UPDATE audit_entries SET key_version = 9 WHERE seq = 3", Damage.CHANGED, 3),
        ("UPDATE audit_entries SET act = 'nonsense' WHERE seq = 3", Damage.CHANGED, 3),
        ("DELETE FROM audit_entries WHERE seq = 3", Damage.MISSING, 4),
        ("DELETE FROM audit_entries WHERE seq = 1", Damage.MISSING, 2),
    ],
)
def test_whoever_takes_the_triggers_away_is_found(
    evening: Evening, statement: str, damage: Damage, seq: int
) -> None:
    five(evening)

    tamper(evening, statement)

    assert found(evening) == [Finding(damage=damage, seq=seq)]


@ON_SQLITE
def test_an_id_that_is_none_any_more_is_found_and_stops_no_walk(evening: Evening) -> None:
    with evening.program.open_work() as work:
        subject = Subject(kind=SubjectKind.MEMBER, id=uuid4())
        audit.note(work, Act.INVITED, actor_id=None, subject=subject)
    five(evening)

    tamper(evening, "UPDATE audit_entries SET subject_id = 'nobody' WHERE seq = 1")

    assert found(evening) == [Finding(damage=Damage.CHANGED, seq=1)]


def test_a_cut_off_end_is_seen_by_an_anchor_and_by_whoever_walked_there(evening: Evening) -> None:
    five(evening)
    with evening.program.open_look() as look:
        place = audit_chain.walk(look, BEGINNING, most=100).place

    tamper(evening, "DELETE FROM audit_entries WHERE seq > 3")

    assert found(evening) == []
    assert found(evening, {place.seq: place.mac}) == [Finding(damage=Damage.CUT, seq=4)]
    with evening.program.open_look() as look:
        walked = audit_chain.walk(look, place, most=100)
    assert walked.findings == (Finding(damage=Damage.CUT, seq=5),)


def test_a_log_that_goes_on_after_its_end_was_cut_off_is_seen_by_an_anchor(
    evening: Evening,
) -> None:
    five(evening)
    with evening.program.open_look() as look:
        place = audit_chain.walk(look, BEGINNING, most=100).place
    tamper(evening, "DELETE FROM audit_entries WHERE seq > 3")

    five(evening)

    assert found(evening) == []
    assert found(evening, {place.seq: place.mac}) == [Finding(damage=Damage.REWRITTEN, seq=5)]


def test_a_walk_in_small_steps_finds_what_a_walk_at_once_finds(evening: Evening) -> None:
    five(evening)
    tamper(
        evening,
        "UPDATE audit_entries SET reason = 'x' WHERE seq = 2",
        "DELETE FROM audit_entries WHERE seq = 4",
    )

    findings: list[Finding] = []
    place, is_end = BEGINNING, False
    while not is_end:
        with evening.program.open_look() as look:
            stretch = audit_chain.walk(look, place, most=1)
        findings += stretch.findings
        place, is_end = stretch.place, stretch.is_end

    assert findings == found(evening)
    assert len(findings) == 2
