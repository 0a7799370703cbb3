"""The workspace as an admin describes it in BATON_CONFIG: teams, channels, people, texts. Read from TOML, checked."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from bot.errors import MisconfiguredError
from escalation.model import ChannelId, PersonId, Queue, TeamId


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamConfig(_Part):
    """A team that takes handoffs, and the channel in which they appear. The first one is the last resort."""

    name: str
    channel: str


class ChannelConfig(_Part):
    """A customer's channel. With `everyone_is_customer`, whoever is not named as staff is a customer there."""

    id: str
    account: str = ""
    team: str = ""
    everyone_is_customer: bool = False


class PeopleConfig(_Part):
    """Who is who, where Slack cannot tell: user ids, and ids of whole Slack teams."""

    staff: frozenset[PersonId] = frozenset()
    customers: frozenset[PersonId] = frozenset()
    guests: frozenset[PersonId] = frozenset()
    admins: frozenset[PersonId] = frozenset()
    staff_teams: frozenset[TeamId] = frozenset()
    customer_teams: frozenset[TeamId] = frozenset()


class TextsConfig(_Part):
    """What customers are told. `{team}` and `{agent}` are filled in."""

    handed_off: str = (
        "I've passed this to {team}. They have our whole conversation, so there is no need to repeat anything; "
        "someone will answer right here in this thread."
    )
    nothing_found: str = "I couldn't find anything about this in our help centre."
    model_failed: str = "I couldn't put a good answer together just now."
    answers_failed: str = "Sorry that I couldn't solve this."
    ask_back: str = (
        "I'd like to help. Could you tell me a bit more: what are you trying to do, and what happens instead "
        "(an error message or a page helps)?"
    )
    claimed: str = "{agent} from {team} is here and has read along."
    released: str = "{agent} had to step away. You're still in line with {team}, and nothing is lost."
    handed_back: str = "I'm back on this one. Ask away, or ask for a person at any time."
    resolved: str = "{agent} marked this as solved. If it isn't, just reply here."
    reopened: str = "I've let {team} know that this isn't solved yet."
    solved: str = "Glad that helped!"

    @field_validator("*")
    @classmethod
    def _can_be_filled_in(cls, text: str) -> str:
        try:
            text.format(team="", agent="")
        except (KeyError, ValueError, IndexError) as error:
            why = f"{error} cannot be filled in, only {{team}} and {{agent}}; a brace is written twice"
            raise ValueError(why) from error
        return text


class Workspace(_Part):
    """The whole file."""

    teams: tuple[TeamConfig, ...] = ()
    channels: tuple[ChannelConfig, ...] = ()
    people: PeopleConfig = PeopleConfig()
    texts: TextsConfig = TextsConfig()

    @property
    def queues(self) -> tuple[Queue, ...]:
        """Where handoffs may wait."""
        return tuple(Queue(name=team.name, channel=ChannelId(team.channel)) for team in self.teams)

    @property
    def team_by_channel(self) -> dict[ChannelId, str]:
        """Which team serves which customer channel."""
        return {ChannelId(channel.id): channel.team for channel in self.channels if channel.team}

    @property
    def customer_channels(self) -> frozenset[ChannelId]:
        """Channels in which everyone who is not staff is a customer."""
        return frozenset(ChannelId(channel.id) for channel in self.channels if channel.everyone_is_customer)

    def account(self, channel: ChannelId) -> str:
        """The account that this channel belongs to, or an empty string."""
        return next((known.account for known in self.channels if known.id == channel), "")


def read(path: Path | None) -> Workspace:
    """The workspace that this file describes, an empty one without a file; MisconfiguredError when it is wrong."""
    if path is None:
        return Workspace()
    try:
        workspace = Workspace.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        raise MisconfiguredError(f"BATON_CONFIG ({path}) cannot be read: {error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise MisconfiguredError(f"BATON_CONFIG ({path}) is wrong. " + " · ".join(faults)) from None
    unknown = set(workspace.team_by_channel.values()) - {team.name for team in workspace.teams}
    if unknown:
        raise MisconfiguredError(f"BATON_CONFIG ({path}): channels name unknown teams {sorted(unknown)}")
    return workspace
