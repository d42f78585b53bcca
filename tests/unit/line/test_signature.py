import hmac
from base64 import b64encode
from hashlib import sha256

import pytest

from line.signature import is_signed

# LINE's own example (Messaging API documentation, "Verify webhook signature").
SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_line_s_own_example_is_signed() -> None:
    assert is_signed(BODY, SIGNATURE, [SECRET])


@pytest.mark.parametrize("secrets", [["other", SECRET], [SECRET, "other"], ["a", SECRET, "b"]])
def test_any_of_several_secrets_will_do(secrets: list[str]) -> None:
    assert is_signed(BODY, SIGNATURE, secrets)


@pytest.mark.parametrize("secrets", [[], ["other"], ["other", "another"], [""]])
def test_without_the_right_secret_nothing_is_signed(secrets: list[str]) -> None:
    assert not is_signed(BODY, SIGNATURE, secrets)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        " ",
        SIGNATURE[:-1],
        SIGNATURE + "=",
        SIGNATURE.lower(),
        SIGNATURE.upper(),
        " " + SIGNATURE,
        "署名",
        "\ud83d",
        "\0" * 44,
        "é" * 44,
        "A" * 1_000_000,
    ],
)
def test_an_odd_header_is_not_a_signature(header: str | None) -> None:
    assert not is_signed(BODY, header, [SECRET])


@pytest.mark.parametrize("body", [BODY + b" ", BODY[:-1], b"", BODY.replace(b":[", b": [")])
def test_a_changed_body_is_not_signed(body: bytes) -> None:
    assert not is_signed(body, SIGNATURE, [SECRET])


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"\r\n", "\ufeff{}".encode()])
def test_the_signature_is_over_the_raw_bytes(body: bytes) -> None:
    signature = b64encode(hmac.digest(SECRET.encode(), body, sha256)).decode()

    assert is_signed(body, signature, [SECRET])
