// Light, dark, or whatever the system prefers, also when it changes its mind.

import { fill, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { flag, setFlag } from "./state.js";

const KEY = "sandbox-theme";
const CHOICES = { system: ["As the system", "system"], light: ["Light", "sun"], dark: ["Dark", "moon"] };
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  const asked = flag("theme") || localStorage.getItem(KEY);
  return asked in CHOICES ? asked : "system";
}

/** Paints the page, and the button (if there is one) that opens the choice. */
export function applyTheme() {
  const asked = chosen();
  document.documentElement.dataset.theme = asked === "system" ? (system.matches ? "dark" : "light") : asked;
  const button = document.querySelector("#theme-button");
  if (button) fill(button, icon(CHOICES[asked][1]));
}

system.addEventListener("change", applyTheme);

function choose(name) {
  localStorage.setItem(KEY, name);
  if (flag("theme")) setFlag("theme", "");
  applyTheme();
}

export function pickTheme(anchor) {
  const items = Object.entries(CHOICES).map(([name, [label, symbol]]) => ({ node: icon(symbol), label, checked: name === chosen(), pick: () => choose(name) }));
  openMenu(anchor, { label: "Theme", groups: [{ title: "Theme", items }] });
}
