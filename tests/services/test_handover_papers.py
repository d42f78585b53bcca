"""Hand-over papers: agreed to by the person, let go by a second one, read by one place alone."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.periodic import tidy
from domain.audit import Act, Subject, SubjectKind
from domain.errors import ContactBlockedError, NotFoundError
from domain.hand_over_paper import (
    NotAskedAboutPaperError,
    PaperChangedError,
    PiecesOpenError,
    WordsOffError,
)
from domain.referral import DestinationGoneError
from domain.secret import PrivateText
from services import audit, handover_papers
from services.glass import SameHandsError
from storage.models.audit import AuditEntry
from storage.models.destination import Destination
from storage.models.referral import HandOverPaper
from tests.factories import referrals as made
from tests.factories.papers import VISIT, PaperTalk
from tests.machinery.evening import EVENING, Evening

CALL = "090-1234-5678 にかけてください"


@pytest.fixture
def town(evening: Evening) -> PaperTalk:
    return PaperTalk(evening)


def test_a_paper_needs_the_person_and_a_second_one_and_its_digest_is_in_the_log(
    town: PaperTalk,
) -> None:
    paper = town.writes()
    with pytest.raises(NotAskedAboutPaperError):
        town.asks_the_person(paper)
    town.person_agrees()
    town.asks_the_person(paper)
    with pytest.raises(NotAskedAboutPaperError):
        town.releases(paper)
    made.taps(town.evening, "refer_yes")
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
        [entry] = work.session.query(AuditEntry).filter_by(act=Act.PAPER_ANSWERED.value)
        assert (entry.actor_id, entry.subject_id, entry.reason) == (None, paper, "yes")


def test_nobody_lets_their_own_paper_go_and_none_to_a_place_that_is_none_any_more(
    town: PaperTalk,
) -> None:
    town.person_agrees()
    with town.evening.program.open_work() as work:
        own = handover_papers.write(work, town.referral, VISIT, member_id=town.kohaku.member_id)
    town.person_agrees_to(own)
    with pytest.raises(SameHandsError):
        town.releases(own)
    paper = town.writes()
    town.person_agrees_to(paper)
    with town.evening.program.open_work() as work:
        work.session.get_one(Destination, town.place).may_show = False

    with pytest.raises(DestinationGoneError):
        town.releases(paper)


def test_whom_the_writer_made_is_no_second_person(town: PaperTalk) -> None:
    town.person_agrees()
    paper = town.writes()
    town.person_agrees_to(paper)
    kohaku = Subject(kind=SubjectKind.MEMBER, id=town.kohaku.member_id)
    with town.evening.program.open_work() as work:
        audit.note(work, Act.ROLE_CHANGED, actor_id=town.midori.member_id, subject=kohaku)
    assert not town.sees(paper).may_release

    with pytest.raises(SameHandsError):
        town.releases(paper)


def test_a_yes_is_over_after_fourteen_days_and_is_asked_for_anew(town: PaperTalk) -> None:
    town.person_agrees()
    early, late = town.writes(), town.writes()
    assert "お返事から14日まで" in town.asks_the_person(early)
    made.taps(town.evening, "refer_yes")
    town.person_agrees_to(late)
    town.evening.set_clock(EVENING + timedelta(days=14, hours=7))
    town.releases(early)
    town.evening.set_clock(EVENING + timedelta(days=15))

    with pytest.raises(NotAskedAboutPaperError):
        town.releases(late)

    shown = town.sees(late)
    assert (shown.is_agreed, str(shown.agreed_until)) == (False, "2026-12-08")
    assert len(town.is_read_at(town.place)) == 1


def test_a_withdrawal_takes_back_what_was_sent_and_what_was_not(town: PaperTalk) -> None:
    town.person_agrees()
    sent, draft = town.writes(), town.writes()
    town.person_agrees_to(sent)
    town.releases(sent)

    town.evening.says("紹介をやめる")

    assert town.is_read_at(town.place) == []
    assert town.sees(sent).content is None
    assert town.sees(draft).content is None


def test_after_thirty_days_it_is_read_no_more(town: PaperTalk) -> None:
    town.person_agrees()
    paper = town.writes()
    town.person_agrees_to(paper)
    town.releases(paper)

    town.evening.pass_time(31 * 24 * 3600)

    assert town.is_read_at(town.place) == []
    tidy(town.evening.program)
    assert town.sees(paper).content is None
    with town.evening.program.open_look() as work:
        assert work.session.get_one(HandOverPaper, paper).sealed is None


def test_a_block_takes_the_code_and_the_papers_back(town: PaperTalk) -> None:
    town.person_agrees()
    sent, draft = town.writes(), town.writes()
    town.person_agrees_to(sent)
    town.releases(sent)

    town.evening.arrive(town.evening.event("unfollow"))

    assert made.code(town.evening, town.referral) is None
    assert town.is_read_at(town.place) == []
    assert town.sees(draft).content is None
    another = town.writes()
    with pytest.raises(ContactBlockedError):
        town.asks_the_person(another)


def test_free_words_are_off(town: PaperTalk) -> None:
    with pytest.raises(WordsOffError):
        town.writes(replace(VISIT, words=PrivateText("夕方がいい")))


def test_what_may_identify_somebody_is_confirmed_or_stays_here(town: PaperTalk) -> None:
    program = town.evening.program
    house = replace(program.first_house, allows_words=True)
    town.evening.program = replace(program, first_house=house)
    town.person_agrees()
    paper = town.writes(replace(VISIT, words=PrivateText(CALL)))
    [piece] = town.sees(paper).open_pieces
    assert piece.said.reveal() == "090-1234-5678"
    with pytest.raises(PiecesOpenError):
        town.asks_the_person(paper)

    confirmed = frozenset({piece.said.reveal()})
    paper = town.writes(replace(VISIT, words=PrivateText(CALL), confirmed=confirmed))
    assert CALL in town.asks_the_person(paper)
    made.taps(town.evening, "refer_yes")
    town.releases(paper)

    [content] = town.is_read_at(town.place)
    assert content.words is not None
    assert content.words.reveal() == CALL


def test_an_unsent_word_loses_no_paper(town: PaperTalk) -> None:
    """The visit's key is renewed: what is sealed under it is wrapped anew."""
    evening = town.evening
    evening.says("取り消すことば", message_id="900000000000000001")
    paper = town.writes()

    evening.arrive(evening.event("unsend", unsend={"messageId": "900000000000000001"}))

    content = town.sees(paper).content
    assert content is not None
    assert content.codes == VISIT.codes
