"""Heavy talks in a row are counted from the newest back, up to a light one or a break."""

from datetime import UTC, datetime, timedelta

from domain.heaviness import A_BREAK, HadTalk, in_a_row, is_heavy

NOON = datetime(2026, 11, 24, 8, tzinfo=UTC)


def talk(hour: int, *, heavy: bool = True, goes_on: bool = False) -> HadTalk:
    began_at = NOON + timedelta(hours=hour)
    ended_at = None if goes_on else began_at + timedelta(minutes=50)
    return HadTalk(began_at=began_at, ended_at=ended_at, is_heavy=heavy)


def test_danger_from_r2_on_and_abuse_make_a_talk_heavy() -> None:
    assert [is_heavy(risk=level, is_abuse=False) for level in range(5)] == [False] * 2 + [True] * 3
    assert is_heavy(risk=0, is_abuse=True)


def test_those_since_the_last_light_talk_count() -> None:
    talks = [talk(0), talk(1, heavy=False), talk(3), talk(2), talk(4, goes_on=True)]

    assert in_a_row(talks, ready_since=NOON) == 3
    assert in_a_row([talk(0, heavy=False)], ready_since=NOON) == 0
    assert in_a_row([], ready_since=NOON) == 0


def test_a_break_begins_the_count_anew_and_a_moment_does_not() -> None:
    talks = [talk(0), talk(1)]
    end = NOON + timedelta(hours=1, minutes=50)

    assert in_a_row(talks, ready_since=end + timedelta(minutes=1)) == 2
    assert in_a_row(talks, ready_since=end + A_BREAK) == 0
    assert in_a_row([*talks, talk(3)], ready_since=end + A_BREAK) == 1
