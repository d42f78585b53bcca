// Hears what changes. Every (re)connection asks the page to catch up, so nothing is missed
// however long the line was cut; a banner says while it is.

import { beatIfDue, refreshDesk } from "./desk.js";

const SILENCE = 25_000; // the server speaks every ten seconds
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
const PATIENCE = 2_000; // a short hiccup needs no banner

/** Calls `catchUp` at every connection and change. It may be called often and at once. */
export function follow(address, catchUp) {
  const banner = document.getElementById("line-cut");
  let source = null;
  let wait = FIRST_WAIT;
  let watch = 0;
  let warning = 0;
  let retry = 0;

  function heard() {
    clearTimeout(watch);
    watch = setTimeout(cut, SILENCE);
  }

  function open() {
    clearTimeout(retry);
    source = new EventSource(address);
    source.addEventListener("open", () => {
      heard();
      run();
    });
    source.addEventListener("tick", () => {
      heard();
      beatIfDue();
    });
    source.addEventListener("change", (event) => {
      heard();
      if (event.data.startsWith("member ")) refreshDesk().catch(() => {}); // the next beat tells
      else run();
    });
    source.addEventListener("error", cut);
    heard();
  }

  // We reconnect by hand: a browser gives up for good after a refusal, and never notices silence.
  function cut() {
    source?.close();
    clearTimeout(watch);
    warning ||= setTimeout(() => { banner.hidden = false; }, PATIENCE);
    clearTimeout(retry);
    retry = setTimeout(open, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  let isRunning = false;
  let isWanted = false;

  async function run() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await catchUp();
      }
      clearTimeout(warning);
      warning = 0;
      wait = FIRST_WAIT;
      banner.hidden = true;
    } catch {
      cut();
    } finally {
      isRunning = false;
    }
  }

  addEventListener("online", () => { cut(); open(); });
  addEventListener("offline", cut);
  addEventListener("pagehide", () => { source?.close(); clearTimeout(retry); clearTimeout(watch); });
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  open();
  return run;
}
