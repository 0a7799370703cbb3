// Things one can press or choose inside a message, a modal or App Home.
//
// `ctx` is what a surface lends its blocks: {me, names, memory, act(press), confirm(dialog) -> bool, keep(controls)}.

import { el, icon } from "./dom.js";
import { emoji } from "./emoji.js";
import { json } from "./json.js";
import { control, isInput, plain } from "./inputs.js";
import { openMenu } from "./menu.js";
import { unescape } from "./mrkdwn.js";

export function element(one, block, ctx) {
  if (one.visible_to_user_ids && !one.visible_to_user_ids.includes(ctx.me)) return null;
  if (Object.hasOwn(PRESSABLE, one.type)) return PRESSABLE[one.type](one, block, ctx);
  if (isInput(one)) return chooser(one, block, ctx);
  return el("details.unknown", {}, el("summary", {}, `${one.type || "unknown"} element`), json(one));
}

const PRESSABLE = { button, workflow_button: button, overflow, feedback_buttons: feedback, icon_button: iconAction };

/** ":zap: Claim" as people see it. */
export function label(object) {
  return unescape(plain(object)).replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name));
}

/** Asks first if the element wants that, then tells the app. */
async function press(one, block, ctx, more, node) {
  if (one.confirm && !(await ctx.confirm(one.confirm))) return;
  node?.classList.add("pending");
  await ctx.act({ action_id: one.action_id, block_id: block.block_id, ...more });
  node?.classList.remove("pending");
}

function button(one, block, ctx) {
  const style = one.style ? `button-${one.style}` : "";
  const name = one.accessibility_label;
  const onclick = (event) => press(one, block, ctx, { value: one.value }, event.currentTarget);
  if (!one.url) return el("button.button", { type: "button", class: style, "aria-label": name, onclick }, label(one.text));
  const safe = /^https?:/i.test(one.url) ? one.url : null;
  return el("a.button", { href: safe, target: "_blank", rel: "noopener noreferrer", class: style, "aria-label": name, onclick, title: one.url }, label(one.text), icon("link"));
}

function overflow(one, block, ctx) {
  const items = (one.options || []).map((option) => ({
    label: label(option.text),
    hint: label(option.description),
    pick: () => press(one, block, ctx, { selected: option.value, value: option.value }),
  }));
  return el("button.icon-button.bordered", {
    type: "button", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: (event) => openMenu(event.currentTarget, { label: "More actions", groups: [{ items }] }),
  }, icon("more"));
}

function feedback(one, block, ctx) {
  const key = `${block.block_id || ""}:${one.action_id}`;
  const sides = [["positive", "up", one.positive_button], ["negative", "down", one.negative_button]];
  const node = el("div.feedback", { role: "group", "aria-label": "Feedback" });
  node.append(...sides.filter(([, , side]) => side).map(([, symbol, side]) => el("button.feedback-button", {
    type: "button", "aria-label": side.accessibility_label || plain(side.text),
    "aria-pressed": String(ctx.memory.get(key) === side.value),
    onclick: async (event) => {
      ctx.memory.set(key, side.value);
      for (const other of node.children) other.setAttribute("aria-pressed", String(other === event.currentTarget));
      await press(one, block, ctx, { value: side.value });
    },
  }, icon(symbol), el("span", {}, label(side.text)))));
  return node;
}

function iconAction(one, block, ctx) {
  const symbol = one.icon === "trash" ? "trash" : "more";
  return el("button.feedback-button", {
    type: "button", "aria-label": one.accessibility_label || plain(one.text), title: plain(one.text),
    onclick: (event) => press(one, block, ctx, { value: one.value }, event.currentTarget),
  }, icon(symbol));
}

/** A select, date or list of boxes that tells the app at once when it changes. */
function chooser(one, block, ctx) {
  const made = control(one, ctx.me, ctx.kept?.(block, one));
  made.node.setAttribute("aria-label", plain(one.placeholder) || "Choose");
  ctx.keep?.(block, one, made);
  made.node.addEventListener("change", async () => {
    const selected = made.read();
    await press(one, block, ctx, { selected, value: Array.isArray(selected) ? undefined : selected }, made.node);
  });
  return made.node;
}
