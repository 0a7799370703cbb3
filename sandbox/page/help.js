// The help: what this page is, whom to be, and every key.

import { el, fill, iconButton } from "./dom.js";
import { SHORTCUTS } from "./keys.js";
import { roleBadge, roleOf, tries } from "./roles.js";
import { appName, fullNameOf, people } from "./world.js";

const dialog = el("dialog.help", { "aria-labelledby": "help-title", onclick: (event) => event.target === dialog && dialog.close() });

export function showHelp() {
  if (dialog.open) return;
  fill(dialog, el("div.help-page", {},
    el("header.dialog-head", {}, el("h2", { id: "help-title" }, "Help"), iconButton("close", "Close", () => dialog.close())),
    el("div.help-body", { tabindex: "0" }, about(), whom(), el("div.help-keys", {}, SHORTCUTS.map(group)))));
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
}

function about() {
  return el("p", {}, `Two people's Slack, side by side. Left a customer, right the team; change either at the top. `
    + `${appName()} reaches this workspace exactly as it reaches Slack, and the inspector shows every envelope and call between them.`);
}

/** One person of each kind. */
function whom() {
  const kinds = [...new Map(people().toReversed().map((one) => [roleOf(one), one])).values()].toReversed();
  return el("section", { "aria-label": "Whom to be" }, el("h3", {}, "Whom to be"),
    el("ul.help-people", {}, kinds.map((one) => el("li", {}, roleBadge(one), el("span", {}, `${fullNameOf(one)} ${tries(one)}`)))));
}

function group([title, keys]) {
  return el("section", { "aria-label": title }, el("h3", {}, title),
    el("dl", {}, keys.map(([names, does]) => el("div", {}, el("dt", {}, names.map((name) => el("kbd", {}, name))), el("dd", {}, does)))));
}
