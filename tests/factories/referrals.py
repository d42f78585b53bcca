"""Referrals as counsellors make them, and what the person says to them."""

from uuid import UUID

from domain.hand_over_paper import PaperPart
from domain.record_details import ReferStep, ReferTo
from domain.referral import Interval
from domain.referral_code import CodePurpose
from domain.secret import PrivateText
from domain.stage import SmallStep, Stage
from services import (
    handover_papers,
    paper_talk,
    referral_codes,
    referral_talk,
    referrals,
    stages,
)
from services.paper_content import PaperContent
from services.referrals import Display
from storage.models.referral import Referral, ReferralStep
from storage.queries import referrals as rows
from tests.factories.destinations import kept, made_sure
from tests.machinery.evening import Evening

PLACE = "ふもとのひろば"
LINE = "お茶だけ飲んで帰れる部屋です"


def destination(
    evening: Evening,
    name: str = PLACE,
    *,
    is_quiet: bool = True,
    is_for_staff: bool = False,
    by: tuple[UUID, ...] = (),
) -> UUID:
    """A destination that may be referred to; ``by`` are two who make sure of it."""
    found = kept(
        evening,
        is_example=not by,
        name=name,
        one_line=LINE,
        kind=ReferTo.A_PLACE_TO_BE,
        needs_no_voice=is_quiet,
        may_look_on=is_quiet,
        may_show=not is_for_staff,
    )
    if by:
        made_sure(evening, found, *by)
    return found


def proposes(evening: Evening, visit_id: UUID, destination_id: UUID, by: UUID) -> UUID:
    """A counsellor begins a referral."""
    with evening.program.open_work() as work:
        return referrals.propose(work, visit_id, destination_id, member_id=by)


def shows(evening: Evening, referral_id: UUID, display: Display, by: UUID) -> None:
    """What the destination may read is written down."""
    with evening.program.open_work() as work:
        referrals.show(work, referral_id, display, member_id=by)


def tells(evening: Evening, referral_id: UUID, by: UUID) -> None:
    """The place is looked at, and sent."""
    with evening.program.open_work() as work:
        seen = referral_talk.place_words(work, referral_id, member_id=by)
        referral_talk.tell(work, referral_id, member_id=by, seen=seen)
    evening.work()


def asks(evening: Evening, referral_id: UUID, by: UUID) -> PrivateText:
    """The question is looked at, and put to the person; gives its words."""
    with evening.program.open_work() as work:
        seen = referral_talk.ask_words(work, referral_id, member_id=by)
        referral_talk.ask(work, referral_id, member_id=by, seen=seen)
    evening.work()
    return seen


def taps(evening: Evening, data: str, person: str = "a") -> None:
    """The person presses a button: of those that were sent, the last that says so."""
    evening.arrive(evening.event("postback", person, postback={"data": button(evening, data)}))


def button(evening: Evening, data: str) -> str:
    """What the last button carries that says this, with the mark of its question."""
    sent = [choice.data for call in evening.line.calls for choice in call.choices]
    return next(each for each in reversed(sent) if each.partition(":")[0] == data)


def asks_about(evening: Evening, paper_id: UUID, by: UUID) -> PrivateText:
    """The question about a paper is looked at, and put to the person; gives its words."""
    with evening.program.open_work() as work:
        seen = paper_talk.ask_words(work, paper_id, member_id=by)
        paper_talk.ask(work, paper_id, member_id=by, seen=seen)
    evening.work()
    return seen


def notes(evening: Evening, referral_id: UUID, step: ReferStep, by: UUID) -> None:
    """A counsellor notes how far it came."""
    with evening.program.open_work() as work:
        referrals.note_step(work, referral_id, step, member_id=by)


def drafts(evening: Evening, referral_id: UUID, by: UUID) -> None:
    """A paper nobody has agreed to yet, a day to look again, a stage and a small step."""
    with evening.program.open_work() as work:
        content = PaperContent(codes={PaperPart.WHERE: frozenset({"at_the_door"})})
        handover_papers.write(work, referral_id, content, member_id=by)
        referrals.plan_follow_up(work, referral_id, Interval.MONTH, member_id=by)
        visit_id = rows.get(work.session, referral_id).visit_id
        stages.keep(work, visit_id, frozenset({Stage.PERSON}), member_id=by)
        walked = PrivateText("夜に散歩した")
        stages.add_small_step(work, visit_id, SmallStep.WENT_OUT, walked, member_id=by)


def row(evening: Evening, referral_id: UUID) -> Referral:
    """The referral as it stands."""
    with evening.program.open_look() as work:
        found = rows.get(work.session, referral_id)
        work.session.expunge(found)
        return found


def history(evening: Evening, referral_id: UUID) -> list[ReferStep]:
    """Its steps in their order."""
    with evening.program.open_look() as work:
        found: list[ReferralStep] = list(rows.steps(work.session, referral_id))
        return [each.step for each in found]


def code(evening: Evening, referral_id: UUID) -> str | None:
    """Its code, None where it has none that holds."""
    with evening.program.open_look() as work:
        return referral_codes.shown(work, purpose=CodePurpose.REFERRAL, subject_id=referral_id)


def looks_again(evening: Evening, referral_id: UUID, by: UUID) -> None:
    """A day to look again is set, and then somebody has looked."""
    with evening.program.open_work() as work:
        referrals.plan_follow_up(work, referral_id, Interval.WEEK, member_id=by)
        [day] = rows.follow_ups(work.session, referral_id)
        referrals.finish_follow_up(work, referral_id, day.id, member_id=by)
