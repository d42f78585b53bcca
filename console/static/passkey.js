// Passkeys: the page holds the question, the browser answers it, and the form carries the answer.
// A browser without passkeys shows no such form: codes remain.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) form.hidden = true;
  else form.addEventListener("submit", (event) => answer(event, form));
}

async function answer(event, form) {
  if (form.elements.answer.value) return;
  event.preventDefault();
  const mistake = form.querySelector("[role=alert]");
  mistake.hidden = true;
  try {
    form.elements.answer.value = JSON.stringify(await asked(form.dataset));
  } catch {
    mistake.hidden = false;
    return;
  }
  form.requestSubmit();
}

async function asked({ passkey, options }) {
  const question = JSON.parse(options);
  const publicKey =
    passkey === "create"
      ? PublicKeyCredential.parseCreationOptionsFromJSON(question)
      : PublicKeyCredential.parseRequestOptionsFromJSON(question);
  const credential = await navigator.credentials[passkey]({ publicKey });
  return credential.toJSON();
}
