// What is looked at, kept in the query string (so that a screenshot can be scripted); the token stays in the fragment.

import { channel, channelsOf, defaults, person } from "./world.js";

const query = new URLSearchParams(location.search);

export const HOME = "home";

/** `left=U0MAYA:C0BRIGHTW&lthread=TS`, each part optional. */
export function seatFromQuery(side) {
  const fallback = defaults()[side];
  const [who, where] = (query.get(side) || "").split(":");
  const personId = person(who) ? who : fallback.person;
  const known = where === HOME || (channel(where) && channelsOf(personId).some((place) => place.id === where));
  const channelId = known ? where : personId === fallback.person ? fallback.channel : channelsOf(personId)[0]?.id || "";
  return { person: personId, channel: channelId, thread: query.get(`${side[0]}thread`) || "" };
}

export function rememberSeat({ side, me: who, channel: where, thread }) {
  query.set(side, `${who}:${where}`);
  if (thread) query.set(`${side[0]}thread`, thread);
  else query.delete(`${side[0]}thread`);
  write();
}

export function flag(name) {
  return query.get(name) || "";
}

export function setFlag(name, value) {
  if (value) query.set(name, value);
  else query.delete(name);
  write();
}

function write() {
  const search = query.toString().replaceAll("%3A", ":");
  history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
}

/** `…/archives/C0BRIGHTW/p1700000000000100?thread_ts=…` */
export function permalink(href) {
  const url = href && URL.canParse(href) ? new URL(href) : null;
  const match = url?.origin === location.origin && /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname);
  return match ? { channel: match[1], ts: `${match[2]}.${match[3]}`, thread: url.searchParams.get("thread_ts") } : null;
}
