// What the rows of a pane may ask for: everything one person can do to a message.

import { post } from "./api.js";
import { withMentions } from "./composer.js";
import { namesFor } from "./world.js";

export function deskOf(pane) {
  const at = (message) => ({ as: pane.me, channel: pane.channel, ts: message.ts });
  return {
    me: pane.me,
    names: namesFor(pane.me),
    editing: pane.editing,
    thread: pane.thread,
    confirm: pane.confirm,
    memory: (ts) => pane.memoryOf(ts),
    openThread: (ts) => pane.openThread(ts),
    startEdit: (ts) => pane.startEdit(ts),
    press: (message, press) => pane.attempt(post("press", { ...at(message), ...press })),
    react: (message, name, on) => pane.attempt(post(on ? "react" : "unreact", { ...at(message), name })),
    stop: (message) => pane.attempt(post("stop_stream", at(message))),
    shortcut: (callback, message) => pane.attempt(post("shortcut", { ...at(message), callback_id: callback })),
    edit: (message, text) => edit(pane, at(message), text),
    remove: (message) => remove(pane, at(message)),
    dismiss: (message) => pane.dismiss(message.ts),
  };
}

async function edit(pane, where, text) {
  const done = await pane.attempt(post("edit", { ...where, text: withMentions(text, where.channel) }));
  if (done) pane.startEdit(null);
}

async function remove(pane, where) {
  const sure = await pane.confirm({ title: "Delete this message?", text: "This cannot be undone.", confirm: "Delete", style: "danger" });
  if (sure) await pane.attempt(post("delete", where));
}
