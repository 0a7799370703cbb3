// The page: two panes, the live feed that keeps them fresh, and the few switches around them.

import { hasToken, live, post } from "./api.js";
import { coalesce, el, fill, icon, iconButton } from "./dom.js";
import { inspector } from "./inspector.js";
import { Pane } from "./pane.js";
import { applyTheme, flag, permalink, setFlag, theme } from "./state.js";
import { appName, channelsOf, isConnected, loadWorld } from "./world.js";

const main = document.querySelector("main");
const status = document.querySelector("#status");
const toasts = document.querySelector("#toasts");
const panes = [new Pane("left"), new Pane("right")];
const drawer = inspector({ say, onClose: () => showInspector(false) });
let wasLost = false;

applyTheme(theme());
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
  if (state === "live" && wasLost) {
    toast("Connected again.");
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
}

// --- around the panes

function furnish() {
  fill(document.querySelector("#tools"),
    iconButton("reset", "Reset the sandbox", reset, { id: "reset" }),
    iconButton("panel", "Inspector (i)", () => showInspector(drawer.node.hidden), { id: "inspector-button" }),
    iconButton(theme() === "dark" ? "sun" : "moon", "Dark or light", switchTheme, { id: "theme-button" }));
  for (const tab of document.querySelectorAll("#sides .tab")) tab.addEventListener("click", () => showTab(tab.dataset.side));
  document.addEventListener("keydown", shortcut);
}

function shortcut(event) {
  if (event.key !== "i" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [role=menu]")) return;
  showInspector(drawer.node.hidden);
}

function showInspector(on) {
  drawer.toggle(on);
  document.querySelector("#inspector-button").setAttribute("aria-pressed", String(on));
  if ((flag("inspector") === "1") !== on) setFlag("inspector", on ? "1" : "");
}

function switchTheme() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  applyTheme(next, true);
  fill(document.querySelector("#theme-button"), icon(next === "dark" ? "sun" : "moon"));
}

async function reset() {
  const sure = await panes[0].confirm({ title: "Start over?", text: "All messages, open dialogs, logs and faults of the sandbox are forgotten.", confirm: "Reset", style: "danger" });
  if (sure) await say(post("reset"), "The sandbox starts over.");
}

/** On a narrow window the panes are tabs. */
function showTab(side) {
  document.body.dataset.tab = side;
  for (const tab of document.querySelectorAll("#sides .tab")) {
    tab.setAttribute("aria-selected", String(tab.dataset.side === side));
    if (tab.dataset.side === side) tab.classList.remove("unread");
  }
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
