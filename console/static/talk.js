// The talk page: changed messages replace their old form or find their place by order.

import { wireComposer } from "./composer.js";
import { follow } from "./live.js";
import { fragment } from "./server.js";
import { refreshTimes } from "./times.js";

const transcript = document.getElementById("transcript");
const scroll = document.getElementById("scroll");
const toNewest = document.getElementById("to-newest");
const heard = document.getElementById("heard");
let isEnding = false; // this page is on its way to the record: nothing may lead it elsewhere

/** Works the answer to "what changed" into the page. Doing it twice changes nothing. */
export function apply(body) {
  const changes = body.querySelector("#changes");
  if (!changes) throw new Error("no changes in the answer");
  if (changes.dataset.state !== transcript.dataset.state) {
    if (!isEnding) location.reload(); // other buttons belong to another state; the draft is kept
    return;
  }
  const wasAtEnd = isAtEnd();
  let hasNewWords = false;
  for (const message of [...changes.querySelectorAll(".message")]) {
    hasNewWords = place(message) || hasNewWords;
  }
  transcript.dataset.revision = Math.max(transcript.dataset.revision, changes.dataset.revision);
  document.getElementById("state").replaceWith(changes.querySelector("#state"));
  showBlock("blocked" in changes.dataset);
  refreshTimes();
  if (wasAtEnd) toEnd();
  else if (hasNewWords) toNewest.hidden = false;
  if (hasNewWords) {
    heard.textContent = "";
    heard.textContent = "新しいことばが届きました。";
  }
}

/** Puts one message where it belongs; tells whether it is news from the person. */
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
  return message.classList.contains("inbound");
}

function showBlock(isBlocked) {
  document.getElementById("blocked").hidden = !isBlocked;
  for (const control of document.querySelectorAll("#composer textarea, #send")) {
    control.disabled = isBlocked;
  }
}

function isAtEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  toNewest.hidden = true;
}

function wireEnd() {
  const dialog = document.getElementById("end-dialog");
  if (!dialog) return;
  document.getElementById("end").addEventListener("click", () => dialog.showModal());
  document.getElementById("end-not").addEventListener("click", () => dialog.close());
  dialog.addEventListener("submit", () => {
    isEnding = true;
    dialog.querySelector("button.main").disabled = true;
  });
}

const catchUp = follow(transcript.dataset.stream, async () => {
  const address = new URL(transcript.dataset.source, location.href);
  address.searchParams.set("since", transcript.dataset.revision);
  apply(await fragment(address));
});
toNewest.addEventListener("click", toEnd);
scroll.addEventListener("scroll", () => { if (isAtEnd()) toNewest.hidden = true; });
wireEnd();
wireComposer({
  sent: (body) => { apply(body); toEnd(); },
  catchUp,
  revision: () => transcript.dataset.revision,
});
toEnd();
