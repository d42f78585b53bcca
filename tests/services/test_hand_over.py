"""A talk goes to another counsellor, and at no moment has none, or two."""

import pytest

from domain.errors import (
    AlreadyOfferedError,
    NotOnDutyError,
    NotYoursError,
    OpenTalksError,
    ReadingOnlyError,
)
from domain.secret import PrivateText
from services import handover, notes
from services.notes import NoteEntry
from storage.models.visit import Assignment, Conversation
from storage.queries import visits
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.machinery.evening import Evening


def owner(evening: Evening) -> object:
    return rows(evening, Conversation)[0].counsellor_id


@pytest.fixture
def two(evening: Evening) -> tuple[OnDuty, OnDuty]:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    evening.pass_time(1)
    return midori, OnDuty.comes(evening, "asagi", organisation="shien")


def test_the_talk_stays_with_its_owner_until_the_other_accepts(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()

    midori.offers_on(visit_id, asagi)
    evening.says("聞いてください")
    midori.talks.says(visit_id, "はい、聞いています")
    assert owner(evening) == midori.member_id
    asagi.accepts()

    assert owner(evening) == asagi.member_id
    assert asagi.talks.reads(visit_id).count("聞いてください") == 1
    with pytest.raises(NotYoursError):
        midori.talks.says(visit_id, "まだいます")
    ended = [row.ended_at is None for row in rows(evening, Assignment)]
    assert sorted(ended) == [False, True]


def test_a_declined_hand_over_changes_nothing(evening: Evening, two: tuple[OnDuty, OnDuty]) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.offers_on(visit_id, asagi)

    asagi.declines()

    assert owner(evening) == midori.member_id
    midori.talks.says(visit_id, "つづけますね")


def test_one_colleague_is_asked_at_a_time_and_only_one_who_is_here(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    away = OnDuty.comes(evening, "away", is_ready=False)
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with pytest.raises(NotOnDutyError):
        midori.offers_on(visit_id, away)
    midori.offers_on(visit_id, asagi)

    with pytest.raises(AlreadyOfferedError):
        midori.offers_on(visit_id, asagi)


def test_a_talk_given_back_to_the_line_is_offered_before_newcomers(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    asagi.pauses()
    evening.says("こんばんは", "first")
    visit_id = midori.accepts()
    evening.says("こんばんは", "second")
    midori.declines()

    midori.releases(visit_id)
    assert owner(evening) == midori.member_id
    midori.talks.says(visit_id, "次の者が来るまで、ここにいます")
    asagi.is_ready()

    assert asagi.accepts() == visit_id or asagi.is_asked()
    assert rows(evening, Conversation)[0].counsellor_id == asagi.member_id


def test_what_was_written_in_between_reaches_the_next_one_once(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.releases(visit_id)
    evening.says("だれかいますか")

    asagi.accepts()
    evening.says("まだですか")

    reads = asagi.talks.reads(visit_id)
    assert reads.count("だれかいますか") == 1
    assert reads.count("まだですか") == 1


def test_notes_stay_inside_the_organisation_unless_they_are_marked(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()
    for words, crosses in (("うちだけの話", False), ("みんなに", True)):
        evening.pass_time(1)
        with evening.program.open_work() as work:
            entry = NoteEntry(words=PrivateText(words), crosses=crosses)
            visit = visits.get(work.session, visit_id)
            notes.add(work, visit, author_id=midori.member_id, note=entry)

    def readable(member: OnDuty) -> list[str]:
        with evening.program.open_look() as work:
            visit = visits.get(work.session, visit_id)
            found = notes.list_readable(work, visit, member_id=member.member_id)
            return [note.words.reveal() for note in found]

    assert readable(midori) == ["うちだけの話", "みんなに"]
    assert readable(asagi) == ["みんなに"]


def test_signing_out_with_an_open_talk_is_refused(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()

    with pytest.raises(OpenTalksError):
        midori.leaves()

    midori.offers_on(visit_id, asagi)
    asagi.accepts()
    midori.leaves()


def test_after_three_minutes_without_a_sign_the_person_is_told_once_and_the_talk_offered_on(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()
    evening.tick(100)
    asagi.beats()
    evening.tick(79)
    assert not asagi.is_asked()

    evening.tick(1)
    evening.tick(1)

    told = [words for words in evening.line.said if "接続が切れて" in words]
    assert len(told) == 1
    assert asagi.is_asked()
    midori.beats()
    with pytest.raises(ReadingOnlyError):
        midori.talks.says(visit_id, "戻りました")
    asagi.accepts()
    asagi.talks.says(visit_id, "ここまで読みました")
    evening.tick(10)
    assert len([words for words in evening.line.said if "接続が切れて" in words]) == 1


def test_keeping_a_talk_after_all_asks_nobody_any_more(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.releases(visit_id)
    assert asagi.is_asked()

    with evening.program.open_work() as work:
        handover.keep(work, visit_id, member_id=midori.member_id)
    evening.work()

    assert not asagi.is_asked()
    assert owner(evening) == midori.member_id
