"""What our systems know of the customer, as it stands on the handoff's card."""

from datetime import datetime

from escalation.model import Dossier, Facet, Fact, Rung, Standing
from escalation.redaction import secretless
from handlers.cards.parts import clip
from handlers.mrkdwn import escape, link

_MOST_WORDS = 300
_MOST_FACTS = 8

_KNOWN_AS = {
    Rung.UNKNOWN: "not known to be anybody's",
    Rung.ACCOUNT: "the person is not known",
    Rung.CONTACT: "a contact of theirs",
    Rung.VERIFIED: "verified",
}

_MISSING = {
    Standing.ASKED: "asked, no answer yet",
    Standing.NOTHING: "knows nothing of them",
    Standing.DOWN: "does not answer",
    Standing.REFUSED: "does not let us look",
    Standing.WITHHELD: "not asked",
}


def account_part(dossier: Dossier) -> tuple[str, ...]:
    """One text with a line for each system, or that there is none to ask."""
    if not dossier.facets:
        return ("*Account*  no system that knows customers is connected",)
    why = "; ".join(dossier.evidence)
    known = f"{_KNOWN_AS[dossier.rung]}{f': {why}' if why else ''}"
    head = f"*Account*  {escape(dossier.account or 'unknown')} ({escape(known)})"
    return ("\n".join((head, *_lines(dossier))),)


def _lines(dossier: Dossier) -> list[str]:
    """Each system that was asked; those that were not share a line, where the reason is the same."""
    lines = [_line(facet) for facet in dossier.facets if facet.standing is not Standing.WITHHELD]
    withheld: dict[str, list[str]] = {}
    for facet in dossier.facets:
        if facet.standing is Standing.WITHHELD:
            withheld.setdefault(facet.note, []).append(facet.source)
    lines += [f"• {', '.join(sources)}: not asked ({escape(why)})" for why, sources in withheld.items()]
    return lines


def _line(facet: Facet) -> str:
    name = f"• *{escape(facet.source)}*"
    note = escape(clip(facet.note, _MOST_WORDS))
    if facet.standing in _MISSING and not facet.facts:
        sign = "⚠️ " if facet.standing in (Standing.DOWN, Standing.REFUSED) else ""
        return f"{name}  {sign}_{_MISSING[facet.standing]}{f' ({note})' if note else ''}_"
    shown = [*sorted(facet.facts, key=lambda fact: not fact.is_alarming)][:_MOST_FACTS]
    facts = " · ".join(_fact(fact, facet.as_of) for fact in shown)
    return f"{name}  {facts} {_as_of(facet, note)}"


def _fact(fact: Fact, as_of: datetime | None) -> str:
    plain = clip(secretless(" ".join(fact.text.split())), _MOST_WORDS)
    words = (link(fact.url, plain) if fact.url else "") or escape(plain)
    day = f"{', ' if words else ''}{_day(fact.at, as_of)}" if fact.at is not None else ""
    return f"{'⚠️ ' if fact.is_alarming else ''}{escape(fact.label)}: {words}{day}"


def _as_of(facet: Facet, note: str) -> str:
    """How old it is; said in full where it may not be true any more."""
    if facet.as_of is None:
        return ""
    at = int(facet.as_of.timestamp())
    when = f"<!date^{at}^{{time}}|{facet.as_of:%H:%M} UTC>"
    if facet.standing is Standing.STALE:
        age = f"<!date^{at}^{{date_short_pretty}} {{time}}|{facet.as_of:%Y-%m-%d %H:%M} UTC>"
        return f"_(old: from {age}, now it does not answer: {note})_"
    if facet.standing is Standing.ASKED:
        return f"_(as of {when}, asked again)_"
    return f"_(as of {when}{f'; {note}' if note else ''})_"


def _day(at: datetime, as_of: datetime | None) -> str:
    """The day, and how long ago it is; what is to come has the day alone."""
    is_past = as_of is not None and at <= as_of
    return f"<!date^{int(at.timestamp())}^{{date_short}}{' ({ago})' if is_past else ''}|{at:%Y-%m-%d}>"
