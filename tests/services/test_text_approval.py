"""What is about a crisis, or names a number, is in force once a second person says so."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.audit import Act
from domain.permission import Role
from services import text_approval, text_versions
from services.text_approval import OwnTextError
from services.text_pages import Standing
from services.text_versions import TextChangedError, TextRefusedError
from tests.factories.editor import (
    LATER,
    LINE,
    THINKING,
    URGENT_ALONE,
    approve,
    go_back,
    seen,
    with_line,
    write,
)
from tests.machinery.evening import EVENING, Evening
from texts.key import TextKey


@pytest.fixture
def asagi(evening: Evening) -> UUID:
    return evening.member("asagi", Role.SUPERVISOR)


@pytest.fixture
def midori(evening: Evening) -> UUID:
    return evening.member("midori", Role.SUPERVISOR)


@pytest.mark.parametrize(
    ("key", "bubbles"),
    [
        (URGENT_ALONE, ("危ないときは、119に電話してください。",)),
        (URGENT_ALONE, ("いつでも書いてください。",)),  # a number goes: as grave as one that comes
        (LATER, ("わかりました。いつでも119に電話できます。",)),
        (replace(THINKING, name="ask_plan"), ("どうやって、と考えることがありますか。",)),
        (
            replace(LATER, name="day_off_lines"),
            ("今日はお休みです。", "次は{next_open}です。", "今、{lines} がつながります。"),
        ),
    ],
)
def test_what_is_about_a_crisis_or_a_number_waits_for_a_second_person(
    evening: Evening, asagi: UUID, midori: UUID, key: TextKey, bubbles: tuple[str, ...]
) -> None:
    before = seen(evening, key).bubbles

    version = write(evening, key, bubbles, asagi)

    text = seen(evening, key)
    assert text.bubbles == before
    assert text.waiting is not None
    with pytest.raises(OwnTextError):
        approve(evening, version, asagi)
    assert seen(evening, key).bubbles == before
    approve(evening, version, midori)
    assert seen(evening, key).bubbles == bubbles
    assert seen(evening, key).versions[0].approver_alias == "みどり"


def test_going_back_needs_the_second_person_too(
    evening: Evening, asagi: UUID, midori: UUID
) -> None:
    words = ("危ないときは、119に電話してください。",)
    approve(evening, write(evening, URGENT_ALONE, words, asagi), midori)

    go_back(evening, URGENT_ALONE, 0, asagi, based_on=1)

    assert seen(evening, URGENT_ALONE).bubbles == words


def test_what_is_taken_back_is_never_approved(evening: Evening, asagi: UUID, midori: UUID) -> None:
    version = write(evening, URGENT_ALONE, ("119に電話してください。",), asagi)
    with evening.program.open_work() as work:
        text_approval.take_back(work, version, member_id=asagi)

    with pytest.raises(TextChangedError):
        approve(evening, version, midori)

    assert seen(evening, URGENT_ALONE).versions[0].standing is Standing.TAKEN_BACK


def test_a_newer_version_takes_the_place_of_one_that_waits(
    evening: Evening, asagi: UUID, midori: UUID
) -> None:
    first = write(evening, URGENT_ALONE, ("119に電話してください。",), asagi)
    second = write(evening, URGENT_ALONE, ("119へ電話してください。",), midori, based_on=1)

    with pytest.raises(TextChangedError):
        approve(evening, first, midori)
    approve(evening, second, asagi)

    assert seen(evening, URGENT_ALONE).bubbles == ("119へ電話してください。",)


def test_approving_twice_is_approving_once(evening: Evening, asagi: UUID, midori: UUID) -> None:
    version = write(evening, URGENT_ALONE, ("119に電話してください。",), asagi)
    approve(evening, version, midori)
    in_force_at = seen(evening, URGENT_ALONE).versions[0].in_force_at
    evening.pass_time(60)

    approve(evening, version, midori)

    assert seen(evening, URGENT_ALONE).versions[0].in_force_at == in_force_at


def test_an_expired_number_is_not_approved(evening: Evening, asagi: UUID, midori: UUID) -> None:
    with_line(evening, checked_on=EVENING.date())
    version = write(evening, LATER, (f"電話 {LINE} がつながります。",), asagi)
    evening.pass_time(timedelta(days=93).total_seconds())

    with pytest.raises(TextRefusedError):
        approve(evening, version, midori)


def test_the_log_tells_who_wrote_and_who_approved(
    evening: Evening, asagi: UUID, midori: UUID
) -> None:
    with evening.program.open_work() as work:
        version = text_versions.write(
            work, URGENT_ALONE, ("119へ電話してください。",), member_id=asagi, based_on=0
        )
        written = [(each.act, each.actor_id, each.reason) for each in work.noted]
    assert version is not None
    with evening.program.open_work() as work:
        text_approval.approve(work, version, member_id=midori)
        approved = [(each.act, each.actor_id, each.reason) for each in work.noted]

    assert written == [(Act.TEXT_WRITTEN, asagi, "waits")]
    assert approved == [(Act.TEXT_APPROVED, midori, "approved")]
