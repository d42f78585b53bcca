// Parts of a page that come anew from the server, without taking anything out of one's hands.

const TYPED_IN = "input:not([type=hidden]), select, textarea";

/** Whether the server's part differs from what is shown. */
export function isFresh(fresh) {
  const shown = document.getElementById(fresh.id);
  return Boolean(shown) && !plain(shown).isEqualNode(plain(fresh));
}

/** Puts a part in its place; what is open stays open, and the focus stays where it was. */
export function replacePart(fresh) {
  const shown = document.getElementById(fresh.id);
  const active = document.activeElement;
  const isInside = shown.contains(active);
  if (isInside && active.matches(TYPED_IN)) return; // somebody is choosing: the next time, then
  for (const details of fresh.querySelectorAll("details[id]")) {
    const before = document.getElementById(details.id);
    if (before) details.open = before.open;
  }
  const place = isInside ? [...shown.querySelectorAll(active.localName)].indexOf(active) : -1;
  shown.replaceWith(fresh);
  if (place >= 0) fresh.querySelectorAll(active.localName)[place]?.focus({ preventScroll: true });
}

/** The part without what differs at every asking. */
function plain(part) {
  const copy = part.cloneNode(true);
  for (const token of copy.querySelectorAll("[name=csrf_token], [name=next]")) token.remove();
  for (const time of copy.querySelectorAll("time")) time.textContent = "";
  for (const details of copy.querySelectorAll("details")) details.open = false;
  return copy;
}
