// Slack's own markup, mrkdwn: *bold*, _italic_, ~strike~, `code`, > quotes, <@U…>, <#C…>, <url|label>, :emoji:.

import { el } from "./dom.js";
import { bareLinkRule, emojiRule, inline, mention, safeLink } from "./inline.js";

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What <…> means; `names` knows people and channels ({person(id), channel(id), isMe(id)}). */
export function angle(body, names) {
  const [target, label] = split(body);
  if (target.startsWith("@")) return mention(`@${label || names.person(target.slice(1))}`, names.isMe(target.slice(1)));
  if (target.startsWith("#")) return mention(`#${label || names.channel(target.slice(1))}`);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return mention(label || "@group");
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`, true);
  return safeLink(unescape(target), ...(label ? [unescape(label)] : []));
}

function split(body) {
  const bar = body.indexOf("|");
  return bar < 0 ? [body, ""] : [body.slice(0, bar), body.slice(bar + 1)];
}

function date(target, fallback) {
  const [, seconds, format = "{date} {time}"] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.getTime())) return fallback || target;
  const time = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const words = unescape(format)
    .replace(/\{time\w*\}/g, time)
    .replace(/\{ago\}/g, ago(when))
    .replace(/\{(?:date|day)(?:_(num|short|long))?(_pretty)?\w*\}/g, (_, form, pretty) => (pretty && nearDay(when)) || day(when, form));
  return el("time", { title: when.toString() }, words);
}

const dayForms = {
  short: { day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
};

function day(when, form) {
  if (form === "num") return when.toLocaleDateString("sv-SE");
  return when.toLocaleDateString([], dayForms[form] || { day: "numeric", month: "long", year: "numeric" });
}

/** A day that Slack's pretty forms name instead of dating it. */
function nearDay(when) {
  const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[Math.round((midnight(when) - midnight(new Date())) / 86400000)];
}

const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function ago(when) {
  const seconds = (when.getTime() - Date.now()) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) || units.at(-1);
  return new Intl.RelativeTimeFormat("en").format(Math.trunc(seconds / size), unit);
}

export function angleRule(names) {
  return { pattern: "<([@#!][^<>\\s|][^<>\\n]*|[a-z][a-z0-9+.-]*:[^<>\\s|]+(?:\\|[^<>\\n]*)?)>", build: (match) => angle(match[1], names) };
}

function rules(names) {
  const wrap = (tag) => (match, inner) => el(tag, {}, inner(match[1]));
  return [
    { pattern: "`([^`\\n]+)`", build: (match) => el("code", {}, unescape(match[1])) },
    angleRule(names),
    { pattern: "\\*([^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\p{L}\\p{N}])", flags: "u", atWord: true, build: wrap("strong") },
    { pattern: "_([^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\p{L}\\p{N}])", flags: "u", atWord: true, build: wrap("em") },
    { pattern: "~([^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\p{L}\\p{N}])", flags: "u", atWord: true, build: wrap("s") },
    emojiRule,
    bareLinkRule,
  ];
}

/** A fragment of block-level nodes: lines, quotes and preformatted text. */
export function mrkdwn(text, names) {
  const parts = String(text ?? "").split(/```\n?([\s\S]*?)\n?```/);
  const nodes = parts.map((part, i) => (i % 2 ? el("pre", {}, unescape(part)) : part.trim() ? lines(part.replace(/^\n|\n$/g, ""), names) : null));
  return el("div.text", {}, nodes);
}

function lines(text, names) {
  const known = rules(names);
  const nodes = [];
  for (const line of text.split("\n")) {
    const quoted = /^(?:>|&gt;)\s?(.*)$/.exec(line);
    const body = inline(quoted ? quoted[1] : line, known, unescape);
    if (!quoted) nodes.push(lineOf(line, body));
    else if (nodes.at(-1)?.tagName === "BLOCKQUOTE") nodes.at(-1).append(el("div.line", {}, body));
    else nodes.push(el("blockquote", {}, el("div.line", {}, body)));
  }
  return nodes;
}

function lineOf(line, body) {
  const listed = /^\s*([•◦▪‣-]|\d{1,2}[.)])\s/.test(line);
  return el(listed ? "div.line.listed" : "div.line", {}, body);
}

/** One line without block structure, for labels and context. */
export function mrkdwnInline(text, names) {
  return inline(String(text ?? ""), rules(names), unescape);
}
