import { get, showAlarmCount } from "./talking.js";

const lines = document.getElementById("lines");
const template = document.getElementById("line-template").content.firstElementChild;
const KEPT = 300;
let last = 0;

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}

function statusWords(status) {
  if (status === 0) return "不通";
  return status === -1 ? "時間切れ" : String(status);
}

function draw(entry) {
  const row = template.cloneNode(true);
  const put = (name, words) => { row.querySelector(name).textContent = words; };
  const isCall = entry.direction === "call";
  put(".time", new Date(entry.at_ms).toLocaleTimeString("ja-JP", { timeZone: "Asia/Tokyo" }));
  put(".way", isCall ? "受" : "送");
  const path = isCall ? `${entry.method} ${entry.path}` : `Webhook ${kinds(entry.body)}`;
  put("summary", entry.note ? `${path}　〔${entry.note}〕` : path);
  put(".request", pretty(entry.body));
  put(".answer", pretty(entry.answer));
  put(".status", statusWords(entry.status));
  put(".ms", entry.milliseconds);
  row.querySelector(".status").classList.toggle("bad", entry.status < 200 || entry.status >= 300);
  return row;
}

function kinds(body) {
  const events = JSON.parse(body).events;
  return events.map((event) => event.message?.type ?? event.type).join("、") || "（確認）";
}

async function refresh() {
  const fresh = await get(`/_control/calls?after=${last}`);
  for (const entry of fresh) {
    last = entry.number;
    lines.prepend(draw(entry));
  }
  while (lines.children.length > KEPT) lines.lastElementChild.remove();
  document.getElementById("empty").hidden = lines.children.length > 0;
  const alarms = await get("/_control/alarms");
  const box = document.getElementById("alarms");
  box.hidden = alarms.length === 0;
  box.querySelector("ul").replaceChildren(...alarms.map((alarm) => {
    const item = document.createElement("li");
    item.textContent = `${alarm.message}：${alarm.method} ${alarm.path}`;
    return item;
  }));
  showAlarmCount();
}

refresh();
setInterval(() => refresh().catch(() => {}), 1500);
