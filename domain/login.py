"""Login names: one spelling for all that look or fold alike."""

import unicodedata


def as_login(typed: str) -> str:
    """The one spelling: composed alike (NFKC), without case, without spaces around it."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return unicodedata.normalize("NFKC", folded).strip()
