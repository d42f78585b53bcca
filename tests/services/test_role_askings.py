"""Nobody is made a supervisor or a manager by one person alone."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.audit import Act
from domain.errors import MadobeError, NotFoundError
from domain.permission import Role
from services import accounts, invitations, making, role_askings, team
from services.glass import SameHandsError, SamePersonError
from services.role_askings import AskingGoneError
from services.team import Newcomer
from storage.models.audit import AuditEntry
from storage.models.member import Member
from storage.queries import role_askings as rows_of_askings
from tests.factories.crew import OnDuty
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

A_WEEK = 7 * 24 * 3600


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


def test_who_is_to_be_more_becomes_it_when_a_second_person_has_agreed(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    asking = _asks(evening, midori, by=hisui)
    assert _roles(evening, midori) == {Role.COUNSELLOR}
    assert _news(evening, kohaku) == [asking]

    _answers(evening, asking, kohaku)

    assert _roles(evening, midori) == {Role.SUPERVISOR}
    assert _news(evening, kohaku) == []
    told = [row for row in rows(evening, AuditEntry) if row.reason == "supervisor"]
    assert [(row.act, row.actor_id) for row in told if row.subject_id == midori] == [
        (Act.ROLE_ASKED, hisui),
        (Act.ROLE_GRANTED, kohaku),
        (Act.ROLE_CHANGED, hisui),
    ]


def test_who_only_agreed_counts_as_another_person_and_who_asked_does_not(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    _answers(evening, _asks(evening, midori, by=hisui), kohaku)

    with evening.program.open_look() as look:
        assert making.are_two(look, midori, kohaku)
        assert not making.are_two(look, midori, hisui)


def test_no_second_person_is_whoever_asks_or_is_asked_about_or_was_made_by_them(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    asking = _asks(evening, midori, by=hisui)
    with evening.program.open_work() as work:
        fuji = team.invite(work, Newcomer(login="fuji", alias="ふじ"), by=hisui)[0]
        accounts.set_roles(work, fuji, role=Role.SUPERVISOR, is_manager=False, actor_id=None)

    for who, refusal in ((hisui, SamePersonError), (midori, NotFoundError), (fuji, SameHandsError)):
        with pytest.raises(refusal):
            _answers(evening, asking, who)
    _answers(evening, asking, kohaku, is_no=True)

    assert _roles(evening, midori) == {Role.COUNSELLOR}
    with pytest.raises(AskingGoneError):
        _answers(evening, asking, kohaku)


def test_a_link_made_for_a_counsellor_lets_nobody_in_as_a_supervisor(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID
) -> None:
    with evening.program.open_work() as work:
        made = team.renew_link(work, midori, by=hisui)
    token = made.path.reveal().removeprefix(invitations.PATH)

    _answers(evening, _asks(evening, midori, by=hisui), kohaku)

    with evening.program.open_look() as look, pytest.raises(NotFoundError):
        invitations.get(look, token)


@pytest.mark.parametrize("end", ["a week", "taken back", "asker gone", "asker back", "member gone"])
def test_an_asking_does_not_outlive_what_it_was_about(
    evening: Evening, hisui: UUID, kohaku: UUID, midori: UUID, end: str
) -> None:
    asking = _asks(evening, midori, by=hisui)

    if end == "a week":
        evening.pass_time(A_WEEK)
    with evening.program.open_work() as work:
        if end == "taken back":
            team.withdraw_asking(work, midori, by=hisui)
        elif end == "asker gone":
            accounts.deactivate(work, hisui, actor_id=None)
        elif end == "member gone":
            team.let_go(work, midori, by=hisui)
        elif end == "asker back":
            for role in (Role.COUNSELLOR, Role.MANAGER):
                accounts.set_roles(work, hisui, role=role, is_manager=False, actor_id=None)

    assert _news(evening, kohaku) == []
    with pytest.raises(AskingGoneError):
        _answers(evening, asking, kohaku)
    assert _roles(evening, midori) == {Role.COUNSELLOR}


def test_what_makes_nobody_more_holds_at_once_and_a_new_wish_takes_the_old_ones_place(
    evening: Evening, hisui: UUID, kohaku: UUID
) -> None:
    ruri = _member(evening, "ruri", Role.SUPERVISOR)
    first = _asks(evening, ruri, by=hisui, role=Role.SUPERVISOR, is_manager=True)
    second = _asks(evening, ruri, by=hisui, role=Role.MANAGER)
    assert _news(evening, kohaku) == [second]

    with evening.program.open_work() as work:
        team.change_role(work, ruri, role=Role.COUNSELLOR, is_manager=False, by=hisui)

    assert _roles(evening, ruri) == {Role.COUNSELLOR}
    for asking in (first, second):
        with pytest.raises(AskingGoneError):
            _answers(evening, asking, kohaku)


def test_where_nobody_could_agree_it_is_said(evening: Evening, hisui: UUID, midori: UUID) -> None:
    _asks(evening, midori, by=hisui)
    with evening.program.open_look() as look:
        (alone,) = role_askings.list_waiting(look, member_id=hisui)
    evening.member("kohaku", Role.SUPERVISOR)  # who can sign in
    with evening.program.open_look() as look:
        (found,) = role_askings.list_waiting(look, member_id=hisui)

    assert (alone.has_second, found.has_second) == (False, True)


@ON_SQLITE
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    plan=st.lists(
        st.tuples(
            st.sampled_from(["invite", "change", "answer"]),
            st.integers(0, 5),
            st.integers(0, 5),
            st.sampled_from([Role.SUPERVISOR, Role.MANAGER, Role.COUNSELLOR]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_whatever_a_manager_and_their_own_people_do_nobody_becomes_more(
    evening: Evening, plan: list[tuple[str, int, int, Role, bool]]
) -> None:
    with evening.program.open_look() as look:
        number = look.session.query(Member).count()
    crew = [_member(evening, f"manager{number}", Role.MANAGER)]

    for act, one, other, role, is_manager in plan:
        who, whom = crew[one % len(crew)], crew[other % len(crew)]
        try:
            with evening.program.open_work() as work:
                if act == "invite":
                    name = f"n{number}-{len(crew)}"
                    crew.append(team.invite(work, Newcomer(login=name, alias=name), by=who)[0])
                elif act == "change":
                    team.change_role(work, whom, role=role, is_manager=is_manager, by=who)
                else:
                    for row in rows_of_askings.unended(work.session):
                        if row.asked_by in crew:
                            role_askings.grant(work, row.id, member_id=who)
        except MadobeError:
            continue

    assert {role for each in crew[1:] for role in _roles(evening, each)} <= {Role.COUNSELLOR}


def _member(evening: Evening, login: str, role: Role, organisation: str = "kazoku") -> UUID:
    return OnDuty.comes(
        evening, login, role=role, organisation=organisation, is_ready=False
    ).member_id


def _asks(
    evening: Evening,
    member_id: UUID,
    *,
    by: UUID,
    role: Role = Role.SUPERVISOR,
    is_manager: bool = False,
) -> UUID:
    with evening.program.open_work() as work:
        team.change_role(work, member_id, role=role, is_manager=is_manager, by=by)
    with evening.program.open_look() as look:
        (row,) = rows_of_askings.unended(look.session)
        return row.id


def _answers(evening: Evening, asking: UUID, who: UUID, *, is_no: bool = False) -> None:
    act = role_askings.refuse if is_no else role_askings.grant
    with evening.program.open_work() as work:
        act(work, asking, member_id=who)


def _news(evening: Evening, who: UUID) -> list[UUID]:
    with evening.program.open_look() as look:
        return [each.id for each in role_askings.list_news(look, member_id=who)]


def _roles(evening: Evening, member_id: UUID) -> frozenset[Role]:
    with evening.program.open_look() as look:
        return look.session.get_one(Member, member_id).roles
