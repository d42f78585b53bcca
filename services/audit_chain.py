"""The chain of the audit log, followed from a place on: what has been done to it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.audit_chain import (
    BEGINNING,
    Damage,
    Finding,
    Place,
    cut_off,
    follow,
    trimmed_word,
)
from domain.errors import SealError
from services.work import Work
from storage.queries import audit

_NO_ANCHORS: Final[Mapping[int, bytes]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the chain: how far it leads, what is wrong in it, and whether it is the last."""

    place: Place
    findings: tuple[Finding, ...]
    is_end: bool


def walk(
    work: Work, place: Place, *, most: int, anchors: Mapping[int, bytes] = _NO_ANCHORS
) -> Stretch:
    """Follow the chain from a place for ``most`` entries.

    ``place`` itself must still stand as it was seen; ``anchors`` are MACs by number that were
    kept elsewhere. Where the oldest entries went by the rule, the chain begins after them.
    """
    start = beginning(work)
    findings = list(_moved(work, place, start))
    place = max(place, start, key=lambda each: each.seq)
    links = audit.links_after(work.session, place.seq, most=most)

    def mac(version: int, previous: bytes, entry: bytes) -> bytes:
        try:
            return work.house.seals.audit_mac(version, previous, entry)
        except SealError:
            return b""  # no key of ours made it

    for reached, found in follow(links, place, mac=mac, anchors=anchors):
        place = reached
        findings += found
    is_end = len(links) < most
    if is_end:
        findings += cut_off(place, anchors)
    return Stretch(place=place, findings=tuple(findings), is_end=is_end)


def is_lost(stretch: Stretch, place: Place) -> bool:
    """Whether the place the stretch began at is not there any more, or another one."""
    gone = {Damage.CUT, Damage.REWRITTEN}
    return any(finding.seq == place.seq and finding.damage in gone for finding in stretch.findings)


def beginning(work: Work) -> Place:
    """Where the chain begins: where it always did, or after what an entry of it says has gone."""
    start = audit.start_of(work.session)
    if start.seq and audit.is_trimmed_to(work.session, trimmed_word(start)):
        return start
    return BEGINNING


def end_of(work: Work) -> Place | None:
    """Where the chain ends; None while nothing has been noted."""
    place = audit.end_of(work.session)
    return place if place != BEGINNING else None


def _is_same(one: Place, other: Place) -> bool:
    """Whether they are one place; of where the chain begins now the time is not known."""
    return (one.seq, one.mac) == (other.seq, other.mac)


def _moved(work: Work, place: Place, start: Place) -> tuple[Finding, ...]:
    """What has become of the place since it was reached."""
    if place.seq < start.seq or _is_same(place, start):
        return ()
    mac = audit.mac_at(work.session, place.seq)
    if mac is None:
        return (Finding(damage=Damage.CUT, seq=place.seq),)
    return () if mac == place.mac else (Finding(damage=Damage.REWRITTEN, seq=place.seq),)
