// The record page: being here counts as being there, however long the record takes to write; and
// what is filled in is kept a moment after the last change.

import { follow } from "./live.js";
import { post } from "./server.js";

const form = document.getElementById("record");
const PAUSE = 1_500;

follow(form.dataset.stream, async () => {});
if (form.dataset.draft) keepDraft();

function keepDraft() {
  const note = document.getElementById("kept");
  let timer = 0;
  let isDue = false;
  let isSending = false;

  async function save(options) {
    clearTimeout(timer);
    if (!isDue || isSending) return;
    isDue = false;
    try {
      const { ok } = await post(form.dataset.draft, [...new FormData(form)], options);
      note.textContent = ok ? note.dataset.kept : note.dataset.lost;
    } catch {
      isDue = true;
      note.textContent = note.dataset.lost;
    }
  }

  form.addEventListener("input", () => {
    isDue = true;
    note.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    isSending = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => { save({ keepalive: true }); });
}
