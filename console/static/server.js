// Talks to our own server. Whoever is signed out is led back to the door.

const csrf = document.documentElement.dataset.csrf ?? "";

/**
 * Fetches a fragment of a page; gives its <body>. Throws when there was no good answer. What may
 * no longer be read leaves the screen: for `gone`, a page of ours that says so, or the same anew.
 */
export async function fragment(address, { gone } = {}) {
  const answer = await ask(address, {});
  if (answer.status === 404) await (gone ? leave(gone) : reload());
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return parsed(await answer.text());
}

/** Posts fields; gives {ok, status, body}. Throws only when no answer came. */
export async function post(address, fields, options = {}) {
  const answer = await ask(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": csrf },
    ...options,
  });
  return { ok: answer.ok, status: answer.status, body: parsed(await answer.text()) };
}

async function ask(address, options) {
  const answer = await fetch(address, {
    ...options,
    cache: "no-store",
    credentials: "same-origin",
    headers: { ...options.headers, Accept: "text/html", "X-Fragment": "1" },
  });
  if (answer.status === 401) await reload();
  return answer;
}

async function reload() {
  location.reload();
  await new Promise(() => {});
}

async function leave(address) {
  location.replace(address);
  await new Promise(() => {});
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html").body;
}
