"""The keys of the console: what each does, as the overlay (``?``) lists them.

A key works on the element that names it in ``aria-keyshortcuts``: a button or link is pressed, a
field is gone to (``static/keys.js``). An element that is not on the page, or cannot be seen, has
no key there. ``Alt`` with a letter works in fields too; ``?`` only outside them, and can be
switched off in the overlay (WCAG 2.1.4).
"""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final

from console.language import later


@unique
class Where(StrEnum):
    """The pages on which a key works."""

    EVERYWHERE = "everywhere"
    LISTS = "lists"  # the inbox and the board
    TALK = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: how it is written, which is also its ``aria-keyshortcuts``, and what it does."""

    keys: str
    does: str
    where: Where = Where.EVERYWHERE


PLACES: Final = {
    Where.EVERYWHERE: later("どの画面でも"),
    Where.LISTS: later("受付と、今夜のようす"),
    Where.TALK: later("お話しの画面"),
}
"""The headings of the overlay, in their order."""

KEYS: Final = (
    Key(keys="?", does=later("この一覧を開く")),
    Key(keys="Alt+G", does=later("受付にもどる")),
    Key(keys="Alt+R", does=later("申し出を受ける")),
    Key(keys="Alt+K", does=later("責任者: 危険のしらせを確認する")),
    Key(keys="Alt+P", does=later("お話しを受ける・少し休む")),
    Key(keys="Alt+M", does=later("音を入れる・切る")),
    Key(keys="Alt+N", does=later("次の方とお話しする"), where=Where.LISTS),
    Key(keys="Alt+1", does=later("ひとつめのお話しへ（2、3も）")),
    Key(keys="Alt+C", does=later("返事を書くところへ"), where=Where.TALK),
    Key(keys="/", does=later("行のはじめで、文例を開く"), where=Where.TALK),
    Key(keys="Alt+S", does=later("責任者を呼ぶ"), where=Where.TALK),
    Key(keys="Alt+H", does=later("引き継ぐ"), where=Where.TALK),
    Key(keys="Alt+B", does=later("「この方のこと」を開く"), where=Where.TALK),
)
"""Every key but those a browser gives already (Tab, Enter, Space, Escape)."""


def keys_of(where: Where | str) -> tuple[Key, ...]:
    """The keys of some pages, in their order."""
    return tuple(key for key in KEYS if key.where is Where(where))
