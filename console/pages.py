"""The pages one can go to from anywhere, in their order."""

from dataclasses import dataclass
from typing import Final

from console.language import later
from domain.permission import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page in the navigation: the view it leads to, its name, who may see it.

    ``is_at_hand``: it stands at the top of every page; the others are in the menu.
    """

    endpoint: str
    name: str
    permission: Permission
    is_at_hand: bool = False


PLACES: Final = (
    Place(
        endpoint="console.inbox",
        name=later("受付"),
        permission=Permission.SEE_WAITING_LINE,
        is_at_hand=True,
    ),
    Place(
        endpoint="console.board",
        name=later("今夜のようす"),
        permission=Permission.SEE_BOARD,
        is_at_hand=True,
    ),
    Place(
        endpoint="console.briefing",
        name=later("はじまりの確認"),
        permission=Permission.SEE_BRIEFING,
    ),
    Place(endpoint="console.review", name=later("ふりかえり"), permission=Permission.SEE_BRIEFING),
    Place(endpoint="console.day", name=later("一日のまとめ"), permission=Permission.CLOSE_DAY),
    Place(
        endpoint="console.aftercare",
        name=later("相談員への声かけ"),
        permission=Permission.CARE_FOR_CREW,
    ),
    Place(
        endpoint="console.pauses",
        name=later("日をおいていただく方"),
        permission=Permission.PAUSE_CONTACT,
    ),
    Place(endpoint="console.referral_list", name=later("紹介"), permission=Permission.REFER),
    Place(
        endpoint="console.incident_list",
        name=later("緊急対応"),
        permission=Permission.READ_INCIDENT,
    ),
    Place(
        endpoint="console.team",
        name=later("団体の人たち"),
        permission=Permission.SEE_TEAM,
        is_at_hand=True,
    ),
    Place(
        endpoint="console.portal",
        name=later("番号の確認"),
        permission=Permission.USE_PORTAL,
        is_at_hand=True,
    ),
    Place(
        endpoint="console.own_entry",
        name=later("わたしたちの欄"),
        permission=Permission.USE_PORTAL,
    ),
    Place(
        endpoint="console.own_dates",
        name=later("わたしたちの集まり"),
        permission=Permission.USE_PORTAL,
    ),
    Place(
        endpoint="console.own_papers",
        name=later("引き継ぎの紙"),
        permission=Permission.USE_PORTAL,
    ),
    Place(
        endpoint="console.portals",
        name=later("紹介先のページ"),
        permission=Permission.KEEP_PORTAL,
    ),
    Place(
        endpoint="console.access_log",
        name=later("閲覧の記録簿"),
        permission=Permission.SEE_ACCESS_LOG,
    ),
    Place(
        endpoint="console.role_list",
        name=later("役割の確認"),
        permission=Permission.GRANT_ROLE,
    ),
    Place(endpoint="console.glass", name=later("緊急の閲覧"), permission=Permission.GRANT_GLASS),
    Place(
        endpoint="console.shifts",
        name=later("当番"),
        permission=Permission.PLAN_SHIFTS,
        is_at_hand=True,
    ),
    Place(
        endpoint="console.duty_plan", name=later("わたしの当番"), permission=Permission.SEE_SHIFTS
    ),
    Place(
        endpoint="console.certificates",
        name=later("修了証"),
        permission=Permission.KEEP_CERTIFICATES,
        is_at_hand=True,
    ),
    Place(endpoint="console.account", name=later("アカウント"), permission=Permission.OWN_ACCOUNT),
    Place(endpoint="console.text_list", name=later("文例"), permission=Permission.SEE_TEXTS),
    Place(
        endpoint="console.terms",
        name=later("現場で気づいたことば"),
        permission=Permission.KEEP_TERMS,
    ),
    Place(
        endpoint="console.destinations",
        name=later("紹介先"),
        permission=Permission.SEE_DESTINATIONS,
    ),
    Place(
        endpoint="console.directory",
        name=later("窓口の名簿"),
        permission=Permission.SEE_DIRECTORY,
    ),
    Place(
        endpoint="console.programmes",
        name=later("集まり"),
        permission=Permission.SEE_PROGRAMMES,
    ),
    Place(
        endpoint="console.dashboard",
        name=later("図で見る"),
        permission=Permission.SEE_INDICATORS,
    ),
    Place(
        endpoint="console.indicators",
        name=later("指標（KPI）"),
        permission=Permission.SEE_INDICATORS,
    ),
    Place(
        endpoint="console.exports",
        name=later("数字の公開"),
        permission=Permission.RELEASE_NUMBERS,
    ),
    Place(endpoint="console.numbers", name=later("月次表"), permission=Permission.SEE_NUMBERS),
    Place(
        endpoint="console.outreach",
        name=later("広報"),
        permission=Permission.KEEP_OUTREACH,
    ),
    Place(
        endpoint="console.staffing",
        name=later("必要な人数"),
        permission=Permission.ESTIMATE_STAFFING,
    ),
    Place(endpoint="console.outages", name=later("障害の記録"), permission=Permission.NOTE_OUTAGE),
)
