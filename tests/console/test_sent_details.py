"""Whoever reads a talk sees quietly which message holds a way to reach the person."""

import pytest

from tests.console.crew import talking
from tests.console.desk import Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def test_a_number_is_marked_beside_its_message_and_a_plain_one_is_not(desk: Desk) -> None:
    talk, visitor = talking(desk, "こんばんは")
    desk.evening.says("けいたいは０９０の００００の１２３４です")
    desk.evening.says("甲府市の田中です")

    page = visitor.get(talk).replace("電話番号のようです。送らなくて大丈夫です", "")

    assert page.count("電話番号のようです") == 1
    assert page.count("のようです") == 1
