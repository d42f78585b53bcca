"""The audit log: its end, its entries one after another, and what concerns whom."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import String, func, select, text, type_coerce
from sqlalchemy.orm import Session

from domain.audit import Act
from domain.audit_chain import BEGINNING, Entry, Link, Place
from storage.models.audit import AuditEntry
from storage.models.glass import Glass
from storage.models.member import Member
from storage.models.referral import HandOverPaper, Referral
from storage.models.visit import Conversation

_AUDIT_LOCK = 0x61756469  # "audi"


def lock(session: Session) -> None:
    """Wait until nobody else adds to the log; held to the end of the transaction.

    Always the last lock an act takes. SQLite needs nothing: a writing transaction has the whole
    database.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _AUDIT_LOCK})


def end_of(session: Session) -> Place:
    """Where the chain ends."""
    row = session.execute(
        select(AuditEntry.seq, AuditEntry.mac, AuditEntry.at_us)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    return BEGINNING if row is None else Place(seq=row.seq, mac=row.mac, at_us=row.at_us)


def start_of(session: Session) -> Place:
    """The place before the first entry there is: what that entry says of the one before it."""
    row = session.execute(
        select(AuditEntry.seq, AuditEntry.previous).order_by(AuditEntry.seq).limit(1)
    ).one_or_none()
    return BEGINNING if row is None else Place(seq=row.seq - 1, mac=row.previous)


def is_trimmed_to(session: Session, word: str) -> bool:
    """Whether an entry says that all up to this place went."""
    found = session.scalar(
        select(AuditEntry.seq)
        .where(AuditEntry.act == Act.AUDIT_TRIMMED, AuditEntry.reason == word)
        .limit(1)
    )
    return found is not None


def mac_at(session: Session, seq: int) -> bytes | None:
    """The MAC of one entry, None where there is none."""
    return session.scalar(select(AuditEntry.mac).where(AuditEntry.seq == seq))


def links_after(session: Session, seq: int, *, most: int) -> Sequence[Link]:
    """The entries that follow, in order, every value as the database keeps it.

    What somebody has spoiled may be no id any more: it must be found, not raise.
    """
    ids = {name: type_coerce(getattr(AuditEntry, name), String) for name in _IDS}
    plain = [getattr(AuditEntry, name) for name in _PLAIN]
    rows = session.execute(
        select(
            *plain,
            *(column.label(name) for name, column in ids.items()),
            AuditEntry.previous,
            AuditEntry.mac,
        )
        .where(AuditEntry.seq > seq)
        .order_by(AuditEntry.seq)
        .limit(most)
    )
    return [
        Link(
            entry=Entry(
                actor_id=_hex(row.actor_id),
                subject_id=_hex(row.subject_id),
                **{name: getattr(row, name) for name in _PLAIN},
            ),
            previous=row.previous,
            mac=row.mac,
        )
        for row in rows
    ]


def was_noted(
    session: Session, *, actor_id: UUID, subject_id: UUID, act: str, since_us: int
) -> bool:
    """Whether a member has an entry of this act about this thing since then."""
    found = session.scalar(
        select(AuditEntry.seq)
        .where(
            AuditEntry.subject_id == subject_id,
            AuditEntry.actor_id == actor_id,
            AuditEntry.act == act,
            AuditEntry.at_us >= since_us,
        )
        .limit(1)
    )
    return found is not None


def acted_on(
    session: Session, acts: Collection[str], *, subject_id: UUID, since_us: int
) -> Sequence[UUID]:
    """The members who have done one of these acts to somebody else since then."""
    rows = session.scalars(
        select(AuditEntry.actor_id)
        .where(
            AuditEntry.subject_id == subject_id,
            AuditEntry.act.in_(acts),
            AuditEntry.at_us >= since_us,
            AuditEntry.actor_id.is_not(None),
            AuditEntry.actor_id != subject_id,
        )
        .distinct()
    )
    return [actor_id for actor_id in rows if actor_id is not None]


def with_reason(
    session: Session, acts: Collection[str], reasons: Collection[str], *, since_us: int
) -> Sequence[AuditEntry]:
    """What members have done so, with one of these reasons since then, the newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.at_us >= since_us,
            AuditEntry.act.in_(acts),
            AuditEntry.reason.in_(reasons),
            AuditEntry.actor_id.is_not(None),
        )
        .order_by(AuditEntry.seq.desc())
    ).all()


def organisation_of_talk(session: Session, visit_id: UUID) -> str | None:
    """The organisation whose talk it is."""
    return session.scalar(
        select(Conversation.organisation).where(Conversation.visit_id == visit_id)
    )


def organisation_of_member(session: Session, member_id: UUID) -> str | None:
    """A member's organisation."""
    return session.scalar(select(Member.organisation).where(Member.id == member_id))


def organisation_of_glass(session: Session, glass_id: UUID) -> str | None:
    """The organisation whose talk was opened in need."""
    return session.scalar(select(Glass.organisation).where(Glass.id == glass_id))


def organisation_of_referral(session: Session, referral_id: UUID) -> str | None:
    """The organisation a referral was made in."""
    return session.scalar(select(Referral.organisation).where(Referral.id == referral_id))


def organisation_of_paper(session: Session, paper_id: UUID) -> str | None:
    """The organisation a hand-over paper is of."""
    return session.scalar(
        select(Referral.organisation)
        .join(HandOverPaper, HandOverPaper.referral_id == Referral.id)
        .where(HandOverPaper.id == paper_id)
    )


def about(  # noqa: PLR0913 - each is a filter of the access log
    session: Session,
    organisation: str | None,
    acts: Collection[str],
    *,
    member_id: UUID | None,
    between: tuple[int, int] | None,
    before: int | None,
    most: int,
) -> Sequence[AuditEntry]:
    """What concerns an organisation, the newest first; ``between`` in microseconds, half-open."""
    wanted = (
        select(AuditEntry)
        .where(AuditEntry.concerns.is_not_distinct_from(organisation), AuditEntry.act.in_(acts))
        .order_by(AuditEntry.seq.desc())
        .limit(most)
    )
    if member_id is not None:
        wanted = wanted.where(AuditEntry.actor_id == member_id)
    if between is not None:
        wanted = wanted.where(AuditEntry.at_us >= between[0], AuditEntry.at_us < between[1])
    if before is not None:
        wanted = wanted.where(AuditEntry.seq < before)
    return session.scalars(wanted).all()


def count(session: Session) -> int:
    """How many entries there are."""
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


_IDS = ("actor_id", "subject_id")
_PLAIN = tuple(name for name in Entry.__dataclass_fields__ if name not in _IDS)


def _hex(raw: object) -> str | None:
    """An id as PostgreSQL gives it (an UUID), or as it stands in SQLite (32 digits)."""
    return raw.hex if isinstance(raw, UUID) else None if raw is None else str(raw)
