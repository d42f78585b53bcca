"""A phone tree with its file of ways, and an alert that calls somebody."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from domain.alert import Origin, Situation
from routing.phone_tree import Branch, PhoneTree
from storage.models.alert import Alert, AlertCall
from storage.models.visit import Visit
from tests.factories.organisations import change_schedule
from tests.factories.tables import rows
from tests.machinery.evening import Evening


def has_tree(evening: Evening, *branches: Branch, **member_ways: str) -> None:
    """Let the schedule file have a phone tree."""
    change_schedule(evening, phone_tree=PhoneTree(branches=branches, member_ways=member_ways))


def branch(name: str = "事務局", way: str = "office", **fields: object) -> Branch:
    """Somebody of kazoku, unless told otherwise."""
    usual: dict[str, object] = {"organisation": "kazoku"}
    return Branch(name=name, way=way, **(usual | fields))  # type: ignore[arg-type] # as they are named


def has_ways(evening: Evening, folder: Path, **ways: str) -> Path:
    """Let there be a file of ways."""
    file = folder / "ways"
    file.write_text("".join(f"{name}: {address}\n" for name, address in ways.items()))
    file.chmod(0o600)
    settings = replace(evening.program.settings, notify_file=file)
    evening.program = replace(evening.program, settings=settings)
    return file


def calls(
    evening: Evening, *, tree_name: str | None = "事務局", member_id: UUID | None = None
) -> UUID:
    """An alert of the visit there is calls somebody; gives the call."""
    visit = rows(evening, Visit)[-1]
    alert_id, call_id = uuid4(), uuid4()
    with evening.program.open_work() as work:
        work.session.add(
            Alert(
                id=alert_id,
                contact_id=visit.contact_id,
                visit_id=visit.id,
                level=4,
                origin=Origin.DETECTED,
                situation=Situation.WAITING,
                signs="plan",
                raised_at=work.now,
                sign_at=work.now,
                sign_count=1,
                called_at=work.now,
            )
        )
        work.session.flush()
        work.session.add(
            AlertCall(
                id=call_id,
                alert_id=alert_id,
                rung=1,
                member_id=member_id,
                tree_name=tree_name,
                called_at=work.now,
                failed=False,
            )
        )
    return call_id


def call(evening: Evening, call_id: UUID) -> AlertCall:
    """How a call stands."""
    return next(row for row in rows(evening, AlertCall) if row.id == call_id)


def mail_address(port: int) -> str:
    """A way by the mail server of a test."""
    return f"mailto://127.0.0.1:{port}?from=madobe@example.jp&to=office@example.jp"


def web_address(port: int) -> str:
    """A way by the hook of a test."""
    return f"json://127.0.0.1:{port}/hook"
