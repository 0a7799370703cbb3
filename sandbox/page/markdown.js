// True Markdown, as in `markdown` blocks and streamed answers: headings, lists, quotes, fences, tables, links.

import { el } from "./dom.js";
import { bareLinkRule, emojiRule, inline, safeLink } from "./inline.js";
import { angleRule, unescape } from "./mrkdwn.js";

function rules(names) {
  const wrap = (tag) => (match, inner) => el(tag, {}, inner(match[1]));
  return [
    { pattern: "\\\\([\\\\`*_{}\\[\\]()#+.!~>|-])", build: (match) => match[1] },
    { pattern: "``?([^`]+)``?", build: (match) => el("code", {}, unescape(match[1])) },
    { pattern: "!?\\[((?:[^\\[\\]]|\\[[^\\[\\]]*\\])+)\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)", build: (match, inner) => safeLink(unescape(match[2]), ...inner(match[1])) },
    angleRule(names),
    { pattern: "\\*\\*([^\\s*](?:.*?[^\\s*])?)\\*\\*", build: wrap("strong") },
    { pattern: "__([^\\s_](?:.*?[^\\s_])?)__", atWord: true, build: wrap("strong") },
    { pattern: "~~([^~]+)~~", build: wrap("s") },
    { pattern: "\\*([^\\s*](?:[^*]*[^\\s*])?)\\*", build: wrap("em") },
    { pattern: "_([^\\s_](?:[^_]*[^\\s_])?)_(?![\\p{L}\\p{N}])", flags: "u", atWord: true, build: wrap("em") },
    emojiRule,
    bareLinkRule,
  ];
}

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s*(?:>|&gt;)\s?/;
const ITEM = /^(\s*)([-*+•]|\d{1,3}[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

export function markdown(text, names) {
  return el("div.text.markdown", {}, blocksOf(String(text ?? "").split("\n"), rules(names)));
}

/** Growing text with its open marks closed, so that half a `word` does not flicker. */
export function mended(text) {
  if (text.split("```").length % 2 === 0) return text;
  const line = text.slice(text.lastIndexOf("\n") + 1);
  const open = ["`", "**"].filter((mark) => line.split(mark).length % 2 === 0 && !line.endsWith(mark));
  const cut = line.endsWith("**") && line.split("**").length % 2 === 0 ? text.slice(0, -2) : text;
  return cut.replace(/\[(?:[^\[\]\n]|\[[^\[\]\n]*\]?)*(\]\([^)\n]*)?$/, (part) => part.slice(1).replace(/\]\(.*$/, "")) + open.join("");
}

function blocksOf(lines, known) {
  const nodes = [];
  const queue = [...lines];
  while (queue.length) nodes.push(nextBlock(queue, known));
  return nodes;
}

function nextBlock(queue, known) {
  const line = queue[0];
  if (!line.trim()) return void queue.shift();
  if (FENCE.test(line)) return fence(queue);
  if (HEADING.test(line)) return heading(queue.shift(), known);
  if (RULE.test(line)) return queue.shift() && el("hr");
  if (QUOTE.test(line)) return el("blockquote", {}, blocksOf(take(queue, (l) => QUOTE.test(l)).map((l) => l.replace(QUOTE, "")), known));
  if (ITEM.test(line)) return list(take(queue, (l) => ITEM.test(l) || /^\s{2,}\S/.test(l)), known);
  if (line.includes("|") && TABLE_RULE.test(queue[1] || "")) return table(take(queue, (l) => l.includes("|")), known);
  return paragraph(take(queue, isProse), known);
}

function isProse(line) {
  return line.trim() && ![FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line));
}

/** Removes the first line, and all following ones that still belong to it. */
function take(queue, belongs) {
  const taken = [queue.shift()];
  while (queue.length && belongs(queue[0])) taken.push(queue.shift());
  return taken;
}

function fence(queue) {
  queue.shift();
  const body = [];
  while (queue.length && !FENCE.test(queue[0])) body.push(queue.shift());
  queue.shift();
  return el("pre", {}, unescape(body.join("\n")));
}

function heading(line, known) {
  const [, marks, title] = HEADING.exec(line);
  return el(`div.heading.heading-${Math.min(marks.length, 3)}`, { role: "heading", "aria-level": marks.length + 3 }, inline(title, known, unescape));
}

function paragraph(lines, known) {
  const nodes = lines.flatMap((line, i) => [i ? el("br") : null, ...inline(line.trim(), known, unescape)]);
  return el("p", {}, nodes);
}

function list(lines, known) {
  const base = ITEM.exec(lines[0])[1].length;
  const ordered = /\d/.test(ITEM.exec(lines[0])[2]);
  const items = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item && item[1].length <= base) items.push({ title: item[3], inner: [] });
    else items.at(-1).inner.push(line);
  }
  const start = ordered ? parseInt(ITEM.exec(lines[0])[2], 10) : 1;
  return el(ordered ? "ol" : "ul", { start: start > 1 ? start : null }, items.map(({ title, inner }) =>
    el("li", {}, inline(title, known, unescape), blocksOf(dedent(inner), known))));
}

function dedent(lines) {
  const depth = Math.min(...lines.map((line) => /^\s*/.exec(line)[0].length));
  return lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0));
}

function table(lines, known) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const row = (line, tag) => el("tr", {}, cells(line).map((cell) => el(tag, {}, inline(cell, known, unescape))));
  return el("div.table-wrap", {}, el("table", {},
    el("thead", {}, row(lines[0], "th")),
    el("tbody", {}, lines.slice(2).map((line) => row(line, "td")))));
}
