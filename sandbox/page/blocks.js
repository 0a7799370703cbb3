// Block Kit's layout blocks as DOM. Anything unknown is shown as it came, folded away.

import { el, icon } from "./dom.js";
import { element, label } from "./elements.js";
import { safeLink } from "./inline.js";
import { control, isInput, plain } from "./inputs.js";
import { json } from "./json.js";
import { markdown } from "./markdown.js";
import { mrkdwn, mrkdwnInline } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function blocks(list, ctx) {
  return list.map((block) => {
    const node = drawn(block, ctx);
    node.classList.add("block", `block-${String(block?.type).replace(/\W/g, "-")}`);
    return node;
  });
}

/** A block that is not as it should be must not take the message, or the page, down with it. */
function drawn(block, ctx) {
  if (!Object.hasOwn(LAYOUT, block?.type)) return unknown(block);
  try {
    return LAYOUT[block.type](block, ctx);
  } catch {
    return unknown(block);
  }
}

const LAYOUT = {
  section, header, divider, context, actions, image, markdown: markdownBlock, rich_text: richText, table, context_actions: actions, input, video, file,
  card, carousel, container, alert: alertBlock, plan, task_card: task, call, auth_provider: authProvider,
};

function textOf(object, ctx) {
  if (!object) return null;
  return object.type === "plain_text" ? el("div.text", {}, label(object)) : mrkdwn(object.text, ctx.names);
}

function section(block, ctx) {
  const fields = (block.fields || []).map((field) => el("div.section-field", {}, textOf(field, ctx)));
  return el("div", {},
    el("div.section-main", {}, textOf(block.text, ctx), fields.length > 0 && el("div.section-fields", {}, fields)),
    block.accessory && el("div.section-accessory", {}, accessory(block, ctx)));
}

function accessory(block, ctx) {
  if (block.accessory.type === "image") return picture(block.accessory, "thumb");
  return element(block.accessory, block, ctx);
}

function header(block) {
  return el("div", { role: "heading", "aria-level": 4 }, label(block.text));
}

function divider() {
  return el("hr");
}

function context(block, ctx) {
  return el("div", {}, (block.elements || []).map((one) => {
    if (one.type === "image") return picture(one, "icon-image");
    return el("span.context-item", {}, one.type === "plain_text" ? label(one) : contextLines(one.text, ctx));
  }));
}

function contextLines(text, ctx) {
  return String(text ?? "").split("\n").flatMap((line, i) => [i ? el("br") : null, mrkdwnInline(line, ctx.names)]);
}

function actions(block, ctx) {
  return el("div", {}, (block.elements || []).map((one) => element(one, block, ctx)));
}

function markdownBlock(block, ctx) {
  return markdown(block.text, ctx.names);
}

// --- media

