"""LINE's signature: base64(HMAC-SHA256(channel secret, raw body)), in ``x-line-signature``."""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256


def is_signed(body: bytes, header: str | None, secrets: Sequence[str]) -> bool:
    """Whether the header is the body's signature under one of the channel secrets.

    Never raises, whatever the header. All secrets are tried whichever fits, so that the time
    taken tells nothing (Messaging API, "Verify webhook signature").
    """
    stated = (header or "").encode("utf-8", "replace")
    is_any = False
    for secret in secrets:
        expected = b64encode(hmac.digest(secret.encode(), body, sha256))
        is_any |= hmac.compare_digest(stated, expected)
    return is_any
