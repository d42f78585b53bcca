"""Where a sign-in may lead: to a path of our own, and nowhere else."""

import re
from typing import Final

_OWN: Final = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9_./-]*)?(?:\?[A-Za-z0-9_=&-]*)?", re.ASCII)


def own_path(wish: str | None) -> str:
    """The wish when it is plainly a path of this site, the inbox otherwise.

    Only plain letters, digits, ``- _ . /`` and one query are let through, so that no way of
    writing another site (``//``, backslashes, schemes, line ends, per cent signs) is.
    """
    if wish is None or _OWN.fullmatch(wish) is None or "//" in wish:
        return "/"
    return wish
