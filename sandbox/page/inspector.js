// The drawer behind the scenes: what was delivered to the app, what the app called, newest first; beside it the faults.

import { get } from "./api.js";
import { coalesce, el, fill, icon, iconButton, keyed } from "./dom.js";
import { faultPanel } from "./faults.js";
import { json } from "./json.js";
import { rove } from "./keys.js";
import { faults as armed } from "./world.js";

const SHOWN = 300;
const logs = {
  deliveries: { path: "deliveries", since: 0, entries: new Map(), open: (entry) => !entry.acked_at },
  calls: { path: "calls", since: 0, entries: new Map(), open: () => false },
};

/** inspector({say, onClose}) -> {node, toggle(on), refresh(), forget()} */
export function inspector({ say, onClose }) {
  let wanted = "all";
  let ticking = 0;
  const chosen = new Set();
  const filter = el("input.field.filter", { type: "search", placeholder: "Filter: chat.postMessage, ratelimited, U0MAYA …", "aria-label": "Filter", oninput: paint });
  const tabs = el("div.tabs", { role: "group", "aria-label": "What to show" }, [["all", "All"], ["deliveries", "To the app"], ["calls", "From the app"]].map(([id, name]) =>
    el("button.tab", { type: "button", "aria-pressed": String(id === wanted), dataset: { id }, onclick: () => pick(id) }, name, el("span.tab-count"))));
  const faults = faultPanel(say);
  const fail = el("button.tab.fail-tab", { type: "button", "aria-pressed": "false", onclick: () => fail.setAttribute("aria-pressed", String(node.classList.toggle("failing"))) }, "Faults");
  const rows = el("div.log-rows");
  const list = el("div.log", { role: "log", "aria-label": "Deliveries and calls", "aria-live": "off", tabindex: "0", onkeydown: steer }, rows);
  const node = el("aside.inspector", { "aria-label": "Inspector", hidden: true },
    el("header.inspector-head", {}, el("h2", {}, "Inspector"), tabs, fail, filter, iconButton("close", "Close the inspector (i)", onClose)),
    el("div.inspector-body", {}, list, faults.node));
  const refresh = coalesce(() => (node.hidden ? null : Promise.all([...Object.values(logs).map(load), [...armed().calls, ...armed().deliveries].length > 0 && faults.refresh()]).then(paint, () => {})));

  /** Arrow keys go from line to line. */
  function steer(event) {
    if (event.target === list || event.target.matches("summary")) rove(event, () => [...rows.querySelectorAll("summary")]);
    if (event.key === "Escape" && event.target !== filter) onClose();
  }

  function pick(id) {
    wanted = id;
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab.dataset.id === id));
    paint();
  }

  function paint() {
    const words = filter.value.toLowerCase();
    const all = Object.keys(logs).flatMap((kind) => [...logs[kind].entries.values()].map((entry) => ({ kind, entry })));
    for (const tab of tabs.children) tab.lastChild.textContent = String(tab.dataset.id === "all" ? all.length : logs[tab.dataset.id].entries.size);
    const shown = all.filter(({ kind }) => wanted === "all" || wanted === kind)
      .filter((one) => !words || JSON.stringify(one).toLowerCase().includes(words))
      .sort((a, b) => b.entry.at - a.entry.at || b.entry.n - a.entry.n).slice(0, SHOWN);
    keyed(rows, shown, keyOf, (one) => JSON.stringify(one), (one) => row(one, chosen));
    node.classList.toggle("nothing", shown.length === 0);
  }

  function toggle(on) {
    node.hidden = !on;
    if (on) refresh();
    if (on) faults.refresh().catch(() => {});
    clearInterval(ticking);
    if (on) ticking = setInterval(refresh, 1000);
  }

  function forget() {
    for (const log of Object.values(logs)) Object.assign(log, { since: 0, entries: new Map() });
    chosen.clear();
    paint();
    refresh();
    faults.refresh().catch(() => {});
  }

  return { node, toggle, refresh, forget };
}

const keyOf = ({ kind, entry }) => `${kind}-${entry.n}`;

