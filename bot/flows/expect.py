"""What a waiting customer is told to expect, in honest words."""

from datetime import datetime, timedelta

from bot.deps import Deps
from bot.ports import Moment, NoticeSaid
from escalation.hours import Hours, between, opening
from escalation.model import Conversation, Handoff
from escalation.waits import rounded

_SOON = timedelta(hours=12)


def waiting_notice(deps: Deps, conversation: Conversation, handoff: Handoff, text: str) -> NoticeSaid:
    """This text to a customer who waits for a team; when that is back, if nobody is there, and how long it takes."""
    closed, back = _closed(deps, handoff)
    wait, by = ("", ()) if handoff.claimed_by else _wait(deps, handoff)
    whole = " ".join(part for part in (text, closed, wait) if part)
    return NoticeSaid(conversation=conversation.id, text=whole, moments=(*back, *by))


def _closed(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    hours, now = deps.workspace.hours_of(handoff.queue.name), deps.clock.now()
    back = opening(hours, now)
    if back == now:
        return "", ()
    moment = _moment(back, hours)
    return deps.workspace.texts.closed.format(team=handoff.queue.name, agent="", when=moment.words), (moment,)


def _wait(deps: Deps, handoff: Handoff) -> tuple[str, tuple[Moment, ...]]:
    """How long it usually takes, and nearly always; or that nobody can say."""
    texts, team, clock, now = deps.workspace.texts, handoff.queue.name, handoff.clock, deps.clock.now()
    if clock is None or clock.usual_by is None or clock.most_by is None:
        return texts.wait_unknown.format(team=team, agent=""), ()
    hours = deps.workspace.hours_of(team)
    if clock.most_by - now < _SOON and between(hours, now, clock.most_by) == clock.most_by - now:
        usual, most = _long(clock.usual_by - now), _long(clock.most_by - now)
        return texts.wait.format(team=team, agent="", usual=usual, most=most), ()
    by = (_moment(clock.usual_by, hours), _moment(clock.most_by, hours))
    return texts.wait_until.format(team=team, agent="", usual=by[0].words, most=by[1].words), by


def _long(wait: timedelta) -> str:
    hours, minutes = divmod(round(rounded(wait) / timedelta(minutes=1)), 60)
    parts = [f"{hours} hour{'s' * (hours > 1)}" if hours else "", f"{minutes} minutes" if minutes else ""]
    return " ".join(part for part in parts if part)


def _moment(at: datetime, hours: Hours) -> Moment:
    return Moment(at=at, words=f"{at.astimezone(hours.zone):%a %d %b, %H:%M %Z}")
