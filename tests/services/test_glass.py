"""Breaking the glass: one ended talk, one member, one hour, and never unseen."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.errors import NotFoundError
from domain.glass import GlassReason, GlassState
from domain.permission import Role
from services import desk, glass, glass_list
from services.glass import GlassGoneError, SamePersonError, TooSoonError
from storage.models.member import Member
from tests.factories.counsellor import Counsellor
from tests.factories.crew import OnDuty
from tests.factories.log import found, told
from tests.machinery.evening import Evening


@pytest.fixture
def talk(evening: Evening) -> UUID:
    """An ended talk of kazoku's."""
    midori = member(evening, "midori", Role.COUNSELLOR, "kazoku")
    evening.says("だれにも言わないでください")
    visit_id = Counsellor(evening, midori).takes_next()
    Counsellor(evening, midori).ends(visit_id)
    return visit_id


def member(evening: Evening, login: str, role: Role, organisation: str) -> UUID:
    return OnDuty.comes(
        evening, login, role=role, organisation=organisation, is_ready=False
    ).member_id


def manager(evening: Evening, login: str = "hisui", organisation: str = "kazoku") -> UUID:
    return member(evening, login, Role.MANAGER, organisation)


def asks(evening: Evening, visit_id: UUID, who: UUID) -> UUID:
    with evening.program.open_work() as work:
        return glass.ask(work, visit_id, member_id=who, reason=GlassReason.DANGER_TO_LIFE)


def grants(evening: Evening, glass_id: UUID, who: UUID) -> None:
    with evening.program.open_work() as work:
        glass.grant(work, glass_id, member_id=who)


def reads(evening: Evening, visit_id: UUID, who: UUID) -> list[str]:
    return Counsellor(evening, who).reads(visit_id)


def is_open(evening: Evening, visit_id: UUID, who: UUID) -> bool:
    with evening.program.open_look() as look:
        return glass.is_open(look, who, visit_id)


def test_without_broken_glass_a_manager_reads_nothing(evening: Evening, talk: UUID) -> None:
    hisui = manager(evening)
    asks(evening, talk, hisui)

    with pytest.raises(NotFoundError):
        reads(evening, talk, hisui)


def test_a_second_person_opens_it_for_an_hour_to_who_asked_alone(
    evening: Evening, talk: UUID
) -> None:
    hisui, ruri = manager(evening), manager(evening, "ruri")
    grants(evening, asks(evening, talk, hisui), ruri)

    assert "だれにも言わないでください" in reads(evening, talk, hisui)
    with pytest.raises(NotFoundError):
        reads(evening, talk, ruri)
    evening.pass_time(3599)
    assert is_open(evening, talk, hisui)
    evening.pass_time(2)
    assert not is_open(evening, talk, hisui)
    with pytest.raises(NotFoundError):
        reads(evening, talk, hisui)


def test_one_broken_glass_opens_one_talk(evening: Evening, talk: UUID) -> None:
    evening.says("べつの話です", person="b")
    with evening.program.open_look() as look:
        midori = look.session.query(Member).filter_by(login="midori").one().id
    other = Counsellor(evening, midori).takes_next()
    Counsellor(evening, midori).ends(other)
    hisui = manager(evening)

    grants(evening, asks(evening, talk, hisui), manager(evening, "ruri"))

    with pytest.raises(NotFoundError):
        reads(evening, other, hisui)


def test_nobody_is_their_own_second_person(evening: Evening, talk: UUID) -> None:
    hisui = manager(evening)
    glass_id = asks(evening, talk, hisui)

    with pytest.raises(SamePersonError):
        grants(evening, glass_id, hisui)
    assert not is_open(evening, talk, hisui)


def test_another_organisations_talk_cannot_be_asked_for(evening: Evening, talk: UUID) -> None:
    stranger = manager(evening, "ruri", "shien")

    with pytest.raises(NotFoundError):
        asks(evening, talk, stranger)
    with evening.program.open_look() as look:
        on = look.now.date()
        assert glass_list.list_ended_talks(look, member_id=stranger, on=on) == ()


