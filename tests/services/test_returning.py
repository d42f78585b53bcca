"""Whoever comes back is asked once what they wish of the talks before, and it is honoured."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from domain.care import CareKind
from domain.earlier import Earlier
from domain.errors import NotFoundError
from domain.permission import Role
from domain.secret import PrivateText
from services import care, circumstances, doubts, earlier, handover
from services.circumstances import Circumstances
from services.notes import NoteEntry
from storage.models.visit import Visit
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.machinery.evening import Evening

T37 = "また来てくださって、ありがとうございます。前の話の続きからにしますか。"
AVOID = "父の話は避ける"
NOTE = "朝は眠れている"


@dataclass(slots=True)
class Back:
    """Somebody who has talked with Midori before, and comes again."""

    evening: Evening
    person: Person
    midori: OnDuty
    before: UUID

    def comes(self, words: str = "また来ました") -> list[str]:
        return self.person.says(words)

    def is_taken(self) -> UUID:
        return self.midori.talks.takes_next()

    def around(self, member: OnDuty | None = None) -> Circumstances:
        with self.evening.program.open_look() as work:
            return circumstances.around(
                work, self.person.visit.id, member_id=(member or self.midori).member_id
            )


@pytest.fixture
def back(evening: Evening) -> Back:
    """One talk is over: with a note, a care, and danger in it."""
    midori = OnDuty.comes(evening, "midori", is_ready=False)
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.talks.takes_next()
    person.change(risk=3)
    with evening.program.open_work() as work:
        care.keep(
            work,
            visit_id,
            member_id=midori.member_id,
            words={CareKind.AVOID: PrivateText(AVOID)},
        )
        handover.release(
            work,
            visit_id,
            member_id=midori.member_id,
            note=NoteEntry(words=PrivateText(NOTE)),
        )
    with evening.program.open_work() as work:
        handover.keep(work, visit_id, member_id=midori.member_id)
    midori.talks.ends(visit_id, with_goodbye=False)
    evening.pass_time(600)
    return Back(evening, person, midori, visit_id)


def test_the_question_comes_with_the_place_in_the_same_free_answer(back: Back) -> None:
    heard = len(back.person.heard)
    answer = back.comes()

    assert answer[-1] == T37
    assert len(answer) == 3
    assert back.person.buttons[:3] == ["続きから", "新しく話す", "前の話は見ないでほしい"]
    assert len(back.person.heard) == heard
    assert T37 not in back.person.presses("position")


def test_whoever_comes_for_the_first_time_is_not_asked(evening: Evening) -> None:
    assert T37 not in Person(evening, "new").says("こんばんは")


@pytest.mark.parametrize(
    ("typed", "choice", "answer"),
    [
        ("続きから", Earlier.SHOW, "わかりました。前の話を読んでからうかがいますね。"),
        ("新しく話す", Earlier.NEW, "わかりました。今日の話から、新しくうかがいますね。"),
        (
            "前の話は見ないでほしい",
            Earlier.HIDE,
            "わかりました。前の話は、お話をうかがう人には見えません。",
        ),
    ],
)
def test_every_choice_can_be_typed_and_is_answered(
    back: Back, typed: str, choice: Earlier, answer: str
) -> None:
    back.comes()

    assert back.person.says(typed)[0] == answer

    assert back.person.visit.earlier is choice


def test_going_on_shows_what_was_before(back: Back) -> None:
    back.comes()
    back.person.presses("earlier_show")
    visit_id = back.is_taken()

    around = back.around()

    assert [note.words.reveal() for note in around.notes] == [NOTE]
    assert [each.words.reveal() for each in around.care] == [AVOID]
    assert [talk.visit_id for talk in around.before.talks] == [back.before]
    with back.evening.program.open_look() as work:
        _, messages = earlier.get_transcript(
            work, visit_id, back.before, member_id=back.midori.member_id
        )
    assert messages[0].text is not None
    assert messages[0].text.reveal() == "こんばんは"


def test_not_to_be_looked_at_hides_everything_of_before(back: Back) -> None:
    back.comes()
    back.person.presses("earlier_hide")
    visit_id = back.is_taken()

    around = back.around()

    assert (around.notes, around.care, around.before.talks) == ((), (), ())
    assert around.before.is_hidden
    with back.evening.program.open_look() as work, pytest.raises(NotFoundError):
        earlier.get_transcript(work, visit_id, back.before, member_id=back.midori.member_id)


def test_the_mark_of_danger_stays_the_supervisors_and_theirs_alone(back: Back) -> None:
    kohaku = OnDuty.comes(back.evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    back.comes()
    back.person.presses("earlier_hide")
    back.is_taken()

    assert back.around(kohaku).before.risk == 3
    assert back.around().before.risk == 0


def test_in_a_talk_the_wish_is_honoured_and_nothing_is_answered(back: Back) -> None:
    back.comes()
    visit_id = back.is_taken()
    assert back.around().notes

    assert back.person.says("前の話は見ないで") == []

    assert back.around().notes == ()
    assert "前の話は見ないで" in back.midori.talks.reads(visit_id)


def test_the_wish_holds_at_the_next_visit_until_another_is_told(back: Back) -> None:
    back.comes()
    back.person.presses("earlier_hide")
    back.midori.talks.ends(back.is_taken(), with_goodbye=False)
    back.evening.pass_time(600)

    back.comes()
    ai = OnDuty.comes(back.evening, "ai", is_ready=False)
    ai.talks.takes_next()

    assert back.around(ai).before.is_hidden
    back.person.presses("earlier_show")
    assert not back.around(ai).before.is_hidden


def test_what_is_handed_on_within_the_visit_is_read_all_the_same(back: Back) -> None:
    back.comes()
    back.person.presses("earlier_hide")
    visit_id = back.is_taken()
    with back.evening.program.open_work() as work:
        handover.release(
            work,
            visit_id,
            member_id=back.midori.member_id,
            note=NoteEntry(words=PrivateText("今日の申し送り")),
        )

    assert [note.words.reveal() for note in back.around().notes] == ["今日の申し送り"]


def test_whom_nobody_knows_for_sure_is_shown_nothing_of_before_until_a_supervisor_does(
    back: Back,
) -> None:
    back.comes()
    back.person.presses("earlier_show")
    visit_id = back.is_taken()
    with back.evening.program.open_work() as work:
        doubts.mark(work, visit_id, member_id=back.midori.member_id)

    assert back.around().before.is_doubted
    assert (back.around().notes, back.around().care, back.around().before.talks) == ((), (), ())

    with back.evening.program.open_work() as work:
        doubts.clear(work, visit_id, member_id=back.midori.member_id)
    assert back.around().notes


def test_an_earlier_talk_of_another_organisation_stays_theirs(back: Back) -> None:
    shien = OnDuty.comes(back.evening, "asagi", organisation="shien", is_ready=False)
    back.comes()
    back.person.presses("earlier_show")
    visit_id = shien.talks.takes_next()

    around = back.around(shien)

    assert (around.before.talks, around.care) == ((), ())
    with back.evening.program.open_look() as work, pytest.raises(NotFoundError):
        earlier.get_transcript(work, visit_id, back.before, member_id=shien.member_id)


def test_only_whoever_has_the_person_opens_the_talks_before(back: Back) -> None:
    ai = OnDuty.comes(back.evening, "ai", is_ready=False)
    back.comes()
    visit_id = back.person.visit.id

    with back.evening.program.open_look() as work, pytest.raises(NotFoundError):
        earlier.get_transcript(work, visit_id, back.before, member_id=ai.member_id)


def test_another_persons_talk_is_not_opened_through_ones_own(back: Back) -> None:
    back.comes()
    back.person.presses("earlier_show")
    visit_id = back.is_taken()
    back.evening.says("別の人です", "b")
    other = next(
        row.id for row in rows(back.evening, Visit) if row.id not in {visit_id, back.before}
    )

    with back.evening.program.open_look() as work, pytest.raises(NotFoundError):
        earlier.get_transcript(work, visit_id, other, member_id=back.midori.member_id)
