"""Names of things in the form LINE gives them."""

import secrets
from itertools import count

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_message_numbers = count(573_000_000_000_000_001 + secrets.randbelow(10**14))


def user_id() -> str:
    """Return a user id: `U` and 32 hexadecimal digits."""
    return "U" + secrets.token_hex(16)


def group_id() -> str:
    """Return a group id: `C` and 32 hexadecimal digits."""
    return "C" + secrets.token_hex(16)


def message_id() -> str:
    """Return a message id: a decimal number as text, growing."""
    return str(next(_message_numbers))


def reply_token() -> str:
    """Return a reply token: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def opaque_token() -> str:
    """Return a quote token, a markAsRead token or an access token: unreadable and URL-safe."""
    return secrets.token_urlsafe(48)


def request_id() -> str:
    """Return the value of `x-line-request-id`: a UUID."""
    digits = secrets.token_hex(16)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def rich_menu_id() -> str:
    """Return a rich menu id: `richmenu-` and 32 hexadecimal digits."""
    return "richmenu-" + secrets.token_hex(16)


def ulid(milliseconds: int) -> str:
    """Return a webhook event id: a ULID of this time."""
    number = (milliseconds << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -5, -5))
