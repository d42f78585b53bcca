// Somebody scanned a code without being signed in: it waits here, in this tab alone, until they are.
const found = /^#([0-9A-Za-z]{6})$/.exec(location.hash);
const kept = document.getElementById("scanned");

if (found && kept) {
  sessionStorage.setItem("code", found[1]);
  history.replaceState(null, "", location.pathname + location.search);
}
const code = sessionStorage.getItem("code");
if (code && kept) {
  kept.querySelector("output").value = `${code.slice(0, 3)} ${code.slice(3)}`;
  kept.hidden = false;
}
