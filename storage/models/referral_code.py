"""Referral codes, what they were used for, and the destinations' own side of the portal.

No code stands here: one is made of the keyring and its row's id. Copied, none of these tables
shows a code, opens a page or lets anybody in. Nothing has a time of day that a person's coming
or a confirmation could be known by.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.portal import ProposalState, UsedBy, Vacancy
from domain.referral_code import CodePurpose, CodeStep
from storage.columns import Word
from storage.models.base import Base, Moment


class ReferralCode(Base):
    """A code, for one referral or one sign-up, at one destination.

    ``generation`` counts the codes drawn for the row. ``digest`` finds it by the code typed,
    ``page_digest`` by the address of its page; both are keyed.
    """

    __tablename__ = "referral_codes"
    __table_args__ = (
        Index("uq_referral_codes_digest", "digest", unique=True),
        Index("uq_referral_codes_page_digest", "page_digest", unique=True),
        Index("uq_referral_codes_purpose_subject_id", "purpose", "subject_id", unique=True),
        Index("ix_referral_codes_good_until", "good_until"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[CodePurpose] = mapped_column(Word(CodePurpose))
    subject_id: Mapped[UUID]
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    generation: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    page_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    issued_at: Mapped[Moment]
    good_until: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]


class CodeUse(Base):
    """A step that was confirmed with a code: the day, and by what sort of key to the portal.

    ``generation`` says with which of the codes drawn for the row.
    """

    __tablename__ = "code_uses"
    __table_args__ = (
        Index("uq_code_uses_code_id_step", "code_id", "generation", "step", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code_id: Mapped[UUID] = mapped_column(ForeignKey("referral_codes.id"))
    generation: Mapped[int]
    step: Mapped[CodeStep] = mapped_column(Word(CodeStep))
    used_on: Mapped[date]
    used_by: Mapped[UsedBy] = mapped_column(Word(UsedBy))


class CodeTries(Base):
    """How often codes were tried in vain, under a keyed digest of who, where, or of all."""

    __tablename__ = "code_tries"
    __table_args__ = (Index("ix_code_tries_tried_at", "tried_at"),)

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    tried_at: Mapped[Moment]
    locked_until: Mapped[Moment | None]


class PortalMember(Base):
    """A member who stands for a destination."""

    __tablename__ = "portal_members"
    __table_args__ = (Index("ix_portal_members_destination_id", "destination_id"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"), primary_key=True)


class PortalLink(Base):
    """A link for one confirmation, for staff without an account; the SHA-256 of its token.

    ``tries`` counts what was typed; ``used_at`` is set by what was right.
    """

    __tablename__ = "portal_links"
    __table_args__ = (Index("ix_portal_links_expires_at", "expires_at"),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    tries: Mapped[int]
    used_at: Mapped[Moment | None]


class DestinationVacancy(Base):
    """Whether a destination has room, as its own staff said last; public words of a closed list."""

    __tablename__ = "destination_vacancies"

    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"), primary_key=True)
    vacancy: Mapped[Vacancy] = mapped_column(Word(Vacancy))
    said_on: Mapped[date]


class EntryProposal(Base):
    """What a destination's staff would have changed in their entry; nobody's private words."""

    __tablename__ = "entry_proposals"
    __table_args__ = (Index("ix_entry_proposals_destination_id", "destination_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    proposal: Mapped[str] = mapped_column(String(400))
    state: Mapped[ProposalState] = mapped_column(Word(ProposalState))
    proposed_on: Mapped[date]
    proposed_at: Mapped[Moment | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    settled_on: Mapped[date | None]


class GuessingAlarm(Base):
    """Somebody tries codes that are none, at a destination: seen until a member has looked.

    One open row for a destination at most.
    """

    __tablename__ = "guessing_alarms"
    __table_args__ = (Index("ix_guessing_alarms_destination_id", "destination_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    seen_at: Mapped[Moment]
    looked_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    looked_at: Mapped[Moment | None]
