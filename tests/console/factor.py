"""Second factors as members hold them: an authenticator app of our own."""

import re
from dataclasses import dataclass, replace

from passlib.totp import TOTP

from tests.console.desk import PASSPHRASE, Desk, Visitor

KEY = re.compile(r'<p class="key">.*?<code>([A-Z2-7 ]+)</code>', re.DOTALL)
CODES = re.compile(r"<li><code>([0-9a-z-]+)</code></li>")


@dataclass(frozen=True, slots=True)
class App:
    """An authenticator app that has been told a key; it shows codes by the evening's clock."""

    desk: Desk
    key: str

    def code(self, *, steps: int = 0) -> str:
        """What it shows now, or some steps of half a minute later."""
        moment = int(self.desk.evening.now.timestamp()) + 30 * steps
        return str(TOTP(key=self.key).generate(time=moment).token)


def asks_for_factors(desk: Desk) -> Desk:
    """The console as it is outside the demo."""
    program = desk.evening.program
    settings = replace(program.settings, asks_second_factor=True)
    desk.evening.program = replace(program, settings=settings)
    desk.reopen()
    return desk


def sets_up_app(desk: Desk, visitor: Visitor) -> tuple[App, list[str]]:
    """Somebody half-way in, or signed in, sets up an app; gives it, and the recovery
    codes that came with it."""
    visitor.get("/factors")
    visitor.post("/factors/app")
    page = visitor.get("/factors/app")
    found = KEY.search(page)
    assert found is not None
    app = App(desk, found[1].replace(" ", ""))
    answer = visitor.client.post("/factors/app/code", data={**visitor._token(), "code": app.code()})
    assert answer.status_code in {200, 303}
    return app, CODES.findall(answer.text)


def enrolled(desk: Desk, login: str = "midori") -> tuple[App, list[str], Visitor]:
    """A member who has set up an app and is signed in."""
    visitor = desk.visitor()
    assert visitor.sign_in(login, PASSPHRASE).location == "/sign-in/factor"
    app, codes = sets_up_app(desk, visitor)
    return app, codes, visitor


def half_way(desk: Desk, login: str = "midori") -> Visitor:
    """Somebody who knows the passphrase, before the second step."""
    visitor = desk.visitor()
    visitor.sign_in(login, PASSPHRASE)
    visitor.get("/sign-in/factor")
    return visitor


def beginner(desk: Desk, login: str) -> Visitor:
    """Somebody who knows the passphrase and has no factor yet."""
    visitor = desk.visitor()
    visitor.sign_in(login, PASSPHRASE)
    visitor.get("/factors")
    return visitor
