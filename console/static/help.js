// The overlay: keys, and what this browser should do when there is something new.

import { keep, kept } from "./kept.js";
import { words } from "./words.js";

const dialog = document.getElementById("help");
const notices = document.getElementById("notices");
const standing = document.getElementById("notices-standing");
const single = document.getElementById("single-keys");

function showNotices() {
  const isThere = "Notification" in window;
  const isRefused = isThere && Notification.permission === "denied";
  const isOn = isThere && Notification.permission === "granted" && kept("notices", false);
  notices.hidden = !isThere || isRefused;
  notices.textContent = isOn ? words.noticesStop : words.noticesStart;
  standing.textContent = isRefused || !isThere ? words.noticesRefused
    : isOn ? words.noticesOn : words.noticesOff;
}

async function pressNotices() {
  const isOn = Notification.permission === "granted" && kept("notices", false);
  if (isOn) keep("notices", false);
  else keep("notices", (await Notification.requestPermission()) === "granted");
  showNotices();
}

if (dialog) {
  document.getElementById("help-open").addEventListener("click", () => {
    showNotices();
    single.checked = kept("single-keys", true);
    document.getElementById("own-menu").open = false;
    dialog.showModal();
  });
  document.getElementById("help-close").addEventListener("click", () => dialog.close());
  notices.addEventListener("click", pressNotices);
  single.addEventListener("change", () => keep("single-keys", single.checked));
}
