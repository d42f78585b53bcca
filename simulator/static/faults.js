import { get, send, showAlarmCount } from "./talking.js";

const labels = new Map();
const armedList = document.getElementById("armed");

function line(fault) {
  const item = document.createElement("li");
  const left = fault.times === null ? "ずっと" : `あと${fault.times}回`;
  item.append(`${labels.get(fault.kind) ?? fault.kind}（${left}）`);
  const button = document.createElement("button");
  button.className = "plain";
  button.textContent = "やめる";
  button.addEventListener("click", () => {
    send(`/_control/faults?kind=${fault.kind}`, undefined, "DELETE").then(show);
  });
  item.append(button);
  return item;
}

function show({ armed }) {
  armedList.replaceChildren(...armed.map(line));
  document.getElementById("armed-none").hidden = armed.length > 0;
}

async function refresh() {
  const faults = await get("/_control/faults");
  for (const [kind, label] of Object.entries({ ...faults.api, ...faults.webhook })) {
    labels.set(kind, label);
  }
  show(faults);
  const { now, quota, is_redelivering: isRedelivering } = await get("/_control/state");
  const limit = quota.limit === null ? "上限なし" : `上限 ${quota.limit}通`;
  const time = new Date(now).toLocaleString("ja-JP", { timeZone: "Asia/Tokyo" });
  document.getElementById("state").textContent =
    `LINEの時計 ${time}　・　今月 ${quota.used}通（${limit}）　・　再送${isRedelivering ? "する" : "しない"}`;
  showAlarmCount();
}

for (const button of document.querySelectorAll("[data-kind]")) {
  button.addEventListener("click", () => {
    const { kind, times } = button.dataset;
    send("/_control/faults", { kind, times: times === "always" ? null : Number(times) }).then(show);
  });
}
for (const button of document.querySelectorAll("[data-post]")) {
  button.addEventListener("click", () => {
    send(button.dataset.post, JSON.parse(button.dataset.body ?? "{}")).then(refresh);
  });
}
refresh();
setInterval(() => refresh().catch(() => {}), 2000);
