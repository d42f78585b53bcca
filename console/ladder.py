"""The ladder card: the rungs of danger, and what may be asked. No machine ever sends it."""

from console.alert_words import QUESTIONS
from console.house import the_house
from console.language import language
from services import texts
from services.circumstances import Circumstances
from services.texts import Snippet
from texts.language import Language


def questions(around: Circumstances) -> tuple[Snippet, ...]:
    """The questions as they are in force, in the person's language, in the card's order."""
    with the_house().open_look() as work:
        found = texts.snippets(
            work, language=around.language, titles_in=Language(language()), only=QUESTIONS
        )
    known = {each.code: each for each in found}
    return tuple(known[code] for code in QUESTIONS if code in known)
