"""The record of a talk: written, read back, numbered, and sealed."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

import pytest

from domain.care import CareKind
from domain.conversation import End
from domain.errors import NotFoundError, NotYoursError, RefusedError
from domain.message import MASK
from domain.permission import Role
from domain.record import Caller, RiskKind, RiskLevel, Theme
from domain.record_details import (
    Age,
    Area,
    Consent,
    Duration,
    Gender,
    ReferStep,
    ReferTo,
    Relation,
)
from domain.secret import PrivateText
from services import care, notes, records
from services.record_entry import TEXTS, Person, Referral
from storage.models.record import Record
from storage.queries import messages, visits
from tests.factories.crew import OnDuty
from tests.factories.records import SHORT, amends, read, signs, talked, writes_record
from tests.factories.tables import rows
from tests.machinery.evening import Evening

EVERYTHING: Final = replace(
    SHORT,
    caller=Caller.MOTHER,
    themes=frozenset({Theme.AFTER_PARENTS, Theme.HOW_TO_RELATE}),
    risk=RiskLevel.R2,
    risk_kinds=frozenset({RiskKind.SUICIDE, RiskKind.HARMED}),
    end=End.LINKED,
    note=PrivateText("また来てくださるそうです"),
    relation=Relation.OTHER,
    writer=Person(age=Age.SEVENTIES, gender=Gender.FEMALE),
    subject=Person(age=Age.FORTIES),
    area=Area.CHUHOKU,
    duration=Duration.LONGER,
    course=PrivateText("経過"),
    facts=PrivateText("事実"),
    view=PrivateText("見立て"),
    avoid=PrivateText("仕事の話"),
    address=PrivateText("お母さん"),
    pace=PrivateText("ゆっくり"),
    next_time=PrivateText("来週の火曜"),
    referrals=(
        Referral(to=ReferTo.FAMILY_GROUP, step=ReferStep.TOLD),
        Referral(to=ReferTo.HEALTH_CENTRE, step=ReferStep.NOT_WANTED),
    ),
    consent=Consent.GIVEN,
)


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def test_everything_that_is_written_is_read_back(evening: Evening, midori: OnDuty) -> None:
    visit_id = talked(evening, midori)

    writes_record(evening, visit_id, midori.member_id, EVERYTHING)

    assert read(evening, visit_id, midori.member_id).entry == EVERYTHING


def test_no_word_of_a_record_stands_in_its_columns(evening: Evening, midori: OnDuty) -> None:
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id, EVERYTHING)

    (row,) = rows(evening, Record)

    kept = " ".join(str(value) for name, value in vars(row).items() if name[0] != "_")
    words = [text.reveal() for name in TEXTS if (text := getattr(EVERYTHING, name)) is not None]
    assert words
    assert not [word for word in words if word in kept]
    assert row.sealed is not None
    assert not [word for word in words if word.encode() in row.sealed]


def test_a_record_of_before_still_opens(evening: Evening, midori: OnDuty) -> None:
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    with evening.program.open_work() as work:
        row = work.session.get_one(Record, visit_id)
        old = PrivateText(json.dumps(["眠れない", "寝てしまわれた", None]))
        sealed = work.house.seals.seal_words(work.session, visit_id, messages.PLACE_OF_RECORD, old)
        row.sealed, row.wrapped_key = sealed.sealed, sealed.wrapped_key
        row.number = None

    opened = read(evening, visit_id, midori.member_id)

    assert opened.entry.words == PrivateText("眠れない")
    assert opened.entry.risk_reason == PrivateText("寝てしまわれた")
    assert opened.entry.note is None
    assert opened.number is None


def test_a_my_number_is_kept_in_no_field(evening: Evening, midori: OnDuty) -> None:
    visit_id = talked(evening, midori)

    writes_record(
        evening,
        visit_id,
        midori.member_id,
        replace(SHORT, facts=PrivateText("番号は123456789018です")),
    )

    assert read(evening, visit_id, midori.member_id).entry.facts == PrivateText(f"番号は{MASK}です")


def test_records_are_numbered_within_the_fiscal_year(evening: Evening, midori: OnDuty) -> None:
    visits_of_two = [talked(evening, midori, person) for person in ("a", "b")]

    for visit_id in visits_of_two:
        writes_record(evening, visit_id, midori.member_id)
    writes_record(evening, visits_of_two[0], midori.member_id)

    assert [read(evening, each, midori.member_id).number for each in visits_of_two] == [
        "R8-0001",
        "R8-0002",
    ]


def test_nobody_else_writes_or_changes_a_record(evening: Evening, midori: OnDuty) -> None:
    asagi = OnDuty.comes(evening, "asagi", is_ready=False)
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    visit_id = talked(evening, midori)

    for other in (asagi, kohaku):
        with pytest.raises(NotYoursError):
            writes_record(evening, visit_id, other.member_id)
    writes_record(evening, visit_id, midori.member_id)
    for other in (asagi, kohaku):
        with pytest.raises(NotYoursError), evening.program.open_work() as work:
            records.change(work, visit_id, member_id=other.member_id, entry=SHORT)
    with pytest.raises(NotFoundError):
        read(evening, visit_id, asagi.member_id)


def test_the_note_of_a_record_is_read_by_the_next_counsellor(
    evening: Evening, midori: OnDuty
) -> None:
    asagi = OnDuty.comes(evening, "asagi", is_ready=False)
    visit_id = talked(evening, midori)

    writes_record(
        evening, visit_id, midori.member_id, replace(SHORT, note=PrivateText("猫の話がお好きです"))
    )

    with evening.program.open_look() as work:
        visit = visits.get(work.session, visit_id)
        (note,) = notes.list_readable(work, visit, member_id=asagi.member_id)
    assert note.words == PrivateText("猫の話がお好きです")
    assert note.author_alias == "midori"


def test_what_is_unsent_leaves_the_words_of_the_record_readable(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    evening.says("消したいことば", message_id="900")
    visit_id = midori.accepts()
    midori.talks.ends(visit_id)
    writes_record(evening, visit_id, midori.member_id, replace(SHORT, note=PrivateText("申し送り")))
    signs(evening, visit_id, kohaku.member_id, "確認しました")
    amends(evening, visit_id, kohaku.member_id, "追記")

    evening.arrive(evening.event("unsend", unsend={"messageId": "900"}))

    written = read(evening, visit_id, kohaku.member_id)
    assert written.entry.note == PrivateText("申し送り")
    assert written.signature is not None
    assert written.signature.comment == PrivateText("確認しました")
    assert written.amendments[0].words == PrivateText("追記")


def test_a_record_is_written_only_of_a_talk_that_has_ended(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()

    with pytest.raises(RefusedError):
        writes_record(evening, visit_id, midori.member_id)
    assert rows(evening, Record) == []


def test_two_who_write_at_once_get_two_numbers(evening: Evening, midori: OnDuty) -> None:
    ended = [talked(evening, midori, person) for person in ("a", "b")]

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda each: writes_record(evening, each, midori.member_id), ended))

    assert {row.number for row in rows(evening, Record)} == {"R8-0001", "R8-0002"}


def test_what_to_take_care_of_goes_on_to_the_next_counsellor(
    evening: Evening, midori: OnDuty
) -> None:
    visit_id = talked(evening, midori)

    writes_record(evening, visit_id, midori.member_id, EVERYTHING)
    writes_record(evening, talked(evening, midori), midori.member_id)

    with evening.program.open_look() as work:
        known = care.list_of(work, visit_id, member_id=midori.member_id)
    assert {each.kind: each.words.reveal() for each in known} == {
        CareKind.AVOID: "仕事の話",
        CareKind.NAME: "お母さん",
        CareKind.PACE: "ゆっくり",
    }
