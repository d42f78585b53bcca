"""Half a record survives a reload: what stands in its form, sealed like a draft of the talk."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.conversation import VisitState
from domain.errors import NotYoursError, SealError
from domain.message import without_my_number
from domain.secret import PrivateText
from services.work import Work
from storage.models.record import Draft, Record
from storage.queries import contacts, drafts, messages, visits

Filled = Mapping[str, Sequence[str]]
"""What stands in a form: by the names of its fields, as the browser sends it."""


def keep(work: Work, visit_id: UUID, *, member_id: UUID, filled: Filled) -> None:
    """Keep what is filled in so far; once the record is written there is nothing to keep.

    Raises:
        NotFoundError, NotYoursError: no such ended talk, or not this member's.
    """
    contacts.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    if talk is None or talk.counsellor_id != member_id or visit.state is not VisitState.ENDED:
        raise NotYoursError
    if work.session.get(Record, visit_id) is not None:
        return
    given = {name: list(values) for name, values in filled.items() if any(values)}
    sealed = work.house.seals.seal_words(
        work.session,
        visit_id,
        messages.place_of_draft(member_id),
        without_my_number(PrivateText(json.dumps(given, ensure_ascii=False))),
    )
    draft = drafts.find(work.session, visit_id, member_id) or Draft(
        visit_id=visit_id, member_id=member_id
    )
    draft.saved_at = work.now
    draft.sealed = sealed.sealed
    draft.wrapped_key = sealed.wrapped_key
    draft.key_generation = sealed.key_generation
    work.session.add(draft)


def find(work: Work, visit_id: UUID, *, member_id: UUID) -> dict[str, list[str]]:
    """What was filled in, nothing when nothing was kept."""
    draft = drafts.find(work.session, visit_id, member_id)
    if draft is None or draft.sealed is None:
        return {}
    try:
        words = work.house.seals.open_words(
            work.session, visit_id, messages.place_of_draft(member_id), draft
        )
        kept = json.loads(words.reveal())
    except (SealError, ValueError):
        return {}  # words of the talk itself, typed and never sent
    return kept if isinstance(kept, dict) else {}
