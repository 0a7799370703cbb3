// App Home: the app's own page for this person.

import { get, post } from "./api.js";
import { blocks } from "./blocks.js";
import { el, fill, icon } from "./dom.js";
import { appName, namesFor } from "./world.js";

/** homeTab(desk) -> {node, open(), refresh()}; desk = {me(), confirm, say}. */
export function homeTab(desk) {
  const node = el("div.home", { role: "region", tabindex: "0" });
  let shown = "";

  async function open() {
    shown = "";
    node.setAttribute("aria-label", `${appName()} home`);
    fill(node, empty("One moment …"));
    try {
      const { view } = await post("home", { as: desk.me() });
      draw(view);
      if (!view) setTimeout(() => refresh().catch(() => {}), 400);
    } catch (error) {
      fill(node, empty(error.message));
    }
  }

  async function refresh() {
    const { home } = await get("views", { as: desk.me() });
    draw(home);
  }

  function draw(view) {
    if (!view) return fill(node, empty(`${appName()} has not published a home page for this person yet.`));
    const version = `${view.id}/${view.hash}/${JSON.stringify(view.blocks)}`;
    if (version === shown) return node;
    shown = version;
    const me = desk.me();
    const ctx = { me, names: namesFor(me), memory: new Map(), confirm: desk.confirm, act: (press) => desk.say(post("press_view", { as: me, view_id: view.id, ...press })) };
    return fill(node, el("div.home-page", {}, blocks(view.blocks || [], ctx)));
  }

  return { node, open, refresh };
}

function empty(text) {
  return el("div.empty", {}, icon("home"), el("p", {}, text));
}
