// The free words of a hand-over paper: what may identify somebody is marked while one types.
// What is typed goes to our own server and is kept nowhere; without script the paper's page says it.

const words = document.getElementById("paper-words");
const part = document.getElementById("pieces");
const choices = part.querySelector(".choices");
const marked = document.getElementById("marked");
const blank = document.getElementById("piece").content.firstElementChild;
const token = document.querySelector("#paper [name=csrf_token]");
const A_MOMENT = 400; // milliseconds after the last key
let waiting = 0;
let asked = 0;

async function look() {
  const mine = ++asked;
  const text = words.value;
  const body = new FormData();
  body.set("csrf_token", token.value);
  body.set("words", text);
  let found;
  try {
    const answer = await fetch(words.dataset.source, { method: "POST", body });
    if (!answer.ok) return;
    found = (await answer.json()).pieces;
  } catch {
    return; // the paper's own page says it too, before anything goes out
  }
  if (mine === asked && text === words.value) show(text, found);
}

function show(text, found) {
  const kept = new Set([...choices.querySelectorAll("input:checked")].map((each) => each.value));
  const said = new Set();
  choices.replaceChildren();
  marked.replaceChildren();
  let place = 0;
  const letters = [...text]; // the server counts characters, not halves of them
  for (const piece of found) {
    const mark = document.createElement("mark");
    mark.textContent = piece.said;
    marked.append(letters.slice(place, piece.start).join(""), mark);
    place = Math.max(place, piece.end);
    if (!said.has(piece.said)) choices.append(row(piece, kept));
    said.add(piece.said);
  }
  marked.append(letters.slice(place).join(""));
  part.hidden = found.length === 0;
}

function row(piece, kept) {
  const made = blank.cloneNode(true);
  const box = made.querySelector("input");
  box.value = piece.said;
  box.checked = kept.has(piece.said);
  made.querySelector("mark").textContent = piece.said;
  made.querySelector(".quiet").textContent = piece.kind;
  return made;
}

words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, A_MOMENT);
});
if (words.value) look();
