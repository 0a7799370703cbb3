// The page: two panes, the live feed that keeps them fresh, and the few switches around them.

import { hasToken, live, post } from "./api.js";
import { coalesce, el, fill, icon, iconButton, redraw } from "./dom.js";
import { guide } from "./guide.js";
import { showHelp } from "./help.js";
import { inspector } from "./inspector.js";
import { listenToKeys } from "./keys.js";
import { Pane } from "./pane.js";
import { roleName } from "./roles.js";
import { flag, permalink, setFlag } from "./state.js";
import { applyTheme, pickTheme } from "./theme.js";
import { appName, channelsOf, hostTeamId, isConnected, loadWorld, nameOf, person, teamOf } from "./world.js";

const main = document.querySelector("main");
const status = document.querySelector("#status");
const toasts = document.querySelector("#toasts");
const panes = [new Pane("left", nameTab), new Pane("right", nameTab)];
const drawer = inspector({ say, onClose: () => showInspector(false) });
const tour = guide({ show: showStep, onToggle: (on) => document.querySelector("#guide-button")?.setAttribute("aria-pressed", String(on)) });
let wasLost = false;
let current = panes[0];

applyTheme();
start();

async function start() {
  furnish();
  if (!hasToken()) return stranded("The page needs its key", "Open it with the address the sandbox printed when it started: the part after # is the key.");
  try {
    await loadWorld();
  } catch (error) {
    return stranded("The sandbox is not there", error.message);
  }
  fill(main, ...panes.map((pane) => pane.node));
  document.querySelector("#drawer").replaceWith(drawer.node);
  document.querySelector("#guide").replaceWith(tour.node);
  document.querySelector("#guide-button").hidden = !tour.has();
  tour.paint();
  for (const pane of panes) pane.start();
  showInspector(flag("inspector") === "1");
  showTab(flag("tab") === "right" ? "right" : "left");
  openPermalink();
  live(hear, connection);
  setInterval(lookForBot, 4000);
}

/** The server leads permalinks here as `?channel=C…&message=p…`. */
function openPermalink() {
  const place = permalink(`${location.origin}/archives/${flag("channel")}/${flag("message")}`);
  for (const name of ["channel", "message"]) setFlag(name, "");
  const pane = place && panes.find((one) => channelsOf(one.me).some((room) => room.id === place.channel));
  if (pane) pane.goTo(place);
}

function stranded(title, text) {
  fill(main, el("div.stranded", {}, icon("link"), el("h2", {}, title), el("p", {}, text),
    el("button.button", { type: "button", onclick: () => location.reload() }, "Try again")));
}

// --- the live feed

const reloadWorld = coalesce(async () => {
  await loadWorld();
  for (const pane of panes) pane.refreshAll();
});

function hear(frame) {
  if (frame.type === "reset") return forgetAll();
  if (frame.type === "channel") reloadWorld().catch(() => {});
  if (["call", "delivery"].includes(frame.type)) drawer.refresh();
  for (const pane of panes) pane.hear(frame);
  if (frame.type === "message") markTabs(frame);
}

function connection(state) {
  showState(state);
  // Also the first time: what was said between the first look and this moment was announced to nobody.
  if (state === "live") {
    if (wasLost) toast("Connected again.");
    reloadWorld().catch(() => {});
    drawer.refresh();
  }
  wasLost = state === "lost";
}

/** Also says when no bot is there: then nobody would answer. */
function showState(state) {
  status.dataset.state = state === "live" && !isConnected() ? "alone" : state;
  status.lastElementChild.textContent = { live: "Live", lost: "Reconnecting …", alone: `${appName()} is not connected` }[status.dataset.state];
}

async function lookForBot() {
  try {
    await loadWorld();
    if (status.dataset.state !== "lost") showState("live");
  } catch (error) {
    if (error.code === "unauthorized") stranded("The sandbox was started anew", error.message);
  }
}

async function forgetAll() {
  await loadWorld().catch(() => {});
  for (const pane of panes) pane.forgetAll();
  drawer.forget();
  tour.paint();
}

// --- around the panes

