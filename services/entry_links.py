"""Links of entry: by which poster or page people come, counted without knowing who they are.

An opening is one more on a day's count: no cookie is set and no address is looked at. LINE does not
say by which way somebody became a friend. So a first adding is put down to a link where, in the
quarter of an hour before, exactly one link was opened, whoever did it; else to none. What stands in
the facts is the link and the day, and nobody's pseudonym.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.disclosure import ways
from domain.disclosure.rule import Rule
from domain.errors import NotFoundError
from domain.service_day import fiscal_year
from domain.statistics.fact import FactCode, FactKind
from services import audit, facts, stat_facts
from services.work import Work
from storage.models.outreach import EntryLink
from storage.queries import indicator_facts
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
    """A link. ``opened``: how often in the fiscal year; ``friends``: how many came by it."""

    id: UUID
    name: str
    title: str
    added_at: datetime
    is_ended: bool
    opened: int
    friends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The links, and how many friends came by none that could be named. Exact.

    Friends are those from ``since`` to the end of the last month: what is looked at every day
    would tell of each day's.
    """

    since: date
    links: tuple[ShownLink, ...]
    others: int

    def shown(self, rule: Rule) -> dict[str, int | None]:
        """By a link's name how many friends may be said to have come by it."""
        return ways.shown({each.name: each.friends for each in self.links}, self.others, rule)


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


def sources(work: Work) -> Sources:
    """The links with what came by each, this fiscal year."""
    today = work.now.astimezone(TOKYO).date()
    year = fiscal_year(today)
    since = date(year, 4, 1)
    came: dict[str, int] = {}
    found = indicator_facts.of_year(work.session, year, [FactKind.FRIEND_SOURCE])
    for fact in (each for each in found if each.on < today.replace(day=1)):
        way = fact.codes.get(FactCode.WAY, UNKNOWN)
        came[way] = came.get(way, 0) + fact.number
    opened = rows.openings(work.session, since=since, until=today)
    links = tuple(_shown(link, opened, came) for link in rows.links(work.session))
    return Sources(since=since, links=links, others=came.get(UNKNOWN, 0))


def get(work: Work, link_id: UUID) -> EntryLink:
    """One link.

    Raises:
        NotFoundError: there is none.
    """
    return rows.get_link(work.session, link_id)


def _shown(link: EntryLink, opened: dict[UUID, int], came: dict[str, int]) -> ShownLink:
    return ShownLink(
        id=link.id,
        name=link.name,
        title=link.title,
        added_at=link.added_at,
        is_ended=link.ended_at is not None,
        opened=opened.get(link.id, 0),
        friends=came.get(link.name, 0),
    )


def _note(work: Work, link_id: UUID, reason: str, member_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.OUTREACH, id=link_id)
    audit.note(work, Act.OUTREACH_KEPT, actor_id=member_id, subject=subject, reason=reason)
