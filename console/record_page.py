"""The pages of a record: its form, and the record as it is read."""

from typing import Final
from uuid import UUID

from flask import render_template
from werkzeug.exceptions import NotFound

from console.forms import record_data
from console.forms.record import RecordForm
from console.guard import the_member
from console.house import the_house
from console.opened import note_opened
from console.words import REFUSALS
from domain.audit import Act
from domain.conversation import End, VisitState
from domain.errors import RefusedError
from domain.secret import PrivateText
from services import (
    care,
    desk,
    record_drafts,
    record_facts,
    records,
    referral_lists,
    sign_off,
    stat_corrections,
    told,
)
from services.desk import Talk
from services.record_facts import RecordFacts
from services.records import WrittenRecord

LONGEST_ADDITION: Final = 1000
"""Characters of what is added to a signed record, and of a supervisor's comment."""


def ended(visit_id: UUID) -> tuple[Talk, WrittenRecord | None]:
    """An ended talk this member may read, and its record, None while there is none."""
    member_id = the_member().id
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=member_id)
        written = records.find(work, visit_id, member_id=member_id)
    if talk.state is not VisitState.ENDED or talk.counsellor_id is None:
        raise NotFound
    return talk, written


def begun(talk: Talk) -> record_data.Data:
    """What a new record begins with."""
    member_id = the_member().id
    with the_house().open_look() as work:
        known = told.find(work, talk.visit_id)
        visit_care = care.list_of(work, talk.visit_id, member_id=member_id)
        draft = record_drafts.find(work, talk.visit_id, member_id=member_id)
        referred = referral_lists.made_in(work, talk.visit_id, member_id=member_id)
    end: record_data.Data = {"end": End.BLOCKED.value} if talk.is_blocked else {}
    return (
        record_data.of_told(known)
        | record_data.of_care(visit_care)
        | record_data.of_referrals(referred)
        | end
        | record_data.of_draft(draft)
    )


def blank(
    talk: Talk, form: RecordForm, *, written: WrittenRecord | None, is_in_place: bool = False
) -> tuple[str, int]:
    """The form as it stands, with its mistakes."""
    page = render_template(
        "record.html",
        talk=talk,
        form=form,
        facts=_facts(talk),
        written=written,
        is_in_place=is_in_place,
    )
    return page, 422 if form.errors else 200


def kept(talk: Talk, form: RecordForm, refusal: RefusedError) -> tuple[str, int]:
    """The form with what was filled in, beside a record that says something else."""
    _, written = ended(talk.visit_id)
    may_change = (
        written is not None
        and written.author_id == talk.counsellor_id == the_member().id
        and written.signature is None
    )
    page = render_template(
        "record.html",
        talk=talk,
        form=form,
        facts=_facts(talk),
        written=written,
        refusal=REFUSALS[refusal.code],
        may_change=may_change,
    )
    return page, 409


def written_page(talk: Talk, written: WrittenRecord, *, comment: PrivateText | None = None) -> str:
    """The record; with ``comment`` it has changed while that was written."""
    note_opened(talk.visit_id, Act.RECORD_READ)
    member_id = the_member().id
    with the_house().open_look() as work:
        may_sign = sign_off.may_sign(work, talk.visit_id, member_id=member_id)
        is_test = stat_corrections.is_test(work, talk.visit_id)
    return render_template(
        "record_written.html",
        talk=talk,
        written=written,
        entry=written.entry,
        facts=_facts(talk),
        may_sign=may_sign,
        is_test=is_test,
        is_author=written.author_id == member_id,
        may_change=written.author_id == talk.counsellor_id == member_id,
        has_changed=comment is not None,
        comment=comment,
        longest=LONGEST_ADDITION,
    )


def _facts(talk: Talk) -> RecordFacts:
    with the_house().open_look() as work:
        return record_facts.look(work, talk.visit_id, member_id=the_member().id)
