"""By a manager's link alone nobody reads what people say: a second person agrees first."""

from uuid import UUID

import pytest

from domain.conversation import Passing
from domain.errors import NotFoundError
from domain.permission import Role
from services import accounts, invitations, presences, reading, role_askings, team
from services.glass import SamePersonError
from services.role_askings import AskingGoneError
from storage.models.visit import Conversation
from storage.queries import role_askings as rows_of_askings
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def hisui(evening: Evening) -> UUID:
    """The manager of kazoku."""
    return _member(evening, "hisui", Role.MANAGER)


@pytest.fixture
def kohaku(evening: Evening) -> UUID:
    """A supervisor of another organisation."""
    return _member(evening, "kohaku", Role.SUPERVISOR, organisation="shien")


@pytest.fixture
def midori(evening: Evening) -> UUID:
    return _member(evening, "midori", Role.COUNSELLOR)


def test_by_a_managers_link_a_counsellor_comes_in_and_reads_nothing_before_a_second_has_agreed(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    with evening.program.open_work() as work:
        presences.come(work, midori)
    evening.says("こんばんは")
    talk = OnDuty(evening, midori).accepts()
    asking = _comes_by_a_link(evening, midori, by=hisui)

    assert not _reads(evening, talk, midori)
    assert _passing(evening, talk) is Passing.DROPPED
    with pytest.raises(SamePersonError):
        _answers(evening, asking, hisui)
    _answers(evening, asking, kohaku, is_no=True)
    assert not _reads(evening, talk, midori)
    _answers(evening, _asks(evening, midori, Role.COUNSELLOR, by=hisui), kohaku)
    assert _reads(evening, talk, midori)


def test_nobody_has_agreed_to_whoever_came_by_a_link_after_the_asking(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    before = _asks(evening, midori, Role.SUPERVISOR, by=hisui)

    anew = _comes_by_a_link(evening, midori, by=hisui)
    with pytest.raises(AskingGoneError):
        _answers(evening, before, kohaku)
    _answers(evening, anew, kohaku)

    with evening.program.open_look() as look:
        assert accounts.get(look, midori).role is Role.SUPERVISOR


def test_who_agrees_is_asked_anew_whether_they_still_may(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    asking = _asks(evening, midori, Role.SUPERVISOR, by=hisui)

    with evening.program.open_work() as work:
        accounts.set_roles(work, kohaku, role=Role.COUNSELLOR, is_manager=False, actor_id=None)
    with pytest.raises(NotFoundError):
        _answers(evening, asking, kohaku)
    second = _member(evening, "ruri", Role.SUPERVISOR, organisation="shien")
    with evening.program.open_work() as work:
        accounts.deactivate(work, second, actor_id=None)
    with pytest.raises(NotFoundError):
        _answers(evening, asking, second)

    with evening.program.open_look() as look:
        assert accounts.get(look, midori).role is Role.COUNSELLOR


def _member(evening: Evening, login: str, role: Role, organisation: str = "kazoku") -> UUID:
    return OnDuty.comes(
        evening, login, role=role, organisation=organisation, is_ready=False
    ).member_id


def _comes_by_a_link(evening: Evening, member_id: UUID, *, by: UUID) -> UUID:
    """The member uses a link of the manager's; gives what a second person is asked."""
    with evening.program.open_work() as work:
        made = team.renew_link(work, member_id, by=by)
    token = made.path.reveal().removeprefix(invitations.PATH)
    with evening.program.open_work() as work:
        invitations.accept(work, token, password_hash="-")
    return _asked(evening)


def _asks(evening: Evening, member_id: UUID, role: Role, *, by: UUID) -> UUID:
    with evening.program.open_work() as work:
        team.change_role(work, member_id, role=role, is_manager=False, by=by)
    return _asked(evening)


def _asked(evening: Evening) -> UUID:
    with evening.program.open_look() as look:
        (row,) = rows_of_askings.unended(look.session)
        return row.id


def _answers(evening: Evening, asking: UUID, who: UUID, *, is_no: bool = False) -> None:
    act = role_askings.refuse if is_no else role_askings.grant
    with evening.program.open_work() as work:
        act(work, asking, member_id=who)


def _reads(evening: Evening, talk: UUID, member_id: UUID) -> bool:
    with evening.program.open_look() as look:
        return reading.can_read(look, talk, member_id=member_id)


def _passing(evening: Evening, talk: UUID) -> Passing | None:
    (found,) = [row for row in rows(evening, Conversation) if row.visit_id == talk]
    return found.passing
