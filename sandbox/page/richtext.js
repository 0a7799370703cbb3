// rich_text blocks: what people's own messages are made of.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { mention, safeLink } from "./inline.js";

export function richText(block, ctx) {
  return el("div.text.rich-text", {}, (block.elements || []).map((part) => section(part, ctx)));
}

function section(part, ctx) {
  if (part.type === "rich_text_list") return list(part, ctx);
  const inner = (part.elements || []).map((leaf) => leafNode(leaf, ctx));
  if (part.type === "rich_text_quote") return el("blockquote", {}, inner);
  if (part.type === "rich_text_preformatted") return el("pre", {}, inner);
  return el("div.line", {}, inner);
}

function list(part, ctx) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const items = (part.elements || []).map((item) => el("li", {}, (item.elements || []).map((leaf) => leafNode(leaf, ctx))));
  return el(tag, { class: `indent-${Math.min(part.indent || 0, 4)}`, start: part.offset ? part.offset + 1 : null }, items);
}

function leafNode(leaf, ctx) {
  return Object.entries(leaf.style || {}).reduce((node, [style, on]) => (on && Object.hasOwn(TAGS, style) ? el(TAGS[style], {}, node) : node), bare(leaf, ctx));
}

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u", highlight: "mark" };

function bare(leaf, { names }) {
  switch (leaf.type) {
    case "text": return leaf.text;
    case "link": return safeLink(leaf.url, ...(leaf.text ? [leaf.text] : []));
    case "user": return mention(`@${names.person(leaf.user_id)}`, names.isMe(leaf.user_id));
    case "channel": return mention(`#${names.channel(leaf.channel_id)}`);
    case "usergroup": return mention("@group");
    case "broadcast": return mention(`@${leaf.range}`, true);
    case "emoji": return el("span.emoji", { role: "img", "aria-label": leaf.name }, emoji(leaf.name));
    case "date": return leaf.fallback || new Date(leaf.timestamp * 1000).toLocaleString();
    case "color": return [el("span.swatch", { vars: { colour: /^#[0-9a-f]{3,8}$/i.test(leaf.value) ? leaf.value : "transparent" } }), leaf.value];
    default: return leaf.text || "";
  }
}
