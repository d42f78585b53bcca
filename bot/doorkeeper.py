"""Who knows the members: finds them for Flask-Security, and proves passphrases."""

from typing import Any
from uuid import UUID

from flask import request, session
from flask_security import RoleMixin, UserDatastore, UserMixin

from bot.sessions import KeptData
from console.guard import SignedIn
from domain.errors import NotFoundError
from domain.login import as_login
from domain.secret import PrivateText
from services import lockout, passphrases
from services.lockout import Counted, Door, Try
from services.work import OpenWork
from storage.database import Database
from storage.models.member import Member
from storage.queries import members


class SignedInUser(UserMixin):
    """A member as Flask-Security knows one; ``member`` is what the pages know."""

    fs_uniquifier = ""

    def __init__(self, row: Member) -> None:
        self.member = SignedIn(
            id=row.id,
            alias=row.alias,
            roles=row.roles,
            organisation=row.organisation,
            language=row.language,
            is_admitted=row.is_admitted,
        )
        self.fs_uniquifier = row.fs_uniquifier
        self.active = row.is_active
        self.roles: list[RoleMixin] = []


class Doorkeeper(UserDatastore):
    """Finds members for Flask-Security, and proves passphrases."""

    def __init__(self, database: Database, open_work: OpenWork) -> None:
        super().__init__(SignedInUser, RoleMixin)
        self._database = database
        self._open_work = open_work

    def find_user(self, case_insensitive: bool = False, **wish: Any) -> SignedInUser | None:  # noqa: ANN401, FBT001, FBT002 - Flask-Security's own signature
        """The member with this ``fs_uniquifier``, which is all a session knows."""
        del case_insensitive
        mark = str(wish["fs_uniquifier"])
        if isinstance(session, KeptData) and (known := session.member(mark)) is not None:
            return SignedInUser(known)
        with self._database.reading() as work:
            row = members.find_by_uniquifier(work, mark)
        return None if row is None else SignedInUser(row)

    def user_of(self, member_id: UUID) -> SignedInUser:
        """The active member with this id, as they are now.

        Raises:
            NotFoundError: there is none.
        """
        with self._database.reading() as work:
            row = work.get(Member, member_id)
        if row is None or not row.is_active:
            raise NotFoundError("No such member")
        return SignedInUser(row)

    def admit(self, login: str, passphrase: str) -> SignedInUser | None:
        """The active member with this name and passphrase; the same work whoever asks."""
        with self._database.reading() as work:
            row = members.find_by_login(work, as_login(login))
        is_right = self._is_right(row, PrivateText(passphrase))
        return SignedInUser(row) if row is not None and is_right else None

    def knows(self, member_id: UUID, passphrase: str) -> bool:
        """Whether this is the passphrase of the member, counted as at the door."""
        with self._database.reading() as work:
            row = work.get(Member, member_id)
        return self._is_right(row, PrivateText(passphrase))

    def commit(self) -> None:
        """Flask-Security commits after sign-in; nothing of ours waits for it."""

    def _is_right(self, row: Member | None, passphrase: PrivateText) -> bool:
        """Count first, then look, then say; nothing is held while argon2 works."""
        attempt = Try(
            door=Door.PASSPHRASE,
            member_id=row.id if row is not None else None,
            address=request.remote_addr or "",
        )
        with self._open_work() as work:
            counted = lockout.count(work, attempt)
        fits = passphrases.is_right(row.password_hash if row is not None else None, passphrase)
        refusal = _refusal(row, counted, fits=fits)
        with self._open_work() as work:
            if refusal is None:
                lockout.forgive(work, attempt)
            else:
                lockout.note_refusal(work, attempt, counted, reason=refusal)
        return refusal is None


def _refusal(row: Member | None, counted: Counted, *, fits: bool) -> str | None:
    """Why somebody is not let in, as a closed word; None lets them in."""
    if not counted.is_open:
        return "locked"
    if row is None:
        return "unknown"
    if not row.is_active:
        return "inactive"
    return None if fits else "wrong"
