"""A member at the console, over HTTP as a browser would: cookie, CSRF token, forms."""

import http.client
import re
from typing import Final
from urllib.parse import urlencode

LOGIN: Final = "bench"
PASSPHRASE: Final = "a passphrase for the bench"  # noqa: S105 - made up, for loopback

_TOKEN: Final = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class AtTheDoorError(RuntimeError):
    """The console answered otherwise than expected; carries the path and the status."""


class Member:
    """One signed-in member on one kept-alive connection: signing in, or with a session's cookie."""

    def __init__(self, port: int, cookie: str | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie = cookie or ""
        if cookie is not None:
            self.csrf_token = _token(self.get("/"))
            return
        self.csrf_token = _token(self.get("/sign-in"))
        self.post("/sign-in", login=LOGIN, password=PASSPHRASE)

    def get(self, path: str) -> str:
        """A page.

        Raises:
            AtTheDoorError: it is not there.
        """
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> str:
        """Send a form.

        Raises:
            AtTheDoorError: it is refused.
        """
        return self._ask("POST", path, urlencode({**fields, "csrf_token": self.csrf_token}))

    def renew_token(self, path: str) -> None:
        """Take the token of the forms on a page."""
        self.csrf_token = _token(self.get(path))

    def close(self) -> None:
        """Close the connection; the session stays."""
        self._connection.close()

    def _ask(self, method: str, path: str, form: str | None) -> str:
        headers = {"Cookie": self.cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, form, headers)
        answer = self._connection.getresponse()
        page = answer.read().decode()
        if answer.status >= http.client.BAD_REQUEST:
            raise AtTheDoorError(f"{method} {path.partition('?')[0]}: {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.partition(";")[0]
        return page


def _token(page: str) -> str:
    found = _TOKEN.search(page)
    if found is None:
        raise AtTheDoorError("No form with a token on the page")
    return found[1]
