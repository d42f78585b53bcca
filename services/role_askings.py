"""Askings: what a manager would make of somebody, and whom they let in; a second person answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Outcome, Subject, SubjectKind
from domain.errors import NotFoundError, RefusedError
from domain.permission import Permission, Role, may
from domain.power import is_lapsed
from services import accounts, audit, making, organisations, shown, standing_down
from services.glass import SameHandsError, SamePersonError
from services.live import WAITING_LINE
from services.work import Work
from storage.models.member import Member
from storage.models.role_asking import RoleAsking
from storage.queries import role_askings, team

_WORDS: Final = ".".join


class AskingGoneError(RefusedError):
    """It was answered or taken back, has lapsed, or its asker or member is not what they were."""

    code = "asking_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAsking:
    """One asking that waits. ``word`` is everything the member would be, as the log says it.

    ``is_entry``: the member is that already, and waits to be let in. ``may_answer``: the member who
    looks is a second person to it. ``has_second``: anybody is; where nobody is, the server's keeper
    changes the role.
    """

    id: UUID
    member_id: UUID
    member: str
    by: str
    organisation: str | None
    word: str
    asked_at: datetime
    is_entry: bool
    is_own: bool
    may_answer: bool
    has_second: bool


def ask(work: Work, member_id: UUID, *, role: Role, is_manager: bool, by: UUID) -> UUID:
    """Ask for this role for a member; what was asked about them before ends.

    Whoever calls has made sure that it is theirs to ask.
    """
    withdraw(work, member_id, by=by)
    row = RoleAsking(
        id=uuid4(),
        member_id=member_id,
        role=role,
        is_manager=is_manager and role is not Role.MANAGER,
        asked_by=by,
        asked_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _note(work, Act.ROLE_ASKED, row, actor_id=by)
    return row.id


def ask_to_admit(work: Work, member_id: UUID, *, by: UUID) -> None:
    """Somebody who would see who waits comes in by the link of a manager: ask a second person.

    Until one has agreed they read nobody's words; talks they had look for somebody else. What
    was asked about them is asked anew: to whoever came in just now, nobody has agreed.
    """
    member = work.session.get_one(Member, member_id)
    team.lock_managers(work.session, member.organisation, beside=member_id)
    if not may(member.roles, Permission.SEE_WAITING_LINE):
        return
    standing_down.stand_down(work, member_id)
    member.is_admitted = False
    asked = [row for row in _all_waiting(work) if row.member_id == member_id]
    wished = asked[-1] if asked else member
    ask(work, member_id, role=wished.role, is_manager=wished.is_manager, by=by)


def grant(work: Work, asking_id: UUID, *, member_id: UUID) -> None:
    """Agree as the second person: the role is changed with this act, by whoever asked for it.

    Raises:
        NotFoundError: there is no such asking, or one may answer none (any more).
        AskingGoneError: nothing waits any more.
        SamePersonError: it is one's own asking, or about oneself.
        SameHandsError: one has lately made the other a member, or somebody made both.
    """
    row = _waiting(work, asking_id, member_id)
    if not making.are_two(work, row.asked_by, member_id):
        raise SameHandsError
    row.answered_by, row.ended_at = member_id, work.now
    work.session.flush()
    _note(work, Act.ROLE_GRANTED, row, actor_id=member_id)
    accounts.admit(work, row.member_id)
    if work.session.get_one(Member, row.member_id).roles == row.roles:
        return  # they were asked in, and stay signed in
    accounts.set_roles(
        work, row.member_id, role=row.role, is_manager=row.is_manager, actor_id=row.asked_by
    )
    standing_down.keep_to_role(work, row.member_id, by=row.asked_by)


def refuse(work: Work, asking_id: UUID, *, member_id: UUID) -> None:
    """Say no as the second person: the member stays what they are.

    Raises:
        NotFoundError, AskingGoneError, SamePersonError: as ``grant``.
    """
    row = _waiting(work, asking_id, member_id)
    row.answered_by, row.ended_at = member_id, work.now
    _note(work, Act.ROLE_GRANTED, row, actor_id=member_id, outcome=Outcome.REFUSED)


def withdraw(work: Work, member_id: UUID, *, by: UUID) -> None:
    """Take back what is asked about a member; nothing waits, nothing changes.

    Whoever calls has made sure that it is theirs to take back.
    """
    for row in role_askings.unended(work.session):
        if row.member_id == member_id:
            _note(work, Act.ROLE_ASKING_ENDED, row, actor_id=by)
    role_askings.end_about(work.session, member_id, now=work.now)


def list_waiting(work: Work, *, member_id: UUID) -> tuple[ShownAsking, ...]:
    """What waits for a second person, of every organisation, the oldest first.

    What is asked about the member who looks is not among it.
    """
    rows = [row for row in _all_waiting(work) if row.member_id != member_id]
    return _shown(work, rows, member_id)


def list_news(work: Work, *, member_id: UUID) -> tuple[ShownAsking, ...]:
    """What waits for an answer that this member could give, the oldest first."""
    rows = [row for row in _all_waiting(work) if _may_answer(work, row, member_id)]
    return _shown(work, rows, member_id)


def of_organisation(work: Work, *, member_id: UUID) -> dict[UUID, ShownAsking]:
    """What waits in a member's own organisation, by whom it is about."""
    own = work.session.get_one(Member, member_id).organisation
    rows = [row for row in _all_waiting(work) if _organisation(work, row) == own]
    return {each.member_id: each for each in _shown(work, rows, member_id)}


