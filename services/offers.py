"""Offers: a person or a talk held out to one counsellor for a minute. One answer counts."""

from uuid import UUID, uuid4

from domain.conversation import VisitState
from domain.errors import NotFoundError, OfferGoneError
from domain.offer import LEASE, OfferAnswer, OfferKind
from services import contacts, open_records, ownership, training
from services.live import WAITING_LINE, Topic
from services.work import Work
from storage.models.offer import Offer
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import line, offers, visits


def make(
    work: Work, visit: Visit, *, member_id: UUID, kind: OfferKind, from_member_id: UUID | None
) -> UUID:
    """Hold a visit out to a member; whoever calls holds the locks of the line and the contact."""
    offer = Offer(
        id=uuid4(),
        visit_id=visit.id,
        member_id=member_id,
        kind=kind,
        made_at=work.now,
        expires_at=work.now + LEASE,
        from_member_id=from_member_id,
    )
    work.session.add(offer)
    work.session.flush()
    _tell(work, offer)
    return offer.id


def accept(work: Work, offer_id: UUID, *, member_id: UUID) -> UUID:
    """Take what one is offered; gives the visit.

    Raises:
        NotFoundError: there is no such offer to this member.
        OfferGoneError: it was answered, has lapsed or was withdrawn; or the person has left.
        TrainingMissingError: a required course or a good certificate is missing.
        TooManyOpenRecordsError: two records are left to write.
    """
    offer, visit = _locked(work, offer_id, member_id)
    if offer.expires_at <= work.now:
        raise OfferGoneError
    training.require(work, member_id)
    open_records.require_few(work, member_id)
    contact = contact_rows.get(work.session, visit.contact_id)
    if offer.kind is OfferKind.WAITING:
        if visit.state is not VisitState.WAITING:
            raise OfferGoneError
        _answer(work, offer, OfferAnswer.ACCEPTED)
        ownership.begin(work, contact, visit, member_id)
    else:
        if visit.state is not VisitState.TALKING:
            raise OfferGoneError
        _answer(work, offer, OfferAnswer.ACCEPTED)
        ownership.pass_on(work, contact, visit, member_id)
        work.serve_line()
    return visit.id


def decline(work: Work, offer_id: UUID, *, member_id: UUID) -> None:
    """Say no, without a reason; the next one is asked.

    Raises:
        NotFoundError, OfferGoneError: as ``accept``.
    """
    offer, _ = _locked(work, offer_id, member_id)
    _answer(work, offer, OfferAnswer.DECLINED)
    work.serve_line()


def lapse(work: Work, offer_id: UUID) -> None:
    """The time is over without an answer: the next one is asked."""
    offer = offers.get(work.session, offer_id)
    line.lock(work.session)
    contact_rows.lock(work.session, visits.get(work.session, offer.visit_id).contact_id)
    offer = offers.get(work.session, offer_id)
    if offer.answered_at is None and offer.expires_at <= work.now:
        _answer(work, offer, OfferAnswer.LAPSED)
        work.serve_line()


def withdraw_for(work: Work, visit: Visit) -> None:
    """Nobody is asked about this visit any more; whoever calls holds the contact's lock."""
    offer = offers.open_of_visit(work.session, visit.id)
    if offer is not None:
        _answer(work, offer, OfferAnswer.WITHDRAWN)
        work.serve_line()


def withdraw_from(work: Work, member_id: UUID) -> None:
    """The member is asked nothing more; whoever calls holds the lock of the line."""
    withdraw_newest(work, member_id, most=len(offers.open_of_member(work.session, member_id)))


def withdraw_newest(work: Work, member_id: UUID, *, most: int) -> None:
    """So many of the member's offers, the newest first, go to others; under the line's lock."""
    if most < 1:
        return
    for found in reversed(offers.open_of_member(work.session, member_id)[-most:]):
        contact_rows.lock(work.session, visits.get(work.session, found.visit_id).contact_id)
        offer = offers.get(work.session, found.id)
        if offer.answered_at is None:
            _answer(work, offer, OfferAnswer.WITHDRAWN)
    work.serve_line()


def _locked(work: Work, offer_id: UUID, member_id: UUID) -> tuple[Offer, Visit]:
    """The open offer under both locks.

    Raises:
        NotFoundError, OfferGoneError: none of this member's, or none any more.
    """
    offer = offers.get(work.session, offer_id)
    if offer.member_id != member_id:
        raise NotFoundError("No such offer")
    line.lock(work.session)
    contact_rows.lock(work.session, visits.get(work.session, offer.visit_id).contact_id)
    offer = offers.get(work.session, offer_id)
    if offer.answered_at is not None:
        raise OfferGoneError
    return offer, visits.get(work.session, offer.visit_id)


def _answer(work: Work, offer: Offer, answer: OfferAnswer) -> None:
    offer.answered_at = work.now
    offer.answer = answer
    work.session.flush()
    _tell(work, offer)
    visit = visits.get(work.session, offer.visit_id)
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)


def _tell(work: Work, offer: Offer) -> None:
    work.tell(Topic.member(offer.member_id))
    if offer.from_member_id is not None:
        work.tell(Topic.member(offer.from_member_id))
    work.tell(WAITING_LINE)
