"""A supervisor signs a record; from then on it is only added to."""

from dataclasses import replace

import pytest

from domain.audit import Act
from domain.day_errors import OwnRecordError, RecordSignedError
from domain.errors import EmptyTextError, NotFoundError, NotYoursError
from domain.permission import Role
from domain.secret import PrivateText
from services import records
from storage.models.audit import AuditEntry
from storage.models.record import Note, RecordAmendment, SignOff
from tests.factories.crew import OnDuty
from tests.factories.records import SHORT, amends, read, signs, talked, writes_record
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def test_the_author_changes_a_record_until_it_is_signed(evening: Evening, midori: OnDuty) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    visit_id = talked(evening, midori)
    writes_record(
        evening, visit_id, midori.member_id, replace(SHORT, note=PrivateText("はじめの申し送り"))
    )

    with evening.program.open_work() as work:
        records.change(
            work,
            visit_id,
            member_id=midori.member_id,
            entry=replace(SHORT, note=PrivateText("あとの")),
        )

    assert read(evening, visit_id, midori.member_id).entry.note == PrivateText("あとの")
    assert read(evening, visit_id, midori.member_id).changed_at is not None
    assert len(rows(evening, Note)) == 1
    signs(evening, visit_id, kohaku.member_id)
    with pytest.raises(RecordSignedError), evening.program.open_work() as work:
        records.change(work, visit_id, member_id=midori.member_id, entry=SHORT)
    assert read(evening, visit_id, kohaku.member_id).entry.note == PrivateText("あとの")


def test_a_signed_record_is_only_added_to(evening: Evening, midori: OnDuty) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    with pytest.raises(NotYoursError):
        amends(evening, visit_id, kohaku.member_id, "まだ早い")
    signs(evening, visit_id, kohaku.member_id, "よく聴いてくださいました")

    amends(evening, visit_id, kohaku.member_id, "あとで電話がありました")

    written = read(evening, visit_id, kohaku.member_id)
    assert written.signature is not None
    assert written.signature.comment == PrivateText("よく聴いてくださいました")
    assert [each.words for each in written.amendments] == [PrivateText("あとで電話がありました")]
    assert written.amendments[0].written_at == rows(evening, RecordAmendment)[0].written_at
    with pytest.raises(EmptyTextError):
        amends(evening, visit_id, kohaku.member_id, " ")


def test_a_counsellor_signs_nothing(evening: Evening, midori: OnDuty) -> None:
    asagi = OnDuty.comes(evening, "asagi", is_ready=False)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)

    for member in (midori, asagi):
        with pytest.raises(NotFoundError):
            signs(evening, visit_id, member.member_id)
    assert rows(evening, SignOff) == []


def test_another_organisation_supervisor_neither_reads_nor_signs(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False)
    fuji = OnDuty.comes(evening, "fuji", role=Role.SUPERVISOR, organisation="shien", is_ready=False)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)

    with pytest.raises(NotFoundError):
        read(evening, visit_id, fuji.member_id)
    with pytest.raises(NotFoundError):
        signs(evening, visit_id, fuji.member_id)


def test_ones_own_record_is_signed_by_another_supervisor_where_there_is_one(
    evening: Evening,
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    first = talked(evening, kohaku)
    writes_record(evening, first, kohaku.member_id)
    signs(evening, first, kohaku.member_id)
    second = talked(evening, kohaku)
    writes_record(evening, second, kohaku.member_id)
    ruri = OnDuty.comes(evening, "ruri", role=Role.SUPERVISOR, is_ready=False)

    with pytest.raises(OwnRecordError):
        signs(evening, second, kohaku.member_id)
    signs(evening, second, ruri.member_id)

    assert {row.visit_id: row.is_own for row in rows(evening, SignOff)} == {
        first: True,
        second: False,
    }


def test_writing_changing_adding_and_signing_stand_in_the_audit_log(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    with evening.program.open_work() as work:
        records.change(work, visit_id, member_id=midori.member_id, entry=SHORT)
    signs(evening, visit_id, kohaku.member_id)
    amends(evening, visit_id, kohaku.member_id, "追記")

    noted = [
        (row.act, row.actor_id, row.reason)
        for row in sorted(rows(evening, AuditEntry), key=lambda row: row.seq)
        if row.act in {Act.RECORD_WRITTEN, Act.RECORD_SIGNED_OFF}
    ]
    assert noted == [
        (Act.RECORD_WRITTEN, midori.member_id, None),
        (Act.RECORD_WRITTEN, midori.member_id, "changed"),
        (Act.RECORD_SIGNED_OFF, kohaku.member_id, None),
        (Act.RECORD_WRITTEN, kohaku.member_id, "amended"),
    ]
