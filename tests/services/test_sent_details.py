"""A number or an address somebody sends: they hear once, quietly, that it is not needed."""

import pytest

from services import home_violence
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE
from tests.factories.time import at
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

NUMBER = "電話番号のようです。送らなくて大丈夫です。長押しの「送信取消」で消せます。"


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("けいたいは０９０ー００００の1234です", "電話番号"),
        ("taro_87@example.com にください", "メールアドレス"),
        ("LINEのID: haru_0403", "LINEなどのID"),
        ("〒400-0031です", "住所"),
        ("甲府市丸の内1-6-1に住んでいます", "住所"),
        ("マイナンバーは123456789018です", "マイナンバー"),
    ],
)
def test_it_rides_with_the_one_answer_and_keeps_its_buttons(
    evening: Evening, words: str, begins: str
) -> None:
    evening.set_clock(at(22))
    person = Person(evening)

    heard = person.says(words)

    assert heard[-1].startswith(begins)
    assert len(heard) > 1
    assert len(evening.line.calls) == 1
    assert person.buttons


def test_in_the_line_it_is_said_beside_the_place(evening: Evening) -> None:
    assert Person(evening).says("090-0000-1234")[-1] == NUMBER


def test_it_is_said_once_an_hour_and_alone_where_nothing_else_is_to_be_said(
    evening: Evening,
) -> None:
    person = Person(evening)
    person.says("こんばんは")

    heard = [person.says("090-0000-1234"), person.says("080-0000-1234")]
    evening.pass_time(3700)

    assert heard == [[NUMBER], []]
    assert person.says("090-0000-1234") == [NUMBER]


@pytest.mark.parametrize(
    "words", ["甲府市に住んでいます", "32歳です", "0120-279-338は話し中でした", "田中です"]
)
def test_what_nobody_is_reached_by_is_let_be(evening: Evening, words: str) -> None:
    person = Person(evening)
    person.says("こんばんは")

    assert person.says(words) == []


def test_in_a_talk_it_is_said_once_and_the_counsellor_reads_it(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "ゆっくりで大丈夫です。")

    heard = [person.says("090-0000-1234"), person.says("080-0000-1234"), person.says("田中です")]

    assert heard == [[NUMBER], [], []]
    assert NUMBER in midori.talks.reads(visit_id)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("かけ直してよければ、電話番号を教えてください。", "090-0000-1234"),
        ("どちらまで伺えばよいですか。", "甲府市丸の内1-6-1です"),
    ],
)
def test_whoever_was_asked_for_it_in_a_talk_is_let_be(
    evening: Evening, asked: str, told: str
) -> None:
    midori = OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, asked)

    assert person.says(told) == []


def test_beside_danger_nothing_else_is_said(evening: Evening) -> None:
    heard = Person(evening).says("死にたいです。090-0000-1234")

    assert NUMBER not in heard


def test_where_there_is_violence_at_home_nothing_is_said_of_it(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)
    midori.talks.ends(visit_id, with_goodbye=False)
    evening.set_clock(at(22))

    assert NUMBER not in person.says("090-0000-1234")
