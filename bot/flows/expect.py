"""What a waiting customer is told to expect, in honest words."""

from datetime import datetime, timedelta

from babel.dates import format_datetime
from babel.units import format_unit

from bot.deps import Deps
from bot.flows.ways import offered
from bot.flows.wording import locale_of, texts_about
from bot.ports import Moment, NoticeSaid, OutlookSaid
from escalation.hours import ALWAYS, Hours, between, opening
from escalation.model import Conversation, Handoff
from escalation.waits import rounded

_SOON = timedelta(hours=12)


def waiting_notice(
    deps: Deps, conversation: Conversation, handoff: Handoff, text: str, *, at_it: int = 0, also_first: bool = False
) -> NoticeSaid:
    """This text to a customer who waits for a team; whether somebody is there, and how long it takes.

    `at_it` are the people of the team who have customers, if that is to be told. How many wait before them is told
    where some do, or `also_first`.
    """
    there, back = _there(deps, handoff, at_it)
    wait, by = ("", ()) if handoff.claimed_by else _wait(deps, handoff)
    ahead = "" if handoff.claimed_by else _ahead(deps, handoff, also_none=also_first)
    whole = " ".join(part for part in (text, there, ahead, wait) if part)
    return NoticeSaid(conversation=conversation.id, text=whole, moments=(*back, *by), ways=offered(deps, handoff))


def outlook_line(deps: Deps, handoff: Handoff) -> OutlookSaid | None:
    """How it stands with a customer who waits, as of when they were told last; None where there is nothing to tell."""
    outlook = handoff.clock.outlook if handoff.clock else None
    if outlook is None:
        return None
    texts, hours = texts_about(deps, handoff), deps.workspace.hours_of(handoff.queue.name)
    wait, by = _by_told(deps, handoff)
    what = " ".join(part for part in (_ahead(deps, handoff, also_none=True), wait) if part)
    at = _moment(handoff, outlook.at, hours)
    text = texts.outlook.format(when=at.words, what=what, team=handoff.queue.name, agent="")
    return OutlookSaid(text=text, moments=(at, *by)) if what else None


def expectation(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    """What a customer may expect who looks after their request, in words that stay true; and the times named there."""
    there, back = _there(deps, handoff, 0)
    most = handoff.clock.told[1] if handoff.clock else None
    if handoff.claimed_by or most is None:
        return there, back
    wait, by = _by_told(deps, handoff) if most > deps.clock.now() else (_unknown(deps, handoff), ())
    return " ".join(part for part in (there, wait) if part), (*back, *by)


def _there(deps: Deps, handoff: Handoff, at_it: int) -> tuple[str, tuple[Moment, ...]]:
    """When the team is back, if it is away; that it is at work, where it has hours; and how many are."""
    hours, now = deps.workspace.hours_of(handoff.queue.name), deps.clock.now()
    texts, named = texts_about(deps, handoff), {"team": handoff.queue.name, "agent": ""}
    back = opening(hours, now)
    if back != now:
        moment = _moment(handoff, back, hours)
        return texts.closed.format(when=moment.words, **named), (moment,)
    is_open = texts.open_now.format(**named) if hours.week != ALWAYS.week else ""
    busy = texts.at_it.format(count=at_it, **named) if at_it else ""
    return " ".join(part for part in (is_open, busy) if part), ()


def _ahead(deps: Deps, handoff: Handoff, *, also_none: bool = False) -> str:
    """How many wait in front of them, where the team lets that be told."""
    outlook, team = handoff.clock.outlook if handoff.clock else None, handoff.queue.name
    if outlook is None or not deps.workspace.tells_position(team):
        return ""
    texts = texts_about(deps, handoff)
    if outlook.ahead:
        return texts.ahead.format(count=outlook.ahead, team=team, agent="")
    return texts.ahead_none.format(team=team, agent="") if also_none else ""


def _wait(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    """How long it usually takes, and nearly always; or that nobody can say."""
    now, hours = deps.clock.now(), deps.workspace.hours_of(handoff.queue.name)
    usual_by, most_by = handoff.clock.told if handoff.clock else (None, None)
    if usual_by is None or most_by is None or most_by - now >= _SOON:
        return _by_told(deps, handoff)
    if between(hours, now, most_by) != most_by - now:
        return _by_told(deps, handoff)
    usual, most = (_long(handoff, by - now) for by in (usual_by, most_by))
    return texts_about(deps, handoff).wait.format(team=handoff.queue.name, agent="", usual=usual, most=most), ()


def _by_told(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    """By when, by the clock; or that nobody can say."""
    usual_by, most_by = handoff.clock.told if handoff.clock else (None, None)
    if most_by is None:
        return _unknown(deps, handoff), ()
    texts, hours = texts_about(deps, handoff), deps.workspace.hours_of(handoff.queue.name)
    most, named = _moment(handoff, most_by, hours), {"team": handoff.queue.name, "agent": ""}
    if usual_by is None:
        return texts.wait_most.format(most=most.words, **named), (most,)
    usual = _moment(handoff, usual_by, hours)
    return texts.wait_until.format(usual=usual.words, most=most.words, **named), (usual, most)


def _unknown(deps: Deps, handoff: Handoff) -> str:
    return texts_about(deps, handoff).wait_unknown.format(team=handoff.queue.name, agent="")


def _long(handoff: Handoff, wait: timedelta) -> str:
    hours, minutes = divmod(round(rounded(wait) / timedelta(minutes=1)), 60)
    locale = locale_of(handoff)
    parts = ((hours, "duration-hour"), (minutes, "duration-minute"))
    return " ".join(format_unit(count, unit, "long", locale=locale) for count, unit in parts if count)


def _moment(handoff: Handoff, at: datetime, hours: Hours) -> Moment:
    there = at.astimezone(hours.zone)
    return Moment(at=at, words=f"{format_datetime(there, 'EEE d MMM, HH:mm', locale=locale_of(handoff))} {there:%Z}")
