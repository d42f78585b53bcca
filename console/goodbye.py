"""The goodbye a counsellor may send at the end, as it would read now."""

from routing.spoken_hours import goodbye_notice
from services import texts, timetable
from services.work import Work
from texts.language import Language


def preview_goodbye(work: Work) -> str:
    """Its bubbles, one a paragraph, in Japanese."""
    schedule = timetable.current(work)
    notice = goodbye_notice(texts.current(work), schedule, now=work.now, language=Language.JAPANESE)
    return "\n".join(notice.bubbles)
