"""What a waiting customer is told to expect, in honest words."""

from datetime import datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from babel.units import format_unit

from bot.deps import Deps
from bot.flows.ways import offered
from bot.flows.wording import texts_about
from bot.ports import Moment, NoticeSaid
from escalation.hours import ALWAYS, Hours, between, opening
from escalation.model import Conversation, Handoff
from escalation.waits import rounded

_SOON = timedelta(hours=12)
_ENGLISH = Locale("en", "GB")


def waiting_notice(
    deps: Deps, conversation: Conversation, handoff: Handoff, text: str, *, at_it: int = 0
) -> NoticeSaid:
    """This text to a customer who waits for a team; whether somebody is there, and how long it takes.

    `at_it` are the people of the team who have customers, if that is to be told.
    """
    there, back = _there(deps, handoff, at_it)
    wait, by = ("", ()) if handoff.claimed_by else _wait(deps, handoff)
    whole = " ".join(part for part in (text, there, wait) if part)
    return NoticeSaid(conversation=conversation.id, text=whole, moments=(*back, *by), ways=offered(deps, handoff))


def expectation(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    """What a customer may expect who looks after their request, in words that stay true; and the times named there."""
    there, back = _there(deps, handoff, 0)
    clock = handoff.clock
    if handoff.claimed_by or clock is None or clock.usual_by is None or clock.most_by is None:
        return there, back
    if clock.most_by <= deps.clock.now():
        unknown = texts_about(deps, handoff).wait_unknown.format(team=handoff.queue.name, agent="")
        return " ".join(part for part in (there, unknown) if part), back
    wait, by = _by(deps, handoff, clock.usual_by, clock.most_by)
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


def _wait(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    """How long it usually takes, and nearly always; or that nobody can say."""
    texts, team, clock, now = texts_about(deps, handoff), handoff.queue.name, handoff.clock, deps.clock.now()
    if clock is None or clock.usual_by is None or clock.most_by is None:
        return texts.wait_unknown.format(team=team, agent=""), ()
    hours = deps.workspace.hours_of(team)
    if clock.most_by - now < _SOON and between(hours, now, clock.most_by) == clock.most_by - now:
        usual, most = (_long(handoff, by - now) for by in (clock.usual_by, clock.most_by))
        return texts.wait.format(team=team, agent="", usual=usual, most=most), ()
    return _by(deps, handoff, clock.usual_by, clock.most_by)


def _by(deps: Deps, handoff: Handoff, usual: datetime, most: datetime) -> tuple[str, tuple[Moment, ...]]:
    hours, wait_until = deps.workspace.hours_of(handoff.queue.name), texts_about(deps, handoff).wait_until
    by = (_moment(handoff, usual, hours), _moment(handoff, most, hours))
    return wait_until.format(team=handoff.queue.name, agent="", usual=by[0].words, most=by[1].words), by


def _long(handoff: Handoff, wait: timedelta) -> str:
    hours, minutes = divmod(round(rounded(wait) / timedelta(minutes=1)), 60)
    locale = _locale(handoff)
    parts = ((hours, "duration-hour"), (minutes, "duration-minute"))
    return " ".join(format_unit(count, unit, "long", locale=locale) for count, unit in parts if count)


def _moment(handoff: Handoff, at: datetime, hours: Hours) -> Moment:
    there = at.astimezone(hours.zone)
    return Moment(at=at, words=f"{format_datetime(there, 'EEE d MMM, HH:mm', locale=_locale(handoff))} {there:%Z}")


def _locale(handoff: Handoff) -> Locale:
    """How numbers and dates are written where they speak so; in English where we do not know."""
    language = handoff.briefing.language
    try:
        return Locale(language) if language not in {"", "en"} else _ENGLISH
    except UnknownLocaleError:
        return _ENGLISH
