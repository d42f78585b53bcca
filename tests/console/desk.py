"""The console of an evening, visited as a browser visits it."""

import re
import threading
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.app import Web, create_web
from bot.queues import Bell
from services.live import Topic
from services.work import JobName
from tests.machinery.evening import Evening
from tests.machinery.waiting import until

PASSPHRASE = "a long passphrase"


@dataclass(slots=True)
class HalfBell:
    """Tells open pages through the real Redis; what is rung is done by the evening's ``work()``."""

    evening: Evening
    real: Bell

    def ring(self, jobs: list[tuple[JobName, UUID]]) -> bool:
        self.evening.jobs.extend(jobs)
        return True

    def tell(self, topics: list[Topic]) -> None:
        self.real.tell(topics)


@dataclass(slots=True)
class Desk:
    """The console, and the evening behind it."""

    evening: Evening
    web: Web

    def reopen(self) -> None:
        """Start the console's process anew, at the evening's present time."""
        self.close()
        self.web = create_web(self.evening.program)

    def close(self) -> None:
        """Stop, and wait until nobody reads from Redis any more."""
        self.web.stop()
        until(
            lambda: "hub" not in {thread.name for thread in threading.enumerate()}, "the hub ends"
        )

    def visitor(self) -> "Visitor":
        """Somebody with a browser, at the door."""
        return Visitor(client=self.web.app.test_client())

    def signed_in(self, login: str = "midori") -> "Visitor":
        """Somebody who has signed in."""
        visitor = self.visitor()
        visitor.sign_in(login)
        return visitor


class _Reader(HTMLParser):
    """What a page is made of, as far as the promises of every page go."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []
        self.forms: list[set[str]] = []
        self.fields: dict[str, str] = {}
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given) or "style" in given:
            self.broken.append(tag)
        self.broken += [name for name in given if name.startswith("on")]
        self.outside += [
            given[name] for name in ("src", "href", "action") if given.get(name, "/")[0] not in "/#"
        ]
        if tag == "form" and given.get("method", "").lower() == "post":
            self.forms.append(set())
        if tag in {"input", "textarea"} and self.forms and "name" in given:
            self.forms[-1].add(given["name"])
            self.fields.setdefault(given["name"], given.get("value", ""))


@dataclass(slots=True)
class Visitor:
    """A browser without script. Every page it fetches is checked for what all pages promise."""

    client: FlaskClient
    fields: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, status: int = 200, headers: dict[str, str] | None = None) -> str:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == status
        return self._checked(answer)

    def post(self, path: str, status: int = 303, **fields: object) -> str:
        """Send a form of the page fetched last; gives where it leads, or the page it shows."""
        answer = self.client.post(path, data={**self._token(), **fields})
        if answer.status_code == 303 and "?again=" in answer.location:
            answer = self.client.get(answer.location)  # what is refused is shown at its own page
        assert answer.status_code == status, answer.text
        return answer.location or self._checked(answer)

    def sign_in(self, login: str = "midori", passphrase: str = PASSPHRASE) -> TestResponse:
        self.get("/sign-in")
        return self.client.post(
            "/sign-in", data={**self._token(), "login": login, "password": passphrase}
        )

    def cookie(self) -> str:
        kept = self.client.get_cookie("madobe")
        assert kept is not None
        return kept.value

    def with_cookie(self, value: str) -> Self:
        self.client.set_cookie("madobe", value)
        return self

    def _token(self) -> dict[str, str]:
        return {"csrf_token": self.fields["csrf_token"]} if "csrf_token" in self.fields else {}

    def _checked(self, answer: TestResponse) -> str:
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        if answer.mimetype != "text/html":
            return answer.text
        page = _Reader()
        page.feed(answer.text)
        assert page.broken == []
        assert page.outside == []
        assert all("csrf_token" in form for form in page.forms)
        if "<html" in answer.text:
            assert re.search(r"<title>[^<]*(窓辺|Madobe)</title>", answer.text)
        self.fields.update(page.fields)
        return answer.text
