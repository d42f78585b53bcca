"""A manager and the team: inviting, changing, and letting go in one act."""

import pytest

from domain.errors import NotFoundError
from domain.permission import Role
from services import accounts, invitations, team, team_pages
from services.accounts import LoginTakenError
from services.team import (
    AliasTakenError,
    Newcomer,
    OddAliasError,
    OwnAccountError,
    RoleNotGivenError,
)
from services.team_pages import TeamState
from storage.models.member import Member
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening


@pytest.fixture
def sumire(evening: Evening) -> OnDuty:
    """The manager of kazoku."""
    return OnDuty.comes(evening, "sumire", role=Role.MANAGER, organisation="kazoku", is_ready=False)


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


def _invite(evening: Evening, by: OnDuty, **changes: object) -> Member:
    newcomer = {"login": "Ｆｕｊｉ ", "alias": "ふじ"} | changes
    with evening.program.open_work() as work:
        member_id, _ = team.invite(
            work,
            Newcomer(**newcomer),  # type: ignore[arg-type] # each is a field
            by=by.member_id,
        )
        return work.session.get_one(Member, member_id)


def _let_go(evening: Evening, member: OnDuty, by: OnDuty) -> None:
    with evening.program.open_work() as work:
        team.let_go(work, member.member_id, by=by.member_id)
    evening.work()


def _states(evening: Evening, by: OnDuty) -> dict[str, TeamState]:
    with evening.program.open_look() as work:
        return {each.login: each.state for each in team_pages.list_team(work, by=by.member_id)}


def test_whoever_is_invited_belongs_to_the_managers_organisation(
    evening: Evening, sumire: OnDuty
) -> None:
    fuji = _invite(evening, sumire)

    assert (fuji.login, fuji.organisation, fuji.role) == ("fuji", "kazoku", Role.COUNSELLOR)
    assert _states(evening, sumire)["fuji"] is TeamState.INVITED


def test_a_link_opens_the_door_once_for_the_one_it_is_for(evening: Evening, sumire: OnDuty) -> None:
    with evening.program.open_work() as work:
        member_id, made = team.invite(
            work,
            Newcomer(login="fuji", alias="ふじ"),
            by=sumire.member_id,
        )
    token = made.path.reveal().removeprefix(invitations.PATH)

    with evening.program.open_work() as work:
        assert invitations.accept(work, token, password_hash="hash").member_id == member_id
    with evening.program.open_work() as work, pytest.raises(NotFoundError):
        invitations.accept(work, token, password_hash="hash")


@pytest.mark.parametrize("alias", ["ﾐﾄﾞﾘ", "ミドリ", " ミドリ "])
def test_nobody_is_called_what_somebody_of_any_organisation_is_called(
    evening: Evening, sumire: OnDuty, alias: str
) -> None:
    with evening.program.open_work() as work:
        accounts.add_member(
            work,
            login="x",
            alias="ミドリ",
            role=Role.COUNSELLOR,
            password_hash="-",
            organisation="shien",
        )

    with pytest.raises(AliasTakenError):
        _invite(evening, sumire, alias=alias)


def test_a_name_is_free_again_once_its_bearer_has_left(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    _let_go(evening, midori, sumire)

    assert _invite(evening, sumire, alias="midori").alias == "midori"
    with pytest.raises(LoginTakenError):
        _invite(evening, sumire, login="midori", alias="みどり")


@pytest.mark.parametrize("alias", ["", "  ", "あ" * 21, "あ\u202eい", "あ\nい"])
def test_an_alias_is_something_one_can_read_out(
    evening: Evening, sumire: OnDuty, alias: str
) -> None:
    with pytest.raises(OddAliasError):
        _invite(evening, sumire, alias=alias)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DESTINATION])
def test_a_manager_makes_nobody_what_an_organisation_does_not_give(
    evening: Evening, sumire: OnDuty, midori: OnDuty, role: Role
) -> None:
    with evening.program.open_work() as work, pytest.raises(RoleNotGivenError):
        team.change_role(work, midori.member_id, role=role, is_manager=False, by=sumire.member_id)


def test_nobody_changes_what_they_are_themselves(evening: Evening, sumire: OnDuty) -> None:
    with evening.program.open_work() as work:
        with pytest.raises(OwnAccountError):
            team.change_role(
                work, sumire.member_id, role=Role.SUPERVISOR, is_manager=True, by=sumire.member_id
            )
        with pytest.raises(OwnAccountError):
            team.let_go(work, sumire.member_id, by=sumire.member_id)


def test_another_organisations_members_are_not_there(evening: Evening, sumire: OnDuty) -> None:
    asagi = OnDuty.comes(evening, "asagi", organisation="shien").member_id
    by = sumire.member_id

    assert "asagi" not in _states(evening, sumire)
    with evening.program.open_work() as work:
        for act in (
            lambda: team_pages.get(work, asagi, by=by),
            lambda: team.renew_link(work, asagi, by=by),
            lambda: team.change_role(work, asagi, role=Role.MANAGER, is_manager=False, by=by),
            lambda: team.withdraw_asking(work, asagi, by=by),
            lambda: team.end_sign_ins(work, asagi, by=by),
            lambda: team.let_go(work, asagi, by=by),
        ):
            with pytest.raises(NotFoundError):
                act()
