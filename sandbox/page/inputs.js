// Form controls for Block Kit elements. Every control is {node, read()}; read() gives text, or a list for several.

import { el } from "./dom.js";
import { channelName, channelsOf, fullNameOf, people, team, teamOf } from "./world.js";

let serial = 0;

export const plain = (object) => (typeof object === "string" ? object : object?.text || "");

export function isInput(element) {
  return Object.hasOwn(BUILDERS, element.type);
}

/** `kept` is what the person had typed before the view was redrawn. */
export function control(element, me, kept) {
  const made = BUILDERS[element.type](element, me, kept);
  made.node.dataset.actionId = element.action_id || "";
  return made;
}

const BUILDERS = {
  plain_text_input: textInput,
  rich_text_input: (element, me, kept) => textInput({ ...element, multiline: true, initial_value: "" }, me, kept),
  email_text_input: (element, me, kept) => textInput(element, me, kept, "email"),
  url_text_input: (element, me, kept) => textInput(element, me, kept, "url"),
  number_input: (element, me, kept) => textInput(element, me, kept, "number"),
  file_input: () => ({ node: el("input.field", { type: "file", disabled: true, title: "The sandbox takes files in messages only" }), read: () => "" }),
  datepicker: (element, me, kept) => dated(element, kept, "date", element.initial_date),
  timepicker: (element, me, kept) => dated(element, kept, "time", element.initial_time),
  datetimepicker: momentInput,
  static_select: (element, me, kept) => select(element, groupsOf(element), kept ?? element.initial_option?.value),
  external_select: (element, me, kept) => select(element, groupsOf(element), kept ?? element.initial_option?.value),
  users_select: (element, me, kept) => select(element, peopleGroups(me), kept ?? element.initial_user),
  conversations_select: (element, me, kept) => select(element, channelGroups(me), kept ?? element.initial_conversation),
  channels_select: (element, me, kept) => select(element, channelGroups(me), kept ?? element.initial_channel),
  multi_static_select: (element, me, kept) => boxes(element, groupsOf(element), kept ?? initialValues(element), "checkbox", "several"),
  multi_external_select: (element, me, kept) => boxes(element, groupsOf(element), kept ?? initialValues(element), "checkbox", "several"),
  multi_users_select: (element, me, kept) => boxes(element, peopleGroups(me), kept ?? element.initial_users ?? [], "checkbox", "several"),
  multi_conversations_select: (element, me, kept) => boxes(element, channelGroups(me), kept ?? element.initial_conversations ?? [], "checkbox", "several"),
  multi_channels_select: (element, me, kept) => boxes(element, channelGroups(me), kept ?? element.initial_channels ?? [], "checkbox", "several"),
  checkboxes: (element, me, kept) => boxes(element, groupsOf(element), kept ?? initialValues(element), "checkbox"),
  radio_buttons: (element, me, kept) => boxes(element, groupsOf(element), [kept ?? element.initial_option?.value], "radio"),
};

function textInput(element, me, kept, type = "text") {
  const value = kept ?? element.initial_value ?? "";
  const shared = { placeholder: plain(element.placeholder), maxlength: element.max_length, value, autocomplete: "off" };
  const node = element.multiline
    ? el("textarea.field", { ...shared, rows: 4 })
    : el("input.field", { ...shared, type, min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? "any" : null });
  return { node, read: () => node.value };
}

function dated(element, kept, type, initial) {
  const node = el("input.field.field-short", { type, value: kept ?? initial ?? "" });
  return { node, read: () => node.value };
}

function momentInput(element, me, kept) {
  const local = (seconds) => new Date(seconds * 1000 - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const start = kept || element.initial_date_time;
  const node = el("input.field.field-short", { type: "datetime-local", value: start ? local(Number(start)) : "" });
  return { node, read: () => (node.value ? String(Math.floor(new Date(node.value).getTime() / 1000)) : "") };
}

// --- choices

const choice = (option) => ({ value: option.value, label: plain(option.text), hint: plain(option.description) });

function groupsOf(element) {
  if (element.option_groups) return element.option_groups.map((group) => ({ title: plain(group.label), options: group.options.map(choice) }));
  return [{ options: (element.options || []).map(choice) }];
}

function peopleGroups(me) {
  const byTeam = groupBy(people(), teamOf);
  return [...byTeam].map(([id, some]) => ({ title: team(id)?.name || id, options: some.map((one) => ({ value: one.id, label: fullNameOf(one) })) }));
}

export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) || []), item]);
  return groups;
}

function channelGroups(me) {
  return [{ options: channelsOf(me).map((place) => ({ value: place.id, label: `# ${channelName(place, me)}` })) }];
}

const initialValues = (element) => (element.initial_options || []).map((option) => option.value);

function select(element, groups, chosen) {
  const option = (one) => el("option", { value: one.value, selected: one.value === chosen }, one.label);
  const node = el("select.field.field-select", {},
    el("option", { value: "", selected: !chosen }, plain(element.placeholder) || "Choose an option"),
    groups.map((group) => (group.title ? el("optgroup", { label: group.title }, group.options.map(option)) : group.options.map(option))));
  return { node, read: () => node.value };
}

function boxes(element, groups, chosen, type, look = "") {
  const name = `choice-${(serial += 1)}`;
  const row = (one) => el("label.choice", {},
    el("input", { type, name, value: one.value, checked: chosen.includes(one.value) }),
    el("span.choice-label", {}, one.label, one.hint && el("span.choice-hint", {}, one.hint)));
  const node = el("div.choices", { class: look, role: type === "radio" ? "radiogroup" : "group" },
    groups.map((group) => [group.title && el("div.choices-title", {}, group.title), group.options.map(row)]));
  const checked = () => [...node.querySelectorAll("input:checked")].map((box) => box.value);
  return { node, read: type === "radio" ? () => checked()[0] || "" : checked };
}
