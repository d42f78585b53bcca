// One press that leaves one on the page: the buttons beside the composer, the small forms around
// the talk. Without script each is a form of its own and leads back here.

import { post } from "./server.js";
import { said } from "./talk_words.js";

/** Wires them. `done(body)` gets the server's list of changes; `tell(words)` says a refusal. */
export function wireActs({ done, revision }) {
  document.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const form = event.target;
    const isAct = button?.matches("[data-act]");
    if (!isAct && !("here" in form.dataset)) return;
    event.preventDefault();
    if (button) button.disabled = true;
    try {
      await act(isAct ? button.formAction : form.action, fields(form, isAct));
    } catch {
      tell(said.notSent);
    }
    if (button) button.disabled = false;

    async function act(address, given) {
      const answer = await post(address, { ...given, since: revision() });
      if (!answer.ok) return tell(answer.body.textContent.trim() || said.notSent);
      if (button?.dataset.act === "reload") return location.reload();
      done(answer.body, { withForms: form.dataset.here === "forms" });
    }
  });
}

// What is typed in the composer stays there: it is not the business of a button beside it.
function fields(form, isAct) {
  const given = Object.fromEntries(new FormData(form));
  if (isAct) delete given.text;
  return given;
}

function tell(words) {
  const told = document.getElementById("told");
  if (!told) return;
  told.textContent = words;
  told.hidden = !words;
}
