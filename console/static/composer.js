// The place to write. Enter is a new line, always; what is typed is kept on the server;
// one `send_key` a message, so that pressing twice or trying again sends once.

import { post } from "./server.js";
import { wireSnippets } from "./snippets.js";
import { counted, said } from "./talk_words.js";

const DRAFT_DELAY = 700;
const LONG = 1_000;
const ONE_BUBBLE = 5_000; // UTF-16 units, as LINE counts and as JavaScript does
const RETRY = 4_000;
const MOST_TRIES = 6; // answers that something is wrong; without an answer we go on asking

/**
 * Wires the form, if this page has one. `sent(body)` gets the server's list of changes; `look()`
 * brings the page up to date or throws; `heard()` counts what the person has said on this page.
 */
export function wireComposer({ sent, catchUp, look, heard, revision }) {
  const form = document.getElementById("composer");
  if (!form) return;
  const text = form.elements.text;
  const key = form.elements.send_key;
  const button = document.getElementById("send");
  const told = document.getElementById("told");
  const draft = keepDraft(form, text);
  let isSending = false;
  // Words that are looked at a second time, and the server's mark for just these words.
  let looked = form.elements.confirm
    ? { words: text.defaultValue, mark: form.elements.confirm.value } : null;

  async function send() {
    if (isSending || text.disabled) return;
    if (!text.value.trim()) return tell(said.empty);
    isSending = true;
    tell("");
    text.readOnly = true; // what was tried and what is tried again must be the same words
    button.disabled = true;
    await draft.pause();
    const answer = await tryUntilAnswered();
    text.readOnly = false;
    button.disabled = text.disabled;
    isSending = false;
    if (answer.ok) {
      text.value = "";
      showLength();
      key.value = crypto.getRandomValues(new Uint8Array(16))
        .reduce((hex, byte) => hex + byte.toString(16).padStart(2, "0"), "");
      draft.resume({ isSent: true });
      tell("");
      lookAgain(null);
      sent(answer.body);
    } else {
      draft.resume({ isSent: false });
      tell(answer.body.textContent.trim() || said.notSent);
      const mark = answer.body.querySelector("[data-look]")?.dataset.look;
      lookAgain(mark ? { words: text.value, mark } : looked);
      catchUp(); // what was said in between is shown, and the next press answers it
    }
    text.focus();
  }

  async function tryUntilAnswered() {
    const before = heard();
    for (let tries = 1; ; tries += 1) {
      if (tries > 1 && await isOvertaken(before)) return { ok: false, body: inWords(said.meanwhile) };
      try {
        const answer = await post(form.action, {
          text: text.value, send_key: key.value, since: revision(),
          ...(looked ? { confirm: looked.mark } : {}),
        });
        if (answer.status < 500 || tries >= MOST_TRIES) return answer;
      } catch {
        // No answer: it may have arrived. The same key makes another try harmless.
      }
      if (tries === 1) await draft.keepInDoubt();
      tell(said.unsure);
      await new Promise((done) => setTimeout(done, RETRY));
    }
  }

  /** Whether the person has written since, and the words have not gone out by an earlier try. */
  async function isOvertaken(before) {
    try {
      await look();
    } catch {
      return false; // still no line: the next try waits for one as well
    }
    return heard() > before && !wentOut(text.value);
  }

  function tell(words) {
    told.textContent = words;
    told.hidden = !words;
  }

  function showLength() {
    const length = document.getElementById("length");
    const parts = Math.ceil(text.value.length / ONE_BUBBLE);
    length.hidden = text.value.length < LONG;
    length.textContent = counted(said.length, [...text.value].length.toLocaleString())
      + (parts > 1 ? counted(said.parts, parts) : "");
  }

  /** Words with a number or an address go out at the second press, as long as they are the same. */
  function lookAgain(what) {
    looked = what;
    button.textContent = looked?.words === text.value ? said.sendAgain : said.send;
  }

  function sends(event) {
    if (event.key !== "Enter") return false;
    const wish = form.dataset.sendKey;
    if (wish === "shift_enter") return event.shiftKey && !event.ctrlKey && !event.metaKey;
    return wish === "ctrl_enter" && (event.ctrlKey || event.metaKey);
  }

  wireSnippets(text);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-act]")) return; // another act's (acts.js)
    event.preventDefault();
    send();
  });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the Enter of an IME
    if (sends(event)) {
      event.preventDefault();
      send();
    }
  });
  text.addEventListener("input", () => {
    tell("");
    showLength();
    lookAgain(looked);
  });
  showLength();
  lookAgain(looked);
}

function wentOut(words) {
  return [...document.querySelectorAll("#transcript .outbound .words")]
    .some((shown) => shown.textContent.trim() === words.trim());
}

function inWords(sentence) {
  const body = document.createElement("p");
  body.textContent = sentence;
  return body;
}

/** Keeps the draft on the server a moment after the last key, and at once when leaving. */
function keepDraft(form, text) {
  const note = document.getElementById("draft");
  let kept = text.defaultValue; // as the server gave it; somebody may type before we are ready
  let timer = 0;
  let running = Promise.resolve();
  let isPaused = false;

  function later(delay = DRAFT_DELAY) {
    clearTimeout(timer);
    note.textContent = "";
    timer = setTimeout(() => { running = running.then(save); }, delay);
  }

  async function save(options = {}) {
    const words = text.value;
    if ((isPaused && !options.inDoubt) || words === kept) return;
    try {
      const answer = await post(form.dataset.draft, { text: words }, options);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      kept = words;
      note.textContent = words ? said.kept : "";
    } catch {
      note.textContent = said.notKept;
      if (!isPaused) later(RETRY);
    }
  }

  if (text.value !== kept) later();
  text.addEventListener("input", () => later());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      clearTimeout(timer);
      running = running.then(() => save({ keepalive: true }));
    }
  });

  return {
    async pause() {
      isPaused = true;
      clearTimeout(timer);
      note.textContent = "";
      await running;
    },
    /** Nobody knows whether it went: what was typed outlives a reload all the same. */
    async keepInDoubt() {
      running = running.then(() => save({ inDoubt: true }));
      await running;
    },
    resume({ isSent }) {
      isPaused = false;
      if (isSent) kept = "";
      else later();
    },
  };
}
