"""An evening on which everything there is to show is there, and every page somebody may open."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Final
from uuid import UUID

from sqlalchemy import update
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from domain.permission import Role
from domain.secret import PrivateText
from services import lowerings, supervision, team
from storage.models.member import Member
from tests.console import on_the_way
from tests.console.crew import asked, member_id, ready
from tests.console.desk import Desk, Visitor
from tests.console.matrix_figures import figures
from tests.factories import portal
from tests.factories.counsellor import Counsellor
from tests.factories.directory import kept
from tests.factories.incidents import meets, opens, tells
from tests.factories.records import signs, writes_record
from tests.factories.referrals import drafts
from tests.machinery.evening import EVENING, Evening

LOGINS: Final = {
    Role.COUNSELLOR: "midori",
    Role.SUPERVISOR: "kohaku",
    Role.MANAGER: "kanri",
    Role.COORDINATOR: "jimu",
    Role.DESTINATION: "saki",
}
"""One member of each role."""

ORGANISATION: Final = "kazoku"

# Not pages: what a page fetches, what a browser loads, what never ends.
NOT_PAGES: Final = re.compile(
    r"/(static|live|line|metrics|ready|sign-out)(/|$)|[.](csv|pdf|png|svg|xlsx|<kind>)([?]|$)|/files?/[^/]+$"
)
_SAME_OF_A_KIND: Final = 10


def fill(desk: Desk) -> None:
    """Somebody in every place: waiting, asked, talking, ended, overnight; every kind of word."""
    evening = desk.evening
    _are_members(evening)
    evening.set_clock(EVENING - timedelta(hours=2))
    evening.says("夜のうちに書いておきます", "night")
    evening.set_clock(EVENING)
    midori = ready(desk)
    counsellor = Counsellor(evening, UUID(member_id(desk, "midori")))
    ended = talk_of(desk, midori, "talking", "もう大丈夫です")
    counsellor.ends(ended)
    evening.pass_time(60)
    written = _writes(desk, midori, counsellor, "written")
    signed = _writes(desk, midori, counsellor, "signed")
    signs(evening, signed, UUID(member_id(desk, LOGINS[Role.SUPERVISOR])), "ありがとう")
    talking = talk_of(desk, midori, "talking", "こんばんは")
    counsellor.says(talking, "こんばんは。\n聞いています。")
    _is_in_danger(evening, talking, UUID(member_id(desk, LOGINS[Role.SUPERVISOR])))
    _is_met_over(evening, talking, UUID(member_id(desk, LOGINS[Role.SUPERVISOR])))
    for event in _every_kind(evening):
        evening.arrive(event)
    evening.says("はじめまして", "waiting")
    ready(desk, "asagi")
    evening.says("次の方です", "next")
    for person in ("third", "fourth"):
        evening.says("眠れません。" * 30, person)
    evening.work()
    kept(evening)
    figures(evening)
    _is_known_at_a_destination(desk, talking, counsellor.member_id)
    ids = {role: UUID(member_id(desk, login)) for role, login in LOGINS.items()}
    _is_to_be_a_supervisor(evening, UUID(member_id(desk, "asagi")), by=ids[Role.MANAGER])
    on_the_way.begin(evening, ids, ended=ended, written=written)


def _is_to_be_a_supervisor(evening: Evening, member_id: UUID, *, by: UUID) -> None:
    """A manager asks for it; nobody has answered."""
    with evening.program.open_work() as work:
        team.change_role(work, member_id, role=Role.SUPERVISOR, is_manager=False, by=by)


def _are_members(evening: Evening) -> None:
    for role, login in LOGINS.items():
        if role is not Role.COUNSELLOR:
            evening.member(login, role)
    evening.member("asagi")
    with evening.program.open_work() as work:
        work.session.execute(update(Member).values(organisation=ORGANISATION))


def _is_known_at_a_destination(desk: Desk, visit_id: UUID, by: UUID) -> None:
    """A paper, a date and a wish of a destination's, of which somebody is a member."""
    place = portal.destination(desk.evening)
    referral = portal.referral(desk.evening, visit_id, place, by)
    portal.paper(desk.evening, referral)
    drafts(desk.evening, referral, by)
    portal.date_of(desk.evening, place)
    portal.stands_and_wishes(
        desk.evening, place, UUID(member_id(desk, LOGINS[Role.DESTINATION])), "水曜もあいています"
    )


