// Where one writes: Enter sends, Shift+Enter breaks the line, "/" offers commands and "@" offers people.

import { el, fill, icon, iconButton } from "./dom.js";
import { appName, appUserId, avatar, channel, commands, fullNameOf, hostTeamId, isApp, members, nameOf, person, shortcuts, teamOf } from "./world.js";

const drafts = new Map();
let serial = 0;

/** composer({label, send(text, {broadcast}), upload(file), shortcut(id), editLast(), channelId()}) -> {node, open(key, placeholder), suggest(text), notice, focus} */
export function composer({ label, send, upload, shortcut = null, editLast, channelId, broadcast = false }) {
  let key = "";
  const note = el("div.composer-note", { role: "status", "aria-live": "polite" });
  const offers = el("div.offers", { role: "listbox", "aria-label": "Suggestions", id: `offers-${(serial += 1)}`, hidden: true });
  const field = el("textarea.composer-field", { rows: 1, "aria-label": label, enterkeyhint: "send", "aria-autocomplete": "list", "aria-controls": offers.id });
  const files = el("input", { type: "file", hidden: true, onchange: attach });
  const also = el("input", { type: "checkbox" });
  const button = el("button.send", { type: "button", "aria-label": "Send", title: "Send", disabled: true, onclick: submit }, icon("send"));
  const node = el("div.composer", {}, note, offers,
    el("div.composer-box", {}, field, el("div.composer-row", {},
      broadcast ? el("label.also", {}, also, "Also send to the channel") : el("span.composer-hint", {}, "Enter to send, Shift+Enter for a new line"),
      files, iconButton("attach", "Attach a file", () => files.click(), { class: "attach" }), button)));

  field.addEventListener("input", changed);
  field.addEventListener("keydown", steer);
  field.addEventListener("blur", close);

  function changed() {
    drafts.set(key, field.value);
    grow();
    notice("");
    offer();
  }

  async function attach() {
    const [file] = files.files;
    files.value = "";
    if (file) await upload(file);
  }

  /** Words that somebody may send, or change first. */
  function suggest(text) {
    if (text) {
      field.value = text;
      drafts.set(key, text);
      grow();
    }
    field.focus();
  }

  function grow() {
    button.disabled = !field.value.trim();
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
  }

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    const sentFrom = key;
    notice("");
    close();
    try {
      field.value = "";
      grow();
      await send(withMentions(text, channelId()), { broadcast: also.checked });
      drafts.delete(sentFrom);
      also.checked = false;
    } catch (error) {
      if (key === sentFrom && !field.value) field.value = text;
      drafts.set(sentFrom, text);
      grow();
      notice(error.message);
    }
  }

  function steer(event) {
    const choices = [...offers.children];
    const chosen = choices.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (!offers.hidden && choices.length) {
      if (["ArrowDown", "ArrowUp"].includes(event.key)) choose(choices, (chosen + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length);
      else if (event.key === "Escape") close();
      else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) choices[chosen].click();
      else return;
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit();
    else if (event.key === "ArrowUp" && !field.value && !event.altKey) editLast();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function close() {
    offers.hidden = true;
    field.removeAttribute("aria-activedescendant");
  }

  function offer() {
    const found = suggestions(field.value.slice(0, field.selectionStart), channelId(), Boolean(shortcut));
    offers.hidden = found.items.length === 0;
    fill(offers, found.items.map((item, i) => el("div.offer", {
      role: "option", id: `${offers.id}-${i}`, onpointerdown: (event) => event.preventDefault(), onclick: () => accept(item, found.from),
    }, item.node, el("span.offer-name", {}, item.name), item.hint && el("span.offer-hint", {}, item.hint))));
    choose([...offers.children], 0);
  }

  function choose(choices, at) {
    choices.forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (!choices[at]) return close();
    field.setAttribute("aria-activedescendant", choices[at].id);
    return choices[at].scrollIntoView({ block: "nearest" });
  }

  async function accept(item, from) {
    if (item.callback) {
      field.value = "";
      close();
      grow();
      return shortcut(item.callback).catch((error) => notice(error.message));
    }
    const rest = field.value.slice(field.selectionStart);
    field.value = `${field.value.slice(0, from)}${item.insert} ${rest}`;
    field.focus();
    field.setSelectionRange(from + item.insert.length + 1, from + item.insert.length + 1);
    close();
    drafts.set(key, field.value);
    return grow();
  }

  function notice(text) {
    fill(note, text && [icon("warning"), el("span", {}, text), iconButton("close", "Dismiss", () => notice(""))]);
  }

  function open(newKey, placeholder) {
    field.placeholder = placeholder;
    if (newKey === key) return;
    key = newKey;
    field.value = drafts.get(key) || "";
    notice("");
    grow();
  }

  return { node, open, suggest, notice, focus: () => field.focus() };
}

// --- commands, shortcuts and people

function suggestions(before, channelId, withShortcuts) {
  const command = /^\/(\S*)$/.exec(before);
  if (command) return { from: 0, items: [...commands().filter((one) => one.command.startsWith(before)).map(commandOffer), ...(withShortcuts ? shortcutOffers(command[1]) : [])] };
  const at = /(?:^|\s)@([\p{L}\p{N}.]*)$/u.exec(before);
  if (!at) return { from: 0, items: [] };
  const start = at[1].toLowerCase();
  const items = mentionable(channelId).filter((one) => one.name.toLowerCase().startsWith(start) || one.hint.toLowerCase().startsWith(start));
  return { from: before.length - at[1].length - 1, items: items.slice(0, 7).map((one) => ({ ...one, insert: `@${one.name}` })) };
}

function commandOffer(one) {
  return { insert: one.command, name: one.command, hint: [one.usage_hint, one.description].filter(Boolean).join(" · "), node: avatar(appName(), hostTeamId(), "app") };
}

function shortcutOffers(start) {
  return shortcuts("global").filter((one) => one.name.toLowerCase().includes(start.toLowerCase()))
    .map((one) => ({ callback: one.callback_id, name: one.name, hint: `Shortcut of ${appName()}`, node: avatar(appName(), hostTeamId(), "app") }));
}

function mentionable(channelId) {
  const ids = members(channel(channelId)).filter((id) => person(id) && !isApp(id));
  const known = ids.map((id) => ({ id, name: nameOf(id), hint: fullNameOf(person(id)), node: avatar(nameOf(id), teamOf(person(id))) }));
  return [{ id: appUserId(), name: appName(), hint: "App", node: avatar(appName(), hostTeamId(), "app") }, ...known];
}

/** "@Baton help" becomes "<@U0BATON> help". */
export function withMentions(text, channelId) {
  if (text.startsWith("/")) return text;
  const known = mentionable(channelId).sort((a, b) => b.name.length - a.name.length);
  return known.reduce((sofar, one) => sofar.replaceAll(new RegExp(`(^|[\\s(])@${escapeRegex(one.name)}(?![\\p{L}\\p{N}])`, "gu"), `$1<@${one.id}>`), text);
}

const escapeRegex = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
