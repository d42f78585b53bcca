"""Whether somebody asks where a person is reached: who was asked is not told not to say it."""

import re
from typing import Final

_ASKED: Final = re.compile(
    r"(?i)電話|番号|連絡先|住所|お住まい|郵便|宛先|メール|アドレス|アカウント|ID|ＩＤ|アイディー"
    r"|どこ|どちら|場所|[るの]所|訪問|送り先"
    r"|phone|number|address|mail|account|where|place"
)


def asks_for_details(words: str) -> bool:
    """Whether words name a number, a place or an account; rather too often than seldom."""
    return _ASKED.search(words) is not None
