// Modals: the top view of this person's stack, drawn in their pane; what was typed survives the app's updates.

import { get, post } from "./api.js";
import { blocks } from "./blocks.js";
import { errorLine, frame } from "./dialog.js";
import { el } from "./dom.js";
import { plain } from "./inputs.js";
import { appName, avatar, hostTeamId, namesFor } from "./world.js";

/** modals(layer, desk) -> {refresh(person)}; desk = {me(), confirm, say}. */
export function modals(layer, desk) {
  let shown = null;
  let controls = [];
  let errors = {};
  let problem = "";
  let busy = false;

  async function refresh() {
    const me = desk.me();
    const { views } = await get("views", { as: me });
    if (me !== desk.me()) return;
    const top = views?.at(-1);
    if (!top) return close();
    if (shown && shown.id === top.id && shown.hash === top.hash) return;
    if (!shown || shown.id !== top.id) forget();
    draw(top);
  }

  function close() {
    if (shown) layer.clear();
    shown = null;
    forget();
  }

  function forget() {
    controls = [];
    errors = {};
    problem = "";
    busy = false;
  }

  function draw(view) {
    const typed = new Map(controls.map(({ key, control }) => [key, control.read()]));
    const isUpdate = shown?.id === view.id;
    const here = isUpdate ? document.activeElement?.closest("[data-action-id]")?.dataset.actionId : null;
    shown = view;
    controls = [];
    const ctx = context(view, (key) => (isUpdate ? typed.get(key) : undefined));
    const dialog = frame({ title: plain(view.title) || appName(), mark: avatar(appName(), hostTeamId(), "app"), body: [errorLine(problem), blocks(view.blocks || [], ctx)], foot: foot(view), close: dismiss });
    dialog.classList.toggle("busy", busy);
    dialog.addEventListener("submit", submit);
    layer.show(dialog, { focus: !here });
    if (here) dialog.querySelector(`[data-action-id="${CSS.escape(here)}"]`)?.focus();
  }

  function context(view, kept) {
    const me = desk.me();
    const keyOf = (block, one) => `${block.block_id}/${one.action_id}`;
    return {
      me, errors, names: namesFor(me), memory: new Map(), confirm: desk.confirm,
      kept: (block, one) => kept(keyOf(block, one)) ?? entered(view, block, one),
      keep: (block, one, control) => controls.push({ key: keyOf(block, one), block, control }),
      act: (press) => desk.say(post("press_view", { as: me, view_id: view.id, ...press })),
    };
  }

  function foot(view) {
    const hasInputs = (view.blocks || []).some((block) => block.type === "input");
    return [
      el("span.dialog-by", {}, `Sent to ${appName()}`),
      el("button.button", { type: "button", onclick: dismiss }, plain(view.close) || "Close"),
      (view.submit || hasInputs) && el("button.button.button-primary", { type: "submit", disabled: busy }, busy ? "Sending…" : plain(view.submit) || "Submit"),
    ];
  }

  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    const view = shown;
    const values = Object.fromEntries(controls.filter(({ block }) => block.type === "input").map(({ block, control }) => [block.block_id, valueOf(control)]));
    [busy, errors, problem] = [true, {}, ""];
    draw(view);
    try {
      const answer = await post("submit", { as: desk.me(), view_id: view.id, values });
      if (answer.response_action === "errors") errors = answer.errors || {};
    } catch (error) {
      problem = error.message;
    }
    busy = false;
    if (shown?.id !== view.id) return;
    if (problem || Object.keys(errors).length) return drawAgain(view);
    shown = { ...shown, hash: "" };
    await refresh();
  }

  function drawAgain(view) {
    document.activeElement?.blur();
    draw(view);
  }

  async function dismiss() {
    const view = shown;
    close();
    if (view) await desk.say(post("close_view", { as: desk.me(), view_id: view.id }));
    await refresh();
  }

  return { refresh, close };
}

const valueOf = (control) => {
  const value = control.read();
  return value === "" ? null : value;
};

/** What the server remembers of this field, so that the page may be reloaded while a modal is open. */
function entered(view, block, one) {
  const state = view.state?.values?.[block.block_id]?.[one.action_id];
  if (!state) return undefined;
  if (state.selected_options) return state.selected_options.map((option) => option.value);
  const value = state.value ?? state.selected_option?.value ?? state.selected_user ?? state.selected_date ?? state.selected_time
    ?? state.selected_conversation ?? state.selected_channel ?? state.selected_users ?? state.selected_date_time;
  return value ?? undefined;
}
