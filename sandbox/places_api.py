"""The control calls that concern channels: who is in them, whom they are shared with, what happens to them."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox import channel_life, invitations, membership
from sandbox.control import Handler, Order
from sandbox.errors import ControlError, Json
from sandbox.records import Channel, Invitation
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlacesApi:
    """What people can do to channels."""

    ws: Workspace

    def routes(self) -> dict[tuple[str, str], Handler]:
        """The calls by method and path."""
        return {
            ("POST", "join"): self.join,
            ("POST", "leave"): self.leave,
            ("POST", "channel"): self.channel,
            ("POST", "invite"): self.invite,
            ("POST", "invitation"): self.invitation,
        }

    async def join(self, order: Order) -> Json:
        """Become a member; the bot too can be made one, by `user`."""
        channel = self.ws.channel(order.text("channel"))
        user = order.text("user", order.person())
        inviter = order.person() if user != order.person() else None
        if inviter is not None and self.ws.team_of(inviter) in channel.post_only:
            raise ControlError("restricted_action", f"{inviter}'s team may only write in {channel.id}.", status=403)
        if not self._is_welcome(channel, user, inviter):
            raise ControlError("channel_not_found", f"{user} cannot join {channel.id}.", status=404)
        membership.join(self.ws, channel, user, inviter)
        return {}

    def _is_welcome(self, channel: Channel, user: str, inviter: str | None) -> bool:
        if user != self.ws.app.bot_user and self.ws.person(user).guest and inviter is None:
            return False
        is_open = channel.kind == "channel" or inviter in channel.members
        return is_open and self.ws.team_of(user) in channel.names

    async def leave(self, order: Order) -> Json:
        """Stop being a member; with `user`, take somebody else out."""
        user = order.text("user", order.person())
        membership.leave(self.ws, order.joined_channel(), user, order.person())
        return {}

    async def channel(self, order: Order) -> Json:
        """Let something happen to a channel as a whole."""
        channel, person = self.ws.channel(order.text("channel")), order.person()
        actions: dict[str, Callable[[], object]] = {
            "archive": lambda: channel_life.archive(self.ws, channel, person),
            "unarchive": lambda: channel_life.unarchive(self.ws, channel, person),
            "rename": lambda: channel_life.rename(self.ws, channel, order.text("name")),
            "share": lambda: channel_life.share(
                self.ws, channel, order.text("team"), is_post_only=bool(order.values.get("post_only"))
            ),
            "unshare": lambda: channel_life.unshare(self.ws, channel, order.text("team")),
            "change_id": lambda: channel_life.change_id(self.ws, channel),
            "retain": lambda: channel_life.retain(self.ws, channel, order.text("team"), order.number("days", 90)),
        }
        action = order.text("action")
        if action not in actions:
            raise ControlError("invalid_argument", f"`action` is one of {', '.join(actions)}.")
        actions[action]()
        return {"channel": channel.id}

    async def invite(self, order: Order) -> Json:
        """Invite somebody of another organisation, or the app itself, to connect a channel."""
        channel, person = order.joined_channel(), order.person()
        wanted = Invitation(
            id=self.ws.next_id("I"),
            channel=channel.id,
            inviter=person,
            inviting_team=self.ws.team_of(person),
            created=int(self.ws.clock.wall()),
            email=order.text("email", ""),
            user=order.text("user", ""),
            is_post_only=bool(order.values.get("post_only", True)),
        )
        return {"invite_id": invitations.invite(self.ws, channel, person, wanted).id}

    async def invitation(self, order: Order) -> Json:
        """Answer an invitation: `accept`, `decline`, or `approve` what was accepted."""
        person, found = order.person(), invitations.find(self.ws, order.text("invite_id"))
        match order.text("action"):
            case "accept":
                needs = bool(order.values.get("needs_approval"))
                invitations.accept(self.ws, found, person, order.text("name", ""), needs_approval=needs)
            case "approve":
                invitations.approve(self.ws, found, person)
            case "decline":
                invitations.decline(self.ws, found, person)
            case _:
                raise ControlError("invalid_argument", "`action` is accept, approve or decline.")
        return {"channel": found.channel}
