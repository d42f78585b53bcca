"""The closed words of the access log and of broken glass, as managers and supervisors read them."""

from collections.abc import Mapping
from typing import Final

from console import incident_words
from console.language import _, later
from domain.audit import Act, Why
from domain.glass import GlassReason, GlassState
from domain.permission import Role

ACTS: Final[Mapping[Act, str]] = {
    Act.TALK_READ: later("やりとりを開いた"),
    Act.RECORD_READ: later("記録を開いた"),
    Act.GLASS_ASKED: later("緊急の閲覧を求めた"),
    Act.GLASS_GRANTED: later("緊急の閲覧を開いた"),
    Act.GLASS_ENDED: later("緊急の閲覧が終わった"),
    Act.GLASS_NOTED: later("緊急の閲覧を見届けた"),
    Act.INCIDENT_READ: later("緊急対応の記録を読んだ"),
    Act.INCIDENT_SHEET: later("緊急対応記録票を取り出した"),
    Act.INCIDENT_GUEST: later("緊急対応の記録を読めるようにした"),
    Act.INCIDENT_GUEST_ENDED: later("緊急対応の記録を読めなくした"),
    Act.READING_EXPLAINED: later("読む理由を伝えた"),
    Act.HELD_WORDS_READ: later("取り消されたことばを読んだ"),
    Act.REFERRAL_READ: later("紹介の記録を読んだ"),
    Act.PAPER_RELEASED: later("引き継ぎの紙を渡した"),
    Act.PAPER_READ: later("引き継ぎの紙を読んだ"),
    Act.AUDIT_READ: later("この記録簿を見た"),
    Act.MEMBER_ADDED: later("団体に加えた"),
    Act.PORTAL_LINK_MADE: later("紹介先に、一度だけのリンクを作った"),
    Act.PORTAL_MEMBER_ADDED: later("紹介先の人を招いた"),
    Act.INVITED: later("サインインのリンクを作った"),
    Act.INVITATION_USED: later("リンクで合言葉を決めた"),
    Act.ROLE_ASKED: later("役割を替えたいと求めた"),
    Act.ROLE_ASKING_ENDED: later("役割の求めを取り下げた"),
    Act.ROLE_GRANTED: later("役割を替えることを確かめた"),
    Act.ROLE_CHANGED: later("役割を替えた"),
    Act.OFF_BOARDED: later("離れたことにした"),
    Act.SESSIONS_ENDED: later("サインアウトさせた"),
    Act.FACTOR_ADDED: later("確認の道具を加えた"),
    Act.FACTOR_REMOVED: later("確認の道具を外した"),
}
REFUSED: Final[Mapping[Act, str]] = {
    Act.GLASS_GRANTED: later("緊急の閲覧を断った"),
    Act.ROLE_GRANTED: later("役割を替えないことにした"),
}
"""What is said of those that can be answered with no."""

REASONS: Final[Mapping[str, str]] = {
    Why.OWN_TALK: later("自分の受け持ち"),
    Why.WAITING: later("お待ちの方"),
    Why.ON_SHIFT: later("責任者の見守り"),
    Why.AFTERWARDS: later("終わったあとの確認"),
    Why.GLASS: later("緊急の閲覧"),
    GlassReason.DANGER_TO_LIFE: later("命の危険"),
    GlassReason.COMPLAINT: later("苦情への対応"),
    GlassReason.POLICE: later("警察からの照会"),
    GlassReason.QUALITY: later("事故の確認"),
    **{reason.value: words for reason, words in incident_words.REASONS.items()},
    "guest": later("期限つきで見せてもらって"),
    Role.COUNSELLOR: later("相談員"),
    Role.SUPERVISOR: later("責任者"),
    Role.MANAGER: later("運営者"),
    Role.COORDINATOR: later("事務局"),
    Role.DESTINATION: later("紹介先の職員"),
    "counsellor.manager": later("相談員・運営者"),
    "manager.supervisor": later("責任者・運営者"),
    "app": later("認証アプリ"),
    "passkey": later("パスキー"),
    "passphrase": later("合言葉を替えたため"),
    "role": later("役割が替わったため"),
    "factor": later("確認の道具が替わったため"),
    "off_boarded": later("離れたため"),
    "by_member": later("ご本人が"),
    "by_manager": later("運営者が"),
}

GLASS_STATES: Final[Mapping[GlassState, str]] = {
    GlassState.ASKED: later("もう一人を待っています"),
    GlassState.OPEN: later("開いています"),
    GlassState.OVER: later("終わりました"),
}


def reason_words(reason: str | None) -> str:
    """Why, in words; nothing where no reason was noted."""
    found = REASONS.get(reason) if reason is not None else None
    return _(found) if found is not None else ""
