"""What is kept beside a talk: what was told, what to take care of, a call for a supervisor."""

from uuid import UUID

import pytest

from domain.care import CareKind
from domain.errors import NotYoursError, SealError, TextTooLongError
from domain.pace import Pace
from domain.permission import Role
from domain.record import Caller
from domain.secret import PrivateText
from domain.told import Detail, Side
from services import board, calling, care, circumstances, supervision, told
from services.board_talks import TalkRow
from services.circumstances import Circumstances
from storage.models.desk import CareNote
from storage.models.key import VisitKey
from storage.queries import messages
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.machinery.evening import Evening

WORDS = "兄の話はこちらから出さない"


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    """She takes whom she chooses."""
    return OnDuty.comes(evening, "midori", is_ready=False)


def around(evening: Evening, member: OnDuty, visit_id: UUID) -> Circumstances:
    with evening.program.open_look() as work:
        return circumstances.around(work, visit_id, member_id=member.member_id)


def test_what_was_answered_is_there_and_a_counsellor_may_know_better(
    evening: Evening, midori: OnDuty
) -> None:
    evening.ask_questions()
    person = Person(evening)
    person.says("こんばんは")
    person.presses("q:who:self")
    person.presses("q:age:40-49")
    visit_id = midori.talks.takes_next()
    assert around(evening, midori, visit_id).told == {
        (Side.CALLER, Detail.WHO): Caller.SELF,
        (Side.SUBJECT, Detail.AGE): "40-49",
    }

    with evening.program.open_work() as work:
        told.keep(
            work,
            visit_id,
            member_id=midori.member_id,
            codes={
                (Side.CALLER, Detail.WHO): Caller.MOTHER,
                (Side.CALLER, Detail.AGE): "70-",
                (Side.SUBJECT, Detail.AGE): "40-49",
                (Side.SUBJECT, Detail.AREA): "",
            },
        )

    assert around(evening, midori, visit_id).told == {
        (Side.CALLER, Detail.WHO): Caller.MOTHER,
        (Side.CALLER, Detail.AGE): "70-",
        (Side.SUBJECT, Detail.AGE): "40-49",
    }


