/** Calls to the simulator's own control API; answers its JSON, or throws its words. */
export async function send(path, body, method = "POST") {
  const answer = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: method === "GET" || method === "DELETE" ? undefined : JSON.stringify(body ?? {}),
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.error ?? "うまくいきませんでした。");
  return value;
}

export const get = (path) => send(path, undefined, "GET");

/** Shows the number of alarms next to 「通信」. */
export async function showAlarmCount() {
  const badge = document.getElementById("alarm-count");
  const { alarms } = await get("/_control/state");
  badge.hidden = alarms === 0;
  badge.textContent = alarms;
}