/** Asks from the first entry that may still change: a delivery waits for its acknowledgement. */
async function load(log) {
  const answer = await get(log.path, { since: log.since });
  for (const entry of answer[log.path] || []) log.entries.set(entry.n, entry);
  const recent = [...log.entries.values()].slice(-SHOWN);
  log.since = recent.find((entry) => log.open(entry) && Date.now() / 1000 - entry.at < 30)?.n ?? answer.next ?? log.since;
}

// --- one line of the log

function row(one, chosen) {
  const { kind, entry } = one;
  const key = keyOf(one);
  const line = kind === "calls" ? callLine(entry) : deliveryLine(entry);
  const details = el("details.log-row", { class: kind, open: chosen.has(key) }, el("summary", {},
    el("span.log-way", { title: kind === "calls" ? "the app called" : "delivered to the app" }, icon(kind === "calls" ? "arrow" : "forth")),
    el("time.log-time", {}, timeOf(entry.at)), line), el("div.log-json"));
  details.addEventListener("toggle", () => {
    chosen[details.open ? "add" : "delete"](key);
    if (details.open) fill(details.lastChild, factsOf(kind, entry), json(kind === "calls" ? entry.arguments : entry.payload));
  });
  return details;
}

/** What stands around the payload. */
function factsOf(kind, entry) {
  const facts = kind === "calls" ? [`HTTP ${entry.status}`, entry.error] : [entry.transport, entry.envelope_id && `envelope ${entry.envelope_id}`, entry.event_id && `event ${entry.event_id}`, `attempt ${(entry.attempt ?? 0) + 1}`];
  return el("div.log-facts", {}, facts.filter(Boolean).join(" · "));
}

function callLine(entry) {
  const good = entry.ok !== false && !entry.error;
  return [el("span.log-name", {}, entry.method), el("span.log-gist", {}, gistOfCall(entry.arguments || {})),
    el("span.pill", { class: good ? "good" : "bad" }, good ? "ok" : [entry.status !== 200 && entry.status, entry.error].filter(Boolean).join(" "))];
}

function deliveryLine(entry) {
  const event = entry.payload?.event || {};
  const name = event.type || entry.payload?.command || entry.payload?.type || entry.kind;
  return [el("span.log-name", {}, [name, event.subtype].filter(Boolean).join(" · ")), el("span.log-gist", {}, gistOfDelivery(entry)),
    entry.attempt > 0 && el("span.pill", {}, `retry ${entry.attempt}`), ackPill(entry)];
}

function ackPill(entry) {
  if (entry.failure) return el("span.pill.bad", {}, entry.failure);
  if (!entry.acked_at) return el("span.pill.waiting", {}, "not acknowledged");
  return el("span.pill.good", {}, `acked ${Math.max(0, Math.round((entry.acked_at - entry.at) * 1000))} ms`);
}

function gistOfCall(given) {
  const said = given.markdown_text || wordsOf(given.chunks) || given.text || given.name || given.status || given.view?.callback_id || "";
  return [given.channel || given.channel_id || given.user_id || given.user, said].filter(Boolean).join("  ").replace(/\n+/g, " ").slice(0, 160);
}

function wordsOf(chunks) {
  return Array.isArray(chunks) ? chunks.map((one) => one.text || one.type).join(" ") : "";
}

function gistOfDelivery({ payload = {}, transport }) {
  const event = payload.event || {};
  const who = event.user || payload.user?.id || payload.user_id || event.bot_id;
  const what = event.text || event.reaction || payload.actions?.map((one) => one.action_id).join(", ") || payload.view?.callback_id || payload.callback_id || payload.text || event.tab || "";
  return [who, event.channel || payload.channel?.id || payload.channel_id, what, transport === "http" ? "http" : ""].filter(Boolean).join("  ").replace(/\n+/g, " ").slice(0, 160);
}

function timeOf(seconds) {
  const when = new Date(seconds * 1000);
  return `${when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false })}.${String(when.getMilliseconds()).padStart(3, "0")}`;
}
