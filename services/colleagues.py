"""Colleagues: who could go on with a talk."""

from dataclasses import dataclass
from uuid import UUID

from services import organisations, room, shown, timetable
from services.work import Work
from storage.queries import presences, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A counsellor who is ready; ``room`` is how many more talks they can hold.

    ``organisation`` is its name. ``is_other``: not that of the talk's counsellor, so that only
    notes marked for it are read there, and only where ``gets_notes``.
    """

    member_id: UUID
    alias: str
    organisation: str | None
    is_other: bool
    gets_notes: bool
    room: int


def list_free(work: Work, visit_id: UUID) -> tuple[Colleague, ...]:
    """Everybody who could be asked to go on with this talk now, by alias.

    Raises:
        NotFoundError: there is no such visit.
    """
    visit = visits.get(work.session, visit_id)
    owner_id = visit.conversation.counsellor_id if visit.conversation else None
    apart = presences.conflicts(work.session, [visit.contact_id]).get(visit.contact_id, frozenset())
    whose = organisations.of_member(work, owner_id) if owner_id is not None else None
    free = [
        each
        for each in room.crew(work).candidates
        if each.room > 0
        and each.member_id != owner_id
        and each.member_id not in apart
        and organisations.may_go_on(work, whose=whose, who=each.organisation)
    ]
    aliases = shown.member_aliases(work, [each.member_id for each in free])
    agreement = timetable.current(work).agreement
    names = {each.code: each.name for each in timetable.current(work).organisations}
    found = (
        Colleague(
            member_id=each.member_id,
            alias=aliases[each.member_id],
            organisation=names.get(each.organisation or "", each.organisation),
            is_other=each.organisation != whose,
            gets_notes=agreement.do_notes_cross(whose=whose, who=each.organisation),
            room=each.room,
        )
        for each in free
    )
    return tuple(sorted(found, key=lambda each: (each.alias, each.member_id)))