def _is_in_danger(evening: Evening, visit_id: UUID, supervisor_id: UUID) -> None:
    """An alert, a level that went up and down, and somebody who asks to lower it again."""
    for level, to in ((2, 1), (3, 2)):
        with evening.program.open_work() as work:
            supervision.raise_risk(work, visit_id, level=level, supervisor_id=supervisor_id)
        evening.pass_time(1)
        with evening.program.open_work() as work:
            why = PrivateText("ゆっくり話して落ち着かれました")
            lowerings.lower(work, visit_id, to=to, member_id=supervisor_id, reason=why)
        evening.pass_time(1)


def _is_met_over(evening: Evening, visit_id: UUID, supervisor_id: UUID) -> None:
    """An incident with a line in its memo and a conference."""
    incident_id = opens(evening, visit_id, supervisor_id)
    tells(evening, incident_id, supervisor_id)
    meets(evening, incident_id, supervisor_id)


def _writes(desk: Desk, visitor: Visitor, counsellor: Counsellor, person: str) -> UUID:
    """A talk that has ended, and its record; gives the visit."""
    visit_id = talk_of(desk, visitor, person, "また来ます")
    counsellor.ends(visit_id)
    writes_record(desk.evening, visit_id, counsellor.member_id)
    return visit_id


def talk_of(desk: Desk, visitor: Visitor, person: str, words: str) -> UUID:
    """Somebody writes, and a ready counsellor takes them."""
    desk.evening.says(words, person)
    path = visitor.post(asked(visitor))
    desk.evening.work()
    return UUID(path.rpartition("/")[2])


def pages_of(desk: Desk, visitor: Visitor) -> dict[str, str]:
    """Every page somebody may open, by its path: at most ten of a kind."""
    ways = desk.web.app.url_map.bind("localhost")
    waiting = list(_pages_without_an_object(desk))
    found: dict[str, str] = {}
    kinds: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        kind = _kind_of(ways, path)
        if path in found or kind is None or kinds.get(kind, 0) >= _SAME_OF_A_KIND:
            continue
        page, onward = _page(visitor, path)
        waiting += onward
        if page is not None:
            found[path] = page
            kinds[kind] = kinds.get(kind, 0) + 1
    return found


def by_kind(desk: Desk, paths: Iterable[str]) -> dict[str, list[str]]:
    """The paths behind each endpoint, in their order."""
    ways = desk.web.app.url_map.bind("localhost")
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(_kind_of(ways, path) or "", []).append(path)
    return kinds


def _every_kind(evening: Evening) -> Iterator[dict[str, object]]:
    messages: tuple[dict[str, object], ...] = (
        {"type": "sticker", "packageId": "1", "stickerId": "2", "keywords": ["おやすみ", "眠い"],
         "stickerResourceType": "STATIC", "quoteToken": "q"},
        {"type": "image", "contentProvider": {"type": "line"}, "quoteToken": "q"},
        {"type": "location", "title": "公園", "address": "町", "latitude": 35, "longitude": 139},
        {"type": "file", "fileName": "日記.txt", "fileSize": 12},
    )  # fmt: skip
    for number, message in enumerate(messages):
        yield evening.event("message", "talking", message={**message, "id": f"7{number:017d}"})
    yield evening.text("とても長い" * 200 + "https://example.jp/" + "a" * 200, "talking")
    yield evening.text("取り消すことば", "talking", "600")
    yield evening.event("unsend", "talking", unsend={"messageId": "600"})


def _pages_without_an_object(desk: Desk) -> Iterator[str]:
    yield "/"
    for rule in desk.web.app.url_map.iter_rules():
        if not rule.arguments and "GET" in (rule.methods or ()) and not NOT_PAGES.search(rule.rule):
            yield rule.rule


def _kind_of(ways: MapAdapter, path: str) -> str | None:
    if NOT_PAGES.search(path):
        return None
    try:
        return str(ways.match(path.partition("?")[0], "GET")[0])
    except (HTTPException, RequestRedirect):
        return None


def _page(visitor: Visitor, path: str) -> tuple[str | None, list[str]]:
    """The page, if there is one, and where it leads on to."""
    answer = visitor.client.get(path)
    if answer.location and answer.location.startswith("/"):
        return None, [answer.location]
    is_page = answer.status_code == 200 and answer.text.lstrip().startswith("<!doctype")
    return (answer.text, _links(answer.text)) if is_page else (None, [])


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href and href.startswith("/"):
            self.found.append(href)


def _links(page: str) -> list[str]:
    reader = _Links()
    reader.feed(page)
    return reader.found