/** Pictures from elsewhere are not loaded (the page talks to the sandbox only): a quiet card says what would be there. */
function picture(one, look) {
  const url = one.image_url || one.slack_file?.url || "";
  if (!url || !URL.canParse(url, location.href) || new URL(url, location.href).origin !== location.origin) return pictureCard(one, look, url);
  const node = el("img", { src: url, alt: one.alt_text || "", class: look, loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(pictureCard(one, look, url)));
  return node;
}

function pictureCard(one, look, url) {
  if (look !== "large") return el(`span.${look}.placeholder`, { role: "img", "aria-label": one.alt_text, title: one.alt_text }, icon("picture"));
  return mediaCard("picture", one.alt_text || "Image", url, url);
}

function image(block) {
  return el("figure", {}, block.title && el("figcaption", {}, label(block.title)), picture(block, "large"));
}

function mediaCard(symbol, title, detail, url) {
  const safe = /^https?:/i.test(url || "") ? url : null;
  return el(safe ? "a.media-card" : "div.media-card", { href: safe, target: safe && "_blank", rel: "noopener noreferrer" },
    el("span.media-icon", {}, icon(symbol)),
    el("span.media-words", {}, el("span.media-title", {}, title), detail && el("span.media-detail", {}, detail)));
}

function video(block) {
  return el("div", {}, mediaCard("video", label(block.title) || "Video", label(block.description) || block.provider_name || block.video_url, block.title_url || block.video_url));
}

function file(block) {
  return el("div", {}, mediaCard("file", block.external_id || block.file_id || "File", block.source, ""));
}

export function fileCard(one) {
  return mediaCard("file", one.title || one.name || "File", [one.pretty_type || one.filetype, sizeOf(one.size)].filter(Boolean).join(" · "), "");
}

function sizeOf(bytes) {
  if (!bytes) return "";
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

// --- richer blocks

function table(block, ctx) {
  const settings = block.column_settings || [];
  const cell = (one, tag, i) => el(tag, { class: `align-${settings[i]?.align || (one?.type === "raw_number" ? "right" : "left")}`, scope: tag === "th" ? "col" : null }, cellContent(one, ctx));
  const [head, ...rows] = block.rows || [];
  return el("div.table-wrap", { tabindex: "0", role: "region", "aria-label": "Table" }, el("table", {},
    head && el("thead", {}, el("tr", {}, head.map((one, i) => cell(one, "th", i)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((one, i) => cell(one, "td", i)))))));
}

function cellContent(one, ctx) {
  return one?.type === "rich_text" ? richText(one, ctx) : String(one?.text ?? one?.value ?? "");
}

function titled(block, ctx) {
  return el("div.card-head", {}, block.icon && picture(block.icon, "icon-image"), el("div", {},
    el("div.card-title", {}, block.rich_text_title ? richText(block.rich_text_title, ctx) : textOf(block.title, ctx)),
    block.subtitle && el("div.card-subtitle", {}, textOf(block.subtitle, ctx))));
}

function card(block, ctx) {
  return el("div", {},
    block.hero_image && picture(block.hero_image, "large"),
    titled(block, ctx), textOf(block.body, ctx),
    block.actions && el("div.block-actions", {}, block.actions.map((one) => element(one, block, ctx))));
}

function carousel(block, ctx) {
  const cards = (block.elements || []).map((one) => ({ ...one, block_id: one.block_id || block.block_id }));
  return el("div", { tabindex: "0", role: "region", "aria-label": "Cards" }, blocks(cards, ctx));
}

function container(block, ctx) {
  const inner = el("div.container-body", {}, blocks(block.child_blocks || [], ctx));
  const ruled = block.has_header_divider ? "ruled" : "";
  if (!block.is_collapsible) return el("div", { class: ruled }, titled(block, ctx), inner);
  return el("details", { class: ruled, open: !block.default_collapsed }, el("summary", {}, titled(block, ctx)), inner);
}

const ALERT_ICONS = { warning: "warning", error: "warning", success: "check" };

function alertBlock(block, ctx) {
  const level = ["info", "warning", "error", "success"].includes(block.level) ? block.level : "default";
  return el("div", { class: `alert-${level}`, role: "note", "aria-label": level === "default" ? "Note" : level }, icon(ALERT_ICONS[level] || "info"), textOf(block.text, ctx));
}

function plan(block, ctx) {
  return el("div", {}, el("div.card-title", {}, plain(block.title)), (block.tasks || []).map((one) => task(one, ctx)));
}

const TASKS = { pending: "to do", in_progress: "in progress", complete: "done", error: "failed" };

function task(block, ctx) {
  const status = Object.hasOwn(TASKS, block.status) ? block.status : "pending";
  const mark = { complete: "check", error: "close" }[status];
  return el("div.task", { class: `task-${status}` },
    el("span.task-mark", { role: "img", "aria-label": TASKS[status] }, mark ? icon(mark) : ""),
    el("div.task-words", {}, el("span", {}, plain(block.title)),
      [block.details, block.output].filter((one) => one?.elements).map((one) => el("div.task-more", {}, richText(one, ctx))),
      block.sources?.length > 0 && el("div.task-sources", {}, block.sources.map((one) => safeLink(one.url || "", plain(one.text) || one.url || "")))));
}

function call(block) {
  const about = block.call?.v1 || {};
  return el("div", {}, mediaCard("phone", about.name || "Call", about.desktop_app_join_url ? "" : about.join_url || block.call_id, about.join_url));
}

function authProvider(block) {
  const state = block.is_connected ? `Connected${block.connected_identity ? ` as ${plain(block.connected_identity)}` : ""}` : "Not connected";
  return el("div", {}, mediaCard("lock", plain(block.name) || "Account", [plain(block.description), state].filter(Boolean).join(" · "), block.is_connected ? block.disconnect_url : block.auth_url));
}

// --- inputs: a label, a control, a hint, and what is wrong with it

function input(block, ctx) {
  const one = block.element || {};
  if (!isInput(one)) return unknown(block);
  const made = control(one, ctx.me, ctx.kept?.(block, one));
  const error = ctx.errors?.[block.block_id];
  const id = `field-${block.block_id}`;
  made.node.id = id;
  if (error) made.node.setAttribute("aria-invalid", "true");
  if (error || block.hint) made.node.setAttribute("aria-describedby", `${id}-note`);
  made.node.setAttribute("aria-label", plain(block.label));
  if (block.dispatch_action) made.node.addEventListener("change", () => ctx.act({ action_id: one.action_id, block_id: block.block_id, value: made.read(), selected: made.read() }));
  ctx.keep?.(block, one, made);
  return el("div", { class: error ? "has-error" : "" },
    el("label.input-label", { for: id }, label(block.label), block.optional && el("span.optional", {}, "optional")),
    made.node,
    error ? el("div.input-error", { id: `${id}-note`, role: "alert" }, icon("warning"), error)
      : block.hint && el("div.input-hint", { id: `${id}-note` }, label(block.hint)));
}

function unknown(block) {
  return el("details.unknown", {}, el("summary", {}, `${block?.type || "unknown"} block`), json(block));
}
