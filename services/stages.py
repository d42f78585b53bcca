"""Stages and small steps: where somebody stands, noted in a talk or beside its record.

Several at once, and back again at any time. Nothing of it is ever sent to the person.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.errors import SealError, TextTooLongError
from domain.message import without_my_number
from domain.secret import PrivateText
from domain.stage import LONGEST_SMALL_STEP, SmallStep, Stage
from domain.statistics.fact import FactCode, FactKind
from services import audit, contacts, organisations, referral_keeping, returning, stat_facts
from services.work import Work
from storage.models.stage import SmallStepNote, StageNote
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import messages, stages, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStage:
    """One stage of a person; ``until_on`` is None while it is so."""

    stage: Stage
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSmallStep:
    """One small step; ``words`` are the person's own, None where there are none."""

    kind: SmallStep
    words: PrivateText | None
    noted_at: datetime


def keep(work: Work, visit_id: UUID, now_at: frozenset[Stage], *, member_id: UUID) -> None:
    """Say at which stages the person stands today: others end, new ones begin.

    Raises:
        NotFoundError: no such talk, or not this member's to note in.
    """
    visit = _locked(work, visit_id, member_id)
    today = work.now.astimezone(TOKYO).date()
    own = [
        row
        for row in stages.of_contact(work.session, visit.contact_id)
        if row.organisation == _organisation(visit)
    ]
    open_ones = {row.stage: row for row in own if row.until_on is None}
    for row in own:
        if row.until_on == today and row.stage in now_at - open_ones.keys():
            row.until_on = None  # unticked by a slip: they never left it
            open_ones[row.stage] = row
    for stage, row in open_ones.items():
        if stage not in now_at:
            row.until_on = today
    for stage in sorted(now_at - open_ones.keys()):
        work.session.add(
            StageNote(
                id=uuid4(),
                visit_id=visit.id,
                contact_id=visit.contact_id,
                organisation=_organisation(visit),
                stage=stage,
                from_on=today,
                noted_by=member_id,
                noted_at=work.now,
            )
        )
        stat_facts.note(
            work,
            FactKind.STAGE,
            contact_id=visit.contact_id,
            organisation=_organisation(visit),
            codes={FactCode.STAGE: stage.value},
        )
        _note(work, visit, member_id, stage.value)
    work.session.flush()
    _changed(work, visit)


def add_small_step(
    work: Work,
    visit_id: UUID,
    kind: SmallStep,
    words: PrivateText | None,
    *,
    member_id: UUID,
) -> None:
    """Note a small step, in the person's own words where they said some.

    Raises:
        NotFoundError: no such talk, or not this member's to note in.
        TextTooLongError: longer than ``LONGEST_SMALL_STEP``.
    """
    visit = _locked(work, visit_id, member_id)
    said = words.reveal().strip() if words is not None else ""
    if len(said) > LONGEST_SMALL_STEP:
        raise TextTooLongError
    row = SmallStepNote(
        id=uuid4(),
        visit_id=visit.id,
        contact_id=visit.contact_id,
        organisation=_organisation(visit),
        kind=kind,
        noted_by=member_id,
        noted_at=work.now,
    )
    if said:
        sealed = work.house.seals.seal_words(
            work.session,
            visit.id,
            messages.place_of_small_step(row.id),
            without_my_number(PrivateText(said)),
        )
        row.sealed = sealed.sealed
        row.wrapped_key = sealed.wrapped_key
        row.key_generation = sealed.key_generation
    work.session.add(row)
    _note(work, visit, member_id, kind.value)
    work.session.flush()
    _changed(work, visit)


def list_stages(work: Work, visit_id: UUID, *, member_id: UUID) -> tuple[ShownStage, ...]:
    """The stages of a person as far as the member's organisation noted them, by their day.

    Whoever calls has made sure that the member may read the talk.
    """
    visit = visits.get(work.session, visit_id)
    return tuple(
        ShownStage(stage=row.stage, from_on=row.from_on, until_on=row.until_on)
        for row in stages.of_contact(work.session, visit.contact_id)
        if _is_readable(work, visit, row, member_id)
    )


def list_small_steps(work: Work, visit_id: UUID, *, member_id: UUID) -> tuple[ShownSmallStep, ...]:
    """The small steps of a person, the newest first; as ``list_stages``."""
    visit = visits.get(work.session, visit_id)
    return tuple(
        ShownSmallStep(kind=row.kind, words=_opened(work, row), noted_at=row.noted_at)
        for row in stages.small_steps(work.session, visit.contact_id)
        if _is_readable(work, visit, row, member_id)
    )


def _is_readable(work: Work, visit: Visit, row: StageNote | SmallStepNote, member_id: UUID) -> bool:
    """Inside one's organisation; of before this visit only where the person wishes it."""
    if row.visit_id == visit.id:
        return True
    own = organisations.of_member(work, member_id)
    return row.organisation == own and not returning.is_hidden(work, visit)


def _opened(work: Work, row: SmallStepNote) -> PrivateText | None:
    try:
        return work.house.seals.open_words(
            work.session, row.visit_id, messages.place_of_small_step(row.id), row
        )
    except SealError:
        return None


def _locked(work: Work, visit_id: UUID, member_id: UUID) -> Visit:
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    referral_keeping.require_referrer(work, visit, member_id=member_id)
    return visit


def _organisation(visit: Visit) -> str | None:
    return visit.conversation.organisation if visit.conversation is not None else None


def _note(work: Work, visit: Visit, member_id: UUID, reason: str) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=visit.id)
    audit.note(work, Act.STAGE_NOTED, actor_id=member_id, subject=subject, reason=reason)


def _changed(work: Work, visit: Visit) -> None:
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)
