// A small popover menu: the person picker, overflow buttons, reactions and message actions use it.

import { el, fill } from "./dom.js";

let opened = null;

/**
 * openMenu(button, {label, groups: [{title, items: [{label, node, hint, danger, checked, pick}]}], grid})
 * Arrow keys move, Enter picks, Esc and a click elsewhere close it; focus goes back to the button.
 */
export function openMenu(anchor, { label, groups, grid = false }) {
  const wasMine = opened?.anchor === anchor;
  closeMenu();
  if (wasMine) return;
  const panel = el(grid ? "div.menu.menu-grid" : "div.menu", { role: "menu", "aria-label": label, popover: "manual", onkeydown: (event) => steer(event, panel, grid) });
  fill(panel, groups.filter((group) => group.items.length).map(groupNode));
  document.body.append(panel);
  panel.showPopover?.();
  place(panel, anchor);
  anchor.setAttribute("aria-expanded", "true");
  opened = { panel, anchor };
  (panel.querySelector("[aria-checked=true]") || panel.querySelector("button"))?.focus();
}

export function closeMenu(giveFocusBack = false) {
  if (!opened) return;
  const { panel, anchor } = opened;
  opened = null;
  anchor.setAttribute("aria-expanded", "false");
  panel.remove();
  if (giveFocusBack && anchor.isConnected) anchor.focus();
}

function groupNode(group) {
  return el("div.menu-group", { role: "group", "aria-label": group.title },
    group.title && el("div.menu-title", {}, group.title),
    group.items.map((item) => itemNode(item)));
}

function itemNode(item) {
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  return el("button.menu-item", {
    type: "button", role, "aria-checked": item.checked === undefined ? null : String(item.checked),
    class: item.danger ? "danger" : "", "aria-label": item.ariaLabel, title: item.title,
    onclick: () => {
      closeMenu(true);
      item.pick();
    },
  }, item.node, item.label && el("span.menu-words", {}, el("span.menu-label", {}, item.label, item.badge), item.detail && el("span.menu-detail", {}, item.detail)), item.hint && el("span.menu-hint", {}, item.hint));
}

function steer(event, panel, grid) {
  const items = [...panel.querySelectorAll("button")];
  const here = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: grid ? 1 : 0, ArrowLeft: grid ? -1 : 0 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") closeMenu(true);
  else if (event.key === "Home") items[0].focus();
  else if (event.key === "End") items.at(-1).focus();
  else if (step) items[(here + step + items.length) % items.length].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(panel, anchor) {
  const button = anchor.getBoundingClientRect();
  const box = panel.getBoundingClientRect();
  const below = button.bottom + 6 + box.height < innerHeight || button.top < box.height;
  panel.style.left = `${Math.max(8, Math.min(button.left, innerWidth - box.width - 8))}px`;
  panel.style.top = `${Math.max(8, below ? Math.min(button.bottom + 6, innerHeight - box.height - 8) : button.top - box.height - 6)}px`;
}

document.addEventListener("pointerdown", (event) => {
  if (opened && !opened.panel.contains(event.target) && !opened.anchor.contains(event.target)) closeMenu();
});
