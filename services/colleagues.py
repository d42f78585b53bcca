"""Colleagues: who could go on with a talk."""

from dataclasses import dataclass
from uuid import UUID

from services import organisations, room, shown
from services.work import Work
from storage.queries import presences, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A counsellor who is ready; ``room`` is how many more talks they can hold."""

    member_id: UUID
    alias: str
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
    found = (
        Colleague(member_id=each.member_id, alias=aliases[each.member_id], room=each.room)
        for each in free
    )
    return tuple(sorted(found, key=lambda each: (each.alias, each.member_id)))
