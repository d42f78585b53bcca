// How far the figures have come: asked again until they are prepared, then the page comes anew.

import { replacePart } from "./parts.js";
import { fragment } from "./server.js";

const AGAIN = 1_000;

async function ask() {
  try {
    const page = await fragment(location.pathname + location.search);
    const fresh = page.querySelector("#preparing");
    if (!fresh || !("again" in fresh.dataset)) return location.reload();
    replacePart(fresh);
  } catch {
    // The next time, then; the link below leads there as well.
  }
  return setTimeout(ask, AGAIN);
}

if (document.querySelector("#preparing[data-again]")) setTimeout(ask, AGAIN);
