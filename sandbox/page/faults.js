// Switches that make something go wrong, or the server plainer than Slack, to see how the app copes.

import { post } from "./api.js";
import { el, fill, icon, refill } from "./dom.js";
import { faults, features, loadWorld } from "./world.js";

const METHODS = ["chat.postMessage", "chat.update", "chat.postEphemeral", "chat.startStream", "chat.appendStream", "chat.stopStream", "conversations.history",
  "conversations.replies", "reactions.add", "users.info", "views.open", "views.publish"];
const TIMES = [["1", "once"], ["3", "3 times"], ["0", "until cleared"]];
const CALLS = [
  ["429", "is rate limited", { status: 429, retry_after: 2 }],
  ["500", "fails with a server error", { status: 500 }],
  ["Slow, 3 s", "takes three seconds longer", { delay: 3 }],
  ["Done, answer lost", "is carried out, then the connection is cut", { drop_after_commit: true }],
];
const EVENTS = [["Lose", "lose", "is lost on its way, and sent again as an unanswered one"], ["Duplicate", "duplicate", "comes twice"], ["Reorder", "reorder", "comes after the one that follows"]];
const SOCKETS = [["Refresh", { disconnect: "refresh_requested" }], ["Warning", { disconnect: "warning" }], ["Storm of 5", { disconnect: "refresh_requested", times: 5 }], ["Link disabled", { disconnect: "link_disabled" }]];

/** faultPanel(say) -> {node, refresh()}; `say(promise)` tells why something could not be arranged, and is true if it could. */
export function faultPanel(say) {
  const method = el("select.field.field-select", { "aria-label": "Which call" }, el("option", { value: "*" }, "any method"), METHODS.map((name) => el("option", { value: name, selected: name === METHODS[0] }, name)));
  const times = el("select.field.field-select", { "aria-label": "How often" }, TIMES.map(([value, name]) => el("option", { value }, name)));
  const armed = el("div.armed", { role: "status" });
  const server = el("div.fault-buttons");
  const node = el("section.faults", { "aria-label": "Make it fail" },
    el("header.faults-head", {}, el("h3", {}, icon("bolt"), "Make it fail"), press("Clear all", "Everything works again", () => order({ clear: true }, "Everything works again."))),
    armed,
    group("The next call of", el("div.fault-fields", {}, method, times), CALLS.map(([name, what, fault]) => press(name, `The call ${what}`,
      () => order({ ...fault, method: method.value, times: Number(times.value) }, "")))),
    group("The next event to the app", EVENTS.map(([name, kind, what]) => press(name, `It ${what}`, () => order({ deliveries: kind }, `The next event ${what}.`)))),
    group("The app's sockets", SOCKETS.map(([name, what]) => press(name, `They are told to go: ${what.disconnect}`, () => arrange(post("transport", what), `The sockets were told: ${name.toLowerCase()}.`)))),
    group("What is alive", el("div.fault-buttons", {}, press("Expire streams", "Answers that stream end as after five minutes", () => order({ expire_streams: true }, "The streams have expired.")), server)),
    group("What this server can do", el("div.features")));

  function order(fault, done) {
    return arrange(post("faults", fault), done);
  }

  async function arrange(promise, done) {
    if (await say(promise, done)) await refresh();
  }

  async function refresh() {
    await loadWorld();
    paint();
  }

  function paint() {
    const { calls, deliveries, token_error: refused } = faults();
    const isRevoked = Boolean(refused);
    fill(armed, calls.map((one) => el("span.pill.waiting", {}, described(one))), deliveries.map((one) => el("span.pill.waiting", {}, `${one.kind} the next ${one.times > 1 ? one.times : ""} event${one.times === 1 ? "" : "s"}`)),
      isRevoked && el("span.pill.bad", {}, refused.replaceAll("_", " ")));
    refill(server, toggle(isRevoked ? "Restore token" : "Revoke token", isRevoked, () => order({ revoke_tokens: !isRevoked }, isRevoked ? "The token is good again." : "The token is revoked.")));
    refill(node.querySelector(".features"), Object.entries(features()).filter(([, on]) => typeof on === "boolean").map(([name, on]) =>
      toggle(name.replaceAll("_", " "), on, () => arrange(post("features", { [name]: !on }), `${name.replaceAll("_", " ")}: ${on ? "off" : "on"}.`))), limits());
  }

  function limits() {
    const now = features().rate_limits;
    const choice = el("select.field.field-select", { "aria-label": "Rate limits" }, ["off", "lenient", "strict"].map((name) => el("option", { value: name, selected: name === now }, `rate limits: ${name}`)));
    choice.addEventListener("change", () => arrange(post("features", { rate_limits: choice.value }), `Rate limits: ${choice.value}.`));
    return choice;
  }

  return { node, refresh };
}

function described({ method, status, error, delay, drop_after_commit: isDropped, times }) {
  const what = [status || error, delay ? `+${delay} s` : "", isDropped ? "answer lost" : ""].filter(Boolean).join(" ");
  return `${method === "*" ? "any method" : method}: ${what}${times === 0 ? ", until cleared" : times > 1 ? ` × ${times}` : ""}`;
}

function group(name, ...content) {
  return el("fieldset.fault-group", {}, el("legend", {}, name), content.map((one) => (Array.isArray(one) ? el("div.fault-buttons", {}, one) : one)));
}

function press(name, title, onclick) {
  return el("button.button.button-small", { type: "button", title, onclick }, name);
}

/** A switch; it says by more than its colour whether it is on. */
function toggle(name, on, onclick) {
  return el("button.button.button-small.toggle", { type: "button", "aria-pressed": String(Boolean(on)), onclick }, el("span.toggle-mark", {}, on ? icon("check") : ""), name);
}
