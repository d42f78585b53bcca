"""The directory: two people, three months, and whatever is changed begins anew."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from domain.audit import Act
from domain.checking import EntryState
from domain.clock import TOKYO
from domain.errors import NotFoundError
from services import (
    directory,
    directory_keeping,
    directory_pages,
)
from services.directory_keeping import (
    LineIncompleteError,
    LineRefusedError,
)
from services.directory_pages import ShownLine
from services.vouching import EntryChangedError
from storage.models.audit import AuditEntry
from tests.factories.directory import NIGHT, changes, kept, rings, two_people
from tests.machinery.evening import Evening


@pytest.fixture
def people(evening: Evening) -> tuple[UUID, UUID]:
    return two_people(evening)


def shown(evening: Evening, entry_id: UUID) -> ShownLine:
    with evening.program.open_look() as work:
        return directory_pages.get_line(work, entry_id)


def named(evening: Evening) -> list[str]:
    with evening.program.open_look() as work:
        return [line.contact for line in directory.lines_now(work)]


def test_a_line_is_named_only_once_two_people_have_rung(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)
    before = shown(evening, entry_id).state, named(evening)
    rings(evening, entry_id, people[0])
    once = shown(evening, entry_id).state, named(evening)

    rings(evening, entry_id, people[1])

    assert before == (EntryState.UNCHECKED, [])
    assert once == (EntryState.CHECKED_ONCE, [])
    usable = shown(evening, entry_id)
    assert (usable.state, usable.days_left) == (EntryState.USABLE, 92)
    assert named(evening) == ["0120-111-222"]


def test_the_same_person_ringing_twice_is_one_person(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)

    rings(evening, entry_id, people[0], people[0])

    assert shown(evening, entry_id).state is EntryState.CHECKED_ONCE
    assert len(shown(evening, entry_id).checks) == 1


@pytest.mark.parametrize(
    "changed",
    [{"contact": "0120-111-333"}, {"hours": "毎日 09:00-21:00"}, {"name": "別の電話"}],
)
def test_a_changed_number_or_hour_voids_both_checks_at_once(
    evening: Evening, people: tuple[UUID, UUID], changed: dict[str, object]
) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, *people)

    changes(evening, entry_id, people[0], **changed)

    line = shown(evening, entry_id)
    assert (line.state, line.checks) == (EntryState.UNCHECKED, ())
    assert named(evening) == []


def test_a_remark_leaves_the_checks_as_they_are(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, *people)

    changes(evening, entry_id, people[0], remark="混んでいることが多い")

    assert shown(evening, entry_id).state is EntryState.USABLE


def test_a_line_runs_out_and_is_renewed_by_ringing_again(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, *people)
    evening.pass_time(timedelta(days=93).total_seconds())
    expired = shown(evening, entry_id).state, named(evening)

    rings(evening, entry_id, people[0])
    once = named(evening)
    rings(evening, entry_id, people[1])

    assert expired == (EntryState.EXPIRED, [])
    assert once == []
    assert named(evening) == ["0120-111-222"]


def test_nobody_confirms_what_was_changed_under_their_eyes(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)
    seen = shown(evening, entry_id).newest
    changes(evening, entry_id, people[1], contact="0120-111-333")

    with evening.program.open_work() as work, pytest.raises(EntryChangedError):
        directory_keeping.confirm(work, entry_id, member_id=people[0], based_on=seen)
    with evening.program.open_work() as work, pytest.raises(EntryChangedError):
        directory_keeping.change(work, entry_id, NIGHT, member_id=people[0], based_on=seen)


@pytest.mark.parametrize("lacking", [{"contact": "", "printed": ""}, {"hours": ""}])
def test_what_lacks_its_number_or_hours_is_confirmed_by_nobody(
    evening: Evening, people: tuple[UUID, UUID], lacking: dict[str, object]
) -> None:
    entry_id = kept(evening, **lacking)

    with pytest.raises(LineIncompleteError):
        rings(evening, entry_id, people[0])

    assert shown(evening, entry_id).state is EntryState.INCOMPLETE


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": "0570-046-556"},
        {"contact": "0120-111-22"},
        {"contact": "0120-783-556"},
        {"hours": "よる"},
        {"name": ""},
    ],
)
def test_a_wrong_number_is_kept_by_nobody(evening: Evening, wrong: dict[str, object]) -> None:
    with pytest.raises(LineRefusedError):
        kept(evening, **wrong)


def test_a_withdrawn_line_is_gone_at_once_and_comes_back_unchecked(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, *people)
    with evening.program.open_work() as work:
        directory_keeping.withdraw(work, entry_id, member_id=people[0])
    gone = shown(evening, entry_id).state, named(evening)

    with evening.program.open_work() as work:
        directory_keeping.restore(work, entry_id, member_id=people[0])

    assert gone == (EntryState.WITHDRAWN, [])
    assert shown(evening, entry_id).state is EntryState.UNCHECKED


def test_who_did_what_stays(evening: Evening, people: tuple[UUID, UUID]) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, people[0])
    changes(evening, entry_id, people[1], contact="0120-111-333")

    with evening.program.open_look() as work:
        versions = directory_pages.list_versions(work, entry_id)
        noted = work.session.query(AuditEntry).filter_by(act=Act.LINE_KEPT).all()

    assert [(each.act, each.contact) for each in versions] == [
        ("changed", "0120-111-333"),
        ("checked", "0120-111-222"),
        ("added", "0120-111-222"),
    ]
    assert [each.reason for each in noted] == ["added", "checked", "changed"]


def test_an_unknown_entry_is_not_found(evening: Evening, people: tuple[UUID, UUID]) -> None:
    with evening.program.open_work() as work, pytest.raises(NotFoundError):
        directory_keeping.withdraw(work, uuid4(), member_id=people[0])


def test_what_would_be_named_is_seen_for_any_moment(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening, hours="毎日 16:00-21:00\n毎月10日 08:00-翌08:00")
    rings(evening, entry_id, *people)

    def urgent(day: int, hour: int) -> int:
        with evening.program.open_look() as work:
            at = datetime(2026, 12, day, hour, tzinfo=TOKYO)
            return len(directory_pages.named_at(work, at).urgent)

    assert (urgent(9, 17), urgent(9, 22), urgent(10, 22), urgent(11, 7)) == (1, 0, 1, 1)
