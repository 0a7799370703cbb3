// Building DOM nodes. Text only ever becomes a text node: nothing in this page parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/** el("button.quiet", {onclick, "aria-label": "Close"}, "text", node, [nodes], null) */
export function el(selector, props = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...present(children));
  return node;
}

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "vars") for (const [key, v] of Object.entries(value)) node.style.setProperty(`--${key}`, v);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (name === "class") node.classList.add(...value.split(" ").filter(Boolean));
  else if (["value", "checked", "disabled", "selected", "hidden", "inert", "multiple"].includes(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}

export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

const STROKES = {
  arrow: "M19 12H5m6-6-6 6 6 6",
  forth: "M5 12h14m-6-6 6 6-6 6",
  attach: "M12 5v14M5 12h14",
  bolt: "M13 3 5 13.5h6L10 21l9-11.5h-6z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  chevron: "m7 10 5 5 5-5",
  close: "M6 6l12 12M18 6 6 18",
  comment: "M20 11.5a7.5 7.5 0 0 1-11 6.6L4 19.5l1.4-4.6A7.5 7.5 0 1 1 20 11.5z",
  down: "M17 14V4H7.6a2 2 0 0 0-2 1.6L4.3 12a2 2 0 0 0 2 2.4h4.2l-.8 3.6a1.7 1.7 0 0 0 3 1.4L17 14zm0 0h3V4h-3",
  guide: "M9 6h11M9 12h11M9 18h11M4 5.5l.9.9L6.5 4.8M4 11.5l.9.9 1.6-1.6M4.5 18h.01",
  help: "M9.3 9a2.8 2.8 0 1 1 4.2 2.4c-.9.5-1.5 1-1.5 2.1M12 16.8h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  phone: "M6 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6.5 6.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.6 1.5A16 16 0 0 1 4.5 5.1 1.5 1.5 0 0 1 6 3.5z",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5h.01",
  system: "M4 5h16v11H4zM9 20h6M12 16v4",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  home: "M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  lock: "M6.5 11h11v9h-11zM9 11V8a3 3 0 0 1 6 0v3",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  panel: "M4 5h16v14H4zM4 14h16",
  reset: "M4 5v5h5M4.6 14.5A8 8 0 1 0 6 7l-2 3",
  send: "M4 12 20 4.5 15 20l-3.5-6.5z",
  share: "M8.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zm12-6a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zm0 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM8.3 10.9l7.4-3.8M8.3 13.1l7.4 3.8",
  smile: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.7 14.2a4 4 0 0 0 6.6 0M9.3 9.7h.01M14.7 9.7h.01",
  stop: "M7 7h10v10H7z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5V5m0 14v2.5M2.5 12H5m14 0h2.5M5.3 5.3 7 7m10 10 1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7",
  trash: "M5 7h14M10 7V4.5h4V7m-7.5 0 .8 13h9.4l.8-13",
  up: "M7 10v10h9.4a2 2 0 0 0 2-1.6l1.3-6.4a2 2 0 0 0-2-2.4h-4.2l.8-3.6a1.7 1.7 0 0 0-3-1.4L7 10zm0 0H4v10h3",
  video: "M4 6h11v12H4zM15 10.5l5-3v9l-5-3",
  warning: "M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name] || STROKES.more);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, props = {}) {
  return el("button.icon-button", { type: "button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/**
 * Makes the children of `container` match `items`, keeping the node of every item that did not change,
 * so that focus, open menus and half-typed words survive a refresh.
 */
export function keyed(container, items, keyOf, versionOf, render) {
  const old = new Map([...container.children].map((node) => [node.dataset.key, node]));
  let place = container.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    const version = versionOf(item);
    let node = old.get(key);
    if (!node || node.version !== version) {
      const fresh = render(item, node);
      fresh.dataset.key = key;
      fresh.version = version;
      if (node && node !== fresh) {
        if (place === node) place = fresh;
        swap(node, fresh);
      }
      node = fresh;
    }
    old.delete(key);
    if (node === place) place = place.nextElementSibling;
    else container.insertBefore(node, place);
  }
  for (const node of old.values()) node.remove();
}

const STOPS = "button, a, input, select, textarea, summary";

/** Puts one node in place of another; focus, and what was being typed, go along. */
function swap(old, fresh) {
  const stops = (node) => [node, ...node.querySelectorAll(STOPS)];
  const at = stops(old).indexOf(document.activeElement);
  const typed = at > 0 ? document.activeElement.value : undefined;
  old.replaceWith(fresh);
  const heir = at >= 0 ? stops(fresh)[at] : null;
  if (!heir) return;
  if (heir.tagName === "TEXTAREA") heir.value = typed;
  heir.focus({ preventScroll: true });
}

/** Fills a node anew; whoever was at its third button still is. */
export function refill(node, ...children) {
  const at = [...node.querySelectorAll(STOPS)].indexOf(document.activeElement);
  fill(node, ...children);
  if (at >= 0) node.querySelectorAll(STOPS)[at]?.focus({ preventScroll: true });
}

/** Fills a node anew only if what it shows has changed. */
export function redraw(node, version, build) {
  if (node.version === version) return;
  node.version = version;
  fill(node, build());
}

/** Collects calls that come in bursts: at most one run at a time, and one more after it. */
export function coalesce(work) {
  let running = null;
  let again = false;
  return function run() {
    if (running) {
      again = true;
      return running;
    }
    running = Promise.resolve().then(work).finally(() => {
      running = null;
      if (again) {
        again = false;
        run();
      }
    });
    return running;
  };
}
