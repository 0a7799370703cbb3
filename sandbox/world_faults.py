"""What can be wrong with a described world although every key has its type: what it names must exist and fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self
from zoneinfo import available_timezones

from sandbox.world import GUESTS, SINGLE_CHANNEL

_FIRST_LETTERS = {"teams": "T", "enterprises": "E", "people": "UW", "channels": "CG"}
_timezones = cache(available_timezones)  # read from hundreds of files
_TOKENS = {"bot_token": "xoxb-sandbox-", "app_token": "xapp-sandbox-"}


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the file: a key, of the table with this name and number (from 0)."""

    table: str = ""
    index: int = 0
    key: str | None = None

    def at(self, key: str) -> Self:
        """A key of the same table."""
        return replace(self, key=key)

    def __str__(self) -> str:
        return f"[{self.table}]" if self.table == "app" else f"[[{self.table}]] number {self.index + 1}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place, and how to mend it."""

    place: Place
    advice: str


Tables = Mapping[str, Any]


def reference_faults(data: Tables) -> Iterator[Fault]:
    """The faults of a file whose keys are all right by themselves."""
    teams = {team["id"] for team in data["teams"]}
    yield from _id_faults(data)
    yield from _app_faults(data["app"], teams)
    yield from _grid_faults(data)
    yield from _guest_faults(data)
    for index, person in enumerate(data["people"]):
        place = Place("people", index)
        yield from _known(place.at("team"), person["team"], teams, "team")
        if not person["real_name"].strip():
            yield Fault(place.at("real_name"), "`real_name` must not be empty")
        if person.get("timezone", "UTC") not in _timezones():
            yield Fault(place.at("timezone"), f"`{person['timezone']}` is no time zone; write one like Europe/Berlin")
    homes = {person["id"]: person["team"] for person in data["people"]}
    homes[data["app"].get("bot_user", "U0BOT")] = data["app"]["team"]
    for index, channel in enumerate(data["channels"]):
        yield from _channel_faults(Place("channels", index), channel, teams, homes)
    members = {channel["id"]: channel["members"] for channel in data["channels"]}
    for index, step in enumerate(data.get("guide", [])):
        yield from _step_faults(Place("guide", index), step, members)


def _step_faults(place: Place, step: Tables, members: Mapping[str, list[str]]) -> Iterator[Fault]:
    yield from _known(place.at("channel"), step["channel"], set(members), "channel")
    if step["person"] not in members.get(step["channel"], [step["person"]]):
        yield Fault(place.at("person"), f"{step['person']} is not a member of {step['channel']}")


def _id_faults(data: Tables) -> Iterator[Fault]:
    seen = {data["app"].get("bot_user", "U0BOT")}
    for table, letters in _FIRST_LETTERS.items():
        for index, one in enumerate(data.get(table, [])):
            place = Place(table, index, "id")
            if one["id"][:1] not in tuple(letters) or not one["id"].isalnum() or not one["id"].isupper():
                example = f"{letters[0]}0EXAMPLE"
                yield Fault(place, f"`{one['id']}` does not look like an id of Slack's; write one like {example}")
            if one["id"] in seen:
                yield Fault(place, f"`{one['id']}` is there twice; every id must be its own")
            seen.add(one["id"])


def _app_faults(app: Tables, teams: set[str]) -> Iterator[Fault]:
    place = Place("app")
    yield from _known(place.at("team"), app["team"], teams, "team")
    for key, beginning in _TOKENS.items():
        if not app.get(key, beginning).startswith(beginning):
            yield Fault(place.at(key), f"`{key}` must begin with {beginning}; a real token must never stand here")
    for index, install in enumerate(app.get("installs", [])):
        yield from _known(Place("app.installs", index, "team"), install["team"], teams, "team")
    for index, shortcut in enumerate(app.get("shortcuts", [])):
        if shortcut["type"] not in ("message", "global"):
            yield Fault(Place("app.shortcuts", index, "type"), '`type` must be "message" or "global"')


def _grid_faults(data: Tables) -> Iterator[Fault]:
    enterprises = [one["id"] for one in data.get("enterprises", [])]
    for index, team in enumerate(data["teams"]):
        if "enterprise" in team:
            yield from _known(Place("teams", index, "enterprise"), team["enterprise"], enterprises, "enterprise")


def _guest_faults(data: Tables) -> Iterator[Fault]:
    for index, person in enumerate(data["people"]):
        place, kind = Place("people", index, "guest"), person.get("guest", "")
        if kind not in GUESTS:
            yield Fault(place, f"`guest` must be {' or '.join(GUESTS[1:])}, or left out")
        joined = [channel["id"] for channel in data["channels"] if person["id"] in channel["members"]]
        if kind == SINGLE_CHANNEL and len(joined) > 1:
            yield Fault(place, f"a single-channel guest is in one channel, and not in {', '.join(joined)}")


def _channel_faults(place: Place, channel: Tables, teams: set[str], homes: Mapping[str, str]) -> Iterator[Fault]:
    yield from _known(place.at("host"), channel["host"], teams, "team")
    for guest in channel.get("guests", {}):
        yield from _known(place.at("guests"), guest, teams, "team")
    sharing = {channel["host"], *channel.get("guests", {})}
    for key in ("post_only", "retention"):
        for team in channel.get(key, ()):
            yield from _known(place.at(key), team, sharing, "team in this channel")
    for member in channel["members"]:
        yield from _known(place.at("members"), member, homes.keys(), "person")
        if homes.get(member, channel["host"]) not in sharing:
            team = homes[member]
            yield Fault(place.at("members"), f"`{member}` is of {team}, which does not share this channel: add {team}")


def _known(place: Place, name: str, known: Any, kind: str) -> Iterator[Fault]:
    if name not in known:
        yield Fault(place, f"there is no {kind} `{name}`; there is {', '.join(sorted(known))}")