def test_only_codes_of_the_tables_are_kept_and_only_in_ones_own_talk(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.talks.takes_next()
    ai = OnDuty.comes(evening, "ai", is_ready=False)

    for side, detail, code in (
        (Side.CALLER, Detail.AGE, "44"),
        (Side.CALLER, Detail.AREA, "kofu"),
    ):
        with evening.program.open_work() as work, pytest.raises(ValueError, match="tables"):
            told.keep(work, visit_id, member_id=midori.member_id, codes={(side, detail): code})
    with evening.program.open_work() as work, pytest.raises(NotYoursError):
        told.keep(work, visit_id, member_id=ai.member_id, codes={})


def keeps(evening: Evening, member: OnDuty, visit_id: UUID, words: str) -> None:
    with evening.program.open_work() as work:
        care.keep(
            work,
            visit_id,
            member_id=member.member_id,
            words={CareKind.AVOID: PrivateText(words)},
        )


def cared(evening: Evening, member: OnDuty, visit_id: UUID) -> list[str]:
    return [each.words.reveal() for each in around(evening, member, visit_id).care]


def test_what_to_take_care_of_is_sealed_replaced_and_taken_back(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.talks.takes_next()
    keeps(evening, midori, visit_id, WORDS)
    (row,) = rows(evening, CareNote)
    assert row.sealed is not None
    assert WORDS.encode() not in row.sealed
    assert cared(evening, midori, visit_id) == [WORDS]

    keeps(evening, midori, visit_id, "もう大丈夫")
    assert cared(evening, midori, visit_id) == ["もう大丈夫"]

    keeps(evening, midori, visit_id, " ")
    assert rows(evening, CareNote) == []
    with pytest.raises(TextTooLongError):
        keeps(evening, midori, visit_id, "あ" * 201)


def test_an_unsend_beside_it_leaves_it_readable_under_a_new_key(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("消すことば", message_id="1")
    visit_id = midori.talks.takes_next()
    keeps(evening, midori, visit_id, WORDS)
    (old,) = rows(evening, CareNote)

    evening.arrive(evening.event("unsend", unsend={"messageId": "1"}))

    assert rows(evening, VisitKey)[0].generation == 2
    assert cared(evening, midori, visit_id) == [WORDS]
    with evening.program.open_look() as work, pytest.raises(SealError):
        work.house.seals.open_words(work.session, visit_id, messages.place_of_care(old.id), old)


def test_an_organisation_knows_its_own_words_alone(evening: Evening) -> None:
    kazoku = OnDuty.comes(evening, "midori", organisation="kazoku", is_ready=False)
    evening.says("こんばんは")
    visit_id = kazoku.talks.takes_next()
    keeps(evening, kazoku, visit_id, WORDS)
    shien = OnDuty.comes(
        evening, "asagi", role=Role.SUPERVISOR, organisation="shien", is_ready=False
    )

    assert cared(evening, shien, visit_id) == []
    with evening.program.open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=shien.member_id)
    keeps(evening, shien, visit_id, "こちらのことば")
    assert cared(evening, shien, visit_id) == ["こちらのことば"]
    assert len(rows(evening, CareNote)) == 2


def test_a_call_stands_first_on_the_board_until_a_supervisor_is_there(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    evening.says("こんばんは", "a")
    midori.talks.takes_next()
    evening.pass_time(60)
    evening.says("こんばんは", "b")
    visit_id = midori.talks.takes_next()

    with evening.program.open_work() as work:
        calling.call(work, visit_id, member_id=midori.member_id)

    first, second = talks_on_the_board(evening, kohaku)
    assert (first.visit_id, first.called_at is not None) == (visit_id, True)
    assert second.called_at is None
    with evening.program.open_work() as work:
        supervision.join(work, visit_id, supervisor_id=kohaku.member_id)
    assert not any(row.called_at for row in talks_on_the_board(evening, kohaku))
    assert around(evening, midori, visit_id).call_seen_at is not None


def test_danger_raises_the_level_and_calls_and_lowers_nothing(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.talks.takes_next()

    with evening.program.open_work() as work:
        calling.warn(work, visit_id, member_id=midori.member_id)
    assert around(evening, midori, visit_id).risk == 2
    assert around(evening, midori, visit_id).called_at is not None

    Person(evening).change(risk=4)
    with evening.program.open_work() as work:
        calling.see(work, visit_id)
        calling.warn(work, visit_id, member_id=midori.member_id)
    assert around(evening, midori, visit_id).risk == 4


def test_only_whoever_has_the_talk_calls(evening: Evening, midori: OnDuty) -> None:
    evening.says("こんばんは")
    visit_id = midori.talks.takes_next()
    ai = OnDuty.comes(evening, "ai", is_ready=False)

    for act in (calling.call, calling.warn):
        with evening.program.open_work() as work, pytest.raises(NotYoursError):
            act(work, visit_id, member_id=ai.member_id)


def test_how_long_somebody_waits_for_an_answer_is_the_same_in_the_talk_and_on_the_board(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    evening.says("こんばんは")
    visit_id = midori.talks.takes_next()
    seen: list[Pace] = []

    for minutes, said in ((2, ""), (2, ""), (2, "聞いています"), (3, ""), (2, ""), (3, "")):
        evening.pass_time(minutes * 60)
        [row] = talks_on_the_board(evening, kohaku)
        assert row.pace is around(evening, midori, visit_id).pace
        seen.append(row.pace)
        if said:  # from now on it is later that one is late
            midori.talks.says(visit_id, said)
            assert talks_on_the_board(evening, kohaku)[0].pace is Pace.GOOD
            evening.says("はい")

    assert seen == [Pace.GOOD, Pace.AMBER, Pace.RED] * 2


def talks_on_the_board(evening: Evening, member: OnDuty) -> tuple[TalkRow, ...]:
    with evening.program.open_look() as work:
        return board.look(work, channel_id="1656000000", member_id=member.member_id).talks