function furnish() {
  fill(document.querySelector("#tools"),
    el("button.tool-button", { type: "button", id: "guide-button", title: "Try this (g)", "aria-pressed": "false", onclick: toggleGuide }, icon("guide"), el("span", {}, "Try this")),
    iconButton("reset", "Reset the sandbox", reset, { id: "reset" }),
    iconButton("panel", "Inspector and faults (i)", toggleInspector, { id: "inspector-button" }),
    iconButton("system", "Light or dark (t)", () => pickTheme(document.querySelector("#theme-button")), { id: "theme-button", "aria-haspopup": "menu", "aria-expanded": "false" }),
    iconButton("help", "Help (?)", showHelp, { id: "help-button" }));
  applyTheme();
  for (const tab of document.querySelectorAll("#sides .tab")) tab.addEventListener("click", () => showTab(tab.dataset.side));
  document.addEventListener("focusin", (event) => (current = panes.find((pane) => pane.node.contains(event.target)) || current));
  listenToKeys({
    "?": showHelp, i: toggleInspector, g: toggleGuide, t: () => document.querySelector("#theme-button").click(),
    1: () => goTo(panes[0]), 2: () => goTo(panes[1]), F6: () => goTo(panes.find((pane) => pane !== here())),
    b: () => here().pickPerson(), "Ctrl+k": () => here().pickChannel(), "Alt+ArrowUp": () => here().step(-1), "Alt+ArrowDown": () => here().step(1),
  });
}

function toggleGuide() {
  tour.toggle(!tour.isOpen());
}

function toggleInspector() {
  showInspector(drawer.node.hidden);
}

/** The pane one is in, or was in last; on a narrow window the one that shows. */
function here() {
  return current.node.offsetParent ? current : panes.find((pane) => pane.side === document.body.dataset.tab);
}

function goTo(pane) {
  showTab(pane.side);
  pane.focus();
}

/** Customers sit on the left, the team on the right. */
function showStep(step) {
  const pane = panes[teamOf(person(step.person)) === hostTeamId() ? 1 : 0];
  showTab(pane.side);
  pane.show(step);
}

function showInspector(on) {
  drawer.toggle(on);
  document.querySelector("#inspector-button").setAttribute("aria-pressed", String(on));
  if ((flag("inspector") === "1") !== on) setFlag("inspector", on ? "1" : "");
}

async function reset() {
  const sure = await panes[0].confirm({ title: "Start over?", text: "All messages, open dialogs, logs and faults of the sandbox are forgotten.", confirm: "Reset", style: "danger" });
  if (sure) await say(post("reset"), "The sandbox starts over.");
}

/** On a narrow window one pane shows at a time. */
function showTab(side) {
  document.body.dataset.tab = side;
  if ((flag("tab") === "right") !== (side === "right")) setFlag("tab", side === "right" ? side : "");
  for (const tab of document.querySelectorAll("#sides .tab")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.side === side));
    if (tab.dataset.side === side) tab.classList.remove("unread");
  }
}

function nameTab(pane) {
  const tab = document.querySelector(`#sides .tab[data-side=${pane.side}]`);
  redraw(tab, pane.me, () => [el("span.tab-name", {}, nameOf(pane.me)), " ", el("span.tab-role", {}, roleName(person(pane.me)))]);
  pane.node.setAttribute("aria-label", `${pane.side === "left" ? "Left" : "Right"} side: ${nameOf(pane.me)}, ${roleName(person(pane.me))}`);
}

function markTabs(frame) {
  for (const pane of panes) {
    if (pane.side === document.body.dataset.tab || !frame.people?.includes(pane.me)) continue;
    document.querySelector(`#sides .tab[data-side=${pane.side}]`).classList.add("unread");
  }
}

/** Waits for something, then says how it went; true when it went well. */
async function say(promise, done = "") {
  try {
    await promise;
    if (done) toast(done);
    return true;
  } catch (error) {
    toast(error.message, "bad");
    return false;
  }
}

function toast(text, look = "") {
  const node = el("div.toast", { class: look }, text);
  toasts.append(node);
  setTimeout(() => node.remove(), 4000);
}
