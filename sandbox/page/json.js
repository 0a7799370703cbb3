// JSON to be read: keys, texts and numbers in different colours, made of text nodes only.

import { el } from "./dom.js";

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export function json(value) {
  const text = JSON.stringify(value, null, 2) ?? "";
  const node = el("pre.json", { tabindex: "0" });
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, colon] = match;
    const kind = colon ? "json-key" : quoted ? "json-text" : "json-value";
    node.append(text.slice(from, match.index), el("span", { class: kind }, quoted || whole), colon || "");
    from = match.index + whole.length;
  }
  node.append(text.slice(from));
  return node;
}
