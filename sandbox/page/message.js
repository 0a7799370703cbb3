// One message as a row: who, when, what, reactions, replies, and what this person may do with it.

import { blocks, fileCard } from "./blocks.js";
import { el, icon, iconButton } from "./dom.js";
import { emoji, QUICK } from "./emoji.js";
import { safeLink } from "./inline.js";
import { markdown, mended } from "./markdown.js";
import { openMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { guestBadge, homeName } from "./roles.js";
import { appName, avatar, colourOf, fullNameOf, hostTeamId, nameOf, person, shortcuts, team, teamOf } from "./world.js";

const GROUP_SECONDS = 300;

export const seconds = (ts) => Number.parseFloat(ts) || 0;
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

export function clock(ts) {
  return new Date(seconds(ts) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function dayOf(ts) {
  const day = new Date(seconds(ts) * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return day.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}

/** Whether a message continues the one above it and needs no head of its own. */
export function continues(message, above) {
  return Boolean(above) && !above.is_deleted && !message.is_deleted && above.author_id === message.author_id
    && above.author === message.author && Boolean(above.is_ephemeral) === Boolean(message.is_ephemeral)
    && seconds(message.ts) - seconds(above.ts) < GROUP_SECONDS && dayOf(message.ts) === dayOf(above.ts) && !above.reply_count;
}

/** `desk` is the pane's side of a row: {me, names, confirm, memory(ts), editing, can…, openThread, react, edit, …}. */
export function messageRow(message, desk, { continued = false, inThread = false } = {}, before = null) {
  if (message.is_deleted) return tombstone(message, desk, inThread);
  if (message.streaming && before?.matches(".streaming")) return grow(before, message, desk);
  const editing = desk.editing === message.ts;
  const row = el("article.message", {
    class: [continued && "continued", message.is_ephemeral && "ephemeral", message.streaming && "streaming", editing && "editing"].filter(Boolean).join(" "),
    "aria-label": `${authorOf(message)} at ${clock(message.ts)}`, tabindex: "-1", dataset: { ts: message.ts },
    "aria-live": message.streaming ? "off" : null, "aria-busy": message.streaming ? "true" : null, onkeydown: (event) => rowKeys(event, message, desk, inThread),
  });
  row.append(gutter(message, continued), el("div.message-main", {},
    message.is_ephemeral && el("div.only-you", {}, icon("eye"), "Only visible to you"),
    isReply(message) && !inThread && el("div.broadcast-note", {}, "replied to a thread"),
    !continued && head(message),
    editing ? editor(message, desk) : body(message, desk),
    message.streaming && streamBar(message, desk),
    reactionBar(message, desk),
    !inThread && threadLink(message, desk),
    message.status && statusLine(message.status)));
  if (!editing && !message.streaming) row.append(toolbar(message, desk, inThread));
  return row;
}

/** Letters on a focused row; what is pressed inside of it goes its own way. */
function rowKeys(event, message, desk, inThread) {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || message.is_ephemeral) return;
  const mine = message.author_id === desk.me && !message.is_bot;
  const does = { Enter: !inThread && (() => desk.openThread(message.ts)), e: mine && (() => desk.startEdit(message.ts)), r: () => pickReaction(event.currentTarget, message, desk) };
  if (!Object.hasOwn(does, event.key) || !does[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  does[event.key]();
}

/** A growing message keeps its row, so that its stop button can be pressed while words arrive. */
function grow(row, message, desk) {
  row.querySelector(".message-body").replaceWith(body(message, desk));
  return row;
}

export function authorOf(message) {
  return message.author || message.username || nameOf(message.author_id) || "Somebody";
}

const teamIdOf = (message) => teamOf(person(message.author_id)) || message.user_team || message.team || (message.is_bot ? hostTeamId() : "");

function gutter(message, continued) {
  const stamp = el("time.message-time", { datetime: new Date(seconds(message.ts) * 1000).toISOString(), title: new Date(seconds(message.ts) * 1000).toLocaleString() }, clock(message.ts));
  if (continued) return el("div.gutter", {}, stamp);
  const persona = message.is_bot && authorOf(message) !== appName();
  return el("div.gutter", {}, avatar(message.is_bot ? authorOf(message) : fullNameOf(person(message.author_id)), teamIdOf(message), message.is_bot && !persona ? "app" : "person"));
}

function head(message) {
  const home = team(teamIdOf(message));
  const persona = message.is_bot && authorOf(message) !== appName();
  return el("div.message-head", {},
    el("span.author", {}, authorOf(message)),
    message.is_bot && el("span.badge", { title: persona ? `Posted by the app ${appName()}` : "An app" }, "APP"),
    message.is_external && home && el("span.badge.badge-team", { vars: { team: colourOf(home.id) }, title: `Works at ${homeName(home.id)}` }, home.name),
    guestBadge(person(message.author_id)),
    el("time.message-time", { title: new Date(seconds(message.ts) * 1000).toLocaleString() }, clock(message.ts)),
    message.is_edited && message.is_bot && el("span.edited", {}, "(edited)"));
}

// --- what it says

function body(message, desk) {
  const ctx = { me: desk.me, names: desk.names, memory: desk.memory(message.ts), confirm: desk.confirm, act: (press) => desk.press(message, press) };
  const node = el("div.message-body", {}, content(message, ctx), attachments(message, ctx), (message.files || []).map(fileCard));
  if (message.is_edited && !message.is_bot) lastLine(node).append(el("span.edited", {}, " (edited)"));
  if (message.streaming && message.recipient === desk.me) lastLine(node).append(el("span.caret", { "aria-hidden": "true" }));
  return node;
}

function content(message, ctx) {
  if (message.streaming && !message.blocks?.length) return markdown(mended(message.text || ""), ctx.names);
  if (message.blocks?.length && !isTyped(message)) return blocks(message.streaming ? message.blocks.map(mendedBlock) : message.blocks, ctx);
  return message.text ? mrkdwn(message.text, ctx.names) : null;
}

const mendedBlock = (block) => (block.type === "markdown" ? { ...block, text: mended(block.text || "") } : block);

/** What a person typed comes as text and as one plain rich_text block; the text shows its *marks* as Slack's editor would. */
function isTyped(message) {
  return !message.is_bot && message.text && message.blocks.every((block) => block.type === "rich_text");
}

function attachments(message, ctx) {
  return (message.attachments || []).map((one) => el("div.attachment", { vars: one.color ? { bar: one.color.startsWith("#") ? one.color : `#${one.color}` } : {} },
    one.pretext && mrkdwn(one.pretext, ctx.names),
    one.title && el("div.card-title", {}, safeLink(one.title_link || one.from_url || "", one.title)),
    one.blocks ? blocks(one.blocks, ctx) : one.text && mrkdwn(one.text, ctx.names),
    one.fields && el("div.section-fields", {}, one.fields.map((field) => el("div.section-field", {}, field.title && el("strong", {}, field.title), mrkdwn(field.value, ctx.names)))),
    one.footer && el("div.block-context", {}, one.footer)));
}

/** Where text ends, so that a caret or "(edited)" stands right behind it. */
function lastLine(node) {
  let here = node;
  const inner = () => [...here.children].findLast((child) => ["DIV", "P", "UL", "OL", "LI", "BLOCKQUOTE", "PRE"].includes(child.tagName));
  while (inner() && !here.matches(".block-actions, .block-context_actions, .block-context, .block-section")) here = inner();
  return here.matches(".block-actions, .block-context_actions, .block-section") ? node : here;
}

function tombstone(message, desk, inThread) {
  return el("article.message.tombstone", { dataset: { ts: message.ts } },
    el("div.gutter", {}, el("span.avatar.avatar-gone", {}, icon("trash"))),
    el("div.message-main", {}, el("div.message-body", {}, "This message was deleted."), !inThread && threadLink(message, desk)));
}

function streamBar(message, desk) {
  const mine = message.recipient === desk.me;
  return el("div.stream-bar", {},
    el("span.stream-note", {}, busyDots(), mine ? `${authorOf(message)} is writing` : "Being written"),
    mine && el("button.button.button-small", { type: "button", onclick: () => desk.stop(message) }, icon("stop"), "Stop"));
}

const busyDots = () => el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i"));

/** "Baton is thinking…" */
export function statusLine(status) {
  return el("div.stream-bar.status-line", {}, busyDots(), el("span.shimmer", {}, `${appName()} ${status}`));
}

function editor(message, desk) {
  const field = el("textarea.field", { value: desk.names.readable(message.text || ""), rows: 2, "aria-label": "Edit message" });
  const save = () => desk.edit(message, field.value);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") desk.startEdit(null);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return el("div.editor", {}, field, el("div.editor-buttons", {},
    el("button.button.button-small", { type: "button", onclick: () => desk.startEdit(null) }, "Cancel"),
    el("button.button.button-small.button-primary", { type: "button", onclick: save }, "Save")));
}

// --- around it

function reactionBar(message, desk) {
  const given = message.reactions || [];
  if (!given.length) return null;
  return el("div.reactions", {}, given.map((one) => {
    const mine = one.users?.includes(desk.me);
    const who = (one.users || []).map(nameOf).join(", ");
    return el("button.reaction", {
      type: "button", "aria-pressed": String(Boolean(mine)), title: `${who} reacted with :${one.name}:`,
      "aria-label": `${one.name}, ${one.count ?? one.users?.length}`, onclick: () => desk.react(message, one.name, !mine),
    }, el("span.emoji", {}, emoji(one.name)), el("span", {}, String(one.count ?? one.users?.length ?? 1)));
  }));
}

function threadLink(message, desk) {
  const count = message.reply_count || 0;
  if (!count) return null;
  const open = desk.thread === message.ts;
  return el("button.thread-link", { type: "button", class: open ? "open" : "", onclick: () => desk.openThread(message.ts) },
    el("span.thread-faces", {}, (message.reply_users || []).slice(0, 4).map((id) => avatar(fullNameOf(person(id) || { id }), teamOf(person(id)) || hostTeamId(), person(id) ? "person" : "app"))),
    el("span.thread-count", {}, `${count} ${count === 1 ? "reply" : "replies"}`),
    message.latest_reply && el("span.thread-last", {}, `last at ${clock(message.latest_reply)}`));
}

function toolbar(message, desk, inThread) {
  const mine = message.author_id === desk.me && !message.is_bot;
  if (message.is_ephemeral) return el("div.toolbar", {}, iconButton("close", "Dismiss", () => desk.dismiss(message)));
  return el("div.toolbar", { role: "toolbar", "aria-label": "Message actions" },
    iconButton("smile", "Add reaction", (event) => pickReaction(event.currentTarget, message, desk), { "aria-haspopup": "menu", "aria-expanded": "false" }),
    !inThread && iconButton("comment", "Reply in thread", () => desk.openThread(message.ts)),
    mine && iconButton("edit", "Edit message", () => desk.startEdit(message.ts)),
    mine && iconButton("trash", "Delete message", () => desk.remove(message)),
    shortcuts("message").length > 0 && iconButton("more", "More actions", (event) => pickShortcut(event.currentTarget, message, desk), { "aria-haspopup": "menu", "aria-expanded": "false" }));
}

function pickReaction(anchor, message, desk) {
  const mine = (name) => message.reactions?.find((one) => one.name === name)?.users?.includes(desk.me);
  const items = QUICK.map((name) => ({ node: el("span.emoji", {}, emoji(name)), ariaLabel: name.replaceAll("_", " "), title: `:${name}:`, pick: () => desk.react(message, name, !mine(name)) }));
  openMenu(anchor, { label: "Add reaction", groups: [{ items }], grid: true });
}

function pickShortcut(anchor, message, desk) {
  const items = shortcuts("message").map((one) => ({ label: one.name, hint: appName(), pick: () => desk.shortcut(one.callback_id, message) }));
  openMenu(anchor, { label: "Message shortcuts", groups: [{ title: "Shortcuts", items }] });
}
