"""Posts webhooks as LINE does: signed, in order per person, again when not taken."""

import heapq
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from itertools import count

from simulator import posting
from simulator.events import Source, event
from simulator.faults import FaultPanel
from simulator.journal import Journal, Traffic
from simulator.platform import Platform
from simulator.posting import Answer
from simulator.shapes import JsonObject

THREADS = 8
HELD_EVENTS, HELD_SECONDS = 3, 1.5
LONGEST_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where webhooks go, and how LINE's console is set for them."""

    url: str
    secret: str
    is_redelivering: bool = True
    redelivery_seconds: float = 1.0
    attempts: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    events: tuple[JsonObject, ...]
    lane: str
    attempt: int = 1


class Sender:
    """Takes events and posts them from its own threads until told to stop."""

    def __init__(
        self, platform: Platform, faults: FaultPanel, journal: Journal, endpoint: Endpoint
    ) -> None:
        self.endpoint = endpoint
        self._platform, self._faults, self._journal = platform, faults, journal
        self._changed = threading.Condition()
        self._lanes: dict[str, deque[_Delivery]] = {}
        self._ready: deque[str] = deque()
        self._later: list[tuple[float, int, _Delivery]] = []
        self._held: list[tuple[str, JsonObject]] = []
        self._held_until = 0.0
        self._order = count()
        self._is_stopping = False
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(THREADS)]
        self._threads.append(threading.Thread(target=self._wait_for_later, daemon=True))

    def start(self) -> None:
        """Begin to post."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Post nothing more; what is under way ends within LINE's two seconds."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()

    def submit(self, lane: str, item: JsonObject) -> None:
        """Post this event after the earlier ones of the same lane (person or group)."""
        with self._changed:
            if self._faults.is_armed("reorder") or self._faults.is_armed("batch"):
                self._held.append((lane, item))
                self._held_until = time.monotonic() + HELD_SECONDS
                if len(self._held) >= HELD_EVENTS:
                    self._release_held()
                self._changed.notify_all()
            else:
                self._enqueue(_Delivery(events=(item,), lane=lane))

    def flush(self, seconds: float, *, with_redeliveries: bool = False) -> bool:
        """Wait until everything is posted; tells whether it came true in time."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not (self._lanes or self._held or (with_redeliveries and self._later)),
                timeout=seconds,
            )

    def forget(self) -> None:
        """Drop everything that waits, and let what is under way end."""
        with self._changed:
            self._held.clear()
            for lane in self._lanes.values():
                lane.clear()
            self._changed.wait_for(lambda: not self._lanes, timeout=2 * posting.PATIENCE_SECONDS)
            self._later.clear()
            self._changed.notify_all()

    def verify(self, url: str | None = None) -> Answer:
        """Post the empty verification webhook; it is never sent again."""
        return self._post(_Delivery(events=(), lane="verify"), url=url)

    def _release_held(self) -> None:
        held, self._held = self._held, []
        if self._faults.for_webhook("batch"):
            self._enqueue(_Delivery(events=tuple(item for _, item in held), lane="batch"))
            return
        self._faults.for_webhook("reorder")
        for _, item in reversed(held):
            self._enqueue(_Delivery(events=(item,), lane="reorder"))

    def _enqueue(self, delivery: _Delivery) -> None:
        lane = self._lanes.get(delivery.lane)
        if lane is None:
            self._lanes[delivery.lane] = deque([delivery])
            self._ready.append(delivery.lane)
            self._changed.notify_all()
        else:
            lane.append(delivery)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ready or self._is_stopping)
                if self._is_stopping:
                    return
                name = self._ready.popleft()
                lane = self._lanes[name]
                delivery = lane.popleft() if lane else None
            if delivery is not None:
                self._deliver(delivery)
            with self._changed:
                if lane:
                    self._ready.append(name)
                else:
                    del self._lanes[name]
                self._changed.notify_all()

    def _deliver(self, delivery: _Delivery) -> None:
        twice = delivery.attempt == 1 and self._faults.for_webhook("duplicate")
        answer = self._post(delivery)
        if twice:
            self._post(delivery)
        if answer.is_accepted or not self.endpoint.is_redelivering:
            return
        if delivery.attempt < self.endpoint.attempts:
            self._redeliver_later(delivery)

    def _redeliver_later(self, delivery: _Delivery) -> None:
        wait = min(
            self.endpoint.redelivery_seconds * 2 ** (delivery.attempt - 1), LONGEST_WAIT_SECONDS
        )
        # LINE keeps no order among redeliveries: up to half as long again, by chance.
        due = time.monotonic() + wait * (1 + secrets.randbelow(500) / 1000)
        events = tuple(
            {**item, "deliveryContext": {"isRedelivery": True}} for item in delivery.events
        )
        again = replace(
            delivery,
            events=events,
            attempt=delivery.attempt + 1,
            lane=f"redelivery {next(self._order)}",
        )
        with self._changed:
            heapq.heappush(self._later, (due, next(self._order), again))
            self._changed.notify_all()

    def _wait_for_later(self) -> None:
        with self._changed:
            while not self._is_stopping:
                now = time.monotonic()
                if self._held and now >= self._held_until:
                    self._release_held()
                while self._later and self._later[0][0] <= now:
                    self._enqueue(heapq.heappop(self._later)[2])
                dues = [due for due, _, _ in self._later[:1]]
                dues += [self._held_until] if self._held else []
                self._changed.wait(min(dues) - now if dues else None)

    def _post(self, delivery: _Delivery, url: str | None = None) -> Answer:
        events, note = list(delivery.events), "再送" if delivery.attempt > 1 else ""
        for item in events:
            self._platform.tokens_posted(item.get("replyToken"))
        if events and self._faults.for_webhook("unknown_events"):
            events, note = _with_strangers(events, self._platform.clock.milliseconds()), "未知"
        if events and self._faults.for_webhook("extra_properties"):
            events, note = [{**item, "futureProperty": {"a": [1]}} for item in events], "追加項目"
        body = posting.as_bytes(self._platform.account.user_id, events)
        signed: str | None = posting.signature(self.endpoint.secret, body)
        if events and self._faults.for_webhook("forged_signature"):
            signed, note = posting.signature("not the secret", body), "偽の署名"
        if events and self._faults.for_webhook("no_signature"):
            signed, note = None, "署名なし"
        if events and self._faults.for_webhook("down"):
            answer, note = Answer(status=posting.COULD_NOT_CONNECT), "不通"
        else:
            answer = posting.post(url or self.endpoint.url, body, signed)
        self._keep(body, answer, note, url)
        return answer

    def _keep(self, body: bytes, answer: Answer, note: str, url: str | None) -> None:
        self._journal.write(
            Traffic(
                direction="webhook",
                method="POST",
                path=url or self.endpoint.url,
                body=body.decode(),
                status=answer.status,
                answer=answer.body,
                is_ordinary=note in {"", "再送", "不通"},
                note=note or ("確認" if '"events":[]' in body.decode() else ""),
                at_ms=self._platform.clock.milliseconds(),
                milliseconds=answer.milliseconds,
            )
        )


def _with_strangers(events: list[JsonObject], at_ms: int) -> list[JsonObject]:
    source = Source(user_id=str(events[0].get("source", {}).get("userId") or ""))
    unheard = event("somethingNew", source, at_ms, somethingNew={"data": "?"})
    message = {"type": "hologram", "id": "1", "quoteToken": "q"}
    return [unheard, *events, event("message", source, at_ms, message=message)]
