// "Try this": what the world suggests to somebody who is here for the first time, one step at a time.

import { el, icon, iconButton, refill } from "./dom.js";
import { fullNameOf, guide as steps, person } from "./world.js";

const KEY = "sandbox-guide";

/** guide({show(step)}) -> {node, has(), isOpen(), toggle(on), paint()}; what was dismissed or done is remembered. */
export function guide({ show, onToggle }) {
  const node = el("section.guide", { "aria-label": "Try this", hidden: true });
  const memory = JSON.parse(localStorage.getItem(KEY) || '{"at":0,"done":[],"closed":false}');

  const remember = () => localStorage.setItem(KEY, JSON.stringify(memory));
  const has = () => steps().length > 0;

  function toggle(on) {
    memory.closed = !on;
    remember();
    paint();
  }

  function go(at) {
    memory.at = Math.max(0, Math.min(at, steps().length - 1));
    remember();
    paint();
    node.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function act(step) {
    if (!memory.done.includes(step.title)) memory.done.push(step.title);
    remember();
    paint();
    show(step);
  }

  function paint() {
    node.hidden = memory.closed || !has();
    onToggle(!node.hidden);
    if (node.hidden) return;
    const at = Math.min(memory.at, steps().length - 1);
    refill(node, el("h2.guide-title", {}, "Try this"), el("ol.guide-steps", {}, steps().map((step, i) => chip(step, i, at))),
      iconButton("close", "Close the guide (g)", () => toggle(false), { class: "guide-close" }), current(steps()[at], at));
  }

  function chip(step, i, at) {
    const done = memory.done.includes(step.title);
    return el("li", {}, el("button.guide-chip", { type: "button", class: done ? "done" : "", "aria-current": i === at ? "step" : null, onclick: () => go(i) },
      el("span.guide-number", {}, done ? icon("check") : String(i + 1)), step.title, done && el("span.only-read", {}, " (done)")));
  }

  function current(step, at) {
    return el("div.guide-step", { "aria-live": "polite" },
      el("p", {}, el("strong.guide-now", {}, `${at + 1} of ${steps().length}: ${step.title}. `), step.text),
      el("button.button.button-small.button-primary", { type: "button", onclick: () => act(step) }, `Be ${fullNameOf(person(step.person)) || step.person}`),
      at < steps().length - 1 && el("button.button.button-small", { type: "button", onclick: () => go(at + 1) }, "Next"));
  }

  return { node, has, isOpen: () => !node.hidden, toggle, paint };
}
