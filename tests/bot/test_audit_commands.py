"""`madobe audit`: whether the log is whole, and where it ends."""

from datetime import timedelta

from domain.audit import Act
from services import audit
from tests.factories.log import anchors_beside, tamper
from tests.machinery.evening import Evening
from tests.machinery.processes import said_by

CUT = "DELETE FROM audit_entries WHERE seq > 2"
EDIT = "UPDATE audit_entries SET reason = 'waiting' WHERE seq = 2"


def note(evening: Evening, act: Act) -> None:
    with evening.program.open_work() as work:
        audit.note(work, act, actor_id=None)


def test_verify_says_that_all_is_well_and_what_it_did_not_compare(evening: Evening) -> None:
    note(evening, Act.DAY_CLOSED)

    told = said_by(evening, "audit", "verify")

    assert told.returncode == 0, told.stderr
    assert "1 entries, each bound to the one before it." in told.stdout
    assert "No anchors were compared" in told.stdout


def test_verify_names_the_damage_its_place_and_what_to_do(evening: Evening) -> None:
    for act in (Act.DAY_CLOSED, Act.INVITED, Act.DAY_CLOSED):
        note(evening, act)
    tamper(evening, EDIT)

    told = said_by(evening, "audit", "verify")

    assert told.returncode == 1
    assert "Entry 2 is not what it was when it was written" in told.stdout
    assert "Keep the database as it is" in told.stdout
    assert "Traceback" not in told.stderr


def test_trim_says_what_would_go_and_takes_it_when_told(evening: Evening) -> None:
    now = evening.now
    evening.set_clock(now - timedelta(days=4 * 366))
    note(evening, Act.INVITED)
    evening.set_clock(now)
    note(evening, Act.DAY_CLOSED)

    assert "Entries up to 1 would go." in said_by(evening, "audit", "trim").stdout
    told = said_by(evening, "audit", "trim", "--yes")

    assert told.returncode == 0, told.stderr
    assert "1 entries are gone, up to 1." in told.stdout
    checked = said_by(evening, "audit", "verify")
    assert "Entries up to 1 were trimmed, as an entry of the chain says." in checked.stdout
    assert "2 entries, each bound to the one before it." in checked.stdout


def test_a_printed_anchor_shows_later_that_the_end_was_cut_off(evening: Evening) -> None:
    for act in (Act.DAY_CLOSED, Act.INVITED, Act.DAY_CLOSED):
        note(evening, act)
    line = said_by(evening, "audit", "anchor").stdout
    mail = anchors_beside(evening)
    mail.write_text(f"From: the clock\n\n{line}")

    assert said_by(evening, "audit", "verify", "--anchors", str(mail)).returncode == 0
    tamper(evening, CUT)

    told = said_by(evening, "audit", "verify", "--anchors", str(mail))
    assert told.returncode == 1
    assert "Entry 3 and what came after it is not there" in told.stdout
    assert said_by(evening, "audit", "verify").returncode == 0
