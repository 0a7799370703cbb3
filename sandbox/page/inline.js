// One small engine for inline text: the earliest rule that matches wins, and what is inside is read again.

import { el } from "./dom.js";
import { EMOJI } from "./emoji.js";

/** A rule is {pattern, build(match, inner) -> node}; `plain` turns what no rule wanted into text. */
export function inline(text, rules, plain = (part) => part) {
  const nodes = [];
  let rest = text;
  let before = "";
  while (rest) {
    const hit = earliest(rest, rules, before);
    if (!hit) break;
    if (hit.match.index) nodes.push(plain(rest.slice(0, hit.match.index)));
    nodes.push(hit.rule.build(hit.match, (inner) => inline(inner, rules, plain)));
    const end = hit.match.index + hit.match[0].length;
    before = rest[end - 1];
    rest = rest.slice(end);
  }
  if (rest) nodes.push(plain(rest));
  return nodes;
}

function earliest(text, rules, before) {
  let best = null;
  for (const rule of rules) {
    const match = firstMatch(text, rule, before);
    if (match && (!best || match.index < best.match.index)) best = { rule, match };
  }
  return best;
}

/** Emphasis may only start where a word starts: `snake_case_name` stays as it is. */
function firstMatch(text, rule, before) {
  const pattern = new RegExp(rule.pattern, "g" + (rule.flags || ""));
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const previous = match.index ? text[match.index - 1] : before;
    if (!rule.atWord || !previous || !/[\p{L}\p{N}]/u.test(previous)) return match;
    pattern.lastIndex = match.index + 1;
  }
  return null;
}

const SAFE = /^(https?:|mailto:)/i;

export function safeLink(url, ...label) {
  const shown = label.length ? label : [url.replace(/^mailto:/, "")];
  if (!SAFE.test(url.trim())) return el("span", {}, ...shown);
  return el("a", { href: url.trim(), target: "_blank", rel: "noopener noreferrer", title: url.trim() }, ...shown);
}

export function mention(text, mine = false) {
  return el("span.mention", { class: mine ? "mention-me" : "" }, text);
}

export const emojiRule = {
  pattern: ":([a-z0-9_+-]+)(?:::skin-tone-\\d)?:",
  build: (match) => (Object.hasOwn(EMOJI, match[1]) ? el("span.emoji", { title: match[0], role: "img", "aria-label": match[1] }, EMOJI[match[1]]) : match[0]),
};

export const bareLinkRule = {
  pattern: "https?://[^\\s<>|)\\]]*[^\\s<>|)\\].,;:!?'\"]",
  build: (match) => safeLink(match[0]),
};
