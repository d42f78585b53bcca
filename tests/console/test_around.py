"""What a counsellor is shown beside the words: silence, pace, the end of the evening."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from storage.models.visit import Conversation
from tests.console.crew import talking
from tests.console.desk import Desk
from tests.machinery.evening import EVENING


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the clock says is the same on every database."""
    return sqlite_url


@pytest.mark.parametrize(
    ("minutes", "shown", "suggested"),
    [
        (9, None, None),
        (11, "急がなくて大丈夫です", None),
        (16, "16分、静かです", "ここにいます。"),
        (26, "26分、静かです", "21時までは続きからお話しできます。"),
    ],
)
def test_a_silence_suggests_words_and_sends_none(
    desk: Desk, minutes: int, shown: str | None, suggested: str | None
) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/messages", text="ゆっくりどうぞ", send_key=uuid4().hex)
    desk.evening.work()
    said = list(desk.evening.line.said)

    page = _page_after(desk, talk, timedelta(minutes=minutes))

    assert (shown is None and "静かです" not in page) or (shown is not None and shown in page)
    assert ("」を入れる" in page) == (suggested is not None)
    assert suggested is None or suggested in page
    assert desk.evening.line.said == said


@pytest.mark.parametrize(
    ("minutes", "shown"), [(2, None), (3, "少しお待たせしています（3分）"), (5, "だいぶお待たせ")]
)
def test_the_first_word_is_awaited_sooner(desk: Desk, minutes: int, shown: str | None) -> None:
    talk, _ = talking(desk)

    page = _page_after(desk, talk, timedelta(minutes=minutes, seconds=5))

    assert ("お待たせしています" in page) == (shown is not None)
    assert shown is None or shown in page


@pytest.mark.parametrize(
    ("minutes", "shown"), [(3, None), (4, "少しお待たせしています（4分）"), (7, "だいぶお待たせ")]
)
def test_an_unanswered_word_is_shown_in_time(desk: Desk, minutes: int, shown: str | None) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/messages", text="はい", send_key=uuid4().hex)
    desk.evening.pass_time(1)
    desk.evening.says("それで")
    desk.evening.says("あのう")

    page = _page_after(desk, talk, timedelta(minutes=minutes, seconds=5))

    assert ("お待たせしています" in page) == (shown is not None)
    assert shown is None or shown in page
    assert shown is None or "「考えています」を送る" in page


@pytest.mark.parametrize(
    ("clock", "risk", "shown"),
    [
        ((20, 39), 0, None),
        ((20, 40), 0, "閉まるまで、あと"),
        ((21, 1), 0, "21時30分までに、締めのことばで終えてください"),
        ((21, 1), 3, "時間では区切りません"),
        ((21, 31), 0, "21時30分を過ぎました。締めのことば"),
        ((21, 31), 2, "責任者と相談して、締めのことば"),
        ((21, 31), 3, "時間では区切りません"),
    ],
)
def test_the_end_of_the_evening_is_shown_and_cuts_nothing(
    desk: Desk, clock: tuple[int, int], risk: int, shown: str | None
) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    if risk:
        visitor.post(f"{talk}/risk", level=str(risk))
    moment = EVENING.replace(hour=clock[0], minute=clock[1])

    page = _page_after(desk, talk, moment - desk.evening.now)

    assert shown is None or shown in page
    assert ("締めのことば" in page or "閉まるまで" in page or "区切りません" in page) == bool(shown)
    assert 'name="send_key"' in page


def test_an_extension_moves_the_deadline(desk: Desk) -> None:
    talk, _ = talking(desk)
    until = EVENING.replace(hour=21, minute=20)
    _extend(desk, until)

    page = _page_after(desk, talk, EVENING.replace(hour=21, minute=5) - desk.evening.now)

    assert "21時20分までに、締めのことばで終えてください。" in page
    assert "まだ出ていません" not in page


def _page_after(desk: Desk, talk: str, time: timedelta) -> str:
    """The talk's page once so much time has passed; the console was open all the while."""
    desk.evening.pass_time(time.total_seconds())
    desk.reopen()
    return desk.signed_in().get(talk)


def _extend(desk: Desk, until: datetime) -> None:
    with desk.evening.program.open_work() as work:
        work.session.query(Conversation).one().extended_until = until
