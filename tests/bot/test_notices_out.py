"""What goes over the wire when somebody is told outside the page: one sentence, nothing else."""

import email
import email.policy
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import notices_out, notifying
from bot.notices_out import Reach, Sentence
from domain.secret import PrivateText
from storage.models.alert import Alert
from tests.doubles.sinks import mail_sink, web_sink
from tests.factories.phone_tree import (
    branch,
    call,
    calls,
    has_tree,
    has_ways,
    mail_address,
    web_address,
)
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

CALL = "確認が必要なお知らせがあります。画面を開いてください。"
LEVELS = range(5)
NAMES = ("danger", "Danger", "crisis", "R4", "risk", "自殺", "危険", "死")


@pytest.fixture
def called(evening: Evening) -> Evening:
    """Somebody has written, and the tree has somebody to call."""
    evening.says("眠れなくて")
    evening.jobs.clear()
    has_tree(evening, branch())
    return evening


def test_the_sentence_arrives_by_mail_and_nothing_else(called: Evening, tmp_path: Path) -> None:
    with mail_sink() as sink:
        has_ways(called, tmp_path, office=mail_address(sink.port))
        call_id = calls(called)

        notifying.tell(called.program, call_id)

    begins, ends = sink.wire.index(b"Content-Type"), sink.wire.index(b"\r\n.\r\n")
    letter = email.message_from_bytes(sink.wire[begins:ends], policy=email.policy.default)
    assert letter["Subject"] == "窓辺"
    assert letter.get_content().strip() == CALL
    assert set(letter) == {
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
        "X-Application",
        "Subject",
        "From",
        "To",
        "Message-ID",
        "Date",
    }
    assert sink.messages == 1


def test_the_sentence_arrives_at_a_hook_and_nothing_else(called: Evening, tmp_path: Path) -> None:
    with web_sink() as sink:
        has_ways(called, tmp_path, office=web_address(sink.port))
        call_id = calls(called)

        notifying.tell(called.program, call_id)

    assert json.loads(sink.wire.partition(b"\r\n\r\n")[2]) == {
        "version": "1.0",
        "title": "窓辺",
        "message": CALL,
        "attachments": [],
        "type": "info",
    }
    assert call(called, call_id).told_at is not None


def test_the_consoles_public_address_is_said_and_a_local_one_is_not(
    called: Evening, tmp_path: Path
) -> None:
    public = replace(called.program.settings, public_url="https://madobe.example.jp")
    called.program = replace(called.program, settings=public)
    with web_sink() as sink:
        has_ways(called, tmp_path, office=web_address(sink.port))

        notifying.tell(called.program, calls(called))

    message = json.loads(sink.wire.partition(b"\r\n\r\n")[2])["message"]
    assert message == f"{CALL}\nhttps://madobe.example.jp"


def test_a_look_at_a_way_sends_nothing(tmp_path: Path) -> None:
    del tmp_path
    with web_sink() as web, mail_sink() as mail:
        reached = [
            notices_out.look(PrivateText(address))
            for address in (web_address(web.port), mail_address(mail.port))
        ]

    assert reached == [Reach.ANSWERS, Reach.ANSWERS]
    assert web.messages == mail.messages == 0


@ON_SQLITE
@given(
    level=st.sampled_from(LEVELS),
    words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=4, max_size=40),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_the_alert_is_the_wire_carries_the_same(
    evening: Evening, tmp_path: Path, level: int, words: str
) -> None:
    evening.says(words)
    evening.jobs.clear()
    has_tree(evening, branch())
    with web_sink() as sink:
        has_ways(evening, tmp_path, office=web_address(sink.port))
        first_id, second_id = calls(evening), calls(evening)
        with evening.program.open_work() as work:
            for alert in work.session.query(Alert):
                alert.level = level
        notifying.tell(evening.program, first_id)
        first, sink.wire = sink.wire, b""

        notifying.tell(evening.program, second_id)

    assert first == sink.wire
    for alert in rows(evening, Alert):
        assert str(alert.id).encode() not in first
        assert str(alert.visit_id).encode() not in first


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("json://127.0.0.1:9/hook", Reach.SHUT),
        ("mailto://127.0.0.1:9?from=a@example.jp&to=b@example.jp", Reach.SHUT),
        ("pigeon://loft", Reach.ODD),
        ("ntfys://a-secret-topic", Reach.CONFIGURED),
    ],
)
def test_a_look_says_what_can_be_known_without_sending(address: str, reach: Reach) -> None:
    assert notices_out.look(PrivateText(address)) is reach


def test_no_sentence_names_what_it_is_about() -> None:
    assert not [word for word in NAMES for sentence in Sentence if word in sentence]
