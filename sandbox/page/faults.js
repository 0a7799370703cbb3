// Switches that make the next thing go wrong, to see how the bot copes.

import { post } from "./api.js";
import { el, icon } from "./dom.js";

const FAULTS = [
  ["429", "The next chat.postMessage is rate limited", () => post("faults", { method: "chat.postMessage", status: 429, retry_after: 2, times: 1 })],
  ["500", "The next chat.postMessage fails with a server error", () => post("faults", { method: "chat.postMessage", status: 500, times: 1 })],
  ["Posted, answer lost", "The next chat.postMessage is applied, then the connection is cut", () => post("faults", { method: "chat.postMessage", drop_after_commit: true, times: 1 })],
  ["Slow, 3 s", "The next call of any method takes three seconds longer", () => post("faults", { method: "*", delay: 3, times: 1 })],
  ["Disconnect", "The app's sockets are told to reconnect", () => post("transport", { disconnect: "refresh_requested" })],
];

/** `say(promise)` shows why something could not be arranged. */
export function faultBar(say) {
  const armed = el("span.armed", { role: "status" });
  const buttons = FAULTS.map(([name, title, order]) => el("button.button.button-small", { type: "button", title, onclick: () => arrange(title, order) }, name));
  const clear = el("button.button.button-small", { type: "button", onclick: () => arrange("No more faults", () => post("faults", { clear: true })) }, icon("check"), "Clear");

  let fading = 0;

  async function arrange(title, order) {
    if (!(await say(order()))) return;
    armed.textContent = `${title}.`;
    clearTimeout(fading);
    fading = setTimeout(() => (armed.textContent = ""), 12000);
  }

  return el("div.faults", { role: "group", "aria-label": "Faults" }, el("span.faults-title", {}, icon("bolt"), "Make it fail"), buttons, clear, armed);
}
