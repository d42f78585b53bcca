"""Who may read a talk: what was said in it, and its record. One decision for every page."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.conversation import VisitState
from domain.permission import Permission, Reach, Role, reach

ON_THE_LINE: Final = frozenset({VisitState.OUT_OF_HOURS, VisitState.WAITING})
"""Nobody has it: it is everybody's who may take people out of the line."""

RUNNING: Final = frozenset({VisitState.TALKING, VisitState.RESTING})
"""A counsellor has it; whoever holds the shift reads along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A member who wishes to read. ``has_joined``: their organisation takes part by now.

    ``reads_from``: when it joined; nothing said before is theirs. None: always there.
    """

    id: UUID
    roles: AbstractSet[Role]
    organisation: str | None
    has_joined: bool = True
    reads_from: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkToRead:
    """A visit as far as reading goes.

    ``counsellor_id``: who has it or had it last, None when nobody ever answered.
    ``organisation``: theirs at that time. ``is_settled``: the day it ended on is over, and its
    record is signed, or was written so long ago that it is not its author's any more.
    ``is_unwritten``: it has ended and has no record yet.
    """

    state: VisitState
    ended_at: datetime | None
    counsellor_id: UUID | None
    organisation: str | None
    is_settled: bool
    is_unwritten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What lies between this reader and this talk.

    ``may_know_each_other``: the reader has said so of this person. ``is_agreed``: the agreement
    opens the answering organisation's records to the reader's. ``is_glass_open``: broken in need.
    ``stands_in``: its record is not signed, or its incident not over, and nobody whose it is by
    right could do that.
    """

    may_know_each_other: bool = False
    is_agreed: bool = False
    is_glass_open: bool = False
    stands_in: bool = False


def may_read(reader: Reader, talk: TalkToRead, ties: Ties) -> bool:
    """Whether the reader may read the talk and its record.

    While it waits or runs a talk is the consortium's line's; once it has ended it belongs to the
    organisation that answered. Whoever may know the person reads nothing but a talk they still
    have, or have to write the record of. An organisation that joins in July reads nothing that
    ended in June.
    """
    if has_it(reader.id, counsellor_id=talk.counsellor_id, state=talk.state):
        return True
    if talk.counsellor_id == reader.id and _has_to_write(reader, talk):
        return True
    if ties.may_know_each_other:
        return False
    if talk.state in ON_THE_LINE:
        return reader.has_joined and _reaches(reader, Permission.SEE_WAITING_LINE)
    if talk.state in RUNNING:
        return reader.has_joined and _reaches(reader, Permission.READ_TALK)
    return ties.is_glass_open or _may_read_ended(reader, talk, ties)


def has_it(member_id: UUID, *, counsellor_id: UUID | None, state: VisitState) -> bool:
    """Whether a talk is the member's and runs: then nothing else has to be asked."""
    return counsellor_id == member_id and state in RUNNING


def _has_to_write(reader: Reader, talk: TalkToRead) -> bool:
    return talk.is_unwritten and reach(reader.roles, Permission.WRITE_RECORD) is not None


def _may_read_ended(reader: Reader, talk: TalkToRead, ties: Ties) -> bool:
    far = reach(reader.roles, Permission.READ_RECORD)
    if far is None:
        return False
    if talk.counsellor_id is None:
        return far >= Reach.AGREED and _was_there(reader, talk)
    if talk.organisation == reader.organisation:
        return far >= Reach.ORGANISATION or (
            talk.counsellor_id == reader.id and not talk.is_settled
        )
    is_open = ties.is_agreed or ties.stands_in
    return far >= Reach.AGREED and is_open and _was_there(reader, talk)


def _was_there(reader: Reader, talk: TalkToRead) -> bool:
    if not reader.has_joined or reader.reads_from is None:
        return reader.has_joined
    return talk.ended_at is not None and talk.ended_at >= reader.reads_from


def _reaches(reader: Reader, permission: Permission) -> bool:
    """Whether the permission opens what belongs to the whole consortium."""
    return reach(reader.roles, permission) is Reach.CONSORTIUM
