"""The goodbye a counsellor may send at the end, as it would read now."""

from uuid import UUID

from routing.spoken_hours import goodbye_notice
from services import survey, texts, timetable
from services.work import Work
from texts.language import Language
from texts.notices import NoticeName


def preview_goodbye(work: Work, visit_id: UUID) -> str:
    """Its bubbles, one a paragraph, in Japanese; the one question too, where it would be asked."""
    said, schedule = texts.current(work), timetable.current(work)
    notice = goodbye_notice(said, schedule, now=work.now, language=Language.JAPANESE)
    asked = survey.of_visit(work, visit_id)
    question = said.fill(NoticeName.SURVEY, Language.JAPANESE).bubbles if asked else ()
    return "\n".join((*notice.bubbles, *question))
