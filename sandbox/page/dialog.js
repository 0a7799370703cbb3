// Dialogs inside one pane, so that the other person's side stays usable: while one is open the pane below it is inert.

import { el, fill, icon, iconButton } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { label } from "./elements.js";

/** dialogLayer(pane body) -> {node, show(dialog), clear()} */
export function dialogLayer(below) {
  const node = el("div.layer", { hidden: true });
  let before = null;

  function show(dialog, { focus = true } = {}) {
    if (node.hidden) before = document.activeElement;
    node.hidden = false;
    below.inert = true;
    fill(node, dialog);
    if (focus) firstField(dialog)?.focus();
  }

  function clear() {
    if (node.hidden) return;
    node.hidden = true;
    below.inert = false;
    node.replaceChildren();
    if (before?.isConnected) before.focus();
  }

  return { node, show, clear, isOpen: () => !node.hidden };
}

function firstField(dialog) {
  const wanted = ["[aria-invalid=true]", ".field, .choice input", ".dialog-foot [type=submit]", "button"];
  return wanted.map((selector) => dialog.querySelector(selector)).find(Boolean);
}

/** The frame all dialogs share; Tab stays inside, Esc closes. */
export function frame({ title, body, foot, close, small = false, mark = null }) {
  const id = `dialog-${crypto.randomUUID().slice(0, 8)}`;
  const box = el("form.dialog", {
    role: "dialog", "aria-modal": "true", "aria-labelledby": id, novalidate: true, class: small ? "dialog-small" : "",
    onkeydown: (event) => keep(event, box, close),
  },
  el("header.dialog-head", {}, mark, el("h2", { id }, title), iconButton("close", "Close", close)),
  el("div.dialog-body", {}, body),
  foot && el("footer.dialog-foot", {}, foot));
  return box;
}

function keep(event, box, close) {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  if (event.key !== "Tab") return;
  const stops = [...box.querySelectorAll("button, input, select, textarea, a[href], summary")].filter((one) => !one.disabled && one.offsetParent);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

/** Block Kit's `confirm`, and our own questions: resolves to true or false. */
export function ask(layer, { title, text, confirm, deny, style }, names) {
  return new Promise((resolve) => {
    const done = (answer) => {
      layer.clear();
      resolve(answer);
    };
    const words = text?.type === "plain_text" || typeof text === "string" ? el("p", {}, label(text)) : mrkdwn(text?.text, names);
    const dialog = frame({
      title: label(title) || "Are you sure?", body: words, close: () => done(false), small: true,
      foot: [
        el("button.button", { type: "button", onclick: () => done(false) }, label(deny) || "Cancel"),
        el("button.button", { type: "submit", class: style === "danger" ? "button-danger-solid" : "button-primary" }, label(confirm) || "Yes"),
      ],
    });
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      done(true);
    });
    layer.show(dialog);
  });
}

export function errorLine(text) {
  return text ? el("div.dialog-error", { role: "alert" }, icon("warning"), text) : null;
}
