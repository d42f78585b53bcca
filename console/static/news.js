// News for somebody who may be looking elsewhere: a tone, a notice of the browser, a mark in the
// tab. None of them says what it is, or of whom.

import { kept } from "./kept.js";
import { chime, ring } from "./sound.js";
import { words } from "./words.js";

const title = document.title;
const AGAIN = 10_000; // nobody wants to hear the same sentence at every word
const known = new Set(namesIn(document));
const said = new Map();
let isDeskKnown = false;
let isUnseen = false;
let isAsked = false;
let isCalled = false;

/** Tells that there is something new for this member; an alert is told of again and again. */
export function news({ isAlert = false } = {}) {
  if (isAlert) ring();
  else chime();
  if (document.hasFocus()) return;
  isUnseen = true;
  mark();
  notify({ isAlert });
}

/** Looks whether what came anew brought something: each has its own `data-news`. */
export function lookForNews(part = document) {
  const fresh = namesIn(part).filter((name) => !known.has(name));
  for (const name of fresh) known.add(name);
  if (fresh.length) news({ isAlert: fresh.some((name) => name.startsWith("alert-")) });
}

/**
 * The same for one's own desk, which tells of one's talks also where the page does not show them.
 * What it tells at first was there before the page.
 */
export function lookAtDesk(desk) {
  if (!isDeskKnown) for (const name of namesIn(desk)) if (name.startsWith("word-")) known.add(name);
  isDeskKnown = true;
  lookForNews(desk);
}

/** Whether an offer stands, for the tab. */
export function markAsked(isStanding) {
  isAsked = isStanding;
  mark();
}

/** Whether an alert calls this member, for the tab. */
export function markCalled(isStanding) {
  isCalled = isStanding;
  mark();
}

/** Says one sentence to a screen reader, when it is done with what it says; not again at once. */
export function say(sentence, place = "heard") {
  const region = document.getElementById(place);
  if (!region || Date.now() - (said.get(sentence) ?? -Infinity) < AGAIN) return;
  said.set(sentence, Date.now());
  region.textContent = "";
  region.textContent = sentence;
}

function namesIn(part) {
  return [...part.querySelectorAll("[data-news]")].map((each) => each.dataset.news);
}

function mark() {
  const before = isCalled ? words.calledMark : isAsked ? words.askedMark : isUnseen ? words.newsMark : "";
  document.title = before + title;
}

function notify({ isAlert }) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  if (!kept("notices", false)) return;
  try {
    const notice = new Notification(words.house, {
      body: words.notice, tag: "madobe", silent: true, renotify: isAlert, requireInteraction: isAlert,
    });
    notice.addEventListener("click", () => {
      focus();
      notice.close();
    });
  } catch {
    // A telephone's browser shows notices only for a page that works in the background.
  }
}

addEventListener("focus", () => {
  isUnseen = false;
  mark();
});
