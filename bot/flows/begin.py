"""A conversation begins: whose customer somebody is, and in which thread."""

from bot.deps import Deps
from escalation.model import Conversation, Message, Person, Ts, conversation_id


async def account_of(deps: Deps, message: Message, person: Person) -> str:
    """Whose customer somebody is: by the channel, else by what their Slack team calls itself; or an empty string."""
    team = message.team or person.team
    account = deps.workspace.account(message.channel)
    if account or team is None or team in deps.house.our_teams:
        return account
    return await deps.messenger.team_name(team)


def begun_by(deps: Deps, message: Message, person: Person, account: str) -> Conversation:
    """The conversation of this customer, in the thread of this message."""
    return Conversation(
        id=conversation_id(message.channel, message.root),
        channel=message.channel,
        thread=message.root,
        customer=person.id,
        customer_name=person.name,
        customer_team=message.team or person.team,
        account=account,
        opened_at=deps.clock.now(),
    )


def begun_beside(deps: Deps, other: Conversation, thread: Ts) -> Conversation:
    """Another conversation of the same customer, in this thread of their channel."""
    return Conversation(
        id=conversation_id(other.channel, thread),
        channel=other.channel,
        thread=thread,
        customer=other.customer,
        customer_name=other.customer_name,
        customer_team=other.customer_team,
        account=other.account,
        opened_at=deps.clock.now(),
    )
