"""A manager cannot be two people, nor become one who reads: who made whom is known."""

from uuid import UUID

import pytest

from domain.checking import EntryState
from domain.errors import NotFoundError
from domain.glass import GlassReason, GlassState
from domain.permission import Role
from domain.risk.assessment import Sign
from services import (
    accounts,
    directory_pages,
    glass,
    glass_list,
    making,
    practice_terms,
    reading,
    team,
)
from services.glass import SameHandsError, SamePersonError
from services.making import NeedsTheKeeperError
from services.team import Newcomer
from storage.models.member import Member
from tests.factories.crew import OnDuty, made
from tests.factories.directory import kept, rings
from tests.factories.editor import URGENT_ALONE, approve, write
from tests.factories.records import talked
from tests.machinery.evening import Evening

A_MONTH = 30 * 24 * 3600


@pytest.fixture
def hisui(evening: Evening) -> UUID:
    """The manager of kazoku, whom the server's keeper has added."""
    return _member(evening, "hisui", Role.MANAGER)


@pytest.fixture
def talk(evening: Evening) -> UUID:
    """An ended talk of kazoku's."""
    return talked(evening, OnDuty.comes(evening, "midori", organisation="kazoku"))


def test_a_manager_makes_no_link_for_who_reads_more_than_they(
    evening: Evening, hisui: UUID
) -> None:
    others = (
        _member(evening, "kohaku", Role.SUPERVISOR),
        _member(evening, "ruri", Role.MANAGER),
    )
    with evening.program.open_work() as work:
        work.session.get_one(Member, others[1]).password_hash = "hash"

    for other in others:
        with pytest.raises(NeedsTheKeeperError), evening.program.open_work() as work:
            team.renew_link(work, other, by=hisui)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPERVISOR])
def test_whom_somebody_has_made_is_not_their_second_person_for_a_month(
    evening: Evening, hisui: UUID, talk: UUID, role: Role
) -> None:
    puppet = _invites(evening, hisui, "fuji", role)
    asked = _asks(evening, talk, hisui)

    with pytest.raises(SameHandsError):
        _grants(evening, asked, puppet)
    evening.pass_time(A_MONTH + 1)
    _grants(evening, _asks(evening, talk, hisui), puppet)


def test_nor_is_whom_their_puppet_has_made_nor_another_of_their_own(
    evening: Evening, hisui: UUID, talk: UUID
) -> None:
    first = _invites(evening, hisui, "fuji", Role.MANAGER)
    second = _invites(evening, first, "sumire", Role.MANAGER)
    third = _invites(evening, hisui, "ayame", Role.MANAGER)

    for asker, granter in ((hisui, second), (second, hisui), (third, second)):
        with pytest.raises(SameHandsError):
            _grants(evening, _asks(evening, talk, asker), granter)


def test_whom_somebody_has_made_vouches_for_no_number_beside_them(
    evening: Evening, hisui: UUID
) -> None:
    first = _invites(evening, hisui, "fuji", Role.MANAGER)
    second = _invites(evening, hisui, "ayame", Role.MANAGER)
    entry_id = kept(evening)
    rings(evening, entry_id, first)

    for same in (second, hisui):
        with pytest.raises(SameHandsError):
            rings(evening, entry_id, same)
    rings(evening, entry_id, first)  # one's own day is renewed
    rings(evening, entry_id, _member(evening, "ruri", Role.MANAGER))

    with evening.program.open_look() as look:
        assert directory_pages.get_line(look, entry_id).state is EntryState.USABLE


def test_nor_does_a_check_that_has_run_out_keep_anybody_from_ringing(
    evening: Evening, hisui: UUID
) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, hisui)
    evening.pass_time(4 * A_MONTH)
    puppet = _invites(evening, hisui, "fuji", Role.MANAGER)

    rings(evening, entry_id, puppet)

    with pytest.raises(SameHandsError):
        rings(evening, entry_id, hisui)


def test_whom_somebody_has_made_approves_of_none_of_their_words(
    evening: Evening, hisui: UUID
) -> None:
    puppet = _invites(evening, hisui, "fuji", Role.SUPERVISOR)
    version = write(evening, URGENT_ALONE, ("危ないときは、119に電話してください。",), hisui)
    with evening.program.open_work() as work:
        term_id = practice_terms.propose(
            work, "蝋燭の火みたいにすっと", sign=Sign.VANISH, level=2, member_id=hisui
        )

    with pytest.raises(SameHandsError):
        approve(evening, version, puppet)
    with pytest.raises(SameHandsError), evening.program.open_work() as work:
        practice_terms.approve(work, term_id, member_id=puppet)


