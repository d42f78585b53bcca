import { send, showAlarmCount } from "./talking.js";

const at = (id) => document.getElementById(id);
const phone = at("phone");
const number = phone.dataset.number;
const talk = at("talk");
const drawn = new Map();
let loadingTimer = 0;

// ── what the screen shows ────────────────────────────────────────────────────────────────

function drawBubble(bubble) {
  const line = at("bubble-template").content.firstElementChild.cloneNode(true);
  const part = (name) => line.querySelector(name);
  line.classList.add(bubble.side, bubble.kind);
  line.dataset.id = bubble.id;
  line.classList.toggle("unsent", bubble.is_unsent === true);
  part(".bubble").textContent = bubble.is_unsent ? "送信を取り消しました" : bubble.text;
  part(".sender").textContent = bubble.sender_name
    ? `${bubble.sender_name}（${phone.dataset.account}）`
    : "";
  part(".read").textContent = bubble.side === "person" && bubble.is_read ? "既読" : "";
  part(".silent").textContent = bubble.is_silent ? "通知なし" : "";
  part("time").textContent = bubble.time;
  for (const button of bubble.buttons) part(".buttons").append(buttonFor(button, "plain"));
  part(".unsend").addEventListener("click", () => act({ act: "unsend", message_id: bubble.id }));
  if (bubble.side === "person" && !bubble.is_unsent) openByLongPress(line, part(".more"));
  return line;
}

function showBubble(bubble) {
  const line = drawBubble(bubble);
  const before = drawn.get(bubble.id);
  drawn.set(bubble.id, line);
  if (before) {
    before.replaceWith(line);
    return;
  }
  if (bubble.side === "account") stopLoading();
  talk.append(line);
  // What is being loaded stays under what was said.
  const loading = talk.querySelector(".loading");
  if (loading) talk.append(loading);
  scrollDown();
}

function showLoading({ milliseconds }) {
  stopLoading();
  if (milliseconds <= 0) return;
  const line = drawBubble({ id: "", side: "account", kind: "text", text: "…", buttons: [], time: "" });
  line.classList.add("loading");
  line.setAttribute("aria-label", "入力しています");
  talk.append(line);
  scrollDown();
  loadingTimer = setTimeout(stopLoading, milliseconds);
}

function stopLoading() {
  clearTimeout(loadingTimer);
  talk.querySelector(".loading")?.remove();
}

function showReplies({ buttons }) {
  at("replies").replaceChildren(...buttons.map((button) => buttonFor(button, "")));
  at("replies").hidden = buttons.length === 0;
  scrollDown();
}

function showMenu({ buttons }) {
  at("menu").replaceChildren(...buttons.map((button) => buttonFor(button, "")));
}

function showFriendship({ is_friend: isFriend, has_blocked: hasBlocked }) {
  at("friendship").textContent = hasBlocked
    ? "ブロックしています"
    : isFriend ? "友だち" : "まだ友だちではありません";
  at("befriend").textContent = hasBlocked ? "解除する" : "追加する";
  at("befriend").hidden = isFriend;
  at("block").hidden = !isFriend;
  phone.classList.toggle("blocked", hasBlocked);
}

function beginAnew() {
  stopLoading();
  for (const line of drawn.values()) line.remove();
  drawn.clear();
  showReplies({ buttons: [] });
  showFriendship({ is_friend: false, has_blocked: false });
}

function buttonFor({ label, action }, style) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = style;
  button.textContent = label;
  if (action.type === "uri") button.title = action.uri;
  button.addEventListener("click", () => {
    if (action.type === "uri") tell(`ひらく先: ${action.uri}`);
    act({ act: "tap", label });
  });
  return button;
}

function scrollDown() {
  talk.scrollTop = talk.scrollHeight;
}

// The tray, the buttons and a phone's keyboard take room: the last words stay in sight.
new ResizeObserver(scrollDown).observe(talk);

function openByLongPress(line, details) {
  let timer = 0;
  line.addEventListener("touchstart", () => { timer = setTimeout(() => { details.open = true; }, 500); }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) {
    line.addEventListener(name, () => clearTimeout(timer), { passive: true });
  }
}

// ── what the person does ─────────────────────────────────────────────────────────────────

async function act(body) {
  try {
    await send(`/_control/people/${number}/act`, body);
  } catch (error) {
    tell(error.message);
  }
}

let noticeTimer = 0;
function tell(words) {
  at("notice").textContent = words;
  at("notice").hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { at("notice").hidden = true; }, 3500);
}

const words = at("words");
function fitWords() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 2}px`;
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!words.value.trim()) return;
  act({ act: "say", text: words.value });
  words.value = "";
  fitWords();
});
words.addEventListener("input", fitWords);
words.addEventListener("keydown", (event) => {
  // While an input method is composing, Enter chooses a word; 229 is what older ones report.
  const isComposing = event.isComposing || event.keyCode === 229;
  if (event.key === "Enter" && !event.shiftKey && !isComposing) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});

at("befriend").addEventListener("click", () => act({ act: "follow" }));
at("block").addEventListener("click", () => act({ act: "block" }));
at("open-tray").addEventListener("click", () => {
  at("tray").hidden = !at("tray").hidden;
  at("open-tray").setAttribute("aria-expanded", String(!at("tray").hidden));
});
for (const button of document.querySelectorAll("[data-sticker]")) {
  button.addEventListener("click", () => act({ act: "sticker", sticker_id: button.dataset.sticker }));
}
for (const button of document.querySelectorAll("[data-media]")) {
  button.addEventListener("click", () => act({ act: "media", kind: button.dataset.media }));
}

// ── what comes ───────────────────────────────────────────────────────────────────────────

const showing = {
  bubble: showBubble, replies: showReplies, menu: showMenu, state: showFriendship,
  loading: showLoading, reset: beginAnew,
};
const stream = new EventSource(`/phone/${number}/stream`);
for (const [kind, show] of Object.entries(showing)) {
  stream.addEventListener(kind, (event) => show(JSON.parse(event.data)));
}
stream.addEventListener("open", () => { phone.dataset.live = "yes"; });
stream.addEventListener("error", () => { phone.dataset.live = "no"; });
addEventListener("pagehide", () => stream.close());
showAlarmCount().catch(() => {});
