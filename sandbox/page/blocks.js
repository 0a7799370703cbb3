// Block Kit's layout blocks as DOM. Anything unknown is shown as it came, folded away.

import { el, icon } from "./dom.js";
import { element, label } from "./elements.js";
import { control, isInput, plain } from "./inputs.js";
import { markdown } from "./markdown.js";
import { mrkdwn, mrkdwnInline } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function blocks(list, ctx) {
  return list.map((block) => {
    const build = LAYOUT[block.type] || unknown;
    const node = build(block, ctx);
    node.classList.add("block", `block-${block.type}`);
    return node;
  });
}

const LAYOUT = {
  section, header, divider, context, actions, image, markdown: markdownBlock, rich_text: richText, table,
  context_actions: actions, input, video, file, card, alert: alertBlock, plan, task_card: task,
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
  return element(block.accessory, block, ctx) || unknown(block.accessory);
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
  if (!url || new URL(url, location.href).origin !== location.origin) return pictureCard(one, look, url);
  const node = el("img", { src: url, alt: one.alt_text || "", class: look, loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(pictureCard(one, look, url)));
  return node;
}

function pictureCard(one, look, url) {
  if (look !== "large") return el(`span.${look}.placeholder`, { role: "img", "aria-label": one.alt_text, title: one.alt_text }, icon("eye"));
  return mediaCard("eye", one.alt_text || "Image", url, url);
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
  const cell = (one, tag) => el(tag, {}, one.type === "rich_text" ? richText(one, ctx) : String(one.text ?? one.value ?? ""));
  const [head, ...rows] = block.rows || [];
  return el("div.table-wrap", {}, el("table", {},
    head && el("thead", {}, el("tr", {}, head.map((one) => cell(one, "th")))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((one) => cell(one, "td")))))));
}

function card(block, ctx) {
  return el("div", {},
    block.hero_image && picture(block.hero_image, "large"),
    el("div.card-title", {}, textOf(block.title, ctx)), textOf(block.subtitle, ctx), textOf(block.body, ctx),
    block.actions && el("div.block-actions", {}, block.actions.map((one) => element(one, block, ctx))));
}

function alertBlock(block, ctx) {
  return el("div", { class: `alert-${block.level || "default"}`, role: "note" }, icon("warning"), textOf(block.text, ctx));
}

function plan(block, ctx) {
  return el("div", {}, el("div.card-title", {}, plain(block.title)), (block.tasks || []).map((one) => task(one, ctx)));
}

function task(block, ctx) {
  const done = block.status === "complete";
  return el("div.task", { class: `task-${block.status || "pending"}` },
    el("span.task-mark", {}, done ? icon("check") : ""), el("span", {}, plain(block.title)),
    block.details?.elements && richText(block.details, ctx));
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
  return el("details.unknown", {},
    el("summary", {}, `${block.type || "unknown"} block`),
    el("pre", {}, JSON.stringify(block, null, 2)));
}
