"""Hand-over papers: agreed to by the person, let go by a second one, read by one place alone."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from bot.periodic import tidy
from domain.audit import Act
from domain.errors import NotFoundError
from domain.hand_over_paper import (
    NotAskedAboutPaperError,
    PaperChangedError,
    PaperPart,
    PiecesOpenError,
    WordsOffError,
)
from domain.permission import Role
from domain.secret import PrivateText
from services import handover_papers, paper_pages
from services.glass import SameHandsError
from services.paper_content import PaperContent
from services.paper_pages import ShownPaper
from storage.models.audit import AuditEntry
from storage.models.referral import HandOverPaper
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

VISIT = PaperContent(
    codes={PaperPart.WHAT: frozenset({"visit"}), PaperPart.HOW: frozenset({"no_bell"})}
)
CALL = "090-1234-5678 にかけてください"


class _Town:
    """A talk of Midori's with a referral the person has agreed to, and a supervisor."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.midori = OnDuty.comes(evening, "midori")
        self.kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
        two = (self.kohaku.member_id, OnDuty.comes(evening, "ai", is_ready=False).member_id)
        self.place = made.destination(evening, by=two)
        evening.says("こんばんは")
        visit = self.midori.accepts()
        self.referral = made.proposes(evening, visit, self.place, self.midori.member_id)

    def person_agrees(self) -> None:
        made.asks(self.evening, self.referral, self.midori.member_id)
        made.taps(self.evening, "refer_yes")

    def writes(self, content: PaperContent = VISIT) -> UUID:
        with self.evening.program.open_work() as work:
            return handover_papers.write(
                work, self.referral, content, member_id=self.midori.member_id
            )

    def sees(self, paper_id: UUID) -> ShownPaper:
        with self.evening.program.open_look() as work:
            return paper_pages.look(work, paper_id, member_id=self.kohaku.member_id)

    def told_the_person(self, paper_id: UUID, by: OnDuty | None = None) -> None:
        seen = self.sees(paper_id).digest
        with self.evening.program.open_work() as work:
            handover_papers.agree(
                work, paper_id, member_id=(by or self.kohaku).member_id, seen=seen
            )

    def releases(self, paper_id: UUID, by: OnDuty | None = None, seen: str | None = None) -> None:
        digest = self.sees(paper_id).digest if seen is None else seen
        with self.evening.program.open_work() as work:
            handover_papers.release(
                work, paper_id, member_id=(by or self.kohaku).member_id, seen=digest
            )

    def is_read_at(self, destination_id: UUID) -> list[PaperContent]:
        with self.evening.program.open_work() as work:
            return [
                handover_papers.read(work, paper_id, destination_id, member_id=None)
                for paper_id, _ in handover_papers.list_for(work, destination_id)
            ]


@pytest.fixture
def town(evening: Evening) -> _Town:
    return _Town(evening)


def test_a_paper_needs_the_person_and_a_second_one_and_its_digest_is_in_the_log(
    town: _Town,
) -> None:
    paper = town.writes()
    with pytest.raises(NotAskedAboutPaperError):
        town.told_the_person(paper)
    town.person_agrees()
    with pytest.raises(NotAskedAboutPaperError):
        town.releases(paper)
    town.told_the_person(paper)
    with pytest.raises(PaperChangedError):
        town.releases(paper, seen="0" * 32)
    with pytest.raises(NotFoundError):
        town.releases(paper, by=town.midori)  # no supervisor
    assert town.is_read_at(town.place) == []

    town.releases(paper)

    [content] = town.is_read_at(town.place)
    assert content.codes == VISIT.codes
    assert town.is_read_at(uuid4()) == []
    with town.evening.program.open_look() as work:
        digest = work.session.get_one(HandOverPaper, paper).digest
        [entry] = work.session.query(AuditEntry).filter_by(act=Act.PAPER_RELEASED.value)
        assert entry.reason == digest


def test_whoever_wrote_it_does_not_vouch_for_the_person(town: _Town) -> None:
    town.person_agrees()
    paper = town.writes()
    with pytest.raises(SameHandsError):
        town.told_the_person(paper, by=town.midori)
    assert town.sees(paper).agreed_at is None

    town.told_the_person(paper)

    with town.evening.program.open_look() as work:
        [entry] = work.session.query(AuditEntry).filter_by(act=Act.PAPER_AGREED.value)
        assert (entry.actor_id, entry.reason) == (town.kohaku.member_id, "told_and_agreed")


def test_nobody_lets_their_own_paper_go(town: _Town) -> None:
    town.person_agrees()
    with town.evening.program.open_work() as work:
        paper = handover_papers.write(work, town.referral, VISIT, member_id=town.kohaku.member_id)
    town.told_the_person(paper, by=town.midori)

    with pytest.raises(SameHandsError):
        town.releases(paper)


def test_a_withdrawal_takes_back_what_was_sent_and_what_was_not(town: _Town) -> None:
    town.person_agrees()
    sent, draft = town.writes(), town.writes()
    town.told_the_person(sent)
    town.releases(sent)

    town.evening.says("紹介をやめる")

    assert town.is_read_at(town.place) == []
    assert town.sees(sent).content is None
    assert town.sees(draft).content is None


def test_after_thirty_days_it_is_read_no_more(town: _Town) -> None:
    town.person_agrees()
    paper = town.writes()
    town.told_the_person(paper)
    town.releases(paper)

    town.evening.pass_time(31 * 24 * 3600)

    assert town.is_read_at(town.place) == []
    tidy(town.evening.program)
    assert town.sees(paper).content is None
    with town.evening.program.open_look() as work:
        assert work.session.get_one(HandOverPaper, paper).sealed is None


def test_a_block_takes_the_code_and_the_papers_back(town: _Town) -> None:
    town.person_agrees()
    sent, draft = town.writes(), town.writes()
    town.told_the_person(sent)
    town.releases(sent)

    town.evening.arrive(town.evening.event("unfollow"))

    assert made.code(town.evening, town.referral) is None
    assert town.is_read_at(town.place) == []
    assert town.sees(draft).content is None
    another = town.writes()
    with pytest.raises(NotAskedAboutPaperError):
        town.told_the_person(another)


def test_free_words_are_off(town: _Town) -> None:
    with pytest.raises(WordsOffError):
        town.writes(replace(VISIT, words=PrivateText("夕方がいい")))


def test_what_may_identify_somebody_is_confirmed_or_stays_here(town: _Town) -> None:
    program = town.evening.program
    house = replace(program.first_house, allows_words=True)
    town.evening.program = replace(program, first_house=house)
    town.person_agrees()
    paper = town.writes(replace(VISIT, words=PrivateText(CALL)))
    [piece] = town.sees(paper).open_pieces
    assert piece.said.reveal() == "090-1234-5678"
    town.told_the_person(paper)
    with pytest.raises(PiecesOpenError):
        town.releases(paper)

    confirmed = frozenset({piece.said.reveal()})
    paper = town.writes(replace(VISIT, words=PrivateText(CALL), confirmed=confirmed))
    town.told_the_person(paper)
    town.releases(paper)

    [content] = town.is_read_at(town.place)
    assert content.words is not None
    assert content.words.reveal() == CALL


def test_an_unsent_word_loses_no_paper(town: _Town) -> None:
    """The visit's key is renewed: what is sealed under it is wrapped anew."""
    evening = town.evening
    evening.says("取り消すことば", message_id="900000000000000001")
    paper = town.writes()

    evening.arrive(evening.event("unsend", unsend={"messageId": "900000000000000001"}))

    content = town.sees(paper).content
    assert content is not None
    assert content.codes == VISIT.codes
