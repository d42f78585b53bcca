"""The door proves every body before it reads it, and tells the outside nothing else."""

import io
import json
from dataclasses import replace

import pytest

from bot.webhook import MOST_BYTES
from tests.factories.tables import ON_SQLITE, events
from tests.machinery.evening import BOT, SECRET, Evening, sign

pytestmark = ON_SQLITE
UNSIGNED = "401 Unauthorized"


def body_of(evening: Evening) -> bytes:
    return json.dumps({"destination": BOT, "events": [evening.text("こんばんは")]}).encode()


def spaced(body: bytes) -> bytes:
    return json.dumps(json.loads(body), indent=1, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "signature_of",
    [
        lambda body: sign(body, "another secret"),
        lambda body: sign(body)[:-1],
        lambda body: sign(body) + "=",
        lambda body: sign(body).lower(),
        lambda body: sign(body).upper(),
        lambda body: " " + sign(body),
        lambda body: sign(spaced(body)),
        lambda body: sign(body[:-1]),
        lambda _body: sign(b""),
        lambda _body: "",
        lambda _body: "署名",
        lambda _body: "\udcff\udcfe",
        lambda _body: "\0",
        lambda _body: "A" * 100_000,
    ],
)
def test_a_forged_signature_is_refused(evening: Evening, signature_of: object) -> None:
    body = body_of(evening)

    answer = evening.post(body, signature_of(body))  # type: ignore[operator] # a lambda

    assert answer == UNSIGNED
    assert not events(evening)
    assert not evening.jobs


def test_a_truncated_or_re_serialised_body_is_refused(evening: Evening) -> None:
    body = body_of(evening)

    assert evening.post(body[:-1], sign(body)) == UNSIGNED
    assert evening.post(spaced(body), sign(body)) == UNSIGNED
    assert evening.post(b"", sign(body)) == UNSIGNED
    assert not events(evening)


def test_a_body_without_a_signature_is_refused(evening: Evening) -> None:
    body = body_of(evening)

    assert evening.post(body, HTTP_X_LINE_SIGNATURE=None) == UNSIGNED
    assert not events(evening)


def test_an_empty_body_rightly_signed_is_no_webhook(evening: Evening) -> None:
    assert evening.post(b"") == "400 Bad Request"


def test_lines_own_test_vector_is_let_in(evening: Evening) -> None:
    lines = replace(evening.door(), secrets=("8c570fa6dd201bb328f1c1eac23a96d8",))
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'

    answer = evening.post(body, "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", lines)

    assert answer == "200 OK"


def test_while_a_secret_is_changed_both_are_good_and_afterwards_one(evening: Evening) -> None:
    both = replace(evening.door(), secrets=(SECRET, "the next"))
    new = replace(evening.door(), secrets=("the next",))
    body = b'{"events":[]}'

    assert evening.post(body, sign(body, SECRET), both) == "200 OK"
    assert evening.post(body, sign(body, "the next"), both) == "200 OK"
    assert evening.post(body, sign(body, SECRET), new) == UNSIGNED


def test_every_writing_of_the_same_words_passes(evening: Evening) -> None:
    event = evening.text("絵文字🍎と\r\n改行")
    body = {"destination": BOT, "events": [event]}

    evening.post(json.dumps(body).encode())
    evening.post(b"\xef\xbb\xbf" + json.dumps(body, ensure_ascii=False).encode())
    evening.post(json.dumps(body, indent=2, ensure_ascii=False).replace("\n", "\r\n").encode())

    assert len(events(evening)) == 1


@pytest.mark.parametrize("declares_its_length", [True, False])
def test_a_body_over_one_mebibyte_is_refused_before_all_of_it_is_read(
    evening: Evening, *, declares_its_length: bool
) -> None:
    stream = CountingStream(MOST_BYTES * 64)

    answer = evening.post(
        b"",
        sign(b""),
        evening.door(),
        **{
            "wsgi.input": stream,
            "CONTENT_LENGTH": str(MOST_BYTES + 1) if declares_its_length else "",
        },
    )

    assert answer == "413 Content Too Large"
    assert stream.was_read == (0 if declares_its_length else MOST_BYTES + 1)


def test_a_body_of_exactly_one_mebibyte_is_read(evening: Evening) -> None:
    body = b'{"events":[]}'.ljust(MOST_BYTES)

    assert evening.post(body) == "200 OK"
    assert evening.post(body + b" ") == "413 Content Too Large"


@pytest.mark.parametrize("declared", ["-1", "1e9", "²", "１２", "lots", " "])
def test_an_odd_length_is_no_trouble(evening: Evening, declared: str) -> None:
    body = b'{"events":[]}'

    assert evening.post(body, CONTENT_LENGTH=declared)[:3] in {"200", "400", "401", "413"}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_only_posts_are_taken(evening: Evening, method: str) -> None:
    assert evening.post(body_of(evening), REQUEST_METHOD=method) == "405 Method Not Allowed"
    assert not events(evening)


def test_all_refusals_look_the_same_from_outside(evening: Evening) -> None:
    body = body_of(evening)
    application = evening.door().before(lambda _environ, _start: [b"the console"])
    answers = set()

    for signature in (None, "", "署名", sign(body, "another secret"), sign(body)[:-1]):
        heard: list[object] = []
        environ = {
            "PATH_INFO": "/line/webhook",
            "REQUEST_METHOD": "POST",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_X_LINE_SIGNATURE": signature,
            "wsgi.input": io.BytesIO(body),
        }
        said = b"".join(application(environ, lambda *words, heard=heard: heard.extend(words)))
        answers.add((said, repr(heard)))

    assert len(answers) == 1
    assert next(iter(answers))[0] == b""


class CountingStream(io.RawIOBase):
    """An endless sender that knows how much of it was read."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.was_read = 0

    def read(self, size: int = -1) -> bytes:
        size = self.size if size < 0 else min(size, self.size - self.was_read)
        self.was_read += size
        return b"a" * size
