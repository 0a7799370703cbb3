"""What a waiting customer asks for instead of waiting: a call, or the answer by e-mail. Each is a promise."""

from bot import saying
from bot.deps import Deps
from bot.errors import FormLostError, NotAllowedError, NothingToDoError
from bot.flows.free_times import can_book
from bot.flows.promise import make_promise, move_promise
from bot.flows.wording import texts_about
from bot.ports import Field, Form, NoticeSaid, Place, WaySaid
from bot.workspace import TextsConfig
from escalation.alternatives import Waiting, Way, ways_for
from escalation.hours import opening
from escalation.model import (
    Handoff,
    HandoffId,
    NewPromise,
    Person,
    PromiseKind,
    Utterance,
    channel_of,
)
from escalation.roles import may_act
from escalation.wishes import WayWish, address_in, hidden, number_in, wish_in
from storage import conversations, handoffs, outbox, people, promises, timeline
from storage.database import Tx
from storage.timeline import Deed

FORM = "way"
MAIL_WANTED = "mail_wanted"
"""The deed of asking for the answer by e-mail; its `to` is the address."""

_KINDS = {Way.CALL: PromiseKind.CALLBACK, Way.MAIL: PromiseKind.EMAIL}


def offered(deps: Deps, handoff: Handoff) -> tuple[WaySaid, ...]:
    """The ways that a customer who waits for this is offered now."""
    texts, team = texts_about(deps, handoff), handoff.queue.name
    able = {
        *((Way.CALL,) if deps.workspace.calls_back(team) else ()),
        *((Way.MAIL,) if deps.mailer else ()),
        *((Way.SLOT,) if can_book(deps, handoff) else ()),
    }
    now = deps.clock.now()
    waiting = Waiting(
        opens_at=opening(deps.workspace.hours_of(team), now),
        most_by=handoff.clock.told[1] if handoff.clock else None,
        able=frozenset(able),
        is_claimed=handoff.claimed_by is not None,
    )
    return tuple(WaySaid(way=way, label=_label(texts, way, team), handoff=handoff.id) for way in ways_for(waiting, now))


def _label(texts: TextsConfig, way: Way, team: str) -> str:
    text = {Way.CALL: texts.button_call, Way.MAIL: texts.button_mail, Way.SLOT: texts.button_book}[way]
    return text.format(team=team, agent="")


async def choose_way(deps: Deps, handoff_id: HandoffId, way: Way, by: Person, place: Place, trigger: str) -> str:
    """A customer pressed one. It is noted at once; what is not known yet is asked for.

    NotAllowedError for a colleague of ours, NothingToDoError once nobody waits any more.
    """
    where = by.email if way is Way.MAIL else ""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        check_asker(deps, handoff, by, place)
        await _want(tx, deps, handoff, WayWish(way=way, where=where), by, f"way:{handoff.id}:{way}:{by.id}")
        texts = texts_about(deps, handoff)
    if where:
        return f"wants {way}"
    field, title = _question(texts, way, handoff.queue.name)
    form = Form(kind=FORM, about=f"{way}:{handoff.id}", title=title, fields=(field,))
    try:
        await deps.messenger.open_form(place, trigger, form)
    except FormLostError:  # the notice has asked for it in words
        return f"wants {way}, and no form opened"
    return f"wants {way}"


def _question(texts: TextsConfig, way: Way, team: str) -> tuple[Field, str]:
    text = texts.call_where if way is Way.CALL else texts.mail_where
    return Field(name="where", label=text.format(team=team, agent=""), at_most=120), _label(texts, way, team)


def fault_in(way: str, where: str, texts: TextsConfig) -> str:
    """What is wrong with a number or an address; empty when nothing is."""
    if way == Way.CALL:
        return "" if number_in(where) else texts.call_where.format(team="", agent="")
    return "" if address_in(where) else texts.mail_where.format(team="", agent="")


async def tell_where(deps: Deps, handoff_id: HandoffId, way: Way, where: str, by: Person, place: Place) -> str:
    """The customer filled in where they are reached."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        check_asker(deps, handoff, by, place)
        found = number_in(where) if way is Way.CALL else address_in(where)
        if not found:
            raise NothingToDoError(fault_in(way, where, texts_about(deps, handoff)))
        await _want(tx, deps, handoff, WayWish(way=way, where=found), by, f"way:{handoff.id}:{way}:{by.id}")
    return f"told where to {way}"


async def heed_wish(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance) -> None:
    """What the customer writes while they wait may be a wish, or the number that was asked for."""
    text = said.text or ""
    wish = wish_in(text)
    if wish is None:
        asked = next((one for one in await promises.open_of(tx, handoff.id) if one.kind is PromiseKind.CALLBACK), None)
        number = number_in(text) if asked is not None and not number_in(asked.what) else ""
        wish = WayWish(way=Way.CALL, where=number) if number else None
    if wish is None or said.author is None or (wish.way is Way.MAIL and deps.mailer is None):
        return
    by = await people.find(tx, said.author) or Person(id=said.author, name=said.name)
    if wish.way is Way.MAIL and not wish.where:
        wish = WayWish(way=Way.MAIL, where=by.email)
    await _want(tx, deps, handoff, wish, by, f"way:{handoff.id}:{wish.way}:{by.id}")


def check_asker(deps: Deps, handoff: Handoff, by: Person, place: Place) -> None:
    """NotAllowedError for a colleague of ours, NothingToDoError once nobody waits any more."""
    if may_act(by, place.channel, deps.house) or place.channel != channel_of(handoff.conversation):
        raise NotAllowedError("This is the customer's to ask for.")
    if not handoff.status.is_open:
        raise NothingToDoError("This is settled by now. Just write here if something is left.")


async def _want(tx: Tx, deps: Deps, handoff: Handoff, wish: WayWish, by: Person, source: str) -> None:
    """It is promised, and the customer is told what we know."""
    what = _words(wish, by)
    due = handoff.clock.due_at if handoff.clock else None
    new = NewPromise(source=source, what=what, due_at=due, kind=_KINDS[wish.way])
    made = await make_promise(tx, deps, handoff, new)
    if wish.where and made.what != what:
        await move_promise(tx, deps, made, made.due_at, what=what)
    now = deps.clock.now()
    if wish.way is Way.MAIL and wish.where:
        deed = Deed(kind=MAIL_WANTED, at=now, by=by.id, detail={"to": wish.where})
        await timeline.note(tx, handoff, deed, f"{source}:{wish.where}")
    conversation = await conversations.get(tx, handoff.conversation)
    notice = NoticeSaid(conversation=conversation.id, text=_told(texts_about(deps, handoff), wish, handoff))
    key = f"{source}:{'known' if wish.where else 'asked'}"
    await outbox.put(tx, saying.to_customer(conversation, notice, key), now)


def _words(wish: WayWish, by: Person) -> str:
    if wish.way is Way.MAIL:
        return f"e-mail the answer to {by.name}" + (f", {hidden(wish.where)}" if wish.where else "")
    return f"call {by.name} back" + (f" at {wish.where}" if wish.where else "; they have not told a number yet")


def _told(texts: TextsConfig, wish: WayWish, handoff: Handoff) -> str:
    filled = {"team": handoff.queue.name, "agent": ""}
    if wish.way is Way.CALL:
        return (texts.call_noted if wish.where else texts.call_where).format(**filled)
    if wish.where:
        return texts.mail_noted.format(where=hidden(wish.where), **filled)
    return texts.mail_where.format(**filled)
