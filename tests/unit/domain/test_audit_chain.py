"""The chain: any sequence of entries holds together, and any bit of it that is turned is found."""

import hmac
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.audit_chain import (
    BEGINNING,
    Damage,
    Entry,
    Finding,
    Link,
    anchor_line,
    anchors_in,
    cut_off,
    follow,
    microseconds,
    moment,
    written_out,
)

KEY = b"k" * 32
START_US = microseconds(datetime(2026, 11, 24, 7, 5, tzinfo=UTC))
WORDS = st.one_of(st.none(), st.text(max_size=8))
IDS = st.one_of(st.none(), st.uuids().map(lambda each: each.hex))
ENTRIES = st.builds(
    Entry,
    seq=st.just(0),
    at_us=st.integers(START_US, START_US + 200_000_000),
    actor_id=IDS,
    actor_roles=st.sampled_from(["", "counsellor", "manager,supervisor"]),
    organisation=WORDS,
    concerns=WORDS,
    act=st.sampled_from(["talk_read", "talk_taken"]),
    subject_kind=st.sampled_from([None, "visit", "member"]),
    subject_id=IDS,
    outcome=st.sampled_from(["done", "refused"]),
    reason=WORDS,
    key_version=st.integers(1, 3),
)


def mac(version: int, previous: bytes, entry: bytes) -> bytes:
    return hmac.digest(KEY + bytes([version % 256]), previous + entry, "sha256")


def chained(entries: list[Entry]) -> list[Link]:
    """The entries in a chain from the beginning."""
    links: list[Link] = []
    previous = BEGINNING.mac
    for seq, entry in enumerate(entries, start=1):
        numbered = replace(entry, seq=seq)
        own = mac(numbered.key_version, previous, written_out(numbered))
        links.append(Link(entry=numbered, previous=previous, mac=own))
        previous = own
    return links


def found(links: list[Link], anchors: dict[int, bytes] | None = None) -> list[Finding]:
    """Everything wrong with a chain."""
    findings: list[Finding] = []
    place = BEGINNING
    for place, wrong in follow(links, BEGINNING, mac=mac, anchors=anchors or {}):  # noqa: B007 - the last is used
        findings += wrong
    return [*findings, *cut_off(place, anchors or {})]


def damages(links: list[Link], anchors: dict[int, bytes] | None = None) -> set[Damage]:
    return {finding.damage for finding in found(links, anchors)}


def anchors_of(links: list[Link]) -> dict[int, bytes]:
    return {links[-1].entry.seq: links[-1].mac}


TEN = chained(
    [
        Entry(
            seq=0,
            at_us=START_US + number * 1_000_000,
            actor_id=f"{number:032x}",
            actor_roles="counsellor",
            organisation="kazoku",
            concerns="kazoku",
            act="talk_read",
            subject_kind="visit",
            subject_id=f"{number + 100:032x}",
            outcome="done",
            reason="own_talk",
            key_version=1,
        )
        for number in range(10)
    ]
)


@given(st.lists(ENTRIES, max_size=12))
def test_any_sequence_of_entries_holds_together(entries: list[Entry]) -> None:
    assert found(chained(entries)) == []


def _with(value: Any, column: str, changed: object) -> Any:  # noqa: ANN401 - an entry or a link
    return replace(value, **{column: changed})


