"""How many counsellors each weekday needs: asked with numbers, answered by played evenings."""

from typing import Final

from flask import render_template, request

from console.charts.staffed import staffed
from console.guard import needs
from console.house import the_house
from console.language import _, later
from console.ways import Ways
from domain.permission import Permission
from services import staffing_estimate, staffing_seen
from services.staffing_estimate import PATIENCE, TALK, Question
from services.staffing_seen import Seen

WEEKDAYS: Final = (
    later("月曜"),
    later("火曜"),
    later("水曜"),
    later("木曜"),
    later("金曜"),
    later("土曜"),
    later("日曜"),
)
MOST_PEOPLE: Final = 200
LONGEST: Final = 240
MOST_HELD: Final = 4
MOST_COUNSELLORS: Final = 8
_COUNSELLORS: Final = 5
_ENOUGH: Final = 0.9


@needs(Permission.ESTIMATE_STAFFING)
def staffing() -> str:
    """The form with what has been seen, and below it the answer once something was asked."""
    with the_house().open_look() as work:
        seen = staffing_seen.look(work)
    asked = _question(seen)
    is_asked = bool(request.args) and bool(asked.people)
    answers = staffing_estimate.estimate(seen, asked) if is_asked else ()
    titles = {
        day: _("%(weekday)sに出られる方", weekday=_(words)) for day, words in enumerate(WEEKDAYS)
    }
    return render_template(
        "staffing.html",
        seen=seen,
        people={day: _people(seen, day) for day in sorted(seen.opens)},
        asked=asked,
        talk=_number("talk", seen.talk_minutes or TALK, LONGEST),
        weekdays=WEEKDAYS,
        answers=answers,
        pictures={each.weekday: staffed(each, title=titles[each.weekday]) for each in answers},
        most_people=MOST_PEOPLE,
        longest=LONGEST,
        most_held=MOST_HELD,
        most_counsellors=MOST_COUNSELLORS,
        enough=_ENOUGH,
    )


def _question(seen: Seen) -> Question:
    talk = _number("talk", seen.talk_minutes or TALK, LONGEST)
    return Question(
        people={day: number for day in seen.opens if (number := _people(seen, day)) > 0},
        talk=None if talk == seen.talk_minutes else talk,
        patience=_number("patience", seen.patience or PATIENCE, LONGEST),
        held=_number("held", seen.held, MOST_HELD),
        most=_number("most", _COUNSELLORS, MOST_COUNSELLORS),
    )


def _people(seen: Seen, weekday: int) -> int:
    return _number(f"people{weekday}", seen.an_evening(weekday) or 0, MOST_PEOPLE, least=0)


def _number(name: str, usual: int, most: int, *, least: int = 1) -> int:
    """What was typed, kept between the least and the most; the usual where it is no number."""
    typed = request.args.get(name, "")
    number = (
        int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000") else usual
    )
    return max(least, min(most, number))


WAYS: Final[Ways] = (("/staffing", staffing, ["GET"]),)
"""Every address of this module, and the view behind it."""
