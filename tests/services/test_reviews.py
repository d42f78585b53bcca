"""How heavy a day was is told to one's own supervisor, and to nobody else."""

from dataclasses import replace

import pytest

from domain.permission import Role
from domain.secret import PrivateText
from domain.service_day import ServiceDay
from services import reviews
from services.reviews import Reviewed, Said
from storage.models.day import ReviewRow
from storage.models.member import Member
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.machinery.evening import Evening

HEAVY = Said(weight=5, words=PrivateText("ことばが重かったです"))


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


def says(evening: Evening, member: OnDuty, said: Said) -> None:
    with evening.program.open_work() as work:
        reviews.say(work, member_id=member.member_id, said=said)


def seen_by(evening: Evening, member: OnDuty) -> tuple[Reviewed, ...]:
    with evening.program.open_look() as work:
        today = ServiceDay.around(work.now)
        return reviews.list_colleagues(work, today, member_id=member.member_id)


def test_neither_the_weight_nor_a_word_of_it_stands_in_the_table(
    evening: Evening, midori: OnDuty
) -> None:
    says(evening, midori, HEAVY)

    (row,) = rows(evening, ReviewRow)

    assert "重".encode() not in row.sealed
    assert set(vars(row)) - {"_sa_instance_state"} == {
        "on",
        "member_id",
        "organisation",
        "said_at",
        "sealed",
    }


def test_only_supervisors_of_ones_own_organisation_read_it(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku")
    others = [
        OnDuty.comes(evening, "asagi", organisation="kazoku"),
        OnDuty.comes(evening, "fuji", role=Role.SUPERVISOR, organisation="shien"),
    ]
    says(evening, midori, HEAVY)

    assert Reviewed(alias="midori", said=HEAVY, asks_for_somebody=True) in seen_by(evening, kohaku)
    assert [each for other in others for each in seen_by(evening, other) if each.said] == []


def test_a_manager_who_only_counsels_reads_nobodys_day(evening: Evening, midori: OnDuty) -> None:
    manager = OnDuty.comes(evening, "kanri", organisation="kazoku")
    with evening.program.open_work() as work:
        work.session.get_one(Member, manager.member_id).is_manager = True
    says(evening, midori, HEAVY)

    assert seen_by(evening, manager) == ()


def test_what_is_said_again_replaces_what_was_said(evening: Evening, midori: OnDuty) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku")
    says(evening, midori, HEAVY)

    says(evening, midori, Said(weight=2, words=None))

    assert [each.said for each in seen_by(evening, kohaku)] == [Said(weight=2, words=None)]


def test_who_was_there_and_said_nothing_is_on_the_list(evening: Evening, midori: OnDuty) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku")
    midori.beats()

    assert seen_by(evening, kohaku) == (
        Reviewed(alias="midori", said=None, asks_for_somebody=False),
    )


@pytest.mark.parametrize(
    "said",
    [
        Said(weight=0, words=None),
        Said(weight=6, words=None),
        replace(HEAVY, words=PrivateText("あ" * 201)),
    ],
)
def test_a_weight_is_one_of_five_and_its_words_are_few(
    evening: Evening, midori: OnDuty, said: Said
) -> None:
    with pytest.raises(ValueError, match="weight"):
        says(evening, midori, said)
    assert rows(evening, ReviewRow) == []
