"""The same planted words, written where members and destinations write."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from domain.checking import EntryAct
from domain.destination import LONGEST
from domain.hand_over_paper import PaperPart
from domain.indicator import Column, IndicatorFacts, Shape, SheetFacts, Slot, SlotKind, ValueAct
from domain.outreach import Channel
from domain.permission import Role
from domain.referral import Shows
from domain.secret import PrivateText
from domain.stage import LONGEST_SMALL_STEP, SmallStep
from services import (
    destination_keeping,
    entry_links,
    indicator_keeping,
    outreach,
    paper_content,
    portal_entry,
    portal_members,
    referral_keeping,
    stages,
)
from services.indicator_keeping import Hand
from services.paper_content import PaperContent
from storage.models.programme import Programme
from storage.models.referral import HandOverPaper, Referral
from tests.console.crew import member_id
from tests.console.desk import Desk
from tests.console.matrix_figures import LINE
from tests.console.planted import WORDS
from tests.factories import portal
from tests.factories.destinations import HARBOUR
from tests.machinery.evening import Evening

SHORT: Final = tuple(words for words in WORDS if len(words) <= LONGEST_SMALL_STEP)
"""What fits wherever something short is written."""

_NUMBERS: Final = {"contact", "printed"}

FEW: Final = SHORT[:: len(SHORT) // 12]
"""Some of each form, where every one takes a page of its own."""


def plants(desk: Desk, visit_id: UUID, logins: dict[Role, str]) -> str:
    """Write it into everything around a talk of the counsellor's; gives a code of the talk's."""
    evening = desk.evening
    midori = UUID(member_id(desk, logins[Role.COUNSELLOR]))
    saki = UUID(member_id(desk, logins[Role.DESTINATION]))
    for words in SHORT:
        with evening.program.open_work() as work:
            said = PrivateText(words)
            stages.add_small_step(work, visit_id, SmallStep.WENT_OUT, said, member_id=midori)
    places = [_place(evening, words) for words in FEW]
    with evening.program.open_work() as work:
        for place in places:
            portal_members.stand_for(work, place, member_id=saki, by=None)
        for words in SHORT:
            portal_entry.propose(work, places[0], words, member_id=saki)
    for words, place in zip(FEW, places, strict=True):
        _programme(evening, place, words)
    made = [
        _referral(evening, visit_id, place, words, midori)
        for words, place in zip(FEW, places, strict=True)
    ]
    _figures(evening)
    code = portal.code_of(evening, made[0])
    assert code is not None
    return code


def _place(evening: Evening, words: str) -> UUID:
    """An entry of a destination that says it in every free field."""
    free = {name: words[:most] for name, most in LONGEST.items() if name not in _NUMBERS}
    said = replace(HARBOUR, **free)  # type: ignore[arg-type]  # all of them are words
    with evening.program.open_work() as work:
        [made] = destination_keeping.add(work, [(said, None)], act=EntryAct.ADDED, member_id=None)
    return made


def _programme(evening: Evening, place: UUID, words: str) -> None:
    """A programme and a date of it, past the rules of what may be said to people."""
    portal.date_of(evening, place)
    with evening.program.open_work() as work:
        row = work.session.query(Programme).filter_by(destination_id=place).one()
        row.name, row.one_line, row.place = words[:40], words[:80], words[:40]


def _referral(evening: Evening, visit_id: UUID, place: UUID, words: str, by: UUID) -> UUID:
    """A referral with the person's words, and a paper that was let go."""
    referral_id = portal.referral(evening, visit_id, place, by)
    paper_id = portal.paper(evening, referral_id)
    with evening.program.open_work() as work:
        row = work.session.get_one(Referral, referral_id)
        row.name, row.shows = words, Shows.NOTE
        referral_keeping.seal_shown(work, row, PrivateText(words))
        codes = {PaperPart.WHAT: frozenset({"visit"})}
        content = PaperContent(codes=codes, words=PrivateText(words))
        paper_content.seal(work, work.session.get_one(HandOverPaper, paper_id), content)
    return referral_id


def _figures(evening: Evening) -> None:
    """Indicators, ads and papers with a link, all named so."""
    hand = Hand(member_id=None, act=ValueAct.ENTERED)
    with evening.program.open_work() as work:
        columns = (Column(slot=Slot(kind=SlotKind.BASELINE), label=FEW[0]),)
        facts = SheetFacts(title=FEW[1], shape=Shape.PLAN, columns=columns)
        sheet_id = indicator_keeping.add_sheet(work, facts, member_id=None)
        for words in SHORT:
            row = IndicatorFacts(name=words, unit=words[:20], source=words, note=words)
            indicator_keeping.add(work, sheet_id, row, {}, hand=hand)
        for words in FEW:
            entry_links.add(work, words, member_id=None)
        lines = [replace(LINE, campaign=words, age_band=words[:60]) for words in SHORT]
        outreach.keep(work, lines, channel=Channel.GOOGLE, member_id=None)
