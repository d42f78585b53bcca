"""Evenings unlike the usual one: over after an hour and a half, or never."""

from pathlib import Path

from tests.machinery.evening import SCHEDULES


def short_schedule(folder: Path) -> Path:
    """The schedule, open from 16:00 to 17:30, reported at 17:50; last intake at 17:00."""
    text = SCHEDULES.read_text()
    for was, now in (
        ("16:00-21:00", "16:00-17:30"),
        ("18:00-21:00", "16:30-17:30"),
        ("extension_minutes: 30", "extension_minutes: 10"),
        ("report_minutes: 60", "report_minutes: 20"),
    ):
        assert was in text
        text = text.replace(was, now)
    path = folder / "schedules.yaml"
    path.write_text(text)
    return path


def endless_schedule(folder: Path) -> Path:
    """The schedule, open by day and by night."""
    text = SCHEDULES.read_text()
    path = folder / "schedules.yaml"
    path.write_text(text.replace('["16:00-21:00"]', '["00:00-24:00"]'))
    return path
