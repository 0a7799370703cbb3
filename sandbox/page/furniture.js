// What a pane is made of: who one is, the places, the channel with its thread, App Home, and the dialogs above them.

import { editLast, send, shortcut, upload } from "./acts.js";
import { composer } from "./composer.js";
import { ask, dialogLayer } from "./dialog.js";
import { el } from "./dom.js";
import { homeTab } from "./home.js";
import { rove } from "./keys.js";
import { timeline } from "./timeline.js";
import { modals } from "./views.js";
import { namesFor } from "./world.js";

const TITLES = { left: "Left side", right: "Right side" };

/** Gives a new pane its nodes. */
export function furnish(pane) {
  const desk = { me: () => pane.me, confirm: (dialog) => ask(pane.layer, dialog, namesFor(pane.me)), say: (promise) => pane.attempt(promise) };
  pane.confirm = desk.confirm;
  pane.who = el("div.pane-who");
  pane.role = el("span.pane-role");
  pane.nav = el("nav.sidebar", { "aria-label": "Channels", onkeydown: (event) => rove(event, () => [...pane.nav.querySelectorAll(".nav-item")], { horizontal: true }) });
  pane.placeHead = el("header.place-head");
  pane.channelList = timeline("Messages", () => pane.focus());
  pane.threadList = timeline("Thread", () => pane.focus());
  pane.channelBox = composer({
    label: "Message", channelId: () => pane.channel, send: (text) => send(pane, text), shortcut: (id) => shortcut(pane, id),
    upload: (file) => upload(pane, file), editLast: () => editLast(pane),
  });
  pane.threadBox = composer({
    label: "Reply", channelId: () => pane.channel, broadcast: true, send: (text, how) => send(pane, text, pane.thread, how),
    upload: (file) => upload(pane, file, pane.thread), editLast: () => editLast(pane, pane.thread),
  });
  pane.home = homeTab(desk);
  pane.homeHead = el("header.place-head");
  pane.homeView = el("section.home-view", { hidden: true }, pane.homeHead, pane.home.node);
  pane.channelView = el("section.channel-view", {}, pane.placeHead, pane.channelList.node, pane.channelBox.node);
  pane.threadHead = el("header.place-head");
  pane.threadView = el("section.thread-view", { "aria-label": "Thread", hidden: true, onkeydown: (event) => pane.threadKeys(event) }, pane.threadHead, pane.threadList.node, pane.threadBox.node);
  pane.notes = el("div.pane-notes", { role: "status", "aria-live": "polite" });
  pane.stage = el("div.stage", { onclick: (event) => pane.followLink(event) }, pane.channelView, pane.threadView, pane.homeView);
  pane.body = el("div.pane-body", {}, pane.nav, pane.stage);
  pane.layer = dialogLayer(pane.body);
  pane.modals = modals(pane.layer, desk);
  pane.node = el("section.pane", { id: `pane-${pane.side}`, "aria-label": TITLES[pane.side] },
    el("header.pane-head", {}, pane.who, pane.role), pane.body, pane.layer.node, pane.notes);
}
