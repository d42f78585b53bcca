"""Adding, blocking, coming back: LINE's latest time wins, and nothing goes where nobody is."""

import pytest

from domain.conversation import End, VisitState
from domain.delivery import DeliveryState, Reason
from domain.errors import ContactBlockedError, PlatformBusyError, QuotaExhaustedError
from domain.permission import Role
from storage.models.contact import Contact
from storage.models.visit import Visit
from tests.factories.counsellor import Counsellor, waiting
from tests.factories.tables import outbox, rows
from tests.machinery.evening import Evening


def is_blocked(evening: Evening) -> bool:
    (contact,) = rows(evening, Contact)
    return contact.blocked_at is not None


def test_who_adds_the_account_is_greeted_by_reply(evening: Evening) -> None:
    evening.arrive(evening.event("follow", follow={"isUnblocked": False}))

    (call,) = evening.line.calls
    assert call.road == "reply"
    assert call.bubbles[0].startswith("こんにちは。登録してくださって")
    assert "毎日の16時から21時" in call.bubbles[2]
    assert not waiting(evening)


def test_who_comes_back_is_welcomed_back(evening: Evening) -> None:
    evening.arrive(evening.event("follow"))
    evening.arrive(evening.event("unfollow"))

    evening.arrive(evening.event("follow", follow={"isUnblocked": True}))

    assert evening.line.said[-1] == "おかえりなさい。前と同じように使えます。"
    assert not is_blocked(evening)


def test_who_blocks_while_waiting_waits_no_more(evening: Evening) -> None:
    evening.says("こんばんは")

    evening.arrive(evening.event("unfollow"))

    assert not waiting(evening)
    (visit,) = rows(evening, Visit)
    assert (visit.state, visit.end) == (VisitState.ENDED, End.BLOCKED)


def test_a_block_in_a_talk_shows_at_once_and_nothing_can_be_sent(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    calls = len(evening.line.calls)

    evening.arrive(evening.event("unfollow"))

    assert midori.sees(visit_id).is_blocked
    assert midori.sees(visit_id).state is VisitState.TALKING
    with pytest.raises(ContactBlockedError):
        midori.writes(visit_id, "いますか")
    midori.ends(visit_id)
    assert len(evening.line.calls) == calls
    assert rows(evening, Visit)[0].end is End.BLOCKED


@pytest.mark.parametrize("trouble", [PlatformBusyError(), QuotaExhaustedError()])
def test_what_still_waits_for_somebody_who_blocks_is_cancelled(
    evening: Evening, trouble: PlatformBusyError | QuotaExhaustedError
) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    evening.line.troubles.append(trouble)
    midori.says(visit_id, "いますか")

    evening.arrive(evening.event("unfollow"))

    last = midori.sees(visit_id).messages[-1]
    assert (last.state, last.reason) == (DeliveryState.FAILED, Reason.BLOCKED)
    assert outbox(evening)[-1].sealed is None
    evening.pass_time(3600)
    evening.sweep()
    assert "いますか" not in evening.line.said


@pytest.mark.parametrize("comes_first", ["follow", "unfollow"])
@pytest.mark.parametrize("happened_last", ["follow", "unfollow"])
def test_of_swapped_events_the_later_by_lines_time_counts(
    evening: Evening, comes_first: str, happened_last: str
) -> None:
    kinds = ["unfollow", "follow"] if happened_last == "follow" else ["follow", "unfollow"]
    happened = {kind: evening.event(kind) for kind in kinds}
    evening.pass_time(1)

    evening.arrive(happened.pop(comes_first))
    evening.pass_time(1)
    evening.arrive(*happened.values())

    assert is_blocked(evening) is (happened_last == "unfollow")


def test_who_writes_has_not_blocked_us(evening: Evening) -> None:
    evening.says("こんばんは")
    evening.arrive(evening.event("unfollow"))

    evening.says("やっぱり話したいです")

    assert not is_blocked(evening)
    assert len(waiting(evening)) == 1
    assert "1番目です" in evening.line.said[-2]


def test_a_block_older_than_the_persons_words_is_void(evening: Evening) -> None:
    evening.arrive(evening.event("follow"))
    block = evening.event("unfollow")
    evening.says("戻ってきました")

    evening.arrive(block)

    assert not is_blocked(evening)
    assert len(waiting(evening)) == 1


def test_words_older_than_a_block_are_kept_and_wait_for_nobody(evening: Evening) -> None:
    supervisor = Counsellor.asagi(evening, Role.SUPERVISOR)
    evening.says("ひとつめ")
    late = evening.text("ふたつめ")
    evening.arrive(evening.event("unfollow"))
    calls = len(evening.line.calls)

    evening.arrive(late)

    assert is_blocked(evening)
    assert not waiting(evening)
    assert len(evening.line.calls) == calls
    (visit,) = rows(evening, Visit)
    assert [words for words in supervisor.reads(visit.id) if "つめ" in words] == [
        "ひとつめ",
        "ふたつめ",
    ]


def test_the_first_words_of_all_may_come_after_the_block_that_followed_them(
    evening: Evening,
) -> None:
    late = evening.text("ひとつめ")
    evening.arrive(evening.event("unfollow"))

    evening.arrive(late)

    (visit,) = rows(evening, Visit)
    assert (visit.state, visit.end) == (VisitState.ENDED, End.BLOCKED)
    assert Counsellor.asagi(evening, Role.SUPERVISOR).reads(visit.id) == ["ひとつめ"]
    assert not evening.line.calls
