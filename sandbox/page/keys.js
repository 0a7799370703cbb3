// The keyboard: what works everywhere, and the list of it that the help shows.

export const SHORTCUTS = [
  ["Anywhere", [
    [["?"], "This help"],
    [["1"], "To the left side"],
    [["2"], "To the right side"],
    [["F6"], "To the other side"],
    [["b"], "Be somebody else"],
    [["Ctrl", "K"], "Go to a channel"],
    [["Alt", "↑↓"], "The channel above or below"],
    [["i"], "Inspector and faults"],
    [["g"], "The guide"],
    [["t"], "Light or dark"],
  ]],
  ["Writing", [
    [["Enter"], "Send"],
    [["Shift", "Enter"], "New line"],
    [["/"], "Commands and shortcuts"],
    [["@"], "People"],
    [["↑"], "Edit what you said last, when the box is empty"],
    [["Shift", "Tab"], "To the messages"],
  ]],
  ["On a message", [
    [["↑↓"], "The message above or below"],
    [["Enter"], "Open its thread"],
    [["r"], "React"],
    [["e"], "Edit, if it is yours"],
    [["Tab"], "To its buttons"],
    [["Esc"], "Back to writing"],
  ]],
  ["Menus, dialogs, threads", [
    [["↑↓"], "Move"],
    [["Esc"], "Close"],
  ]],
];

const isWriting = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
const isInside = (target) => Boolean(target.closest?.("[role=menu], [role=dialog], dialog"));

/** `does` maps "?" or "Ctrl+k" to what it does. Single letters work only where nobody writes. */
export function listenToKeys(does) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isInside(event.target)) return;
    const name = nameOf(event);
    const isPlain = name.length === 1;
    if (!Object.hasOwn(does, name) || (isPlain && isWriting(event.target))) return;
    event.preventDefault();
    does[name]();
  });
}

function nameOf(event) {
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt"].filter(Boolean);
  return [...held, event.key.length === 1 ? event.key.toLowerCase() : event.key].join("+");
}

/** Arrow keys, Home and End move through `items()`; true if the key was one of them. */
export function rove(event, items, { horizontal = false } = {}) {
  const all = items();
  const here = all.findIndex((one) => one.contains(document.activeElement));
  const step = { ArrowDown: 1, ArrowUp: -1, ...(horizontal && { ArrowRight: 1, ArrowLeft: -1 }) }[event.key];
  const target = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : step && (here < 0 ? all.at(-1) : all[here + step]);
  if (!target) return false;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
  target.scrollIntoView({ block: "nearest" });
  return true;
}
