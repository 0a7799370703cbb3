// What one person can do in a pane besides answering to a message: write, command, attach, begin a conversation.

import { get, post } from "./api.js";
import { isReply } from "./message.js";
import { appUserId, channelsOf, isDirect, loadWorld, members } from "./world.js";

/** Text that begins with a slash is a command. */
export async function send(pane, text, thread = "", { broadcast } = {}) {
  const command = /^(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
  if (command && thread) throw new Error(`${command[1]} does not work in threads, just as in Slack. Type it in the channel.`);
  if (command) return post("command", { as: pane.me, channel: pane.channel, command: command[1], text: command[2] });
  const { ts } = await post("post", { as: pane.me, channel: pane.channel, text, ...(thread && { thread_ts: thread, broadcast: Boolean(broadcast) }) });
  if (!thread) pane.follow = ts;
  await pane.reload();
  return (thread ? pane.threadList : pane.channelList).toEnd();
}

export function shortcut(pane, callbackId) {
  return post("shortcut", { as: pane.me, callback_id: callbackId });
}

export async function upload(pane, file, thread = "") {
  const base64 = await base64Of(file);
  return pane.attempt(post("upload", { as: pane.me, channel: pane.channel, name: file.name, base64, ...(thread && { thread_ts: thread }) }));
}

/** A file's bytes, as the control API takes them. */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

export function editLast(pane, thread = "") {
  const here = (one) => (thread ? [one.thread_ts, one.ts].includes(thread) : !isReply(one));
  const last = pane.messages.findLast((one) => one.author_id === pane.me && !one.is_bot && !one.is_deleted && here(one));
  if (last) pane.startEdit(last.ts);
}

/** Asking for the conversation with the bot's id makes it; the live feed brings it into the list. */
export async function startDirect(pane) {
  const answer = await pane.attempt(get("messages", { as: pane.me, channel: appUserId() }));
  if (!answer) return;
  await loadWorld();
  const direct = channelsOf(pane.me).find((place) => isDirect(place) && members(place).includes(appUserId()));
  if (direct) pane.open(direct.id);
}
