"""What an agent learns from the card before they open the thread. What nobody knows, it says so."""

from escalation.model import Handoff, Kind, OfferJudged, Source
from escalation.redaction import secretless
from handlers.cards.account import account_part
from handlers.cards.languages import LANGUAGES
from handlers.cards.parts import clip, clip_mrkdwn, joined, source_link
from handlers.cards.receipt import told_by_customer
from handlers.mrkdwn import escape, link

_FIELDS: tuple[tuple[str, tuple[Kind, ...], str], ...] = (
    ("What they see", (Kind.ERROR, Kind.AMOUNT), ""),
    ("Where, with what", (Kind.PLACE, Kind.MADE_WITH, Kind.NUMBER), ""),
    ("Since when", (Kind.SINCE,), ""),
    ("Whom it hurts", (Kind.HURT,), ""),
    ("What they tried", (Kind.TRIED,), "“”"),
)
"""The facts that the customer gave: what each line is called, of which kinds it is, and how it is quoted."""

_MOST = 6
_SUMMARY = 600
_ARTICLES = 5
_PART = 2_800
"""Characters of each part, so that it is one section: what is longer stands in the thread."""


def briefing_parts(handoff: Handoff, told: str) -> tuple[str, ...]:
    """The texts of the card, in the order in which an agent reads them."""
    own = (
        joined((_who(handoff), f"*They said*\n{escape(clip(handoff.briefing.summary, _SUMMARY))}")),
        *told_by_customer(handoff.briefing),
        _facts(handoff),
        joined((_why(handoff), _offered(handoff), _told(told), *_related(handoff))),
    )
    return (*(clip_mrkdwn(part, _PART) for part in own), *account_part(handoff.dossier))


def closed_parts(handoff: Handoff) -> tuple[str, ...]:
    """What is left to read once it is closed: whose it was, and what came of it. The rest stands in the thread."""
    return (joined((_who(handoff), *_related(handoff))),)


def _who(handoff: Handoff) -> str:
    briefing = handoff.briefing
    account = handoff.account or "account unknown"
    whose = f"{account} ({briefing.tier})" if briefing.tier else account
    facts = [handoff.customer_name, whose]
    if briefing.language in LANGUAGES:
        facts.append(f"writes in {LANGUAGES[briefing.language]}")
    return f"*Who*  {escape(', '.join(facts))}"


def _facts(handoff: Handoff) -> str:
    """What they told, a line each; what they did not tell shares one; and what is worth asking."""
    lines: list[str] = []
    missing: list[str] = []
    for name, kinds, quotes in _FIELDS:
        words = handoff.briefing.words(*kinds)[:_MOST]
        if words:
            quoted = [f"{quotes[:1]}{clip(one, 140)}{quotes[1:]}" for one in words]
            lines.append(f"*{name}*  {escape(' · '.join(quoted))}")
        else:
            missing.append(name.lower())
    if missing:
        lines.append(f"*Not told*  {'; '.join(missing)}")
    question = escape(clip(handoff.briefing.question, 200)) or "nothing is missing: they told what is needed"
    return "\n".join((*lines, f"*Ask next*  {question}"))


def _why(handoff: Handoff) -> str:
    why = "; ".join(
        f"{reason.detail} (“{clip(reason.evidence, 120)}”)" if reason.evidence else reason.detail
        for reason in handoff.reasons
    )
    policy = f" _(policy {escape(clip(handoff.policy, 20))})_" if handoff.policy else ""
    return f"*Why now*  {escape(why)}{policy}"


def _offered(handoff: Handoff) -> str:
    """Each article with what the customer made of it."""
    if not handoff.briefing.tried:
        return "*The bot offered*  nothing yet"
    judged = {one.title: one for one in handoff.briefing.judged}
    lines = [f"• {source_link(one)}: {_verdict(one, judged)}" for one in handoff.briefing.tried[:_ARTICLES]]
    return "\n".join(("*The bot offered*", *lines))


def _verdict(source: Source, judged: dict[str, OfferJudged]) -> str:
    one = judged.get(source.title)
    if one is None:
        return "they did not say whether it helped"
    said = f" (“{escape(clip(one.words, 120))}”)" if one.words else ""
    return f"{'helped' if one.helped else 'did not help'}{said}"


def _told(told: str) -> str:
    """What the customer expects since."""
    return f"*They were told*  “{escape(clip(told, 300))}”" if told else "*They were told*  nothing yet"


def _related(handoff: Handoff) -> tuple[str, ...]:
    """What belongs to it: the issue that it led to, whether others are hurt, files, and how often they came."""
    facts = [*_ticket(handoff)]
    if handoff.briefing.files:
        facts.append(f"files: {escape(', '.join(clip(name, 60) for name in handoff.briefing.files[:_MOST]))}")
    if handoff.briefing.contacts:
        times = handoff.briefing.contacts
        facts.append(f"needed a person {times} time{'s' * (times > 1)} in the week before")
    return (f"*Belongs to it*  {' · '.join(facts) or 'no issue, incident or file is known'}",)


def _ticket(handoff: Handoff) -> tuple[str, ...]:
    """The issue that it led to; an incident, where several accounts report it."""
    ticket = handoff.ticket
    if ticket is None:
        return ()
    count, sign = (f", reported by {ticket.accounts} accounts", " 🚨 an incident") if ticket.accounts > 1 else ("", "")
    how = "filed" if ticket.is_new else "known already"
    name = link(ticket.url, ticket.name) or escape(ticket.name)
    return (f"🐞 {name} “{escape(clip(secretless(ticket.title), 150))}” ({how}{count}){sign}",)
