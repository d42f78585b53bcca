"""What a person says of a hand-over paper: yes, no, later, take it back."""

from collections.abc import Mapping
from typing import Final

from domain.audit import Act
from domain.hand_over_paper import PaperState
from domain.referral import ConsentAct
from services import contacts, handover_papers, put_question, saying
from services.put_question import Said
from services.work import Work
from storage.models.contact import Contact
from storage.models.referral import HandOverPaper
from storage.models.visit import Visit
from storage.queries import referrals
from texts.notices import NoticeName
from texts.words import Command

_ACTS: Final[Mapping[Command, ConsentAct]] = {
    Command.PAPER_YES: ConsentAct.YES,
    Command.PAPER_NO: ConsentAct.NO,
    Command.PAPER_LATER: ConsentAct.LATER,
}
_SHORT: Final[Mapping[Command, Command]] = {
    Command.REFER_YES: Command.PAPER_YES,
    Command.REFER_NO: Command.PAPER_NO,
    Command.REFER_LATER: Command.PAPER_LATER,
}
"""はい, いいえ, あとで: the same buttons and words for every question."""

_NOTICES: Final[Mapping[ConsentAct, NoticeName]] = {
    ConsentAct.YES: NoticeName.PAPER_YES,
    ConsentAct.NO: NoticeName.PAPER_NO,
    ConsentAct.LATER: NoticeName.PAPER_LATER,
}

COMMANDS: Final = frozenset(_ACTS)


def heed(work: Work, contact: Contact, visit: Visit | None, said: Said) -> bool:
    """Do what a button or a word says of papers. Gives whether it meant one.

    「紙は渡さない」, typed, takes back every paper, also one that went out; いいえ is said to the
    one that was asked about.
    """
    is_short = said.typed is None or put_question.is_bare(work, contact, said)
    command = _SHORT.get(said.command) if is_short else said.command
    if command is None or command not in _ACTS:
        return False
    act, paper = _ACTS[command], referrals.asked_paper_of(work.session, contact.id)
    is_answered = paper is not None and put_question.is_answered(
        work, contact, said, subject_id=paper.id, asked_at=paper.asked_at
    )
    if paper is not None and is_answered:
        _answer(work, paper, act)
    is_whole_no = act is ConsentAct.NO and not is_short
    taken = _take_back(work, contact) if is_whole_no else ()
    if not is_answered and not taken:
        return False
    name = NoticeName.PAPER_BACK if PaperState.RELEASED in taken else _NOTICES[act]
    notice = saying.fill(work, contact, name)
    saying.say(work, contact, visit, notice, is_reply_only=visit is None)
    contacts.changed(work, contact)
    return True


def _answer(work: Work, paper: HandOverPaper, act: ConsentAct) -> None:
    paper.answer, paper.answered_at = act, work.now
    handover_papers.note(work, Act.PAPER_ANSWERED, paper, None, reason=act)


def _take_back(work: Work, contact: Contact) -> tuple[PaperState, ...]:
    """Call off whatever was agreed to; gives how far each paper had come."""
    found: list[PaperState] = []
    for row in referrals.open_of(work.session, contact.id):
        for paper in referrals.papers(work.session, row.id):
            state = handover_papers.state_of(paper)
            if paper.answer is not ConsentAct.YES or state is PaperState.WITHDRAWN:
                continue
            found.append(state)
            _answer(work, paper, ConsentAct.STOP)
            if state is PaperState.RELEASED:
                handover_papers.take_back(work, paper, None)
    return tuple(found)
