"""An earlier talk of another organisation is for those alone to whom the agreement opens it."""

from uuid import UUID

import pytest

from domain.errors import NotFoundError
from domain.permission import Role
from routing.agreement import Agreement
from services import earlier, supervision
from tests.factories.crew import OnDuty
from tests.factories.organisations import Two, agree
from tests.factories.person import Person
from tests.machinery.evening import Evening


@pytest.fixture
def two(evening: Evening) -> Two:
    """The agreement opens kazoku's records to shien."""
    midori, asagi, kohaku, kuro = (
        OnDuty.comes(evening, name, role=role, organisation=code, is_ready=False)
        for name, code, role in (
            ("midori", "kazoku", Role.COUNSELLOR),
            ("asagi", "shien", Role.COUNSELLOR),
            ("kohaku", "kazoku", Role.SUPERVISOR),
            ("kuro", "shien", Role.SUPERVISOR),
        )
    )
    two = Two(midori, asagi, kohaku, kuro)
    agree(evening, Agreement(records={"kazoku": frozenset({"shien"})}))
    return two


def test_the_agreement_on_records_opens_nothing_to_a_counsellor(evening: Evening, two: Two) -> None:
    before, person = _talk_of_kazoku(evening, two.midori)
    now = _comes_back_to(person, two.asagi)

    with evening.program.open_look() as work, pytest.raises(NotFoundError):
        earlier.get_transcript(work, now, before, member_id=two.asagi.member_id)


def test_it_opens_it_to_a_supervisor_who_has_the_person_now(evening: Evening, two: Two) -> None:
    before, person = _talk_of_kazoku(evening, two.midori)
    now = _comes_back_to(person, two.asagi)
    with evening.program.open_work() as work:
        supervision.take_over(work, now, supervisor_id=two.kuro.member_id)

    with evening.program.open_look() as work:
        talk, _ = earlier.get_transcript(work, now, before, member_id=two.kuro.member_id)

    assert talk.visit_id == before


def _talk_of_kazoku(evening: Evening, midori: OnDuty) -> tuple[UUID, Person]:
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.talks.takes_next()
    midori.talks.ends(visit_id, with_goodbye=False)
    evening.pass_time(600)
    return visit_id, person


def _comes_back_to(person: Person, member: OnDuty) -> UUID:
    person.says("また来ました")
    return member.talks.takes_next()
