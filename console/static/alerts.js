// What calls a supervisor, on whatever page: heard again and again until somebody acknowledges it.
// A page that has no line of its own to the server opens one for this; of several such pages in
// one browser only one does, and tells the others.

import { refreshDesk } from "./desk.js";
import { kept } from "./kept.js";
import { follow } from "./live.js";
import { markCalled, news, say } from "./news.js";
import { isSounding } from "./sound.js";
import { words } from "./words.js";

const AGAIN = 15_000; // a call is repeated; between two tones one can speak
const strip = () => document.getElementById("alerts");
const isCalled = () => "calling" in (strip()?.dataset ?? {});
const others = "BroadcastChannel" in window ? new BroadcastChannel("madobe-alerts") : null;
let wasCalled = false;
let ringing = 0;

function look() {
  const isNow = isCalled();
  markCalled(isNow);
  if (isNow && !wasCalled) {
    say(words.called, "heard-offers");
    ringing = setInterval(() => { if (isCalled()) news({ isAlert: true }); }, AGAIN);
  }
  if (!isNow) clearInterval(ringing);
  wasCalled = isNow;
  showUnheard();
}

// Whoever is called reads that it cannot be heard, and what makes it so.
function showUnheard() {
  const place = document.getElementById("alerts-unheard");
  if (!place) return;
  place.hidden = isSounding();
  place.textContent = isSounding() ? "" : kept("sound", true) ? words.unheardLocked : words.unheard;
}

function listen() {
  const own = strip()?.dataset.stream;
  const isHeardAlready = [...document.querySelectorAll("[data-stream]")].some((each) => each.id !== "alerts");
  if (!own || isHeardAlready) return;
  const open = () => follow(own, refreshDesk);
  if (!navigator.locks) open();
  else navigator.locks.request("madobe-alerts", () => { open(); return new Promise(() => {}); });
}

document.addEventListener("desk-shown", look);
document.addEventListener("sound-changed", showUnheard);
document.addEventListener("alerts-changed", () => others?.postMessage("changed"));
others?.addEventListener("message", () => { refreshDesk().catch(() => {}); });
listen();
look();
if (isCalled()) news({ isAlert: true });
