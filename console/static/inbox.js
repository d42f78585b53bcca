// The inbox and the board: their lists are fetched anew whenever something changes.

import { follow } from "./live.js";
import { lookForNews, say } from "./news.js";
import { fragment } from "./server.js";
import { refreshTimes } from "./times.js";
import { words } from "./words.js";

const lists = document.getElementById("lists");
const waitingIds = () => new Set([...lists.querySelectorAll("[id^=waiting-]")].map((item) => item.id));

async function catchUp() {
  if (lists.querySelector("select:focus")) return; // somebody is choosing
  const fresh = await fragment(lists.dataset.source);
  const before = waitingIds();
  const focused = focusPlace();
  lists.replaceChildren(...fresh.childNodes);
  findFocus(focused)?.focus({ preventScroll: true });
  refreshTimes();
  if ([...waitingIds()].some((id) => !before.has(id))) say(words.waiting);
  lookForNews();
}

// Keyboard focus stays with the same person's same control.
function focusPlace() {
  const active = document.activeElement;
  if (!lists.contains(active)) return null;
  return { item: active.closest("li")?.id, tag: active.localName };
}

function findFocus(place) {
  if (!place) return null;
  const within = place.item ? document.getElementById(place.item) : lists.querySelector(".head");
  return within?.querySelector(place.tag) ?? null;
}

const run = follow(lists.dataset.stream, catchUp);
// What only time changes (who is grey, what is silent) is looked at now and then.
if (lists.dataset.every) setInterval(run, Number(lists.dataset.every) * 1_000);
