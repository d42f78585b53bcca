// Keeps 「n分」 and the demo's clock true on a page that stays open, by the server's clock.

import { words } from "./words.js";

const offset = Date.parse(document.documentElement.dataset.now) - Date.now();
const clock = document.getElementById("clock");
const inTokyo = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Tokyo", dateStyle: "short", timeStyle: "short",
});

/** Rewrites every time on the page that counts from a moment. */
export function refreshTimes() {
  const now = Date.now() + offset;
  for (const time of document.querySelectorAll("time[data-since]")) {
    time.textContent = since(now - Date.parse(time.dateTime));
  }
  for (const time of document.querySelectorAll("time[data-until]")) countDown(time, now);
  if (clock) clock.textContent = inTokyo.format(now);
}

function countDown(time, now) {
  const seconds = Math.max(0, Math.ceil((Date.parse(time.dateTime) - now) / 1_000));
  time.textContent = words.secondsLeft.replace("%(n)s", seconds);
  if (seconds || "over" in time.dataset) return;
  time.dataset.over = "";
  time.dispatchEvent(new Event("time-is-over", { bubbles: true }));
}

// The same words as console/times.py.
function since(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return words.justNow;
  if (minutes < 60) return counted(minutes, words.minute, words.minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return counted(hours, words.hour, words.hours);
  return counted(Math.floor(hours / 24), words.day, words.days);
}

// The server has written the sentence for one and for two; the number is put in its place.
function counted(n, one, two) {
  return n === 1 ? one : two.replace("2", n);
}

setInterval(refreshTimes, 10_000);
setInterval(() => {
  if (document.querySelector("time[data-until]")) refreshTimes();
}, 1_000);
