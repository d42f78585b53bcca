// Snippets: a list under the composer, opened by `/` at the beginning of a line or by its button.
// Arrows choose, Enter puts the words in, Escape closes. The Enter of an input method is its own.

import { say } from "./news.js";
import { fragment } from "./server.js";
import { counted, said } from "./talk_words.js";

const box = document.getElementById("snippet-box");
const button = document.getElementById("snippets-open");

/** Wires the list to the composer, if this page has one. */
export function wireSnippets(text) {
  if (!box || !button || !text) return;
  let list = null;
  let chosen = -1;

  button.hidden = false;
  text.setAttribute("aria-autocomplete", "list");

  async function open() {
    try {
      list = (await fragment(button.dataset.source)).querySelector("[role=listbox]");
    } catch {
      list = null;
    }
    if (!list) return;
    box.replaceChildren(list);
    box.hidden = false;
    text.setAttribute("aria-controls", list.id);
    narrow();
    const number = options().length;
    say(number ? counted(said.snippets, number) : said.noSnippets);
  }

  function close() {
    box.hidden = true;
    box.replaceChildren();
    list = null;
    chosen = -1;
    text.removeAttribute("aria-activedescendant");
    text.removeAttribute("aria-controls");
  }

  const isOpen = () => list !== null;
  const options = () => [...list.querySelectorAll("[role=option]:not([hidden])")];

  // What stands between the `/` and the caret narrows the list.
  function narrow() {
    const typed = slashed()?.words ?? "";
    for (const option of list.querySelectorAll("[role=option]")) {
      option.hidden = !option.textContent.includes(typed);
    }
    choose(options().length ? 0 : -1);
  }

  function choose(place) {
    chosen = place;
    const shown = options();
    shown.forEach((option, at) => option.setAttribute("aria-selected", at === place));
    if (place < 0) return text.removeAttribute("aria-activedescendant");
    text.setAttribute("aria-activedescendant", shown[place].id);
    shown[place].scrollIntoView({ block: "nearest" });
  }

  /** The `/…` that begins the line of the caret: where it is, and what follows it. */
  function slashed() {
    const before = text.value.slice(0, text.selectionStart);
    const found = /(?:^|\n)[/／]([^\n]*)$/.exec(before);
    return found ? { start: before.length - found[1].length - 1, words: found[1] } : null;
  }

  function put(option) {
    const place = slashed();
    const start = place ? place.start : text.selectionStart;
    text.setRangeText(option.dataset.body, start, text.selectionEnd, "end");
    close();
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  text.addEventListener("input", (event) => {
    if (event.isComposing) return;
    const place = slashed();
    if (!place) return isOpen() && close();
    if (isOpen()) narrow();
    else if (!place.words) open();
  });
  text.addEventListener("keydown", (event) => {
    if (!isOpen() || event.isComposing || event.keyCode === 229) return;
    const last = options().length - 1;
    const moves = { ArrowDown: Math.min(chosen + 1, last), ArrowUp: Math.max(chosen - 1, 0) };
    if (event.key in moves && last >= 0) choose(moves[event.key]);
    else if (event.key === "Enter" && chosen >= 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) put(options()[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) put(option);
  });
  button.addEventListener("click", async () => {
    if (isOpen()) return close();
    text.focus();
    await open();
  });
  text.addEventListener("blur", () => setTimeout(() => {
    if (isOpen() && ![text, button].includes(document.activeElement)) close();
  }, 200));
}
