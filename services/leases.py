"""Leases: a thing that only one process does at a time."""

from datetime import timedelta

from sqlalchemy import select

from services.work import Work
from storage.models.service import Lease


def hold(work: Work, name: str, holder: str, *, for_: timedelta) -> bool:
    """Take or renew a lease; gives whether it is the holder's now."""
    lease = work.session.scalar(select(Lease).where(Lease.name == name).with_for_update())
    if lease is None:
        work.session.add(Lease(name=name, holder=holder, until=work.now + for_))
        work.session.flush()
        return True
    if lease.holder != holder and lease.until > work.now:
        return False
    lease.holder = holder
    lease.until = work.now + for_
    return True
