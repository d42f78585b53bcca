"""Details that identify somebody: where they stand in what was written.

For showing and asking, never as the only gate: what is not found is not therefore harmless.
"""

from domain.details.find import find as find_in
from domain.details.find import mask
from domain.details.kinds import Found
from domain.secret import PrivateText
from services.work import House, Work


def find(house: House | Work, text: PrivateText | str) -> tuple[Found, ...]:
    """Every detail in a text, in order, none over another; places are those of this very text."""
    return find_in(_words(text), tokens=_house(house).tokens)


def masked(house: House | Work, text: PrivateText | str) -> PrivateText:
    """The text with every letter that was found hidden; as long as the text."""
    return PrivateText(mask(_words(text), find(house, text)))


def _words(text: PrivateText | str) -> str:
    return text.reveal() if isinstance(text, PrivateText) else text


def _house(house: House | Work) -> House:
    return house.house if isinstance(house, Work) else house
