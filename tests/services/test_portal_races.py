"""One code, typed by two at once: it is confirmed once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from domain.portal import Key
from services.portal import Answered
from storage.models.referral import ReferralStep
from storage.models.referral_code import CodeUse
from tests.factories import portal as made
from tests.factories.crew import OnDuty
from tests.factories.portal import code_of, key_of, types
from tests.factories.records import talked
from tests.factories.tables import rows
from tests.machinery.evening import Evening

TIMES = 4


def test_of_two_who_type_one_code_at_once_one_confirms(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    visit_id = talked(evening, midori)
    for number in range(1, TIMES + 1):
        destination_id = made.destination(evening, f"家{number}")
        logins = (f"a{number}", f"b{number}")
        keys = [key_of(evening, made.staff(evening, destination_id, each)) for each in logins]
        referral_id = made.referral(evening, visit_id, destination_id, midori.member_id)
        code, start = code_of(evening, referral_id), threading.Barrier(2)

        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(partial(_types, evening, start, code), keys))

        assert sorted(found) == [Answered.CONFIRMED, Answered.NOT_THIS_ONE]
        assert len(rows(evening, CodeUse)) == len(rows(evening, ReferralStep)) == number


def _types(evening: Evening, start: threading.Barrier, code: str | None, key: Key) -> Answered:
    start.wait()
    return types(evening, key, code).answered
