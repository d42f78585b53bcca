"""Links of entry: by which poster or page people come, counted without knowing who they are.

An opening is one more on a day's count: no cookie is set and no address is looked at. LINE does not
say by which way somebody became a friend. So a first adding is put down to a link where, in the
quarter of an hour before, exactly one link was opened, whoever did it; else to none. What stands in
the facts is the link and the day, and nobody's pseudonym.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.disclosure.befriending import FRIENDS, REST, Way
from domain.disclosure.catalogue import FRIEND_SOURCES
from domain.disclosure.rule import Rule, is_small, rounded
from domain.errors import NotFoundError
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.periods import Length, Period
from domain.statistics.table import Mark, Table, Value
from services import audit, facts, released_tables, stat_facts
from services.work import Work
from storage.models.outreach import EntryLink
from storage.queries import outreach as rows

UNKNOWN: Final = "unknown"
"""The way of a friend who came by no link, or while several were open."""

BEFORE: Final = timedelta(minutes=15)
"""So long before an adding a link was opened, to be its way."""

LONGEST_TITLE: Final = 100
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_LETTERS: Final = 8
_ACCOUNT: Final = re.compile(r"@[a-z0-9._-]{3,32}")
_FACT: Final = "basic_id"
_ADD_FRIEND: Final = "https://line.me/R/ti/p/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """A link. ``opened``: how often since it was made, rounded; None where that is too few to say.

    ``friends``: how many came by it, as it was released of each of ``Sources.periods``.
    """

    id: UUID
    name: str
    title: str
    added_at: datetime
    is_ended: bool
    opened: int | None
    friends: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The links, and the periods of which it was released how many friends came by each.

    ``others`` came by none that could be named.
    """

    periods: tuple[Period, ...]
    links: tuple[ShownLink, ...]
    others: tuple[Value, ...]


def add(work: Work, title: str, *, member_id: UUID | None) -> UUID:
    """Add a link; its name tells nothing of its place."""
    link = EntryLink(
        id=uuid4(),
        name="".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)),
        title=title,
        added_by=member_id,
        added_at=work.now,
    )
    work.session.add(link)
    work.session.flush()
    _note(work, link.id, "link_added", member_id)
    return link.id


def end(work: Work, link_id: UUID, *, member_id: UUID) -> None:
    """Count it no more; whoever holds its paper is still led to the account.

    Raises:
        NotFoundError: there is no such link.
    """
    link = rows.get_link(work.session, link_id)
    if link.ended_at is None:
        link.ended_at, link.opened_at = work.now, None
        _note(work, link_id, "link_ended", member_id)


def is_account(written: str) -> bool:
    """Whether this is how LINE writes an account's id: @, small letters and digits."""
    return _ACCOUNT.fullmatch(written) is not None


def account(work: Work, channel_id: str) -> str | None:
    """Our account's id, like @madobe, once somebody has said it."""
    return facts.find(work, _FACT, channel_id)


def say_account(work: Work, written: str, *, channel_id: str, member_id: UUID) -> None:
    """Keep our account's id.

    Raises:
        ValueError: it is none.
    """
    if not is_account(written):
        raise ValueError("No id of an account")
    facts.remember(work, _FACT, channel_id, written)
    audit.note(work, Act.OUTREACH_KEPT, actor_id=member_id, reason="account_said")


def open_link(work: Work, name: str, *, channel_id: str, is_counted: bool) -> str:
    """Where a link leads: to LINE's own page for adding our account, and nowhere else.

    Raises:
        NotFoundError: there is no such link, or nobody has said which account is ours.
    """
    link = rows.named(work.session, name)
    ours = account(work, channel_id)
    if ours is None or not is_account(ours):
        raise NotFoundError("No account yet")
    if is_counted and link.ended_at is None:
        link.opened_at = work.now
        rows.count_opening(work.session, link.id, work.now.astimezone(TOKYO).date())
    return _ADD_FRIEND + quote(ours, safe="")


def note_source(work: Work, *, on: date) -> None:
    """Somebody has added the account for the first time: by which link, where that can be said."""
    if not rows.has_links(work.session):
        return
    opened = rows.opened_since(work.session, work.now - BEFORE)
    way = opened[0].name if len(opened) == 1 else UNKNOWN
    stat_facts.note(work, FactKind.FRIEND_SOURCE, codes={FactCode.WAY: way}, on=on)


def until(work: Work, day: date) -> tuple[Way, ...]:
    """The links that were made on a day or before, the oldest first."""
    ends_at = datetime.combine(day + timedelta(days=1), time(), TOKYO)
    found = rows.links_before(work.session, ends_at)
    return tuple(Way(name=name, title=title) for name, title in found)


def sources(work: Work) -> Sources:
    """The links, with what was released of each in the latest quarter and the latest year."""
    told: dict[Length, tuple[Period, Table]] = {}
    for each in released_tables.list_all(work):
        table = each.find(FRIEND_SOURCES)
        if table is not None and table.columns:
            told[each.period.length] = (each.period, table)
    tables = [table for _period, table in told.values()]
    opened = rows.openings(work.session)
    return Sources(
        periods=tuple(period for period, _table in told.values()),
        links=tuple(
            _shown(link, opened, tables, work.house.disclosure) for link in rows.links(work.session)
        ),
        others=_friends(tables, REST),
    )


def get(work: Work, link_id: UUID) -> EntryLink:
    """One link.

    Raises:
        NotFoundError: there is none.
    """
    return rows.get_link(work.session, link_id)


def _shown(
    link: EntryLink, opened: dict[UUID, int], tables: Sequence[Table], rule: Rule
) -> ShownLink:
    times = opened.get(link.id, 0)
    return ShownLink(
        id=link.id,
        name=link.name,
        title=link.title,
        added_at=link.added_at,
        is_ended=link.ended_at is not None,
        opened=None if is_small(times, rule) else rounded(times, rule),
        friends=_friends(tables, link.name),
    )


def _friends(tables: Sequence[Table], code: str) -> tuple[Value, ...]:
    return tuple(table.cells.get((code, FRIENDS), Mark.NOT_MEASURED) for table in tables)


def _note(work: Work, link_id: UUID, reason: str, member_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.OUTREACH, id=link_id)
    audit.note(work, Act.OUTREACH_KEPT, actor_id=member_id, subject=subject, reason=reason)