def _waiting(work: Work, asking_id: UUID, member_id: UUID) -> RoleAsking:
    """The asking, locked, for a second person to answer; neither they nor a manager change."""
    found = work.session.get(RoleAsking, asking_id)
    if found is None or found.member_id == member_id:
        raise NotFoundError("No such asking")
    team.lock_managers(work.session, _organisation(work, found), beside=member_id)
    if not _is_second(work, member_id):
        raise NotFoundError("No such asking")
    row = role_askings.get(work.session, asking_id)
    if not _is_waiting(work, row):
        raise AskingGoneError
    if row.asked_by == member_id:
        raise SamePersonError
    return row


def _all_waiting(work: Work) -> list[RoleAsking]:
    return [row for row in role_askings.unended(work.session) if _is_waiting(work, row)]


def _is_waiting(work: Work, row: RoleAsking) -> bool:
    """Whether it still can be answered: asker and member are what they were."""
    if row.ended_at is not None or is_lapsed(asked_at=row.asked_at, now=work.now):
        return False
    asker = work.session.get_one(Member, row.asked_by)
    member = work.session.get_one(Member, row.member_id)
    may_ask = asker.is_active and may(asker.roles, Permission.CHANGE_TEAM)
    return may_ask and member.is_active and asker.organisation == member.organisation


def _organisation(work: Work, row: RoleAsking) -> str | None:
    return work.session.get_one(Member, row.member_id).organisation


def _shown(work: Work, rows: Collection[RoleAsking], member_id: UUID) -> tuple[ShownAsking, ...]:
    people = {each for row in rows for each in (row.member_id, row.asked_by)}
    names = shown.member_aliases(work, tuple(people))
    called = {each.code: each.name for each in work.house.schedule.organisations}
    shown_rows = []
    for row in rows:
        code = _organisation(work, row)
        may_answer = _may_answer(work, row, member_id)
        shown_rows.append(
            ShownAsking(
                id=row.id,
                member_id=row.member_id,
                member=names[row.member_id],
                by=names[row.asked_by],
                organisation=called.get(code or "", code),
                word=_WORDS(sorted(row.roles)),
                asked_at=row.asked_at,
                is_entry=work.session.get_one(Member, row.member_id).roles == row.roles,
                is_own=row.asked_by == member_id,
                may_answer=may_answer,
                has_second=may_answer or _has_second(work, row),
            )
        )
    return tuple(shown_rows)


def _may_answer(work: Work, row: RoleAsking, member_id: UUID) -> bool:
    may_at_all = _is_second(work, member_id) and member_id != row.member_id
    return may_at_all and making.are_two(work, row.asked_by, member_id)


def _is_second(work: Work, member_id: UUID) -> bool:
    """Whether the member, as they are now, may answer what others ask."""
    member = work.session.get_one(Member, member_id)
    is_here = member.is_active and organisations.takes_part(work, member)
    return is_here and may(member.roles, Permission.GRANT_ROLE)


def _has_second(work: Work, row: RoleAsking) -> bool:
    people = making.second_people(work, row.asked_by, Permission.GRANT_ROLE)
    return bool(people - {row.member_id})


def _note(
    work: Work,
    act: Act,
    row: RoleAsking,
    *,
    actor_id: UUID,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Into the log, by the member it is about, and onto the pages of those who look on."""
    subject = Subject(kind=SubjectKind.MEMBER, id=row.member_id)
    word = _WORDS(sorted(row.roles))
    audit.note(work, act, actor_id=actor_id, subject=subject, reason=word, outcome=outcome)
    work.tell(WAITING_LINE)
