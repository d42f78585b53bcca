"""The phone tree: read from the schedule file, and who may be called at which hour."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from routing.opening_days import OpenHours
from routing.phone_tree import Branch, PhoneTree, may_be_called
from routing.schedule_file import read_schedule
from routing.schedule_mistakes import ScheduleFileError

WEEK = "".join(
    f"  {day}: [{hours}]\n"
    for day, hours in (
        ("monday", '"16:00-21:00"'), ("tuesday", ""), ("wednesday", ""), ("thursday", ""),
        ("friday", ""), ("saturday", ""), ("sunday", ""),
    )
)  # fmt: skip
BEFORE = (
    f"timezone: Asia/Tokyo\nplace: やまなし\nweekly:\n{WEEK}"
    "organisations:\n  kazoku: {name: ひだまりの会}\n  shien: {name: みちしるべ}\nphone_tree:\n"
)
NIGHT = datetime(2026, 11, 24, 3, 12, tzinfo=TOKYO)


def branch(**fields: object) -> Branch:
    usual: dict[str, object] = {"name": "事務局", "organisation": "kazoku", "way": "office"}
    return Branch(**(usual | fields))  # type: ignore[arg-type] # as they are named


def test_names_ways_and_hours_are_read_in_the_files_order() -> None:
    text = (
        "  kazoku:\n    - {name: 責任者, way: kazoku_phone}\n"
        '    - {name: 事務局, way: office, hours: "09:00-22:00"}\n'
        "    - {supervisor: Kohaku, way: kohaku_mail}\n"
        "  shien: [{name: 夜間の当番, way: office, on_call: yes}]\n"
    )

    tree = read_schedule(BEFORE + text, name="f").phone_tree

    assert tree.branches == (
        branch(name="責任者", way="kazoku_phone"),
        branch(hours=OpenHours(opens_minute=540, closes_minute=1320)),
        branch(name="夜間の当番", organisation="shien", is_on_call=True),
    )
    assert tree.member_ways == {"kohaku": "kohaku_mail"}
    assert tree.ways == ("kazoku_phone", "office", "kohaku_mail")


def test_without_a_tree_nobody_is_called() -> None:
    tree = read_schedule(BEFORE.removesuffix("phone_tree:\n"), name="f").phone_tree

    assert tree == PhoneTree()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("  nobody: []\n", "an organisation that does not exist"),
        ("  kazoku: [{name: 事務局}]\n", "no “way”"),
        ("  kazoku: [{name: 事務局, way: a, hours: 9-12}]\n", "hours like 16:00-21:00"),
        ("  kazoku: [{supervisor: kohaku, name: 琥珀, way: ab}]\n", "unknown key “name”"),
        (
            '  kazoku: [{name: 事務局, way: ab, on_call: yes, hours: "09:00-12:00"}]\n',
            "one of the two",
        ),
        ("  kazoku: [{name: 事務局, way: ab}, {name: 事務局, way: cd}]\n", "each name once"),
        ("  kazoku: [{supervisor: a, way: ab}, {supervisor: Ａ, way: ab}]\n", "each member once"),
    ],
)
def test_what_is_wrong_with_a_tree_is_named(text: str, refusal: str) -> None:
    with pytest.raises(ScheduleFileError, match=r"^f:15:") as refused:
        read_schedule(BEFORE + text, name="f")

    assert refusal in str(refused.value)


@pytest.mark.parametrize("secret", ["mailtos://u:hunter2@example.jp", "090-1234-5678"])
def test_a_secret_that_stands_in_the_schedule_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(ScheduleFileError) as refused:
        read_schedule(f'{BEFORE}  kazoku: [{{name: 事務局, way: "{secret}"}}]\n', name="f")

    assert "no name of a way" in str(refused.value)
    assert secret not in str(refused.value)


def test_by_day_somebody_is_called_in_evenings_and_on_call_at_any_time() -> None:
    assert may_be_called(branch(), now=NIGHT, is_evening=True)
    assert not may_be_called(branch(), now=NIGHT, is_evening=False)
    assert may_be_called(branch(is_on_call=True), now=NIGHT, is_evening=False)


@given(
    opens=st.integers(0, 1439),
    length=st.integers(1, 1440),
    minute=st.integers(0, 1439),
    seconds=st.integers(0, 59),
)
def test_own_hours_hold_on_every_day_and_over_midnight(
    opens: int, length: int, minute: int, seconds: int
) -> None:
    hours = OpenHours(opens_minute=opens, closes_minute=opens + length)
    midnight = datetime(2026, 11, 24, tzinfo=TOKYO)
    now = midnight + timedelta(minutes=minute, seconds=seconds)

    is_within = (minute - opens) % 1440 < length
    for is_evening in (True, False):
        callable_now = may_be_called(
            branch(hours=hours), now=now.astimezone(UTC), is_evening=is_evening
        )
        assert callable_now is is_within


def test_an_organisations_own_come_first_and_nobody_is_lost() -> None:
    first, second, third = (
        branch(name="一"),
        branch(name="二", organisation="shien"),
        branch(name="三"),
    )
    tree = PhoneTree(branches=(first, second, third))

    assert tree.in_order("shien") == (second, first, third)
    assert tree.in_order(None) == (first, second, third)