def _turned(value: object, bit: int) -> object:
    """The value with one bit the other way; nothing there becomes something."""
    match value:
        case None:
            return ""
        case int():
            return value ^ (1 << bit % 62)
        case bytes():
            turned = bytearray(value)
            turned[bit // 8 % len(value)] ^= 1 << bit % 8
            return bytes(turned)
        case str() if value:
            at = bit // 8 % len(value)
            return value[:at] + chr(ord(value[at]) ^ (1 << bit % 7)) + value[at + 1 :]
        case _:
            return None


@given(
    st.lists(ENTRIES, min_size=1, max_size=6),
    st.integers(0, 5),
    st.sampled_from([*(each.name for each in fields(Entry)), "previous", "mac"]),
    st.integers(0, 255),
)
def test_any_bit_that_is_turned_in_any_column_is_found(
    entries: list[Entry], number: int, column: str, bit: int
) -> None:
    links = chained(entries)
    at = number % len(links)
    whole = links[at]
    if column in {"previous", "mac"}:
        links[at] = _with(whole, column, _turned(getattr(whole, column), bit))
    else:
        changed = _turned(getattr(whole.entry, column), bit)
        assume(changed != getattr(whole.entry, column))
        links[at] = replace(whole, entry=_with(whole.entry, column, changed))

    assert found(links)


def test_an_edit_is_found_where_it_was_made() -> None:
    links = list(TEN)
    links[4] = replace(links[4], entry=replace(links[4].entry, reason="waiting"))

    assert found(links) == [Finding(damage=Damage.CHANGED, seq=5)]


def test_an_entry_taken_out_of_the_middle_is_found() -> None:
    assert found([*TEN[:4], *TEN[5:]]) == [Finding(damage=Damage.MISSING, seq=6)]


def test_a_gap_that_is_numbered_over_is_found() -> None:
    rest = [replace(link, entry=replace(link.entry, seq=link.entry.seq - 1)) for link in TEN[5:]]

    assert damages([*TEN[:4], *rest]) == {Damage.UNLINKED, Damage.CHANGED}


def test_a_cut_off_end_is_found_by_an_anchor_alone() -> None:
    assert found(TEN[:7]) == []
    assert found(TEN[:7], anchors_of(TEN)) == [Finding(damage=Damage.CUT, seq=8)]


def test_an_emptied_log_is_found_by_an_anchor() -> None:
    assert found([], anchors_of(TEN)) == [Finding(damage=Damage.CUT, seq=1)]


def test_a_log_written_anew_without_the_key_is_found() -> None:
    def other(entry: bytes, previous: bytes) -> bytes:
        return hmac.digest(b"another key", previous + entry, "sha256")

    previous, forged = BEGINNING.mac, []
    for link in TEN:
        own = other(written_out(link.entry), previous)
        forged.append(Link(entry=link.entry, previous=previous, mac=own))
        previous = own

    assert damages(forged) == {Damage.CHANGED}


def test_a_log_written_anew_with_the_key_is_found_by_an_anchor_alone() -> None:
    anew = chained([replace(link.entry, actor_id=None) for link in TEN])

    assert found(anew) == []
    assert found(anew, anchors_of(TEN)) == [Finding(damage=Damage.REWRITTEN, seq=10)]


def test_two_entries_in_each_others_place_are_found() -> None:
    exchanged = [*TEN]
    exchanged[2] = replace(TEN[5], entry=replace(TEN[5].entry, seq=3))
    exchanged[5] = replace(TEN[2], entry=replace(TEN[2].entry, seq=6))

    assert {finding.seq for finding in found(exchanged)} >= {3, 6}


def test_a_clock_that_was_set_back_is_found_and_a_little_disorder_is_none() -> None:
    def at(*seconds: int) -> list[Link]:
        start = [TEN[0].entry] * len(seconds)
        return chained(
            [
                replace(entry, at_us=START_US + second * 1_000_000)
                for entry, second in zip(start, seconds, strict=True)
            ]
        )

    assert found(at(0, 400, 390, 400)) == []
    assert found(at(0, 400, 90, 100)) == [Finding(damage=Damage.CLOCK_BACK, seq=3)]


def test_an_anchor_is_found_again_in_a_folder_of_mail() -> None:
    place = next(reached for reached, _ in follow(TEN[:1], BEGINNING, mac=mac, anchors={}))
    mail = f"Subject: tonight\r\n\r\n> {anchor_line(place)}\r\n-- \r\nbye madobe-audit 3 none"

    assert anchors_in(mail) == {1: TEN[0].mac}


def test_of_two_anchors_for_one_number_the_first_counts() -> None:
    lines = [f"madobe-audit 7 {mac.hex()} at 2026" for mac in (b"a" * 32, b"b" * 32)]

    assert anchors_in("\n".join(lines)) == {7: b"a" * 32}


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone is drawn
def test_a_time_comes_back_to_the_microsecond(at: datetime) -> None:
    assert moment(microseconds(at)) == at
    assert microseconds(at + timedelta(microseconds=1)) == microseconds(at) + 1
