"""Who is asked how it was to write."""

from domain.survey import may_be_asked

CALM = {"risk": 0, "was_promised": False, "was_answered": True, "is_unreached": False}


def test_only_whoever_was_answered_and_is_in_no_danger_is_asked() -> None:
    assert may_be_asked(**CALM | {"risk": 1})  # type: ignore[arg-type] # by name
    for but in (
        {"risk": 2},
        {"was_promised": True},
        {"was_answered": False},
        {"is_unreached": True},
    ):
        assert not may_be_asked(**CALM | but)  # type: ignore[arg-type] # by name
