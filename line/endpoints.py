"""The calls the product may make to LINE. Everything else is refused before any network.

Not here, on purpose: profiles, followers, members, audiences, narrowcasts, content. The service
knows nobody's name, and cannot ask for it. How many followers there are is a number alone.
"""

import re
from typing import Final

from domain.errors import MadobeError

_ALLOWED: Final = (
    ("POST", re.compile("/oauth2/v3/token")),
    ("POST", re.compile("/v2/bot/message/reply")),
    ("POST", re.compile("/v2/bot/message/push")),
    ("POST", re.compile("/v2/bot/group/[0-9A-Za-z_-]{1,64}/leave")),
    ("POST", re.compile("/v2/bot/room/[0-9A-Za-z_-]{1,64}/leave")),
    ("GET", re.compile("/v2/bot/info")),
    ("GET", re.compile("/v2/bot/insight/followers[?]date=[0-9]{8}")),
    ("GET", re.compile("/v2/bot/message/quota")),
    ("GET", re.compile("/v2/bot/message/quota/consumption")),
)


class ForbiddenEndpointError(MadobeError):
    """The program tried a call it must never make: a mistake in the program."""


def require_allowed(method: str, path: str) -> None:
    """Let a call pass if it is one of ours; ``path`` is all that follows LINE's host.

    Raises:
        ForbiddenEndpointError: it is not.
    """
    if not any(method == allowed and form.fullmatch(path) for allowed, form in _ALLOWED):
        raise ForbiddenEndpointError("This call to LINE is not on the list")
