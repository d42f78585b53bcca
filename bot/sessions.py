"""Sessions that live in the database: the browser's cookie holds an opaque id and nothing else."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.orm import Session

from console.freshness import PROVED_AT
from console.half_way import CHALLENGE, HALF
from storage.database import Database
from storage.models.member import Member
from storage.queries import members, sessions
from storage.queries.sessions import LONGEST, KeptSession

MEMBER_KEY: Final = "_user_id"
"""Where Flask-Login keeps the mark (``fs_uniquifier``) of who is signed in."""

NOBODY: Final[tuple[str | None, str | None]] = (None, None)
_CSRF: Final = "csrf_token"

# Flask-Login would also keep a hash of address and browser: nothing of that is ours to keep.
_KEPT: Final = frozenset(
    {MEMBER_KEY, "_fresh", _CSRF, "fs_cc", "fs_paa", "fs_gexp", HALF, CHALLENGE, PROVED_AT}
)
_SEEN_EVERY: Final = timedelta(minutes=1)

Clock = Callable[[], datetime]
IsOver = Callable[[Session, KeptSession], bool]
"""Whether a living session ends for another reason: the evening is over."""


class KeptData(SessionMixin):
    """A session's data, read from the database when first asked for."""

    def __init__(self, shelf: "Shelf", token: str | None) -> None:
        self._shelf = shelf
        self._token = token
        self._data: dict[str, Any] | None = None
        self.kept: KeptSession | None = None
        self._member: Member | None = None
        self.who_before = NOBODY
        self.token_before: str | None = None
        self.modified = False

    @property
    def is_read(self) -> bool:
        """Whether anybody has looked."""
        return self._data is not None

    @property
    def data(self) -> dict[str, Any]:
        """All of it."""
        if self._data is None:
            if self._token:
                self.kept, self._member = self._shelf.find(self._token)
            self._data = json.loads(self.kept.data) if self.kept else {}
            self.who_before = _who(self._data)
            self.token_before = self._data.get(_CSRF)
        return self._data

    def member(self, mark: str) -> Member | None:
        """The member with this mark as the session's own look has found them; None: ask."""
        is_theirs = self._member is not None and self._member.fs_uniquifier == mark
        return self._member if is_theirs else None

    def watch(self) -> Callable[[], bool]:
        """A question for later: does this sign-in still hold? Asking counts as being there."""
        mark, token = self.data.get(MEMBER_KEY), self._token
        return lambda: token is not None and self._shelf.still_holds(token, mark)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - Flask's own contract
        return self.data[key]

    def __setitem__(self, key: str, value: Any) -> None:  # noqa: ANN401 - the same
        self.data[key] = value
        self.modified = True

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


class Shelf(SessionInterface):
    """Keeps sessions under the SHA-256 of their id.

    A new id at every step of a sign-in and at sign-out; ended after ``LONGEST``, after ``IDLE``
    without anybody, or when ``is_over`` says so.
    """

    def __init__(
        self, database: Database, clock: Clock, is_over: IsOver, *, is_https: bool
    ) -> None:
        self._database = database
        self._clock = clock
        self._is_over = is_over
        self._is_https = is_https
        self.cookie: Final = "__Host-madobe" if is_https else "madobe"

    def open_session(self, app: Flask, request: Request) -> KeptData:
        """The session of a request; the database is asked only when somebody looks inside."""
        del app
        return KeptData(self, request.cookies.get(self.cookie))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed; give a new id when somebody signed in."""
        del app
        if not isinstance(session, KeptData) or not session.is_read:
            return
        before, after = session.who_before, _who(session.data)
        if before != NOBODY and after == NOBODY:
            self._end(session, response)
        elif before != after:
            if session.data.get(_CSRF) == session.token_before:
                session.data.pop(_CSRF, None)
            self._begin(session, response)
        elif session.modified and session.kept is None:
            self._begin(session, response)
        elif session.modified or (after != NOBODY and self._is_unseen(session.kept)):
            self._keep(session)

    def find(self, token: str) -> tuple[KeptSession | None, Member | None]:
        """The living session of a cookie's id, and its member."""
        with self._database.reading() as work:
            return self._living(work, token)

    def still_holds(self, token: str, mark: object) -> bool:
        """Whether this member is still signed in with this id; notes that they are there."""
        with self._database.reading() as work:
            kept, member = self._living(work, token)
        if kept is None or json.loads(kept.data).get(MEMBER_KEY) != mark:
            return False
        if member is None or member.fs_uniquifier != mark or not member.is_active:
            return False
        if self._is_unseen(kept):
            with self._database.writing() as work:
                sessions.touch(work, kept.token_hash, now=self._clock())
        return True

    def _living(self, work: Session, token: str) -> tuple[KeptSession | None, Member | None]:
        kept, member = sessions.find_with_member(work, _hash(token), now=self._clock())
        return (None, None) if kept is None or self._is_over(work, kept) else (kept, member)

    def _begin(self, session: KeptData, response: Response) -> None:
        now, token = self._clock(), secrets.token_urlsafe(32)
        with self._database.writing() as work:
            if session.kept is not None:
                sessions.end(work, session.kept.token_hash)
            mark = session.data.get(MEMBER_KEY)
            member = members.find_by_uniquifier(work, mark) if mark else None
            fresh = KeptSession(
                token_hash=_hash(token),
                member_id=member.id if member else None,
                data=_kept_json(session.data),
                created_at=now,
                seen_at=now,
                expires_at=now + LONGEST,
            )
            sessions.begin(work, fresh)
        response.set_cookie(
            self.cookie, token, path="/", secure=self._is_https, httponly=True, samesite="Strict"
        )

    def _keep(self, session: KeptData) -> None:
        if session.kept is None:
            return
        changed = replace(session.kept, data=_kept_json(session.data), seen_at=self._clock())
        with self._database.writing() as work:
            sessions.keep(work, changed)

    def _end(self, session: KeptData, response: Response) -> None:
        if session.kept is not None:
            with self._database.writing() as work:
                sessions.end(work, session.kept.token_hash)
        response.delete_cookie(
            self.cookie, path="/", secure=self._is_https, httponly=True, samesite="Strict"
        )

    def _is_unseen(self, kept: KeptSession | None) -> bool:
        return kept is not None and self._clock() - kept.seen_at >= _SEEN_EVERY


def _who(data: dict[str, Any]) -> tuple[str | None, str | None]:
    """The marks of who is signed in, and of who is half-way."""
    return data.get(MEMBER_KEY), (data.get(HALF) or {}).get("mark")


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _kept_json(data: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in data.items() if key in _KEPT})
