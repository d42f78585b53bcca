"""No record is lost, signed unseen, or hidden by a row that is spoiled."""

import threading
from dataclasses import replace

import pytest

from domain.day_errors import RecordChangedError, RecordWrittenError
from domain.errors import NotYoursError
from domain.permission import Role
from domain.secret import PrivateText
from services import (
    drafts,
    notes,
    off_boarding,
    record_drafts,
    record_in_place,
    records,
    sign_off,
)
from services.notes import NoteEntry
from storage.models.record import Note, RecordAmendment
from storage.queries import visits
from tests.factories.crew import OnDuty
from tests.factories.records import SHORT, amends, read, signs, talked, writes_record
from tests.machinery.evening import Evening

OTHER = replace(SHORT, words=PrivateText("長い、ていねいな記録"))


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


def supervisor(evening: Evening, name: str = "kohaku", organisation: str = "kazoku") -> OnDuty:
    return OnDuty.comes(
        evening, name, role=Role.SUPERVISOR, organisation=organisation, is_ready=False
    )


# ── nothing unseen, nothing lost ─────────────────────────────────────────────────────────


def test_what_was_changed_meanwhile_is_not_signed(evening: Evening, midori: OnDuty) -> None:
    kohaku = supervisor(evening)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    seen_at = read(evening, visit_id, kohaku.member_id).stands_since
    evening.pass_time(1)
    with evening.program.open_work() as work:
        records.change(work, visit_id, member_id=midori.member_id, entry=OTHER)

    for seen in (seen_at, None):
        with pytest.raises(RecordChangedError), evening.program.open_work() as work:
            sign_off.sign(work, visit_id, member_id=kohaku.member_id, comment=None, seen_at=seen)
    signs(evening, visit_id, kohaku.member_id)

    assert read(evening, visit_id, kohaku.member_id).signature is not None


def test_a_second_record_that_says_something_else_is_refused(
    evening: Evening, midori: OnDuty
) -> None:
    visit_id = talked(evening, midori)
    numbered = replace(SHORT, facts=PrivateText("番号は123456789018です"))
    writes_record(evening, visit_id, midori.member_id, numbered)

    writes_record(evening, visit_id, midori.member_id, numbered)
    with pytest.raises(RecordWrittenError):
        writes_record(evening, visit_id, midori.member_id, OTHER)

    assert read(evening, visit_id, midori.member_id).entry.words == SHORT.words


def test_a_talk_left_open_in_a_tab_keeps_its_hands_off_the_draft_of_the_record(
    evening: Evening, midori: OnDuty
) -> None:
    visit_id = talked(evening, midori)
    filled = {"words": ["三十分かけて書いた"]}
    with evening.program.open_work() as work:
        record_drafts.keep(work, visit_id, member_id=midori.member_id, filled=filled)

    for text in ("まだ", ""):
        with evening.program.open_work() as work:
            drafts.keep(work, visit_id, member_id=midori.member_id, text=PrivateText(text))

    with evening.program.open_look() as work:
        assert record_drafts.find(work, visit_id, member_id=midori.member_id) == filled


# ── one spoiled row ──────────────────────────────────────────────────────────────────────


def test_an_amendment_that_cannot_be_opened_hides_nothing_but_itself(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = supervisor(evening)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    signs(evening, visit_id, kohaku.member_id)
    amends(evening, visit_id, kohaku.member_id, "ひとつめ")
    with evening.program.open_work() as work:
        work.session.query(RecordAmendment).one().wrapped_key = b"spoiled" * 10
    evening.pass_time(1)
    amends(evening, visit_id, kohaku.member_id, "ふたつめ")

    written = read(evening, visit_id, kohaku.member_id)

    assert [each.words for each in written.amendments] == [None, PrivateText("ふたつめ")]


def test_a_note_that_cannot_be_opened_hides_nothing_but_itself(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    for said in ("ひとつめ", "ふたつめ"):
        with evening.program.open_work() as work:
            notes.add(
                work,
                visits.get(work.session, visit_id),
                author_id=midori.member_id,
                note=NoteEntry(words=PrivateText(said)),
            )
        evening.pass_time(1)
    with evening.program.open_work() as work:
        first = work.session.query(Note).order_by(Note.written_at).first()
        assert first is not None
        first.wrapped_key = b"spoiled" * 10

    with evening.program.open_look() as work:
        visit = visits.get(work.session, visit_id)
        shown = notes.list_readable(work, visit, member_id=midori.member_id)

    assert [note.words for note in shown] == [PrivateText("ふたつめ")]


def test_what_is_unsent_while_something_is_added_leaves_the_addition_readable(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = supervisor(evening)
    evening.says("消したい言葉", message_id="7")
    visit_id = midori.accepts()
    midori.talks.ends(visit_id)
    writes_record(evening, visit_id, midori.member_id)
    signs(evening, visit_id, kohaku.member_id)
    unsend = evening.event("unsend", "a", unsend={"messageId": "7"})
    thread = threading.Thread(target=evening.arrive, args=(unsend,))

    with evening.program.open_work() as work:
        records.amend(work, visit_id, member_id=midori.member_id, words=PrivateText("追記です"))
        thread.start()
        thread.join(1)
        assert thread.is_alive()  # it waits until the words are kept
    thread.join()

    (added,) = read(evening, visit_id, kohaku.member_id).amendments
    assert added.words == PrivateText("追記です")


def test_only_the_author_changes_a_record(evening: Evening, midori: OnDuty) -> None:
    kohaku = supervisor(evening)
    visit_id = talked(evening, midori)
    with evening.program.open_work() as work:
        off_boarding.off_board(work, midori.member_id, actor_id=None)
    with evening.program.open_work() as work:
        record_in_place.write(work, visit_id, member_id=kohaku.member_id, entry=SHORT)

    for member in (midori, kohaku):
        with pytest.raises(NotYoursError), evening.program.open_work() as work:
            records.change(work, visit_id, member_id=member.member_id, entry=OTHER)
