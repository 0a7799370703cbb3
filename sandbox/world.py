"""The people and places a sandbox starts with, and the app that is installed there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

DEMO = Path(__file__).parent / "worlds" / "demo.toml"
CONNECT = Path(__file__).parent / "worlds" / "connect.toml"
SINGLE_CHANNEL = "single_channel"
GUESTS = ("", "multi_channel", SINGLE_CHANNEL)

DEFAULT_SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "commands",
    "conversations.connect:manage",
    "conversations.connect:read",
    "conversations.connect:write",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users:read.email",
)


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A Grid organisation: several workspaces that are one to the outside."""

    id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Team:
    """An organisation with its own Slack; with an `enterprise`, one workspace of a Grid organisation."""

    id: str
    name: str
    domain: str
    enterprise: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be acted as. The app's bot user is not one of them.

    A guest belongs to the host's team, as in Slack: `multi_channel` or `single_channel`; "" is a full member.
    """

    id: str
    team: str
    handle: str
    real_name: str
    display_name: str
    title: str = ""
    email: str | None = None
    is_email_visible: bool = True
    is_admin: bool = False
    guest: str = ""
    timezone: str = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Room:
    """A channel as the world describes it; one with names in several teams is shared by them.

    `post_only` are teams that may write and no more; `retention` says for how many days a team keeps messages.
    """

    id: str
    host: str
    names: Mapping[str, str]
    members: tuple[str, ...]
    is_private: bool = False
    topic: str = ""
    post_only: tuple[str, ...] = ()
    retention: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Install:
    """Another team that has installed the same app, and its bot user there."""

    team: str
    bot_user: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command of the app."""

    command: str
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut of the app: of a message, or global."""

    callback_id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class App:
    """The one app. `events`, `commands` and `shortcuts` of None mean: whatever comes.

    It lives in `team`. Its `installs` elsewhere have no tokens here; they only make events name them.
    """

    name: str
    team: str
    id: str = "A0APP"
    bot_user: str = "U0BOT"
    bot_id: str = "B0BOT"
    bot_token: str = "xoxb-sandbox-bot"  # noqa: S105  opens nothing but a sandbox
    app_token: str = "xapp-sandbox-app"  # noqa: S105
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105
    scopes: tuple[str, ...] = DEFAULT_SCOPES
    app_scopes: tuple[str, ...] = ("connections:write", "authorizations:read")
    events: frozenset[str] | None = None
    commands: tuple[Command, ...] | None = None
    shortcuts: tuple[Shortcut, ...] | None = None
    has_home: bool = True
    installs: tuple[Install, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something to try, for whoever opens the page for the first time: as whom, where, and what to say there."""

    title: str
    text: str
    person: str
    channel: str
    say: str = ""
    in_thread: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """Everything a sandbox knows before anybody has said a word."""

    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    app: App
    enterprises: tuple[Enterprise, ...] = ()
    seed: int = 7
    guide: tuple[Step, ...] = ()
    control_token: str | None = field(default=None, repr=False)


def world_from(data: Mapping[str, Any]) -> World:
    """The world that a TOML file's tables describe; `sandbox.world_file` reads and checks them first."""
    return World(
        teams=tuple(Team(**team) for team in data["teams"]),
        people=tuple(_person(person) for person in data["people"]),
        rooms=tuple(_room(room) for room in data["channels"]),
        app=_app(data["app"]),
        enterprises=tuple(Enterprise(**one) for one in data.get("enterprises", ())),
        seed=data.get("seed", 7),
        guide=tuple(Step(**step) for step in data.get("guide", ())),
        control_token=data.get("control_token"),
    )


def with_manifest(world: World, manifest: Mapping[str, Any]) -> World:
    """The same world, its app having exactly the scopes, events, commands and shortcuts of a Slack manifest."""
    features, settings, oauth = (_part(manifest, name) for name in ("features", "settings", "oauth_config"))
    app = replace(
        world.app,
        scopes=tuple(_part(oauth, "scopes").get("bot") or ()),
        events=frozenset(_part(settings, "event_subscriptions").get("bot_events") or ()),
        commands=tuple(_command(one) for one in features.get("slash_commands") or ()),
        shortcuts=tuple(_shortcut(one) for one in features.get("shortcuts") or ()),
        has_home=bool(_part(features, "app_home").get("home_tab_enabled")),
    )
    return replace(world, app=app)


def _part(manifest: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return manifest.get(name) or {}


def _person(data: dict[str, Any]) -> Person:
    first = data["real_name"].split()[0]
    return Person(**{"display_name": first, "handle": first.lower(), **data})


def _room(data: dict[str, Any]) -> Room:
    names = {data["host"]: data["name"], **data.get("guests", {})}
    return Room(
        id=data["id"],
        host=data["host"],
        names=names,
        members=tuple(data["members"]),
        is_private=data.get("is_private", False),
        topic=data.get("topic", ""),
        post_only=tuple(data.get("post_only", ())),
        retention=data.get("retention", {}),
    )


def _app(data: dict[str, Any]) -> App:
    fields: dict[str, Any] = dict(data)
    fields.update({key: tuple(data[key]) for key in ("scopes", "app_scopes") if key in data})
    if "events" in data:
        fields["events"] = frozenset(data["events"])
    if "commands" in data:
        fields["commands"] = tuple(_command(one) for one in data["commands"])
    if "shortcuts" in data:
        fields["shortcuts"] = tuple(_shortcut(one) for one in data["shortcuts"])
    fields["installs"] = tuple(Install(**one) for one in data.get("installs", ()))
    return App(**fields)


def _command(data: dict[str, Any]) -> Command:
    return Command(data["command"], data.get("description", ""), data.get("usage_hint", ""))


def _shortcut(data: dict[str, Any]) -> Shortcut:
    return Shortcut(data["callback_id"], data["name"], data["type"])
