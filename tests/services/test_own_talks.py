"""Own talks: what is unread in them, on whatever device, and whose turn it is."""

from uuid import UUID

import pytest

from domain.permission import Role
from services import own_talks, supervision
from services.own_talks import OwnTalk
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening, ListeningBell


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    """She takes whom she chooses."""
    return OnDuty.comes(evening, "midori", is_ready=False)


def own(evening: Evening, member: OnDuty) -> tuple[OwnTalk, ...]:
    with evening.program.open_look() as work:
        return own_talks.list_own(work, member.member_id)


def reads(evening: Evening, member: OnDuty, visit_id: UUID) -> None:
    """The page of a talk is before her eyes."""
    revision = member.talks.sees(visit_id).revision
    with evening.program.open_work() as work:
        own_talks.mark_read(work, visit_id, member_id=member.member_id, revision=revision)


def test_unread_is_what_no_open_page_of_hers_has_shown(evening: Evening, midori: OnDuty) -> None:
    evening.says("ひとつ")
    visit_id = midori.talks.takes_next()
    evening.says("ふたつ")
    assert own(evening, midori)[0].unread == 2

    reads(evening, midori, visit_id)
    assert own(evening, midori)[0].unread == 0

    evening.says("みっつ", message_id="3")
    assert own(evening, midori)[0].unread == 1
    evening.arrive(evening.event("unsend", unsend={"messageId": "3"}))
    assert own(evening, midori)[0].unread == 0


def test_what_becomes_of_her_own_words_is_not_news(evening: Evening, midori: OnDuty) -> None:
    evening.says("ひとつ")
    visit_id = midori.talks.takes_next()
    reads(evening, midori, visit_id)

    midori.talks.says(visit_id, "はい")

    assert own(evening, midori)[0].unread == 0
    assert own(evening, midori)[0].is_persons_turn


def test_whoever_is_given_the_talk_has_all_of_it_to_read(evening: Evening, midori: OnDuty) -> None:
    evening.says("ひとつ")
    visit_id = midori.talks.takes_next()
    reads(evening, midori, visit_id)
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)

    with evening.program.open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=kohaku.member_id)

    assert own(evening, midori) == ()
    assert own(evening, kohaku)[0].unread == 1


def test_what_was_read_is_told_to_her_other_pages_once(evening: Evening, midori: OnDuty) -> None:
    evening.says("ひとつ")
    visit_id = midori.talks.takes_next()
    bell: object = evening.program.bell
    assert isinstance(bell, ListeningBell)

    bell.told.clear()
    reads(evening, midori, visit_id)
    assert bell.told == [f"member {midori.member_id} but {visit_id}"]
    bell.told.clear()
    reads(evening, midori, visit_id)
    assert bell.told == []


def test_an_older_page_takes_nothing_back(evening: Evening, midori: OnDuty) -> None:
    evening.says("ひとつ")
    visit_id = midori.talks.takes_next()
    reads(evening, midori, visit_id)

    with evening.program.open_work() as work:
        own_talks.mark_read(work, visit_id, member_id=midori.member_id, revision=1)

    assert own(evening, midori)[0].unread == 0


def test_a_new_word_is_told_on_whatever_page_its_counsellor_is(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("ひとつ")
    visit_id = midori.talks.takes_next()
    bell: object = evening.program.bell
    assert isinstance(bell, ListeningBell)
    bell.told.clear()

    evening.says("ふたつ")

    assert f"member {midori.member_id} but {visit_id}" in bell.told
    assert f"conversation {visit_id}" in bell.told