def test_a_running_talk_cannot_be_asked_for(evening: Evening) -> None:
    midori = Counsellor(evening, member(evening, "midori", Role.COUNSELLOR, "kazoku"))
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    with pytest.raises(NotFoundError):
        asks(evening, visit_id, manager(evening))
    with pytest.raises(NotFoundError):
        asks(evening, uuid4(), manager(evening, "ruri"))


def test_alone_it_opens_after_ten_minutes_and_everybody_is_told(
    evening: Evening, talk: UUID
) -> None:
    hisui, kohaku = manager(evening), member(evening, "kohaku", Role.SUPERVISOR, "shien")
    glass_id = asks(evening, talk, hisui)
    with pytest.raises(TooSoonError), evening.program.open_work() as work:
        glass.announce(work, glass_id, member_id=hisui)
    evening.pass_time(601)

    with evening.program.open_work() as work:
        glass.announce(work, glass_id, member_id=hisui)

    assert is_open(evening, talk, hisui)
    with evening.program.open_look() as look:
        (news,) = glass_list.list_news(look, member_id=kohaku)
    assert news.state is GlassState.OPEN
    assert news.asked_by == "hisui"
    assert news.granted_by is None
    assert news.person is None


def test_nobody_else_announces_or_ends_it(evening: Evening, talk: UUID) -> None:
    glass_id = asks(evening, talk, manager(evening))
    other = manager(evening, "ruri")
    evening.pass_time(601)

    for act in (glass.announce, glass.end):
        with pytest.raises(NotFoundError), evening.program.open_work() as work:
            act(work, glass_id, member_id=other)


def test_what_is_refused_or_over_is_not_opened_any_more(evening: Evening, talk: UUID) -> None:
    hisui, ruri = manager(evening), manager(evening, "ruri")
    glass_id = asks(evening, talk, hisui)
    with evening.program.open_work() as work:
        glass.refuse(work, glass_id, member_id=ruri)

    with pytest.raises(GlassGoneError):
        grants(evening, glass_id, ruri)
    again = asks(evening, talk, hisui)
    evening.pass_time(timedelta(hours=25).total_seconds())
    with pytest.raises(GlassGoneError):
        grants(evening, again, ruri)
    assert not is_open(evening, talk, hisui)


def test_asking_twice_is_asking_once(evening: Evening, talk: UUID) -> None:
    hisui = manager(evening)

    assert asks(evening, talk, hisui) == asks(evening, talk, hisui)


def test_whoever_has_read_enough_closes_it(evening: Evening, talk: UUID) -> None:
    hisui = manager(evening)
    glass_id = asks(evening, talk, hisui)
    grants(evening, glass_id, manager(evening, "ruri"))

    with evening.program.open_work() as work:
        glass.end(work, glass_id, member_id=hisui)

    assert not is_open(evening, talk, hisui)


def test_everything_about_it_stands_in_the_log_with_its_reason(
    evening: Evening, talk: UUID
) -> None:
    hisui, ruri = manager(evening), manager(evening, "ruri", "shien")
    before = len(told(evening))
    grants(evening, asks(evening, talk, hisui), ruri)
    evening.pass_time(3601)
    for _ in range(2):
        with evening.program.open_work() as work:
            glass.end_overdue(work)

    lines = told(evening)[before:]
    assert [(row.act, row.actor_id, row.reason) for row in lines] == [
        ("glass_asked", hisui, "danger_to_life"),
        ("glass_granted", ruri, "danger_to_life"),
        ("glass_ended", None, "danger_to_life"),
    ]
    assert {(row.subject_id, row.concerns) for row in lines} == {(talk, "kazoku")}
    assert found(evening) == []


def test_the_talks_to_choose_from_hold_no_word(evening: Evening, talk: UUID) -> None:
    hisui = manager(evening)
    with evening.program.open_look() as look:
        (ended,) = glass_list.list_ended_talks(look, member_id=hisui, on=look.now.date())
        with pytest.raises(NotFoundError):
            desk.get_talk(look, talk, member_id=hisui)

    assert ended.visit_id == talk
    assert ended.counsellor == "midori"
    assert "だれにも" not in repr(ended)
