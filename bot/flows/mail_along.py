"""What an agent tells a customer who wants it by e-mail too, is mailed to them."""

from dataclasses import asdict, dataclass

from bot.deps import Deps
from bot.errors import RejectedError
from bot.flows.nudge import nudge
from bot.flows.promise import settle_promise
from bot.flows.ways import MAIL_WANTED
from bot.flows.wording import texts_about
from bot.ports import Mail, NudgeSaid
from escalation.model import Handoff, HandoffId, Message, Person, Promise, PromiseKind, PromiseState
from escalation.wishes import hidden
from storage import handoffs, inbox, promises, timeline
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDue:
    """An answer of an agent that goes to a customer by e-mail too; `key` tells it from any other."""

    handoff: HandoffId
    to: str
    agent: str
    text: str
    key: str


async def mail_along(tx: Tx, deps: Deps, handoff: Handoff, message: Message, agent: Person) -> None:
    """What an agent says to a customer who wants it by e-mail too, is mailed to them."""
    if deps.mailer is None or not message.text:
        return
    wanted = [deed for deed in await timeline.of(tx, handoff.id) if deed.kind == MAIL_WANTED]
    if not wanted:
        return
    key = f"mail:{handoff.id}:{message.channel}:{message.ts}"
    due = MailDue(handoff=handoff.id, to=wanted[-1].detail["to"], agent=agent.name, text=message.text, key=key)
    now = deps.clock.now()
    await inbox.put(
        tx, inbox.NewWork(key=key, kind="mail", lane=f"mail:{handoff.id}", payload=asdict(due), due=now), now
    )


async def mail_answer(deps: Deps, due: MailDue) -> str:
    """Send it. What the mail server refuses is told to the team: the customer has it in Slack all the same."""
    assert deps.mailer is not None
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, due.handoff)
    texts = texts_about(deps, handoff)
    filled = {
        "team": handoff.queue.name,
        "agent": due.agent,
        "question": handoff.briefing.ask,
        "link": handoff.customer_link,
    }
    mail = Mail(
        to=due.to,
        subject=texts.mail_subject.format(**filled),
        text=texts.mail_body.format(what=due.text, **filled),
        key=due.key,
    )
    try:
        await deps.mailer.send(mail)
    except RejectedError as error:
        return await _refused(deps, due, error.code)
    async with deps.transaction() as tx:
        for promise in await _mail_promises(tx, due.handoff):
            await settle_promise(tx, deps, promise.id, PromiseState.KEPT, how="the answer went out by e-mail")
    return "mailed"


async def _mail_promises(tx: Tx, handoff: HandoffId) -> list[Promise]:
    return [one for one in await promises.open_of(tx, handoff) if one.kind is PromiseKind.EMAIL]


async def _refused(deps: Deps, due: MailDue, code: str) -> str:
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, due.handoff)
        text = f"The mail server does not take mail to {hidden(due.to)} ({code}). The customer has the answer in Slack."
        told = NudgeSaid(text=text, people=(handoff.claimed_by,) if handoff.claimed_by else ())
        await nudge(tx, deps, handoff, told, f"refused:{due.key}")
    return f"refused: {code}"
