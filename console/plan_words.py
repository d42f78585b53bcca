"""The words of shifts and certificates, as managers and members read them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from console.language import _, later
from console.times import hour
from domain.certificate import CertificateState, ExpiryStep, RevokedFor
from domain.duty_plan import DutyState, Lack, WarningStep

LACKS: Final[Mapping[Lack, str]] = {
    Lack.STAFF: later("団体の人数が足りません"),
    Lack.FEW: later("全体で、開くのに必要な人数に足りません"),
    Lack.SUPERVISOR: later("責任者がいません"),
}

STEPS: Final[Mapping[WarningStep, str]] = {
    WarningStep.WEEK: later("7日前のお知らせ"),
    WarningStep.THREE_DAYS: later("3日前のお知らせ"),
    WarningStep.DAY: later("前日のお知らせ"),
    WarningStep.TWO_HOURS: later("2時間前のお知らせ"),
}

DUTY_STATES: Final[Mapping[DutyState, str]] = {
    DutyState.PLANNED: "",
    DutyState.OFFERED: later("代わってくれる方をさがしています"),
    DutyState.AWAITING: later("運営者の確認を待っています"),
}

CERTIFICATE_STATES: Final[Mapping[CertificateState, str]] = {
    CertificateState.VALID: later("有効"),
    CertificateState.REISSUED: later("再交付ずみ"),
    CertificateState.REVOKED: later("取消"),
}

EXPIRIES: Final[Mapping[ExpiryStep, str]] = {
    ExpiryStep.PAST: later("期限が過ぎました"),
    ExpiryStep.WEEK: later("期限まで7日以内です"),
    ExpiryStep.MONTH: later("期限まで30日以内です"),
    ExpiryStep.TWO_MONTHS: later("期限まで60日以内です"),
}

REVOCATIONS: Final[Mapping[RevokedFor, str]] = {
    RevokedFor.ISSUER: later("発行した機関が取り消した"),
    RevokedFor.MISUSE: later("不正に得たか、使われた"),
    RevokedFor.MISTAKE: later("書きまちがえた（お話しは止めません）"),
}


def date_words(day: date) -> str:
    """2026年11月26日."""
    return _("%(year)d年%(month)d月%(day)d日", year=day.year, month=day.month, day=day.day)


def hours_words(begins_at: datetime, ends_at: datetime) -> str:
    """16時から21時まで."""
    return _("%(begin)sから%(end)sまで", begin=hour(begins_at), end=hour(ends_at))


def length_words(minutes: int) -> str:
    """3時間, 1時間30分, 45分."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d分", minutes=rest)
    if not rest:
        return _("%(hours)d時間", hours=hours)
    return _("%(hours)d時間%(minutes)d分", hours=hours, minutes=rest)
