// Keeps 「n分」 and the demo's clock true on a page that stays open, by the server's clock.

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
  time.textContent = `あと${seconds}秒`;
  if (seconds || "over" in time.dataset) return;
  time.dataset.over = "";
  time.dispatchEvent(new Event("time-is-over", { bubbles: true }));
}

// The same words as console/times.py.
function since(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return "たった今";
  if (minutes < 60) return `${minutes}分前`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}時間前` : `${Math.floor(hours / 24)}日前`;
}

setInterval(refreshTimes, 10_000);
setInterval(() => {
  if (document.querySelector("time[data-until]")) refreshTimes();
}, 1_000);
