// One's own desk on every page: a sign of being here, whether one takes talks, what one is asked.

import { lookAtDesk, markAsked, say } from "./news.js";
import { isFresh, replacePart } from "./parts.js";
import { fragment, post } from "./server.js";
import { refreshTimes } from "./times.js";
import { words } from "./words.js";

const BEAT = 30_000; // whoever is silent for a minute is shown as grey
let asked = offerIds();
let beaten = 0;
let held = null; // one's own talks, once they are known

let fetching = null;
let isWanted = false;

/** Fetches one's own desk anew: one asking at a time, and one more for all that came meanwhile. */
export function refreshDesk() {
  isWanted = true;
  fetching ??= fetchWanted().finally(() => { fetching = null; });
  return fetching;
}

async function fetchWanted() {
  const address = new URL("/offers", location.href);
  address.searchParams.set("on", location.pathname);
  while (isWanted) {
    isWanted = false;
    show(await fragment(address));
  }
}

/** A beat when one is due: a hidden page's own timers may sleep, what it hears wakes it. */
export function beatIfDue() {
  if (Date.now() - beaten >= BEAT) beat();
}

/** Tells the server that this page is open; its answer is the desk as it stands. */
async function beat() {
  beaten = Date.now();
  try {
    const answer = await post("/presence/beat", { on: location.pathname });
    if (answer.ok) show(answer.body);
  } catch {
    // No answer: the next beat comes soon.
  }
}

function show(body) {
  lookAtDesk(body); // before its parts move into the page
  tellGiven(body);
  for (const id of ["duty", "alerts", "offers", "rail"]) {
    const fresh = body.querySelector(`#${id}`);
    if (fresh && isFresh(fresh)) replacePart(fresh);
  }
  refreshTimes();
  announce();
  document.dispatchEvent(new Event("desk-shown"));
}

/** A talk may come without having been asked: a supervisor gives it. */
function tellGiven(body) {
  const rail = body.querySelector("#rail");
  if (!rail) return;
  const now = new Set([...rail.querySelectorAll("a")].map((link) => link.getAttribute("href")));
  if (held && [...now].some((address) => !held.has(address))) say(words.given);
  held = now;
}

function announce() {
  const before = asked;
  asked = offerIds();
  markAsked(asked.size > 0);
  if ([...asked].some((id) => !before.has(id))) say(words.asked, "heard-offers");
}

function offerIds() {
  return new Set([...document.querySelectorAll("#offers .offer")].map((offer) => offer.id));
}

// Answers that leave one on the same page need no new page.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("desk" in form.dataset)) return;
  event.preventDefault();
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  try {
    const answer = await post(form.action, { ...Object.fromEntries(new FormData(form)), on: location.pathname });
    if (answer.ok) show(answer.body);
    else await refreshDesk();
  } catch {
    form.submit(); // without script's road, the plain one
  }
});

// Whoever's time is over is asked no more: the server knows whether it is.
document.addEventListener("time-is-over", () => setTimeout(() => refreshDesk().catch(() => {}), 1_500));

setInterval(beatIfDue, BEAT / 4);
addEventListener("online", beat);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") beat();
});
announce();
beat();
