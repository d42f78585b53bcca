"""The fault panel: how the platform misbehaves on demand, on its API and towards the webhook."""

import threading
from dataclasses import asdict, dataclass, replace

from simulator.shapes import JsonObject

API_FAULTS: dict[str, str] = {
    "error_500": "500 で断る（受け付けない）",
    "error_500_after": "受け付けてから 500",
    "error_503": "503 で断る",
    "timeout_before": "受け付けずに だまる",
    "timeout_after": "受け付けてから だまる",
    "reset_before": "受け付けずに 切る",
    "reset_after": "受け付けてから 切る",
    "rate_429": "429 混雑",
    "monthly_429": "429 今月の上限",
    "forbidden_403": "403 権限なし",
    "expired_401": "401 トークン切れ",
    "nonsense": "受け付けてから 意味のない 200",
    "slow": "おそい（それから ふつうに答える）",
}
WEBHOOK_FAULTS: dict[str, str] = {
    "duplicate": "同じイベントを2度送る",
    "reorder": "3件ためて逆の順で送る",
    "batch": "3件ためて1通で送る",
    "unknown_events": "知らない種類のイベントを混ぜる",
    "extra_properties": "知らない項目をつける",
    "forged_signature": "署名をまちがえる",
    "no_signature": "署名をつけない",
    "down": "届かない（再送にまわる）",
}
ON_ALL_SENDING = "/v2/bot/message/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One armed fault: `times` calls or webhooks from now on, or all (`None`).

    `only` must stand in the path of an API call; `seconds` is how long silence or slowness lasts.
    """

    kind: str
    times: int | None = 1
    only: str = ON_ALL_SENDING
    seconds: float = 10.0


class FaultPanel:
    """The armed faults. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[Fault] = []

    def arm(self, fault: Fault) -> None:
        """Arm a fault, in place of one of the same kind and place.

        Raises:
            ValueError: there is no such kind, or it would happen less than once.
        """
        if fault.kind not in API_FAULTS and fault.kind not in WEBHOOK_FAULTS:
            raise ValueError(f"no such fault: {fault.kind}")
        if fault.times is not None and fault.times < 1:
            raise ValueError("times must be at least 1, or null for always")
        with self._lock:
            self._armed = [
                armed
                for armed in self._armed
                if (armed.kind, armed.only) != (fault.kind, fault.only)
            ]
            self._armed.append(fault)

    def clear(self, kind: str | None = None) -> None:
        """Disarm the faults of this kind, or all."""
        with self._lock:
            self._armed = [armed for armed in self._armed if kind and armed.kind != kind]

    def armed(self) -> list[JsonObject]:
        """Return what is armed, as JSON."""
        with self._lock:
            return [asdict(fault) for fault in self._armed]

    def is_armed(self, kind: str) -> bool:
        """Tell whether a fault of this kind waits, without using it up."""
        with self._lock:
            return any(fault.kind == kind for fault in self._armed)

    def for_call(self, path: str) -> Fault | None:
        """Use up and return the fault this API call meets, if any."""
        with self._lock:
            for fault in self._armed:
                if fault.kind in API_FAULTS and fault.only in path:
                    return self._used(fault)
        return None

    def for_webhook(self, kind: str) -> bool:
        """Use up a webhook fault of this kind; tells whether there was one."""
        with self._lock:
            for fault in self._armed:
                if fault.kind == kind:
                    self._used(fault)
                    return True
        return False

    def _used(self, fault: Fault) -> Fault:
        position = self._armed.index(fault)
        if fault.times is None:
            return fault
        if fault.times > 1:
            self._armed[position] = replace(fault, times=fault.times - 1)
        else:
            del self._armed[position]
        return fault
