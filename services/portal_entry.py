"""A destination's own side of its entry: it is right, what it would change, whether there is room.

Nothing of this is anybody's private words, and nothing of it changes what the entry says.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.errors import NotFoundError, RefusedError
from domain.portal import LONGEST_PROPOSAL, ProposalState, Vacancy
from services import audit, destination_confirming, destinations, portal_members
from services.destinations import Shown
from services.work import Work
from storage.models.referral_code import DestinationVacancy, EntryProposal
from storage.queries import destinations as entry_rows
from storage.queries import portal_entry as rows


class NoProposalError(RefusedError):
    """Nothing is proposed, or too much at once."""

    code = "no_proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Whether there is room, as the destination said on a day."""

    vacancy: Vacancy
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A change somebody would have made, and what became of it."""

    id: UUID
    words: str
    state: ProposalState
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """An entry as its own people see it; ``newest`` is the number of the version they see."""

    entry: Shown
    newest: int
    room: Room | None
    proposals: tuple[Proposed, ...]


def own_entries(work: Work, *, member_id: UUID) -> tuple[OwnEntry, ...]:
    """The entries a member stands for, by name; none where no destination of theirs is in use."""
    ids = portal_members.in_use(work, member_id)
    found = (destinations.get(work, each) for each in ids)
    return tuple(
        OwnEntry(
            entry=entry,
            newest=entry_rows.newest_number(work.session, entry.id),
            room=room_of(work, entry.id),
            proposals=proposals(work, entry.id),
        )
        for entry in sorted(found, key=lambda entry: (entry.facts.name, entry.id))
    )


def confirm(work: Work, destination_id: UUID, *, member_id: UUID, based_on: int) -> None:
    """Say that the entry is right as it stands.

    Raises:
        NotFoundError: it is not theirs. EntryChangedError, DestinationIncompleteError,
            SameHandsError: as ``destination_confirming.confirm_as_own``.
    """
    portal_members.require(work, destination_id, member_id=member_id)
    destination_confirming.confirm_as_own(
        work, destination_id, member_id=member_id, based_on=based_on
    )


def propose(work: Work, destination_id: UUID, words: str, *, member_id: UUID) -> None:
    """Say what would have to be changed; whoever keeps the entries sees to it.

    Raises:
        NotFoundError: the entry is not theirs. NoProposalError: no words, or over 400.
    """
    portal_members.require(work, destination_id, member_id=member_id)
    said = words.replace("\0", "").strip()
    if not 0 < len(said) <= LONGEST_PROPOSAL:
        raise NoProposalError
    work.session.add(
        EntryProposal(
            id=uuid4(),
            destination_id=destination_id,
            member_id=member_id,
            proposal=said,
            state=ProposalState.OPEN,
            proposed_on=_today(work),
            proposed_at=work.now,
            settled_by=None,
            settled_on=None,
        )
    )
    work.session.flush()
    _note(work, Act.CHANGE_PROPOSED, destination_id, member_id)


def settle(work: Work, proposal_id: UUID, state: ProposalState, *, member_id: UUID) -> UUID:
    """Say what became of a proposal; gives the destination's id. Settled before, nothing changes.

    Raises:
        NotFoundError: there is none.
    """
    row = work.session.get(EntryProposal, proposal_id)
    if row is None or state is ProposalState.OPEN:
        raise NotFoundError("No such proposal")
    if row.state is ProposalState.OPEN:
        row.state, row.settled_by, row.settled_on = state, member_id, _today(work)
        _note(work, Act.CHANGE_SETTLED, row.destination_id, member_id)
    return row.destination_id


def say_room(work: Work, destination_id: UUID, vacancy: Vacancy, *, member_id: UUID) -> None:
    """Say whether there is room.

    Raises:
        NotFoundError: the entry is not theirs.
    """
    portal_members.require(work, destination_id, member_id=member_id)
    row = work.session.get(DestinationVacancy, destination_id)
    if row is None:
        row = DestinationVacancy(
            destination_id=destination_id, vacancy=vacancy, said_on=_today(work)
        )
        work.session.add(row)
    row.vacancy, row.said_on = vacancy, _today(work)
    work.session.flush()
    _note(work, Act.VACANCY_SAID, destination_id, member_id)


def room_of(work: Work, destination_id: UUID) -> Room | None:
    """Whether there is room, None where nobody has said."""
    row = work.session.get(DestinationVacancy, destination_id)
    return Room(vacancy=row.vacancy, said_on=row.said_on) if row is not None else None


def proposals(work: Work, destination_id: UUID) -> tuple[Proposed, ...]:
    """What was proposed for an entry, the newest first."""
    return tuple(
        Proposed(id=row.id, words=row.proposal, state=row.state, on=row.proposed_on)
        for row in rows.proposals(work.session, destination_id)
    )


def open_proposals(work: Work) -> dict[UUID, int]:
    """How many proposals wait, by destination."""
    return rows.count_open(work.session)


def _today(work: Work) -> date:
    return work.now.astimezone(TOKYO).date()


def _note(work: Work, act: Act, destination_id: UUID, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.DESTINATION, id=destination_id)
    audit.note(work, act, actor_id=member_id, subject=subject)
