"""Behind the doors of releases: figures that are prepared and not released yet."""

from uuid import UUID

from domain.disclosure.release import ReleaseState
from domain.statistics.periods import Period
from services import releases
from storage.models.release import Release
from tests.machinery.evening import Evening


def prepared(evening: Evening) -> dict[str, UUID | str]:
    """The figures of a month, as if they had been prepared."""
    with evening.program.open_work() as work:
        release_id = releases.begin(work, Period.read("2026-09"), member_id=None)
        row = work.session.get_one(Release, release_id)
        row.state, row.digest = ReleaseState.PREPARED, "0" * 64
    return {"release_id": release_id}
