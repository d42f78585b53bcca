// One press that leaves one on the page: the buttons beside the composer, the small forms around
// the talk. Without script each is a form of its own and leads back here.

import { post } from "./server.js";
import { said } from "./talk_words.js";

let refusal = ""; // what an act was refused with, until one succeeds

/** Wires them. `done(body, { form })` gets the server's list of changes. */
export function wireActs({ done, revision }) {
  document.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const form = event.target;
    const isAct = button?.matches("[data-act]");
    if (!isAct && !("here" in form.dataset)) return;
    event.preventDefault();
    try {
      const answer = await asked(isAct ? button.formAction : form.action, fields(form, isAct));
      if (!answer.ok) return refuse(answer.body);
      if (button?.dataset.act === "reload") return location.reload();
      done(answer.body, { form });
      allow();
    } catch {
      refuse();
    }

    async function asked(address, given) {
      if (button) button.disabled = true;
      try {
        return await post(address, { ...given, since: revision() });
      } finally {
        if (button) button.disabled = false; // what comes of it may shut it again
      }
    }
  });
}

// What is typed in the composer stays there: it is not the business of a button beside it.
function fields(form, isAct) {
  const given = Object.fromEntries(new FormData(form));
  if (isAct) delete given.text;
  return given;
}

// The server's own words, with the way on where it names one.
function refuse(body) {
  tell(body?.textContent.trim() || said.notSent);
  const told = document.getElementById("told");
  if (told && body?.querySelector("a")) told.replaceChildren(...body.childNodes);
  refusal = told?.textContent ?? "";
}

// What the composer says meanwhile is its own, and stays.
function allow() {
  if (refusal && document.getElementById("told")?.textContent === refusal) tell("");
  refusal = "";
}

function tell(words) {
  const told = document.getElementById("told");
  if (!told) return;
  told.textContent = words;
  told.hidden = !words;
}
