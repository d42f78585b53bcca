"""The required courses: read from the schedule file, and who lacks which."""

from datetime import date, timedelta

import pytest

from domain.certificate import CertificateState, Held
from routing.schedule_file import read_schedule
from routing.schedule_mistakes import ScheduleFileError
from routing.training import USUAL, Course, Training, missing

WEEK = "".join(
    f"  {day}: [{hours}]\n"
    for day, hours in (
        ("monday", '"16:00-21:00"'), ("tuesday", ""), ("wednesday", ""), ("thursday", ""),
        ("friday", ""), ("saturday", ""), ("sunday", ""),
    )
)  # fmt: skip
BEFORE = f"timezone: Asia/Tokyo\nplace: やまなし\nweekly:\n{WEEK}training:\n"
CRISIS = Course(code="crisis", name="危機対応", hours=3)
LINE = Course(code="line", name="LINE操作", hours=1)
ASKED = Training(required=(CRISIS, LINE))
TODAY = date(2026, 11, 24)


def _held(course: str, hours: float, **fields: object) -> Held:
    held: dict[str, object] = {
        "course": course,
        "minutes": int(hours * 60),
        "valid_until": None,
        "state": CertificateState.VALID,
    }
    return Held(**(held | fields))  # type: ignore[arg-type] # as they are named


def test_the_courses_are_read() -> None:
    text = (
        "  required:\n    - {code: crisis, name: 危機対応, hours: 3}\n"
        "    - {code: line, name: LINE操作, hours: 1}\n"
        "  optional: [{code: sns, name: SNSカウンセラー}]\n  from: 2027-04-01\n"
    )

    training = read_schedule(BEFORE + text, name="f").training

    assert training.required == (CRISIS, LINE)
    assert training.optional == (Course(code="sns", name="SNSカウンセラー"),)
    assert not training.is_asked(date(2027, 3, 31))
    assert training.is_asked(date(2027, 4, 1))


def test_without_courses_nothing_is_asked_and_the_usual_ones_are_known() -> None:
    training = read_schedule(BEFORE + "  required: []\n", name="f").training

    assert training == Training()
    assert not training.is_asked(TODAY)
    assert training.courses == USUAL


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("  required: [{code: crisis, name: 危機対応}]\n", "12:14: no “hours” – it is needed"),
        ("  required: [{code: X, name: あ, hours: 1}]\n", "12:21: “X” – a code like crisis"),
        ("  required: [{code: ab, name: あ, hours: 0}]\n", "12:41: “0” – a whole number from 1"),
        ("  required: [{code: ab, name: あ, hours: 1.5}]\n", "12:41: “1.5” – a whole number"),
        (
            "  required: [{code: ab, name: あ, hours: 1}]\n  optional: [{code: ab, name: い}]\n",
            "13:21: “ab” again – each course once",
        ),
        ("  optional: [{code: ab, name: あ, hours: 1}]\n", "12:34: the unknown key “hours”"),
        ("  from: 2027-02-30\n", "12:9: “2027-02-30”, a day that does not exist"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, refusal: str) -> None:
    with pytest.raises(ScheduleFileError) as raised:
        read_schedule(BEFORE + text, name="f")

    assert refusal in str(raised.value)


def test_hours_are_summed_over_the_certificates_of_a_course() -> None:
    part, rest = _held("crisis", 1.5), _held("crisis", 1.5)

    assert missing(ASKED, [part, _held("line", 1)], on=TODAY) == (CRISIS,)
    assert missing(ASKED, [part, rest, _held("line", 1)], on=TODAY) == ()


def test_only_what_is_good_today_counts() -> None:
    past = _held("line", 1, valid_until=TODAY - timedelta(days=1))
    revoked = _held("line", 1, state=CertificateState.REVOKED)

    assert missing(ASKED, [_held("crisis", 3), past, revoked], on=TODAY) == (LINE,)


def test_a_course_wants_a_reflection_with_one_of_its_certificates() -> None:
    silent = _held("crisis", 2, has_reflection=False)

    assert missing(ASKED, [silent, silent, _held("line", 1)], on=TODAY) == (CRISIS,)
    assert missing(ASKED, [silent, _held("crisis", 1), _held("line", 1)], on=TODAY) == ()
