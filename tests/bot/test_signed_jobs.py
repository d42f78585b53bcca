"""Only our own calls are signed, and only our own signature is read."""

from uuid import uuid4

import pytest

from bot.queues import ForgedJobError, SignedSerializer

NOT_OURS: list[object] = [
    ("os.system", None, ("true",), {}),
    ("bot.jobs.deliver", None, ("not an id",), {}),
    ("bot.jobs.deliver", None, (), {}),
    ("bot.jobs.deliver", None, (str(uuid4()), str(uuid4())), {}),
    ("bot.jobs.deliver", "an instance", (str(uuid4()),), {}),
    ("bot.jobs.deliver", None, (str(uuid4()),), {"more": 1}),
    ("bot.jobs.STATION", None, (str(uuid4()),), {}),
    "bot.jobs.deliver",
    None,
]


@pytest.mark.parametrize("job", NOT_OURS)
def test_only_a_listed_function_with_one_id_is_signed(job: object) -> None:
    with pytest.raises(ForgedJobError):
        SignedSerializer(b"k" * 32).dumps(job)


def test_another_keys_signature_is_none() -> None:
    no_words: dict[str, object] = {}
    job = ("bot.jobs.deliver", None, (str(uuid4()),), no_words)
    signed = SignedSerializer(b"k" * 32).dumps(job)

    assert SignedSerializer(b"k" * 32).loads(signed) == job
    with pytest.raises(ForgedJobError):
        SignedSerializer(b"x" * 32).loads(signed)
