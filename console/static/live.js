// Hears what changes, and asks the page to catch up. Every message of the server has a number;
// whoever comes back names the last one whose change is on the page, and hears what has changed
// since, or everything when the server no longer knows. So nothing is missed however long the
// line was cut, and a page that fetches by revision shows nothing twice.

import { beatIfDue, refreshDesk } from "./desk.js";
import { words } from "./words.js";

const SILENCE = 25_000; // the server speaks every ten seconds
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
const PATIENCE = 2_000; // a short hiccup needs no banner
const GLAD = 4_000; // how long the banner says that the line is back

/** Calls `catchUp` at every change. It may be called often and at once. */
export function follow(address, catchUp) {
  const banner = lineBanner();
  let source = null;
  let wait = FIRST_WAIT;
  let watch = 0;
  let retry = 0;
  let heardUpTo = "";
  let shownUpTo = "";
  let isRunning = false;
  let isWanted = false;

  function heard(event) {
    clearTimeout(watch);
    watch = setTimeout(cut, SILENCE);
    if (event?.lastEventId) heardUpTo = event.lastEventId;
  }

  function open() {
    clearTimeout(retry);
    source?.close();
    const place = new URL(address, location.href);
    if (shownUpTo) place.searchParams.set("after", shownUpTo);
    source = new EventSource(place);
    source.addEventListener("open", () => heard());
    source.addEventListener("tick", (event) => {
      heard(event);
      if (!isRunning) isUpToDate(heardUpTo);
      beatIfDue();
    });
    source.addEventListener("change", (event) => {
      heard(event);
      const isOfAlerts = event.data === "alerts";
      if (isOfAlerts || event.data.startsWith("member ")) refreshDesk().catch(() => {}); // or the next beat
      if (isOfAlerts) document.dispatchEvent(new Event("alerts-changed"));
      if (!event.data.startsWith("member ")) run();
    });
    source.addEventListener("error", () => { cut(); ask(); });
    heard();
  }

  // We reconnect by hand: a browser gives up for good after a refusal, and never notices silence.
  function cut() {
    source?.close();
    clearTimeout(watch);
    banner.cut();
    clearTimeout(retry);
    retry = setTimeout(open, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function isUpToDate(number) {
    shownUpTo = number;
    wait = FIRST_WAIT;
    banner.back();
  }

  async function run() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        const upTo = heardUpTo;
        await catchUp();
        isUpToDate(upTo);
      }
    } catch {
      cut();
    } finally {
      isRunning = false;
    }
  }

  // A refusal looks like a cut: what the page shows may be somebody else's by now, so it asks.
  async function ask() {
    if (isRunning) return;
    isRunning = true;
    try {
      await catchUp();
    } catch {
      // the next try of the stream asks again
    } finally {
      isRunning = false;
      if (isWanted) run();
    }
  }

  addEventListener("online", () => { cut(); open(); });
  addEventListener("offline", cut);
  addEventListener("pagehide", () => { source?.close(); clearTimeout(retry); clearTimeout(watch); });
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  open();
  return run;
}

// Says in words, above the page, that the line is cut, and for a moment that it is back.
function lineBanner() {
  const banner = document.getElementById("line");
  let warning = 0;
  let gladness = 0;
  return {
    cut() {
      clearTimeout(gladness);
      warning ||= setTimeout(() => {
        banner.dataset.line = "cut";
        banner.textContent = words.lineCut;
      }, PATIENCE);
    },
    back() {
      clearTimeout(warning);
      warning = 0;
      if (banner.dataset.line !== "cut") return;
      banner.dataset.line = "back";
      banner.textContent = words.lineBack;
      gladness = setTimeout(() => {
        delete banner.dataset.line;
        banner.textContent = "";
      }, GLAD);
    },
  };
}
