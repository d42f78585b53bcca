"""News of programmes (T51): to whoever asked for it, once a month, by day, without a sound.

What is due stands in the database; each person is told in an act of their own, which asks again
under their lock. Nobody is told while they talk, in danger, in a pause, where violence at home was
marked, or while the month's pushes are running out.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.programme import (
    MANY_RECEIVERS,
    NEWS_AT_ONCE,
    Reachable,
    Room,
    at_least,
    is_telling_hour,
    may_be_told,
    month_of,
    read_eases,
    read_kinds,
)
from domain.self_test import Finding
from domain.utterance import Choice, Utterance
from services import outbox, programmes, self_test, texts, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import Interest, Programme, ProgrammeDate, ProgrammeNews
from storage.queries import contacts as contact_rows
from storage.queries import programme_reach
from storage.queries import programmes as rows
from storage.queries import sign_ups as sign_up_rows
from texts import programme_words
from texts.language import Language
from texts.notices import Notice, NoticeName

_A_BATCH: Final = timedelta(minutes=1)

Told = tuple[ProgrammeDate, Programme]


def due(work: Work) -> Sequence[UUID]:
    """The rows of interest to tell now, at most twenty within a minute; by day only."""
    if not is_telling_hour(work.now):
        return ()
    found = _open(work)
    if not found or _is_short_of_pushes(work):
        return ()
    left = NEWS_AT_ONCE - rows.count_told_since(work.session, work.now - _A_BATCH)
    return [row.id for row in _receivers(work, found)][: max(0, left)]


def tell(work: Work, interest_id: UUID) -> None:
    """Tell one person of the first date they could want, if they may be told of anything now."""
    contact_rows.lock(work.session, rows.get_interest(work.session, interest_id).contact_id)
    interest = rows.get_interest(work.session, interest_id)
    if not is_telling_hour(work.now) or not _may_be_told(work, [interest]):
        return
    chosen = _choice(work, interest, _open(work))
    if chosen is None:
        return
    date, programme = chosen
    news = ProgrammeNews(
        interest_id=interest.id, month=month_of(work.now), date_id=date.id, told_at=work.now
    )
    work.session.add(news)
    work.session.flush()
    contact = contact_rows.get(work.session, interest.contact_id)
    notice = words(work, contact, date, programme)
    say_quietly(work, contact, notice, answers=f"{outbox.UNASKED}news")


def preview(work: Work, date_id: UUID) -> Notice:
    """The notice about a date as it stands on a Japanese phone.

    Raises:
        NotFoundError: there is no such date.
    """
    return _filled(work, *rows.get_date(work.session, date_id), Language.JAPANESE)


def receivers_at_least(work: Work, date_id: UUID) -> int | None:
    """How many could be told of a date now: the last full ten below, None for fewer (若干名).

    Raises:
        NotFoundError: there is no such date.
    """
    found = [rows.get_date(work.session, date_id)]
    return at_least(len(_receivers(work, found)), step=MANY_RECEIVERS)


def words(work: Work, contact: Contact, date: ProgrammeDate, programme: Programme) -> Notice:
    """The notice in the person's language."""
    return _filled(work, date, programme, Language(contact.language))


def say_quietly(
    work: Work, contact: Contact, notice: Notice, *, answers: str | None = None
) -> None:
    """Say something that rings no phone, also as a push; it stands in no talk."""
    utterance = Utterance(
        bubbles=notice.bubbles,
        choices=tuple(
            Choice(label=each.label, data=each.data, text=each.text) for each in notice.choices
        ),
        is_silent=True,
    )
    outbox.lay_down(work, contact, utterance, visit_id=None, message_id=None, answers=answers)


def _open(work: Work) -> list[Told]:
    """The dates to tell of that somebody can still sign up for."""
    return [
        (date, programme)
        for date, programme in rows.to_tell(work.session, now=work.now)
        if programmes.shown_date(work, date, programme).room is Room.OPEN
    ]


def _is_short_of_pushes(work: Work) -> bool:
    """Talks need what is left of the month's pushes."""
    is_few = Finding.FEW_PUSHES in self_test.last_found(work)
    return is_few or rows.is_quota_used_up(work.session)


def _receivers(work: Work, found: Sequence[Told]) -> list[Interest]:
    asked = rows.interested(work.session, month=month_of(work.now))
    return [row for row in _may_be_told(work, asked) if _choice(work, row, found) is not None]


def _choice(work: Work, interest: Interest, found: Sequence[Told]) -> Told | None:
    """The first date of a kind they want, for which they have not signed up already."""
    kinds = read_kinds(interest.kinds)
    for date, programme in found:
        is_known = sign_up_rows.find(work.session, date.id, interest.contact_id) is not None
        if programme.kind in kinds and not is_known:
            return date, programme
    return None


def _may_be_told(work: Work, asked: Sequence[Interest]) -> list[Interest]:
    ids = [row.contact_id for row in asked]
    left_out = unreached.of(work, ids)
    here = programme_reach.here(work.session, ids)
    alerts = programme_reach.with_alert(work.session, ids)
    spoke = programme_reach.last_words(work.session, ids)
    danger = programme_reach.last_danger(work.session, ids)
    blocked = contact_rows.blocked(work.session, ids)
    return [
        row
        for row in asked
        if may_be_told(
            Reachable(
                wants_news=row.since_at is not None and row.stopped_at is None,
                is_blocked=row.contact_id in blocked,
                is_unreached=row.contact_id in left_out,
                is_here=row.contact_id in here,
                has_alert=row.contact_id in alerts,
                last_word_at=spoke.get(row.contact_id),
                danger_at=danger.get(row.contact_id),
                told_in=_told_in(work, row),
            ),
            now=work.now,
        )
    ]


def _told_in(work: Work, interest: Interest) -> str | None:
    last = rows.last_news(work.session, interest.id)
    return last.month if last is not None else None


def _filled(work: Work, date: ProgrammeDate, programme: Programme, language: Language) -> Notice:
    begins = date.begins_at.astimezone(TOKYO)
    return texts.current(work).fill(
        NoticeName.PROGRAMME_NEWS,
        language,
        month=programme_words.month_words(begins, language),
        kind=programme_words.KINDS[programme.kind, language],
        when=programme_words.when_words(begins, language),
        place=programmes.place_of(date, programme),
        ease=programme_words.ease_words(read_eases(programme.eases), language),
    )
