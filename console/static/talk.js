// The talk page: changed messages replace their old form or find their place by order.

import { wireActs } from "./acts.js";
import { wireComposer } from "./composer.js";
import { follow } from "./live.js";
import "./menus.js";
import { lookForNews, say } from "./news.js";
import { isFresh, replacePart } from "./parts.js";
import { fragment } from "./server.js";
import { said } from "./talk_words.js";
import { refreshTimes } from "./times.js";

const transcript = document.getElementById("transcript");
const scroll = document.getElementById("scroll");
const toNewest = document.getElementById("to-newest");
const panel = document.getElementById("panel");
const BESIDE = matchMedia("(min-width: 68.75rem)"); // room for the panel beside the talk
const LOOK_AGAIN = 40_000;
let heard = 0; // how many words of the person have come to this page
let top = 0; // where the words were scrolled to
let follows = true; // the newest words are in view, and stay so
let isEnding = false; // this page is on its way to the record: nothing may lead it elsewhere

/** Works the answer to "what changed" into the page. Doing it twice changes nothing. */
export function apply(body) {
  const changes = body.querySelector("#changes");
  if (!changes) throw new Error("no changes in the answer");
  if (changes.dataset.state !== transcript.dataset.state) {
    if (!isEnding) location.reload(); // other buttons belong to another state; the draft is kept
    return;
  }
  let hasNewWords = false;
  for (const item of [...changes.querySelectorAll(":scope > ol > li")]) {
    hasNewWords = place(item) || hasNewWords;
  }
  transcript.dataset.revision = Math.max(transcript.dataset.revision, changes.dataset.revision);
  lookForNews(changes); // before its parts move into the page
  for (const fresh of changes.querySelectorAll("#state, #tools, #around, #side-live, [id^=rail-]")) {
    if (isFresh(fresh)) replacePart(fresh);
  }
  showBlock("blocked" in changes.dataset);
  refreshTimes();
  if (follows) toEnd();
  else if (hasNewWords) toNewest.hidden = false;
  if (hasNewWords) {
    say(said.news);
  }
}

/** Puts one message where it belongs; tells whether it is news to the counsellor. */
function place(message) {
  const shown = document.getElementById(message.id);
  if (shown) {
    if (Number(message.dataset.revision) >= Number(shown.dataset.revision)) shown.replaceWith(message);
    return false;
  }
  let next = null;
  for (let item = transcript.lastElementChild; item; item = item.previousElementSibling) {
    if (item.dataset.order < message.dataset.order) break;
    next = item;
  }
  transcript.insertBefore(message, next);
  if (message.matches(".inbound")) heard += 1;
  return message.matches(".inbound, .whisper");
}

function showBlock(isBlocked) {
  document.getElementById("blocked").hidden = !isBlocked;
  for (const control of document.querySelectorAll("#composer textarea, #send, #think")) {
    control.disabled = isBlocked;
  }
}

// On a low screen the words have no window of their own: there the whole page scrolls.
function box() {
  return isWhole() ? document.scrollingElement : scroll;
}

function isWhole() {
  return getComputedStyle(scroll).overflowY === "visible";
}

function noteEnd() {
  const { scrollHeight, scrollTop, clientHeight } = box();
  if (scrollHeight - scrollTop - clientHeight < 80) follows = true;
  else if (scrollTop < top) follows = false; // somebody has scrolled; the box alone got smaller
  top = scrollTop;
  if (follows) toNewest.hidden = true;
}

function toEnd() {
  box().scrollTop = box().scrollHeight;
  top = box().scrollTop;
  follows = true;
  toNewest.hidden = true;
}

// What stands above the words comes and goes (an offer, the banner): the newest stay in view.
function wireScroll() {
  toNewest.addEventListener("click", toEnd);
  for (const each of [scroll, document]) each.addEventListener("scroll", noteEnd);
  new ResizeObserver(() => { if (follows && !isWhole()) toEnd(); }).observe(scroll);
  addEventListener("resize", () => { if (follows) toEnd(); });
}

function wireEnd() {
  const dialog = document.getElementById("end-dialog");
  if (!dialog) return;
  // Without script, or before it has come, the browser itself opens the dialog.
  document.getElementById("end").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("end-unsent").hidden = !document.getElementById("text").value.trim();
    dialog.showModal();
  });
  document.getElementById("end-not").addEventListener("click", () => dialog.close());
  dialog.addEventListener("submit", () => {
    isEnding = true;
    dialog.querySelector("button.main").disabled = true;
  });
}

function wireHandOver() {
  const dialog = document.getElementById("hand-over-dialog");
  if (!dialog) return;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#hand-over");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    try {
      dialog.replaceChildren(...(await fragment(link.href)).childNodes);
      dialog.showModal();
    } catch {
      location.assign(link.href);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
}

// A suggested word goes into the composer, where it is read, changed and sent by hand.
function wireSuggestions() {
  document.addEventListener("click", (event) => {
    const words = event.target.closest("[data-insert]")?.dataset.insert;
    const text = document.getElementById("text");
    if (!words || !text || text.disabled || text.readOnly) return;
    text.value = text.value.trim() ? `${text.value}\n${words}` : words;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}

// Beside the talk the panel stands open; over it, it opens when somebody asks for it.
function wirePanel() {
  const fit = () => { panel.open = BESIDE.matches; };
  BESIDE.addEventListener("change", fit);
  fit();
}

/** Brings the page up to date, or throws. */
async function look() {
  const address = new URL(transcript.dataset.source, location.href);
  address.searchParams.set("since", transcript.dataset.revision);
  if (document.visibilityState === "visible") address.searchParams.set("read", "yes");
  apply(await fragment(address, { gone: transcript.dataset.gone }));
}

/** Puts the saved form anew; what is typed in another stays. */
function renewForm(form, body) {
  const part = form.closest("details");
  const fresh = part && body.querySelector(`#side-forms #${part.id}`);
  if (!fresh) return;
  part.replaceWith(fresh);
  fresh.querySelector("summary").focus({ preventScroll: true });
  say(said.done);
}

const catchUp = follow(transcript.dataset.stream, look);
wireScroll();
wireEnd();
wireHandOver();
wireSuggestions();
setInterval(catchUp, LOOK_AGAIN); // silence and closing come by the clock alone
wirePanel();
const revision = () => transcript.dataset.revision;
wireComposer({
  sent: (body) => {
    apply(body);
    toEnd();
  },
  catchUp,
  look,
  heard: () => heard,
  revision,
});
wireActs({
  done: (body, { form }) => {
    apply(body);
    if (form.dataset.here === "forms") renewForm(form, body);
  },
  revision,
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") catchUp(); // what was not in view is read now
});
history.scrollRestoration = "manual"; // a reload begins with the newest words, as coming here does
toEnd();
