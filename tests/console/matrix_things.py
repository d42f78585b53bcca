"""Something behind every door: the owner's, of organisation A."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from domain.glass import GlassReason
from domain.offer import OfferKind
from domain.secret import PrivateText
from services import (
    alerts,
    conversations,
    glass,
    lowerings,
    offers,
    presences,
    records,
    sign_off,
    supervision,
    waiting_line,
)
from storage.models.member import Member
from storage.models.record import Record
from storage.queries import visits
from tests.console.matrix_dangers import other_dangers
from tests.console.matrix_figures import figures
from tests.console.matrix_incident import incident
from tests.console.matrix_portal import portal_things
from tests.console.matrix_programmes import programme_things
from tests.console.matrix_referrals import referral
from tests.console.matrix_rows import Thing, plain_rows
from tests.factories.directory import kept
from tests.factories.records import SHORT
from tests.machinery.evening import Evening, user_id

Things = dict[str, Thing]
"""What stands in an address, by the name of its place; ``usual`` unless the table says another."""

_NAMES = ("visit_id", "member_id", "offer_id", "glass_id", "alert_id", "incident_id")


def member_ids(evening: Evening) -> dict[str, UUID]:
    """Everybody's id by login name."""
    with evening.program.open_look() as work:
        return {row.login: row.id for row in work.session.query(Member)}


def full_form(members: Mapping[str, UUID]) -> dict[str, str]:
    """A form in which every field of every page is filled, and some that no page has."""
    return {
        "to": str(members["counsellor_b"]),
        "level": "2",
        "minutes": "10",
        "text": "聞いています",
        "whisper": "そばにいます",
        "send_key": uuid4().hex,
        "when": "later",
        "time": "19:00",
        "reason": "雪のため",
        "capacity": "2",
        "on": "yes",
        "login": "newcomer",
        "alias": "しらうめ",
        "role": "counsellor",
    }


def things(evening: Evening, members: Mapping[str, UUID]) -> Things:
    """A talk that runs and one that has ended, a shift, a certificate, and whatever else."""
    owner, manager = members["owner"], members["manager_a"]
    written, signed, danger = (
        _written(evening, owner, person) for person in ("written", "signed", "danger")
    )
    ended = _ended(evening, owner, "ended")
    running = _talk(evening, owner, "running")
    with evening.program.open_work() as work:
        sign_off.sign(
            work,
            signed,
            member_id=members["supervisor_a"],
            comment=None,
            seen_at=work.session.get_one(Record, signed).written_at,
        )
    waiting, asked = (_writes(evening, person) for person in ("waiting", "asked"))
    with evening.program.open_work() as work:
        presences.come(work, owner)
        offer_id = offers.make(
            work,
            visits.get(work.session, asked),
            member_id=owner,
            kind=OfferKind.WAITING,
            from_member_id=None,
        )
        asked_glass = glass.ask(work, ended, member_id=manager, reason=GlassReason.COMPLAINT)
        open_glass = glass.ask(work, written, member_id=manager, reason=GlassReason.POLICE)
        glass.grant(work, open_glass, member_id=members["supervisor_b"])
    evening.jobs.clear()
    return {
        "usual": {
            "visit_id": running,
            "member_id": members["colleague"],
            "offer_id": offer_id,
            "glass_id": asked_glass,
            **_danger(evening, running, members["supervisor_a"]),
            **other_dangers(evening, ended, members["supervisor_a"]),
            "mark": "hard_words",
            "filename": "page.css",
            "mode": "frozen",
            "on": evening.now.date().isoformat(),
            "kind": "notice",
            "name": "connected",
            "spoken": "ja",
            "line_id": kept(evening),
            **plain_rows(evening, members),
            **incident(evening, members, danger),
            **figures(evening),
            **referral(evening, members, running),
            **portal_things(evening, members),
            **programme_things(evening, members),
        },
        "waiting": {"visit_id": waiting},
        "ended": {"visit_id": ended},
        "written": {"visit_id": written},
        "signed": {"visit_id": signed},
        "opened": {"glass_id": open_glass},
        "oneself": {"member_id": manager},
        "heavy": {"member_id": owner},
        "staff": {"member_id": members["destination"]},
        "unknown": {name: uuid4() for name in _NAMES},
    }


def _danger(evening: Evening, visit_id: UUID, supervisor: UUID) -> Thing:
    """The talk's alert, and what a supervisor asks of its level."""
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=3, supervisor_id=supervisor)
        alert = alerts.of_visit(work, visit_id)
    with evening.program.open_work() as work:
        lowerings.lower(
            work, visit_id, to=1, member_id=supervisor, reason=PrivateText("落ち着かれました")
        )
        asked = lowerings.find(work, visit_id, member_id=supervisor)
    assert alert is not None
    assert asked is not None
    return {"alert_id": alert.id, "lowering_id": asked.id}


def _written(evening: Evening, owner: UUID, person: str) -> UUID:
    visit_id = _ended(evening, owner, person)
    with evening.program.open_work() as work:
        records.write(work, visit_id, member_id=owner, entry=SHORT)
    return visit_id


def _ended(evening: Evening, owner: UUID, person: str) -> UUID:
    visit_id = _talk(evening, owner, person)
    with evening.program.open_work() as work:
        conversations.end(work, visit_id, member_id=owner, with_goodbye=False)
    evening.work()
    return visit_id


def _talk(evening: Evening, owner: UUID, person: str) -> UUID:
    visit_id = _writes(evening, person)
    with evening.program.open_work() as work:
        waiting_line.take(work, visit_id, member_id=owner)
    evening.work()
    return visit_id


def _writes(evening: Evening, person: str) -> UUID:
    evening.says("こんばんは", person)
    with evening.program.open_look() as work:
        found = visits.latest_of(work.session, work.house.seals.contact_id(user_id(person)))
    assert found is not None
    return found.id
