// One text: what is typed is shown as on the phone, a moment after the last key.

import { post } from "./server.js";

const DELAY = 400;
const form = document.getElementById("text-form");
let timer = 0;
let asked = 0;

async function show() {
  asked += 1;
  const mine = asked;
  const answer = await post(form.dataset.preview, new FormData(form)).catch(() => null);
  const fresh = answer?.ok ? answer.body.querySelector("#preview") : null;
  if (fresh && mine === asked) document.getElementById("preview").replaceWith(fresh);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(show, DELAY);
}

form?.addEventListener("input", later);
// Somebody may have typed before we were ready, or come back by the browser's own way.
const fields = [...(form?.querySelectorAll("textarea") ?? [])];
if (fields.some((field) => field.value !== field.defaultValue)) later();