def test_whom_the_keeper_has_added_is_another_person(
    evening: Evening, hisui: UUID, talk: UUID
) -> None:
    _grants(evening, _asks(evening, talk, hisui), _member(evening, "ruri", Role.MANAGER))

    assert _reads(evening, talk, hisui)


def test_a_new_power_stands_before_everybodys_eyes_for_a_day(evening: Evening, hisui: UUID) -> None:
    kohaku = _member(evening, "kohaku", Role.SUPERVISOR)
    puppet = _invites(evening, hisui, "fuji")
    assert _powers(evening, kohaku) == []
    made(evening, puppet, Role.SUPERVISOR, by=hisui, second=kohaku)

    assert _powers(evening, kohaku) == [("hisui", "fuji", "supervisor")]
    assert _powers(evening, hisui) == []
    evening.pass_time(24 * 3600 + 1)
    assert _powers(evening, kohaku) == []


def test_who_is_no_manager_any_more_reads_nothing_by_broken_glass(
    evening: Evening, hisui: UUID, talk: UUID
) -> None:
    _grants(evening, _asks(evening, talk, hisui), _member(evening, "ruri", Role.MANAGER))
    assert _reads(evening, talk, hisui)

    with evening.program.open_work() as work:
        accounts.set_roles(work, hisui, role=Role.COUNSELLOR, is_manager=False, actor_id=None)

    assert not _reads(evening, talk, hisui)
    with evening.program.open_work() as work:
        accounts.set_roles(work, hisui, role=Role.MANAGER, is_manager=False, actor_id=None)
    assert not _reads(evening, talk, hisui)


def test_what_was_opened_alone_stays_in_the_news_until_another_has_seen_it(
    evening: Evening, hisui: UUID, talk: UUID
) -> None:
    kohaku = _member(evening, "kohaku", Role.SUPERVISOR)
    puppet = _invites(evening, hisui, "fuji", Role.MANAGER)
    asked = _asks(evening, talk, hisui)
    evening.pass_time(601)
    with evening.program.open_work() as work:
        glass.announce(work, asked, member_id=hisui)
        glass.end(work, asked, member_id=hisui)
    evening.pass_time(3 * 24 * 3600)

    assert _news(evening, kohaku) == [GlassState.OVER]
    with evening.program.open_look() as look:
        assert glass_list.list_recent(look, member_id=kohaku)[0].may_note
    for own, refusal in ((hisui, SamePersonError), (puppet, SameHandsError)):
        with pytest.raises(refusal), evening.program.open_work() as work:
            glass.note(work, asked, member_id=own)
    with evening.program.open_work() as work:
        glass.note(work, asked, member_id=kohaku)
    assert _news(evening, kohaku) == []


def test_of_two_managers_who_let_each_other_go_one_stays(evening: Evening, hisui: UUID) -> None:
    ruri = _member(evening, "ruri", Role.MANAGER)
    with evening.program.open_work() as work:
        team.let_go(work, hisui, by=ruri)

    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        team.let_go(work, ruri, by=hisui)


def _member(evening: Evening, login: str, role: Role) -> UUID:
    return OnDuty.comes(evening, login, role=role, organisation="kazoku", is_ready=False).member_id


def _invites(evening: Evening, by: UUID, login: str, role: Role = Role.COUNSELLOR) -> UUID:
    """Invite somebody, and make them this."""
    with evening.program.open_work() as work:
        member_id = team.invite(work, Newcomer(login=login, alias=login), by=by)[0]
    if role is not Role.COUNSELLOR:
        made(evening, member_id, role, by=by)
    return member_id


def _asks(evening: Evening, visit_id: UUID, who: UUID) -> UUID:
    with evening.program.open_work() as work:
        return glass.ask(work, visit_id, member_id=who, reason=GlassReason.QUALITY)


def _grants(evening: Evening, glass_id: UUID, who: UUID) -> None:
    with evening.program.open_work() as work:
        glass.grant(work, glass_id, member_id=who)


def _reads(evening: Evening, visit_id: UUID, who: UUID) -> bool:
    with evening.program.open_look() as look:
        return reading.can_read(look, visit_id, member_id=who)


def _powers(evening: Evening, who: UUID) -> list[tuple[str, str, str]]:
    with evening.program.open_look() as look:
        return [(row.by, row.member, row.word) for row in making.list_news(look, member_id=who)]


def _news(evening: Evening, who: UUID) -> list[GlassState]:
    with evening.program.open_look() as look:
        return [row.state for row in glass_list.list_news(look, member_id=who)]
