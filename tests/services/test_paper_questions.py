"""A person is asked about a paper in the talk, and answers for that paper alone."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.errors import NotFoundError, RefusedError
from domain.hand_over_paper import NotAskedAboutPaperError, PaperPart
from domain.referral import ConsentAct, ConsentState
from services.paper_content import PaperContent
from tests.factories import referrals as made
from tests.factories.papers import VISIT, PaperTalk
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening
from tests.machinery.extent import IS_THOROUGH
from texts import paper_words
from texts.language import Language


@pytest.fixture
def town(evening: Evening) -> PaperTalk:
    return PaperTalk(evening)


def test_the_person_is_shown_all_that_is_read_there_by_whom_and_for_how_long(
    town: PaperTalk,
) -> None:
    town.person_agrees()
    paper = town.writes()

    seen = town.asks_the_person(paper)

    first, to_whom, says, last = town.evening.line.calls[-1].bubbles
    assert f"{first}\n{to_whom}\n{says}\n{last}" == seen
    what, how = says.split("\n")
    assert what == "「お願いすること：訪ねてほしい"
    assert how == "どんなふうに近づくか：呼び鈴を鳴らさない」、書いてあるのはこれで全部です。"
    assert (made.PLACE in to_whom, "30日" in to_whom) == (True, True)
    assert made.PLACE not in first + last
    calls = len(town.evening.line.calls)
    town.asks_the_person(paper)  # they have not answered yet
    assert len(town.evening.line.calls) == calls


@pytest.mark.parametrize("said", ["button", "はい"])
def test_a_paper_that_was_edited_is_asked_about_anew(town: PaperTalk, said: str) -> None:
    town.person_agrees()
    paper = town.writes()
    town.asks_the_person(paper)
    old = made.button(town.evening, "refer_yes")
    town.writes(replace(VISIT, codes={PaperPart.WHERE: frozenset({"at_home"})}), paper)

    town.answers(said, old)

    assert town.sees(paper).answer is None
    town.evening.pass_time(1)
    assert "家のなか" in town.asks_the_person(paper)
    town.evening.arrive(town.evening.event("postback", postback={"data": old}))
    assert town.sees(paper).answer is None
    made.taps(town.evening, "refer_yes")
    assert town.sees(paper).answer is ConsentAct.YES


def test_a_bare_yes_to_something_else_lets_no_paper_go(town: PaperTalk) -> None:
    town.person_agrees()
    paper = town.writes()
    town.asks_the_person(paper)
    town.evening.pass_time(20)
    town.midori.talks.says(town.visit, "今夜は眠れそうですか")
    town.evening.pass_time(20)
    town.evening.says("はい")
    assert town.sees(paper).answer is None
    town.evening.says("紙はあとで")
    assert town.sees(paper).answer is ConsentAct.LATER

    town.evening.says("紙を渡してよい")

    assert town.sees(paper).answer is ConsentAct.YES


def test_there_is_one_question_at_a_time(town: PaperTalk) -> None:
    town.person_agrees()
    paper = town.writes()
    other = made.proposes(
        town.evening,
        town.visit,
        made.destination(town.evening, "川の家", by=(town.kohaku.member_id, town.ai)),
        town.midori.member_id,
    )
    town.evening.pass_time(1)
    made.asks(town.evening, other, town.midori.member_id)
    old = made.button(town.evening, "refer_yes")
    town.evening.pass_time(1)

    town.asks_the_person(paper)
    town.evening.says("はい")
    town.evening.arrive(town.evening.event("postback", postback={"data": old}))

    assert made.row(town.evening, other).consent is ConsentState.NOT_ASKED
    assert town.sees(paper).answer is ConsentAct.YES


def test_a_no_keeps_it_here_and_a_later_one_takes_it_back(town: PaperTalk) -> None:
    town.person_agrees()
    refused, sent, agreed = town.writes(), town.writes(), town.writes()
    town.person_agrees_to(sent)
    town.releases(sent)
    town.person_agrees_to(agreed)
    town.asks_the_person(refused)
    town.evening.says("いいえ")
    with pytest.raises(NotAskedAboutPaperError):
        town.releases(refused)
    assert len(town.is_read_at(town.place)) == 1

    town.evening.says("紙は渡さない")

    assert town.evening.line.said[-1].startswith("わかりました。紙を取りもどしました。")
    assert town.is_read_at(town.place) == []
    with pytest.raises(NotAskedAboutPaperError):
        town.releases(agreed)


ACTS = st.lists(
    st.sampled_from(["home", "door", "ask", "ask", "press", "press", "press old", "no", "let go"]),
    min_size=3,
    max_size=9,
)
WHERE = {
    name: PaperContent(codes={PaperPart.WHERE: frozenset({code})})
    for name, code in (("home", "at_home"), ("door", "at_the_door"))
}


@ON_SQLITE
@settings(
    max_examples=40 if IS_THOROUGH else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
@example(acts=["ask", "door", "ask", "press old", "let go"])
@example(acts=["ask", "press", "door", "let go"])
@example(acts=["ask", "press", "no", "let go"])
def test_what_is_handed_on_is_what_the_person_said_yes_to(
    agreed: PaperTalk, acts: list[str]
) -> None:
    tale = _Tale(agreed)

    for act in acts:
        agreed.evening.pass_time(1)
        tale.goes_on(act)

    for content in agreed.is_read_at(agreed.place):
        codes = {part.value: found for part, found in content.codes.items()}
        assert paper_words.lines(codes, "", Language.JAPANESE) in tale.agreed_to
    agreed.evening.says("紙は渡さない")
    assert agreed.is_read_at(agreed.place) == []


class _Tale:
    """One paper, the questions about it, and the words of the one the person said yes to."""

    def __init__(self, town: PaperTalk) -> None:
        self.town, self.paper = town, town.writes(WHERE["home"])
        self.asked: list[tuple[str, str]] = []
        self.agreed_to = ""

    def goes_on(self, act: str) -> None:
        if act == "no":
            self.town.evening.says("紙は渡さない")
        elif act.startswith("press") and self.asked:
            self._presses(*self.asked[0 if act == "press old" else -1])
        with suppress(RefusedError, NotFoundError):
            if act in WHERE:
                self.town.writes(WHERE[act], self.paper)
            elif act == "ask":
                says = self.town.asks_the_person(self.paper)
                self.asked.append((made.button(self.town.evening, "refer_yes"), says))
            elif act == "let go":
                self.town.releases(self.paper)
        if self.town.sees(self.paper).answer is not ConsentAct.YES:
            self.agreed_to = ""

    def _presses(self, button: str, says: str) -> None:
        self.town.answers("button", button)
        if not self.agreed_to and self.town.sees(self.paper).answer is ConsentAct.YES:
            self.agreed_to = says


@pytest.fixture
def agreed(town: PaperTalk) -> PaperTalk:
    """The person has agreed to being linked."""
    town.person_agrees()
    return town
