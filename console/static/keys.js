// Keys. An element names its own in `aria-keyshortcuts`; the list of them all is console/keys.py.

import { kept } from "./kept.js";

const FIELD = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.repeat || event.defaultPrevented) return;
  const name = nameOf(event);
  const target = name && [...document.querySelectorAll("[aria-keyshortcuts]")].find(
    (each) => each.getAttribute("aria-keyshortcuts").split(" ").includes(name) && isInReach(each),
  );
  if (!target) return;
  event.preventDefault();
  if (target.matches(`${FIELD}, div[tabindex]`)) target.focus();
  else target.click();
});

function nameOf(event) {
  if (event.ctrlKey || event.metaKey) return "";
  if (event.altKey) {
    const found = event.shiftKey ? null : /^(?:Key([A-Z])|Digit(\d))$/.exec(event.code);
    return found ? `Alt+${found[1] ?? found[2]}` : "";
  }
  if (event.target.closest?.(FIELD) || !kept("single-keys", true)) return "";
  return event.key.length === 1 ? event.key : "";
}

function isInReach(element) {
  const dialog = document.querySelector("dialog:modal");
  if (dialog && !dialog.contains(element)) return false;
  if (element.disabled) return false;
  const isInMenu = element.closest("details.menu:not([open])"); // a key needs no open menu
  return isInMenu || element.checkVisibility({ visibilityProperty: true });
}
