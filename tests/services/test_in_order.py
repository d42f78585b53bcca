"""Words go out strictly one after another, together where they may, and whole."""

from uuid import UUID

import pytest

from domain.delivery import Reason, Road
from domain.errors import PlatformBusyError, TextTooLongError
from services import deliveries
from tests.factories.counsellor import Counsellor
from tests.factories.tables import outbox
from tests.machinery.evening import Evening


def talk(evening: Evening) -> tuple[Counsellor, UUID]:
    """A talk that has begun, with nothing left to send and no fresh token."""
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    evening.pass_time(120)
    visit_id = midori.takes_next()
    evening.line.tried.clear()
    return midori, visit_id


def test_words_go_out_in_the_order_they_were_said_though_one_has_trouble(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    evening.line.troubles.append(PlatformBusyError())
    midori.says(visit_id, "ひとつめ")
    midori.says(visit_id, "ふたつめ")
    midori.says(visit_id, "みっつめ")
    assert len(evening.line.tried) == 1

    evening.pass_time(2)
    evening.sweep()

    assert evening.line.said[-3:] == ["ひとつめ", "ふたつめ", "みっつめ"]
    assert [call.bubbles for call in evening.line.calls[-2:]] == [
        ("ひとつめ",),
        ("ふたつめ", "みっつめ"),
    ]


def test_up_to_five_bubbles_travel_in_one_call(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    for number in range(7):
        midori.writes(visit_id, f"その{number}")

    evening.work()

    assert [len(call.bubbles) for call in evening.line.calls[-2:]] == [5, 2]
    assert evening.line.said[-7:] == [f"その{number}" for number in range(7)]


def test_a_long_text_is_cut_into_bubbles_and_one_too_long_is_refused(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    long = "あ" * 4_999 + "。" + "🍎" * 5_000

    midori.says(visit_id, long)

    sent = evening.line.calls[-1].bubbles
    assert "".join(sent) == long
    assert all(len(bubble.encode("utf-16-le")) // 2 <= 5_000 for bubble in sent)
    assert long in midori.reads(visit_id)
    with pytest.raises(TextTooLongError):
        midori.writes(visit_id, "あ" * 25_001)


def test_lone_surrogates_and_nul_do_not_stop_a_text(evening: Evening) -> None:
    midori, visit_id = talk(evening)

    midori.says(visit_id, "は\0い\ud83d")
    evening.says("こ\0ん\ud83d")

    assert evening.line.said[-1] == "はい\ufffd"
    assert midori.reads(visit_id)[-1] == "こん\ufffd"


def test_for_one_contact_there_is_never_a_second_call_beside_the_first(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    midori.writes(visit_id, "ひとつめ")
    with evening.program.open_work() as work:
        first = deliveries.next_call(work, outbox(evening)[-1].id)
    midori.writes(visit_id, "ふたつめ")

    with evening.program.open_work() as work:
        second = deliveries.next_call(work, outbox(evening)[-1].id)

    assert first is not None
    assert first.road is Road.PUSH
    assert second is None
    evening.work()
    assert not evening.line.tried


def test_an_unreadable_row_costs_its_neighbours_nothing(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    midori.writes(visit_id, "ひとつめ")
    midori.writes(visit_id, "読めなくなる")
    midori.writes(visit_id, "みっつめ")
    with evening.program.open_work() as work:
        spoiled = work.session.get_one(type(outbox(evening)[0]), outbox(evening)[-2].number)
        spoiled.sealed = b"x" * 60

    evening.work()

    assert evening.line.said[-2:] == ["ひとつめ", "みっつめ"]
    assert [row.reason for row in outbox(evening)[-3:]] == [None, Reason.UNREADABLE, None]


def test_what_is_due_is_found_without_a_bell(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    midori.writes(visit_id, "はい")
    evening.jobs.clear()

    evening.sweep()

    assert evening.line.said[-1] == "はい"
