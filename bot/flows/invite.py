"""Invitations to reserved times go out by mail, and follow when the time moves or is given back."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from bot.deps import Deps
from bot.errors import RejectedError
from bot.flows.free_times import written, zone_of
from bot.flows.nudge import nudge
from bot.flows.wording import texts_about
from bot.ports import Guest, Invitation, Mail, NudgeSaid
from bot.workspace import TextsConfig
from escalation.model import Handoff, Slot, SlotState
from escalation.wishes import hidden
from storage import handoffs, inbox, people
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteDue:
    """A time as it stood when somebody was to be told of it: at `to`, who is the customer or the team."""

    slot: Slot
    to: str
    is_customer: bool
    at: datetime

    @property
    def key(self) -> str:
        """The same for the same change and address."""
        return f"invite:{self.slot.id}:{self.slot.sequence}:{self.to}"


_DUE = TypeAdapter(InviteDue)


async def send_invitations(tx: Tx, deps: Deps, slot: Slot) -> None:
    """Customer and team are sent this time as it stands now, or that it is cancelled, as far as we know addresses."""
    team = deps.workspace.team(slot.team)
    if slot.mail:
        await send_to(tx, deps, slot, slot.mail)
    if team and team.calendar_mail:
        await send_to(tx, deps, slot, team.calendar_mail, is_customer=False)


async def send_to(tx: Tx, deps: Deps, slot: Slot, to: str, *, is_customer: bool = True) -> None:
    """One of them is; nobody where no mail goes out."""
    if deps.mailer is None:
        return
    now = deps.clock.now()
    due = InviteDue(slot=slot, to=to, is_customer=is_customer, at=now)
    lane = f"invite:{slot.id}:{to}"  # what came first arrives first
    await inbox.put(
        tx,
        inbox.NewWork(key=due.key, kind="invite", lane=lane, payload=_DUE.dump_python(due, mode="json"), due=now),
        now,
    )


async def mail_invitation(deps: Deps, due: InviteDue) -> str:
    """Send it. What the mail server refuses is told to the team: the time is reserved all the same."""
    assert deps.mailer is not None
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, due.slot.handoff)
        booker = await people.find(tx, due.slot.by)
    when = written(handoff, due.slot.span, zone_of(deps, handoff, booker if due.is_customer else None))
    try:
        await deps.mailer.send(_mail(due, handoff, when, texts_about(deps, handoff)))
    except RejectedError as error:
        return await _refused(deps, due, error.code)
    return "invited" if due.slot.state is SlotState.RESERVED else "told that it is cancelled"


def _mail(due: InviteDue, handoff: Handoff, when: str, texts: TextsConfig) -> Mail:
    slot, is_cancelled = due.slot, due.slot.state is SlotState.CANCELLED
    if due.is_customer:
        filled = {"team": slot.team, "agent": "", "when": when, "link": handoff.customer_link}
        filled["question"] = _line(handoff.briefing.ask)
        subject = (texts.uninvite_subject if is_cancelled else texts.invite_subject).format(**filled)
        text = (texts.uninvite_body if is_cancelled else texts.invite_body).format(**filled)
        title = texts.invite_title.format(**filled)
        guests: tuple[Guest, ...] = (Guest(name=slot.name, mail=due.to),)
    else:
        who = f"{slot.name} ({handoff.account})" if handoff.account else slot.name
        title = f"{who}: {_line(handoff.briefing.ask)}"
        subject = f"{'Cancelled' if is_cancelled else 'Reserved'}: {when}, {who}"
        text = f"{title}\n\nThe customer's thread: {handoff.customer_link}"
        guests = (Guest(name=slot.team, mail=due.to), *((Guest(name=slot.name, mail=slot.mail),) if slot.mail else ()))
    invitation = Invitation(
        uid=slot.uid,
        sequence=slot.sequence,
        begins=slot.begins,
        ends=slot.ends,
        title=title,
        text=text,
        guests=guests,
        is_cancelled=is_cancelled,
        at=due.at,
    )
    return Mail(key=due.key, to=due.to, subject=subject, text=text, invitation=invitation)


def _line(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 120 else said[:119].rstrip() + "…"


async def _refused(deps: Deps, due: InviteDue, code: str) -> str:
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, due.slot.handoff)
        where = hidden(due.to) if due.is_customer else due.to
        text = f"The mail server does not take the invitation to {where} ({code}). The time is reserved all the same."
        people_ = (handoff.claimed_by,) if handoff.claimed_by else ()
        await nudge(tx, deps, handoff, NudgeSaid(text=text, people=people_), f"refused:{due.key}")
    return f"refused: {code}"
