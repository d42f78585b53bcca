// A scanned code comes behind the #, which no server is sent, or has waited for the sign-in (door.js):
// into the field, out of the address.
const field = document.getElementById("code");

function take() {
  const scanned = location.hash.slice(1) || sessionStorage.getItem("code");
  if (!field || !scanned) return;
  sessionStorage.removeItem("code");
  field.value = scanned.slice(0, field.maxLength);
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
}

take();
addEventListener("hashchange", take); // the page was open already
