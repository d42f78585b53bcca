"""What is said to a sign of danger while nobody is here (T13): honestly, and who answers now."""

from datetime import datetime
from typing import Final

from routing.lines import HasLines
from routing.spoken_hours import opening_words
from routing.spoken_lines import Speaker, lines_words, urgent_lines
from texts.language import Language
from texts.notices import Notice, NoticeName

# By whether a line answers now, and whether an opening is known.
_NAMES: Final = {
    (True, True): NoticeName.DANGER_CLOSED,
    (True, False): NoticeName.DANGER_CLOSED_UNDATED,
    (False, True): NoticeName.DANGER_CLOSED_ALONE,
    (False, False): NoticeName.DANGER_CLOSED_ALONE_UNDATED,
}
_ON_CALL: Final = {
    (Language.JAPANESE, False): "呼べる当番も、いません。",
    (Language.JAPANESE, True): "当番の者に、知らせています。",
    (Language.ENGLISH, False): "Nobody is on call either.",
    (Language.ENGLISH, True): "Somebody on call is being told.",
}


def danger_notice(
    speaker: Speaker, directory: HasLines, next_opening: datetime | None, *, is_on_call: bool
) -> Notice:
    """T13, with the lines that answer at this minute, text before voice; 119 always stands in it.

    ``is_on_call``: the consortium has somebody called at night; else it is said that it has not.
    """
    found = urgent_lines(speaker, directory)
    values = {
        "lines": lines_words(found, speaker.language),
        "on_call": _ON_CALL[speaker.language, is_on_call],
    }
    if next_opening is not None:
        values["next_open"] = opening_words(
            next_opening, now=speaker.now, language=speaker.language
        )
    return speaker.fill(_NAMES[bool(found), next_opening is not None], values)
