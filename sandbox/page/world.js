// Everything that is not a message: teams, people, channels and the app, and how they look to whom.

import { get } from "./api.js";
import { el, icon } from "./dom.js";

const COLOURS = ["#5b5bd6", "#0e8a7d", "#c2571a", "#b83280", "#2f74c0", "#7a8b1f", "#8e4ec6"];

let world = { teams: [], people: [], channels: [], app: {} };

export async function loadWorld() {
  const answer = await get("world");
  const enterprises = new Map((answer.enterprises || []).map((one) => [one.id, one.name]));
  const named = (answer.teams || []).map((one) => ({ ...one, enterprise_name: enterprises.get(one.enterprise) }));
  world = { ...answer, teams: named, people: answer.people || [], channels: answer.channels || [], app: answer.app || {} };
  return world;
}

export const teams = () => world.teams;
export const app = () => world.app;
export const guide = () => world.guide || [];
export const features = () => world.features || {};
export const faults = () => world.faults || { calls: [], deliveries: [] };
export const person = (id) => world.people.find((someone) => someone.id === id);
export const channel = (id) => world.channels.find((place) => place.id === id);
export const team = (id) => world.teams.find((one) => one.id === id);

export const teamOf = (someone) => someone?.team_id;
export const appName = () => world.app.name || "App";
export const appUserId = () => world.app.user_id;
export const hostTeamId = () => world.app.team_id;
export const isApp = (id) => Boolean(id) && [world.app.user_id, world.app.bot_id, world.app.id].includes(id);

/** Real people only: the bot has no eyes to look through. */
export const people = () => world.people.filter((someone) => !isApp(someone.id));

export function nameOf(id) {
  const someone = person(id);
  if (!someone) return isApp(id) ? appName() : id;
  return someone.display_name || someone.real_name || id;
}

export const fullNameOf = (someone) => someone?.real_name || nameOf(someone?.id);

export const members = (place) => place?.members || [];
export const isDirect = (place) => Boolean(place?.is_im || place?.is_mpim);
export const isPrivate = (place) => Boolean(place?.is_private);
export const sharedTeams = (place) => place?.teams || [];
export const isShared = (place) => Boolean(place?.is_ext_shared) && !isDirect(place);

/** A shared channel may be called differently in each company. */
export function channelName(place, viewerId) {
  if (!place) return "unknown";
  if (isDirect(place)) return members(place).filter((id) => id !== viewerId).map(nameOf).join(", ");
  return place.names?.[teamOf(person(viewerId))] || place.name || place.id;
}

export function channelsOf(personId) {
  return world.channels.filter((place) => members(place).includes(personId) && !place.is_archived);
}

/** Channels of one's own company that one could join. */
export function joinable(personId) {
  const home = teamOf(person(personId));
  return world.channels.filter((place) => !isDirect(place) && !isPrivate(place) && !place.is_archived && sharedTeams(place).includes(home) && !members(place).includes(personId));
}

export function colourOf(teamId) {
  const place = world.teams.findIndex((one) => one.id === teamId);
  return COLOURS[Math.max(place, 0) % COLOURS.length];
}

export function initials(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, " ").trim().split(/\s+/);
  return ((words[0]?.[0] || "?") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

export function avatar(name, teamId, kind = "person") {
  const shown = kind === "app" ? icon("bolt") : initials(name);
  return el("span.avatar", { class: `avatar-${kind}`, "aria-hidden": "true", vars: { team: colourOf(teamId) } }, shown);
}

/** What mrkdwn needs to know to write mentions for this viewer. */
export function namesFor(viewerId) {
  return {
    person: nameOf,
    channel: (id) => channelName(channel(id), viewerId),
    isMe: (id) => id === viewerId,
    readable: (text) => text.replace(/<@(\w+)>/g, (whole, id) => `@${nameOf(id)}`),
  };
}

export const commands = () => [...(world.app.commands || [])].sort((a, b) => a.command.localeCompare(b.command));
export const shortcuts = (type) => (world.app.shortcuts || []).filter((one) => one.type === type);
export const hasHome = () => world.app.has_home !== false;
export const isConnected = () => world.app.is_connected !== false;

/** Left: the first customer in the shared channel. Right: the first agent where the team talks. */
export function defaults() {
  const host = hostTeamId();
  const customer = people().find((someone) => teamOf(someone) !== host && channelsOf(someone.id).some(isShared));
  const agent = people().find((someone) => teamOf(someone) === host && channelsOf(someone.id).some(isTeamRoom));
  return { left: seat(customer, isShared), right: seat(agent, isTeamRoom) };
}

const isTeamRoom = (place) => !isShared(place) && !isDirect(place);

function seat(someone, wanted) {
  const who = someone || people()[0];
  const places = who ? channelsOf(who.id) : [];
  const best = places.filter(wanted)[0] || places[0];
  return { person: who?.id || "", channel: best?.id || "" };
}
