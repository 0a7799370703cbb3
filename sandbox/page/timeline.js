// A scrolling list of messages that stays where one reads: it follows new ones only from the bottom.

import { el, icon, keyed } from "./dom.js";
import { rove } from "./keys.js";
import { continues, dayOf, messageRow, statusLine } from "./message.js";

/** timeline(label, leave()) -> {node, show(messages, desk, options), toEnd()}; `leave` is where Esc leads. */
export function timeline(label, leave) {
  const rows = el("div.rows");
  const list = el("div.timeline", { role: "log", "aria-label": label, "aria-live": "polite", tabindex: "0", onkeydown: steer }, rows);
  const latest = el("button.latest", { type: "button", hidden: true, onclick: () => toEnd(true) }, icon("chevron"), "New messages");
  const node = el("div.timeline-frame", {}, list, latest);
  let place = "";
  let count = 0;

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.addEventListener("scroll", () => atEnd() && (latest.hidden = true), { passive: true });
  new ResizeObserver(() => following && toEnd()).observe(list);
  let following = true;
  list.addEventListener("scroll", () => (following = atEnd()), { passive: true });

  function steer(event) {
    if (event.target.closest("input, textarea, select")) return;
    if (rove(event, () => [...rows.querySelectorAll(".message")]) || event.key !== "Escape" || event.target === list) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  }

  function toEnd(smooth = false) {
    list.scrollTo({ top: list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    latest.hidden = true;
  }

  function show(messages, desk, { where, inThread = false, intro = null, status = "" }) {
    const follow = where !== place || following;
    const items = itemsOf(messages, desk, { inThread, intro, status });
    keyed(rows, items, (item) => item.key, (item) => item.version, (item, before) => item.render(before));
    if (where === place && messages.length > count && !follow) latest.hidden = false;
    [place, count] = [where, messages.length];
    if (follow) {
      following = true;
      toEnd();
    }
  }

  return { node, show, toEnd };
}

function itemsOf(messages, desk, { inThread, intro, status }) {
  const items = intro ? [{ key: "intro", version: intro.version, render: intro.render }] : [];
  messages.forEach((message, i) => {
    const above = messages[i - 1];
    const day = dayOf(message.ts);
    if (!inThread && (!above || dayOf(above.ts) !== day)) items.push({ key: `day-${day}`, version: day, render: () => el("div.day", { role: "separator" }, el("span", {}, day)) });
    const continued = continues(message, above) && !(inThread && i === 1);
    items.push(rowItem(message, desk, { continued, inThread }));
    if (inThread && i === 0 && messages.length > 1) items.push(repliesRule(messages.length - 1));
  });
  if (status) items.push({ key: "status", version: status, render: () => el("div.status-row", {}, statusLine(status)) });
  return items;
}

function rowItem(message, desk, options) {
  const version = JSON.stringify([message, options, desk.me, desk.editing === message.ts, desk.thread === message.ts]);
  return { key: `${message.ts}${message.is_ephemeral ? "e" : ""}`, version, render: (before) => messageRow(message, desk, options, before) };
}

function repliesRule(count) {
  return { key: "replies", version: String(count), render: () => el("div.day.replies", {}, el("span", {}, `${count} ${count === 1 ? "reply" : "replies"}`)) };
}
