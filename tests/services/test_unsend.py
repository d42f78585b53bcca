"""Taking a message back: its words are gone for good, its neighbours stay."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.errors import SealError
from domain.message import Direction
from services.live import Topic
from storage.models.key import VisitKey
from storage.models.message import Message
from storage.queries import messages
from tests.factories.counsellor import Counsellor, overnight, waiting
from tests.factories.tables import rows
from tests.machinery.evening import Evening, ListeningBell


def takes_back(evening: Evening, message_id: str, person: str = "a") -> None:
    evening.arrive(evening.event("unsend", person, unsend={"messageId": message_id}))


def edits(evening: Evening, message_id: str, words: str, person: str = "a") -> None:
    message = {"type": "text", "id": message_id, "text": words, "quoteToken": "q"}
    evening.arrive(evening.event("messageEdited", person, message=message))


def test_what_is_taken_back_is_gone_and_its_neighbours_stay(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("ひとつめ", message_id="1")
    evening.says("ふたつめ", message_id="2")
    evening.says("みっつめ", message_id="3")
    visit_id = midori.takes_next()
    midori.says(visit_id, "読みました")

    takes_back(evening, "2")

    reads = midori.reads(visit_id)
    assert reads[0] == "ひとつめ"
    assert "ふたつめ" not in reads
    assert {"みっつめ", "読みました"} <= set(reads)
    (withdrawn,) = [row for row in rows(evening, Message) if row.withdrawn_at]
    assert (withdrawn.sealed, withdrawn.wrapped_key) == (None, None)
    assert [message.is_withdrawn for message in midori.sees(visit_id).messages].count(True) == 1


@pytest.mark.parametrize("way", ["unsend", "edit"])
def test_an_old_copy_of_the_database_and_todays_keys_do_not_open_it(
    evening: Evening, way: str
) -> None:
    midori = Counsellor.midori(evening)
    evening.says("残る言葉", message_id="1")
    evening.says("取り消す言葉", message_id="2")
    visit_id = midori.takes_next()
    old_copy = {row.id: row for row in rows(evening, Message)}
    old_key = rows(evening, VisitKey)[0].wrapped

    takes_back(evening, "2") if way == "unsend" else edits(evening, "2", "直した言葉")

    (todays_key,) = rows(evening, VisitKey)
    assert todays_key.wrapped != old_key
    with evening.program.open_look() as work:
        for row in old_copy.values():
            place = messages.place_of_message(row.id, row.direction)
            with pytest.raises(SealError):
                work.house.seals.open_words(work.session, visit_id, place, row)
    assert "残る言葉" in midori.reads(visit_id)
    assert ("直した言葉" in midori.reads(visit_id)) is (way == "edit")


def test_drafts_records_and_words_on_their_way_survive_the_change_of_key(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("ひとつめ", message_id="1")
    visit_id = midori.takes_next()
    midori.writes(visit_id, "まだ届いていない言葉")

    takes_back(evening, "1")
    evening.work()

    assert "まだ届いていない言葉" in evening.line.said


def test_a_message_taken_back_before_it_came_is_never_shown(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    message = evening.text("取り消した言葉", message_id="9")
    takes_back(evening, "9")

    evening.arrive(message)
    evening.says("残した言葉")

    visit_id = midori.takes_next()
    assert "取り消した言葉" not in midori.reads(visit_id)
    assert midori.sees(visit_id).messages[0].is_withdrawn
    assert "残した言葉" in midori.reads(visit_id)


def test_taking_back_twice_is_taking_back_once(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("ひとつめ", message_id="1")
    evening.says("ふたつめ", message_id="2")
    takes_back(evening, "1")
    generation = rows(evening, VisitKey)[0].generation

    takes_back(evening, "1")

    assert rows(evening, VisitKey)[0].generation == generation
    assert "ふたつめ" in midori.reads(midori.takes_next())


def test_nobody_takes_back_or_edits_anothers_words(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("aの言葉", "a", message_id="1")

    takes_back(evening, "1", "b")
    edits(evening, "1", "bが直した言葉", "b")
    takes_back(evening, "2", "b")
    evening.says("aの次の言葉", "a", message_id="2")

    reads = midori.reads(midori.takes_next())
    assert reads[0] == "aの言葉"
    assert "aの次の言葉" in reads
    assert not waiting(evening)


def test_edited_words_stand_in_the_place_of_the_old_ones(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("まちがい", message_id="1")
    evening.says("つづき", message_id="2")

    edits(evening, "1", "なおした")
    edits(evening, "404", "知らない言葉")

    visit_id = midori.takes_next()
    assert midori.reads(visit_id)[0] == "なおした"
    assert midori.sees(visit_id).messages[0].is_edited


def test_withdrawn_words_are_not_edited_back(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("ひとつめ", message_id="1")
    takes_back(evening, "1")

    edits(evening, "1", "やっぱり")

    assert "やっぱり" not in midori.reads(midori.takes_next())


def told_while(evening: Evening, message_id: str) -> set[str]:
    """Which pages are told of an unsend."""
    bell = ListeningBell()
    evening.program = replace(evening.program, bell=bell)  # type: ignore[arg-type] # Redis is not asked here
    bell.evening = evening
    takes_back(evening, message_id)
    return set(bell.told)


def topic(visit_id: UUID) -> str:
    return Topic.conversation(visit_id).name


def test_every_page_that_shows_the_words_is_told(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("昨日の言葉", message_id="1")
    earlier = midori.takes_next()
    midori.ends(earlier)
    evening.says("今日の言葉", message_id="2")
    later = midori.takes_next()

    assert topic(earlier) in told_while(evening, "1")
    assert topic(later) in told_while(evening, "2")


def test_words_left_by_night_are_taken_back_from_the_list_too(evening: Evening) -> None:
    evening.pass_time(6 * 3600)
    evening.says("夜の言葉", message_id="1")

    takes_back(evening, "1")

    (person,) = overnight(evening)
    assert person.first_words is None
    with evening.program.open_look() as work:
        left = work.session.scalars(
            select(Message.sealed).where(Message.direction == Direction.INBOUND)
        ).all()
    assert left == [None]
