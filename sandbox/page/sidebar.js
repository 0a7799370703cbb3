// A pane's left edge and head: who one is, and the places this person can see.

import { el, icon, keyed } from "./dom.js";
import { groupBy } from "./inputs.js";
import { openMenu } from "./menu.js";
import { homeName, homeOf, roleBadge, roleName, tries } from "./roles.js";
import { HOME } from "./state.js";
import { appName, avatar, channelName, channelsOf, colourOf, fullNameOf, hasHome, hostTeamId, isDirect, isPrivate, isShared, joinable, people, person, sharedTeams, teamOf } from "./world.js";

export function personButton(personId, pick) {
  const someone = person(personId);
  return el("button.person-button", {
    type: "button", "aria-haspopup": "menu", "aria-expanded": "false", title: "Be somebody else (b)",
    "aria-label": `You are ${fullNameOf(someone)} of ${homeOf(personId)}, ${roleName(someone)}. Be somebody else`,
    onclick: (event) => openMenu(event.currentTarget, { label: "Be somebody else", groups: peopleGroups(personId, pick) }),
  },
  avatar(fullNameOf(someone), teamOf(someone)),
  el("span.person-words", {},
    el("span.person-name", {}, el("span.person-be", {}, "You are "), fullNameOf(someone)),
    el("span.person-team", {}, [homeOf(personId), someone?.title].filter(Boolean).join(" · "))),
  icon("chevron"));
}

function peopleGroups(chosen, pick) {
  return [...groupBy(people(), teamOf)].map(([id, some]) => ({
    title: homeName(id) + (id === hostTeamId() ? ` · has ${appName()} installed` : ""),
    items: some.map((one) => ({
      node: avatar(fullNameOf(one), id), label: fullNameOf(one), badge: roleBadge(one), detail: [one.title, tries(one)].filter(Boolean).join(" · "),
      checked: one.id === chosen, pick: () => pick(one.id),
    })),
  }));
}

/** `look` = {me, channel, unread: Set, open(id), join(id), startDirect()} */
export function fillSidebar(nav, look) {
  const mine = channelsOf(look.me);
  const rooms = mine.filter((place) => !isDirect(place));
  const direct = mine.filter(isDirect);
  const items = [
    item("title-channels", "", () => el("div.nav-title", {}, "Channels")),
    ...rooms.map((place) => placeItem(place, look)),
    ...joinable(look.me).map((place) => item(`join-${place.id}`, look.me, () => joinLink(place, look))),
    item("title-apps", "", () => el("div.nav-title", {}, "Apps")),
    ...(hasHome() ? [item("home", look.channel === HOME, () => homeLink(look))] : []),
    ...direct.map((place) => placeItem(place, look)),
    ...(direct.length ? [] : [item("direct", look.me, () => directLink(look))]),
  ];
  keyed(nav, items, (one) => one.key, (one) => one.version, (one) => one.render());
  if (nav.dataset.channel !== look.channel) nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  nav.dataset.channel = look.channel;
}

const item = (key, version, render) => ({ key, version: String(version), render });

function placeItem(place, look) {
  return item(place.id, [channelName(place, look.me), place.id === look.channel, look.unread.has(place.id)], () => channelLink(place, look));
}

function channelLink(place, look) {
  const here = place.id === look.channel;
  const news = look.unread.has(place.id) && !here;
  return el("button.nav-item", {
    type: "button", class: news ? "unread" : "", "aria-current": here ? "page" : null, onclick: () => look.open(place.id),
  },
  placeSign(place), el("span.nav-name", {}, channelName(place, look.me)),
  isDirect(place) && el("span.nav-kind", {}, "Messages"),
  news && el("span.dot", { role: "img", "aria-label": "unread" }));
}

export function placeSign(place) {
  if (isDirect(place)) return el("span.nav-sign", {}, icon("comment"));
  if (isShared(place)) return el("span.nav-sign", { title: "Shared with another company" }, icon("share"));
  return el("span.nav-sign", {}, isPrivate(place) ? icon("lock") : "#");
}

function joinLink(place, look) {
  return el("button.nav-item.nav-join", { type: "button", title: "Join this channel", onclick: () => look.join(place.id) },
    placeSign(place), el("span.nav-name", {}, channelName(place, look.me)), el("span.nav-action", {}, "Join"));
}

function homeLink(look) {
  return el("button.nav-item", { type: "button", "aria-current": look.channel === HOME ? "page" : null, onclick: () => look.open(HOME) },
    avatar(appName(), hostTeamId(), "app"), el("span.nav-name", {}, appName()), el("span.nav-kind", {}, "Home"));
}

/** Nobody has written to the app yet: the conversation comes into being when one does. */
function directLink(look) {
  return el("button.nav-item", { type: "button", onclick: () => look.startDirect() }, el("span.nav-sign", {}, icon("comment")), el("span.nav-name", {}, appName()), el("span.nav-kind", {}, "Messages"));
}

/** "# ext-larkspur · shared with Larkspur" */
export function placeTitle(place, me) {
  const others = sharedTeams(place).filter((id) => id !== teamOf(person(me)));
  return [
    el("h2.place-name", {}, placeSign(place), channelName(place, me)),
    isShared(place) && others.map((id) => el("span.badge.badge-team", { vars: { team: colourOf(id) }, title: "A Slack Connect channel" }, `with ${homeName(id)}`)),
    place?.post_only?.includes(teamOf(person(me))) && el("span.badge", { title: "One may write here, and no more: not invite, rename or archive" }, "post only"),
    place?.topic && el("span.place-topic", { title: place.topic }, place.topic),
  ];
}
