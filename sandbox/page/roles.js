// Who somebody is towards the app, and what such a person can try.

import { el } from "./dom.js";
import { app, appName, commands, hostTeamId, person, team, teamOf } from "./world.js";

const ROLES = {
  customer: { name: "Customer", tries: () => `asks ${appName()} in a shared channel` },
  guest: { name: "Guest", tries: () => "sees only the channels they were invited to" },
  admin: { name: "Admin", tries: () => (commands().length ? `steers ${appName()} with ${commands()[0].command}` : `looks after ${appName()}`) },
  team: { name: "Team", tries: () => (app().has_home ? "works from cards, threads and App Home" : "works from cards and their threads") },
};

export function roleOf(someone) {
  if (someone?.guest) return "guest";
  if (teamOf(someone) !== hostTeamId()) return "customer";
  return someone?.is_admin ? "admin" : "team";
}

export const roleName = (someone) => ROLES[roleOf(someone)].name;
export const tries = (someone) => ROLES[roleOf(someone)].tries();

export function roleBadge(someone) {
  return el("span.badge.role", { class: `role-${roleOf(someone)}` }, roleName(someone));
}

/** What is said beside an author's name: a guest of ours, or which other company they work for. */
export function guestBadge(someone) {
  if (!someone?.guest) return null;
  return el("span.badge.role.role-guest", { title: someone.guest.replaceAll("_", " ") + " guest" }, "Guest");
}

/** "Brightwater Plumbing", or with the Grid organisation it is a workspace of. */
export function homeName(id) {
  const home = team(id);
  return home ? [home.enterprise_name, home.name].filter(Boolean).join(" › ") : "another company";
}

export const homeOf = (personId) => homeName(teamOf(person(personId)));
