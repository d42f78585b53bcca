"""Pages that refused a form, with what was typed into it: sealed, one a session, for a while."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete

from domain.errors import SealError
from domain.secret import PrivateText
from services.work import Work
from storage.models.kept_page import KeptPage

KEPT_FOR: Final = timedelta(minutes=15)
"""So long a page can be reloaded; as long as a sign-in lasts without anybody."""

_LONGEST_PATH: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A page as it was answered; ``status`` is HTTP's."""

    page: PrivateText
    status: int


def keep(work: Work, session_hash: bytes, *, path: str, refusal: Refusal) -> bool:
    """Keep it in place of the one before; gives whether it could be."""
    if len(path) > _LONGEST_PATH:
        return False
    drop(work, session_hash)
    sealed = work.house.seals.seal_passing(
        refusal.page.reveal().encode(), _place(session_hash, path)
    )
    work.session.add(
        KeptPage(
            session_hash=session_hash,
            path=path,
            status=refusal.status,
            kept_at=work.now,
            sealed=sealed,
        )
    )
    return True


def find(work: Work, session_hash: bytes, *, path: str) -> Refusal | None:
    """The page of this session at this path, if it is still kept."""
    row = work.session.get(KeptPage, session_hash)
    if row is None or row.path != path or work.now - row.kept_at >= KEPT_FOR:
        return None
    try:
        page = work.house.seals.open_passing(row.sealed, _place(session_hash, path)).decode()
    except SealError:
        return None
    return Refusal(page=PrivateText(page), status=row.status)


def drop(work: Work, session_hash: bytes) -> None:
    """Forget it: the form was taken, or another was refused."""
    work.session.execute(delete(KeptPage).where(KeptPage.session_hash == session_hash))


def purge(work: Work) -> None:
    """Remove what is too old."""
    work.session.execute(delete(KeptPage).where(KeptPage.kept_at <= work.now - KEPT_FOR))


def _place(session_hash: bytes, path: str) -> str:
    return f"kept_pages|{session_hash.hex()}|{path}"
