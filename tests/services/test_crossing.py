"""Two people, or two browsers, in one talk: no two answers cross unseen."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from domain.errors import CrossedError, JustSaidError, SecondLookError
from domain.permission import Role
from domain.secret import PrivateText
from services import conversations, supervision, thinking
from services.conversations import Look
from tests.factories.counsellor import Counsellor
from tests.machinery.evening import Evening


@dataclass(slots=True)
class Page:
    """A page of a talk that somebody has before their eyes."""

    evening: Evening
    visit_id: UUID
    member_id: UUID
    shows: int = 0

    def looks(self) -> "Page":
        """Load it anew."""
        self.shows = Counsellor(self.evening, self.member_id).sees(self.visit_id).revision
        return self

    def sends(self, words: str, key: UUID | None = None, *, is_confirmed: bool = False) -> UUID:
        send_key = key or uuid4()
        with self.evening.program.open_work() as work:
            conversations.send(
                work,
                self.visit_id,
                member_id=self.member_id,
                text=PrivateText(words),
                send_key=send_key,
                look=Look(seen=self.shows, is_confirmed=is_confirmed),
            )
        self.evening.work()
        return send_key


@pytest.fixture
def page(evening: Evening) -> Page:
    """Midori's page of her talk."""
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    return Page(evening, midori.takes_next(), midori.member_id).looks()


def test_an_answer_is_refused_once_when_another_browser_has_answered(page: Page) -> None:
    other = Page(page.evening, page.visit_id, page.member_id).looks()
    other.sends("ようこそ")

    with pytest.raises(CrossedError) as refusal:
        page.sends("はじめまして")

    assert refusal.value.alias == "みどり"
    assert "はじめまして" not in page.evening.line.said
    page.looks().sends("はじめまして")
    assert page.evening.line.said.count("はじめまして") == 1


def test_a_supervisor_beside_and_the_counsellor_do_not_cross(page: Page) -> None:
    asagi = Counsellor.asagi(page.evening, Role.SUPERVISOR)
    with page.evening.program.open_work() as work:
        supervision.join(work, page.visit_id, supervisor_id=asagi.member_id)
    beside = Page(page.evening, page.visit_id, asagi.member_id).looks()
    page.looks().sends("どうされましたか")

    with pytest.raises(CrossedError) as refusal:
        beside.sends("いっしょにうかがいます")

    assert refusal.value.alias == "みどり"
    beside.looks().sends("いっしょにうかがいます")
    with pytest.raises(CrossedError):
        page.sends("つづけますね")


def test_what_happens_to_an_answer_one_has_seen_is_no_other_answer(page: Page) -> None:
    page.sends("ようこそ")
    page.looks()
    page.evening.says("はい")
    page.evening.work()

    page.sends("つづけてください")

    assert page.evening.line.said.count("つづけてください") == 1


def test_the_persons_own_words_stop_nobody(page: Page) -> None:
    page.evening.says("あのう")

    page.sends("はい")

    assert "はい" in page.evening.line.said


def test_the_same_answer_sent_again_is_neither_refused_nor_said_twice(page: Page) -> None:
    key = page.sends("ようこそ")
    page.sends("ようこそ", key)

    assert page.evening.line.said.count("ようこそ") == 1


@pytest.mark.parametrize(
    "words",
    [
        "相談は 0120-279-338 へ",
        "０５５ー２２４ー４１９９です",
        "#7119 もあります",
        "https://example.jp/ を",
    ],
)
def test_a_number_or_an_address_goes_out_only_when_looked_at_twice(page: Page, words: str) -> None:
    with pytest.raises(SecondLookError):
        page.sends(words)
    assert words not in page.evening.line.said

    page.sends(words, is_confirmed=True)

    assert words in page.evening.line.said


def test_a_confirmation_does_not_let_an_answer_cross(page: Page) -> None:
    Page(page.evening, page.visit_id, page.member_id).looks().sends("ようこそ")

    with pytest.raises(CrossedError):
        page.sends("0120-279-338", is_confirmed=True)


def test_thinking_is_said_once_in_three_minutes_and_is_no_answer(page: Page) -> None:
    thinks(page)
    assert any("今、考えながら" in words for words in page.evening.line.said)

    page.evening.pass_time(179)
    with pytest.raises(JustSaidError):
        thinks(page)
    page.evening.pass_time(2)
    thinks(page)

    assert sum("今、考えながら" in words for words in page.evening.line.said) == 2


def thinks(page: Page) -> None:
    with page.evening.program.open_work() as work:
        thinking.say(work, page.visit_id, member_id=page.member_id)
    page.evening.work()
