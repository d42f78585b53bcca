"""Visits, and the conversation a visit may become."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.conversation import End, Passing, VisitState
from domain.earlier import Earlier
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment

_ASKED = text("wants_call_at IS NOT NULL")
_CALLED = text("called_at IS NOT NULL")


class Visit(Base):
    """One coming of a person (訪問).

    ``arrived_at`` is the place in the waiting line: set once, never moved. ``risk`` is 0 to 4
    (R0–R4). ``noticed_at`` is the last notice nobody asked for; ``told_position`` what the person
    was last told; the ``told_…_at`` mark what is told once (``told_danger_at``: T14, that a human
    reads it soon; from then on they are kept in the line). ``refused_at``: there was no room this
    evening. ``wants_call_at``: asked to be called at the next opening. ``escalated_at``: every
    counsellor with room has declined, so the supervisor is asked. ``earlier``: what they wish of
    the talks before this visit, asked at ``asked_earlier_at``. ``stat_id`` is its random name among
    the facts for statistics; ``answered_at``: a human has answered, for the first time.
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_state_arrived_at", "state", "arrived_at"),
        Index("ix_visits_contact_id_started_at", "contact_id", "started_at"),
        Index(
            "ix_visits_wants_call_at",
            "wants_call_at",
            postgresql_where=_ASKED,
            sqlite_where=_ASKED,
        ),
        Index("ix_visits_called_at", "called_at", postgresql_where=_CALLED, sqlite_where=_CALLED),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    state: Mapped[VisitState] = mapped_column(Word(VisitState))
    started_at: Mapped[Moment]
    last_word_at: Mapped[Moment]
    arrived_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    end: Mapped[End | None] = mapped_column(Word(End))
    risk: Mapped[int] = mapped_column(default=0, server_default="0")
    is_distressed: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_ticket: Mapped[bool] = mapped_column(default=False, server_default=false())
    returned_at: Mapped[Moment | None]
    refused_at: Mapped[Moment | None]
    told_position: Mapped[int | None]
    told_second_at: Mapped[Moment | None]
    told_full_at: Mapped[Moment | None]
    told_danger_at: Mapped[Moment | None]
    noticed_at: Mapped[Moment | None]
    question: Mapped[str | None] = mapped_column(String(16))
    questions_done_at: Mapped[Moment | None]
    wants_call_at: Mapped[Moment | None]
    called_at: Mapped[Moment | None]
    escalated_at: Mapped[Moment | None]
    earlier: Mapped[Earlier | None] = mapped_column(Word(Earlier))
    asked_earlier_at: Mapped[Moment | None]
    stat_id: Mapped[UUID | None]
    answered_at: Mapped[Moment | None]

    conversation: Mapped["Conversation | None"] = relationship(back_populates="visit")


class Conversation(Base):
    """The talk of a contact with a counsellor within a visit (対話).

    ``awaiting_since``: the counsellor has spoken and the person not yet, since then. ``passing``:
    the talk looks for another counsellor; until one accepts, ``counsellor_id`` stays its owner.
    ``called_supervisor_at``: the counsellor asks for a supervisor, and nobody has come yet;
    ``call_seen_at``: the last call was seen. ``thought_at``: the last 考えています.
    ``organisation``: the counsellor's when they were given it; it stays when they move or leave.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_counsellor_id_closed_at", "counsellor_id", "closed_at"),
        Index("ix_conversations_closed_at", "closed_at"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    counsellor_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    first_words_at: Mapped[Moment | None]
    awaiting_since: Mapped[Moment | None]
    passing: Mapped[Passing | None] = mapped_column(Word(Passing))
    passing_since: Mapped[Moment | None]
    warned_at: Mapped[Moment | None]
    rested_at: Mapped[Moment | None]
    extended_until: Mapped[Moment | None]
    called_supervisor_at: Mapped[Moment | None]
    call_seen_at: Mapped[Moment | None]
    thought_at: Mapped[Moment | None]

    visit: Mapped[Visit] = relationship(back_populates="conversation")


class Assignment(Base):
    """Who had a talk, from when to when: one open row while it has an owner."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index("ix_assignments_visit_id_began_at", "visit_id", "began_at"),
        Index("ix_assignments_member_id_began_at", "member_id", "began_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    began_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class Companion(Base):
    """A supervisor beside a talk: reading along and writing, while ``left_at`` is None."""

    __tablename__ = "companions"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    joined_at: Mapped[Moment]
    left_at: Mapped[Moment | None]


class IntakeAnswer(Base):
    """What a person answered to an optional question, as a closed code."""

    __tablename__ = "intake_answers"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(16), primary_key=True)
    answer: Mapped[str] = mapped_column(String(16))
    answered_at: Mapped[Moment]
