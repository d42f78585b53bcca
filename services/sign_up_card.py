"""The card with the code of a sign-up: shown at the door, and again whenever it is asked for."""

from domain.clock import TOKYO
from domain.referral_code import CodePurpose, in_groups
from domain.utterance import Card, Choice, Link
from services import referral_codes, saying, sign_ups
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import ProgrammeDate, SignUp
from texts import programme_words
from texts.cards import PREVIEW, SHOW_LARGE
from texts.language import Language
from texts.notices import NoticeName


def list_cards(work: Work, contact: Contact) -> tuple[Card, ...]:
    """A card for each date somebody means to come to, the next one first."""
    found = [card(work, contact, row, date) for row, date, _ in sign_ups.standing(work, contact)]
    return tuple(each for each in found if each is not None)


def card(
    work: Work, contact: Contact, sign_up: SignUp, date: ProgrammeDate, *, after: int = 0
) -> Card | None:
    """The card of one sign-up, after so many bubbles; None when its code holds no more."""
    code = referral_codes.shown(work, purpose=CodePurpose.SIGN_UP, subject_id=sign_up.id)
    address = referral_codes.page_address(work, purpose=CodePurpose.SIGN_UP, subject_id=sign_up.id)
    if code is None or address is None:
        return None
    language, begins = Language(contact.language), date.begins_at.astimezone(TOKYO)
    when = programme_words.when_words(begins, language)
    stay = programme_words.stay_words(begins, language)
    words = saying.fill(work, contact, NoticeName.SIGN_UP_CARD, when=when)
    return Card(
        title=in_groups(code),
        text=words.bubbles[0],
        preview=PREVIEW[language],
        links=(Link(label=SHOW_LARGE[language], address=address.reveal()),),
        choices=(Choice(label=stay, data=f"stay:{date.id.hex}", text=stay),),
        after=after,
    )
