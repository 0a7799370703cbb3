"""Words carried between customer and agent, and what stands in the card's thread."""

from datetime import datetime

from bot.ports import FileSaid, RelaySaid, Told, TranscriptSaid, UnsentSaid
from escalation.model import Speaker, Utterance
from escalation.redaction import secretless
from handlers.cards.parts import Card, actions, button, clip, clip_mrkdwn, context, joined, moment, sections
from handlers.ids import Action
from handlers.mrkdwn import escape, from_markdown, link

_LINE_LIMIT = 700
_QUOTE_LIMIT = 200
_FACES = {Speaker.CUSTOMER: "🧑", Speaker.BOT: "🤖", Speaker.AGENT: "👤"}


def relay_card(relay: RelaySaid) -> Card:
    """Somebody's words under their name; also in the message itself, where the server shows no other name.

    A customer's secrets stay in the customer's thread.
    """
    words = relay.translation or relay.text if relay.is_from_agent else secretless(relay.text)
    text = joined((escape(words), *(f"📎 {escape(name)}" for name in relay.files))) or "…"
    if relay.is_from_agent:
        return Card(
            text=text,
            blocks=(*sections(text), context(_small(f"👤 {escape(relay.name)}", relay.note))),
            username=relay.name,
        )
    translated = f"🌐 {escape(secretless(relay.translation))}" if relay.translation else ""
    named = joined((f"🧑 *{escape(relay.name)}*", text, translated))
    small = (context(f"🌐 {escape(relay.note)}"),) if relay.note else ()
    return Card(text=named, blocks=(*sections(named), *small))


def _small(who: str, note: str) -> str:
    return f"{who} · 🌐 {escape(note)}" if note else who


def file_card(said: FileSaid) -> Card:
    """What stands beside a file that was carried. Its name shows by itself; Slack may not have told it to us."""
    text = f"📎 From {escape(said.name)}"
    return Card(text=text, blocks=sections(text))


def unsent_card(said: UnsentSaid) -> Card:
    """Under words that stay inside until they are sent."""
    if said.is_sent:
        return Card(text="✅ Sent to the customer.", blocks=(context("✅ Sent to the customer."),))
    if said.why_not:
        text = f"🚫 Not sent: {escape(said.why_not)}"
        return Card(text=text, blocks=(context(text),))
    value = f"{said.handoff}:{said.message}"
    if said.told is None:
        text = "🔒 The customer does not see this yet."
        send = button("Send to the customer", Action.RELAY_SEND, value, style="primary")
        return Card(text=text, blocks=(context(text), actions(send)))
    text = joined((_told(said.told), _until(said.goes_at)))
    buttons = (button("Send anyway", Action.RELAY_SEND, value), button("Don't send", Action.RELAY_DROP, value))
    return Card(text=text, blocks=(*sections(text), actions(*buttons)))


def _told(told: Told) -> str:
    where = moment(told.at, f"{told.at:%Y-%m-%d %H:%M} UTC")
    there = link(told.link, "see it") if told.link else ""
    quote = escape(clip(secretless(told.quote), _QUOTE_LIMIT))
    return f"⏳ They told us this already: “{quote}” ({', '.join(part for part in (where, there) if part)})"


def _until(goes_at: datetime | None) -> str:
    """What becomes of the words, and how to say otherwise."""
    if goes_at is None:
        return "The customer does not see your question yet. `send` sends it, `don't send` keeps it here."
    return (
        f"Your question goes out by itself at {moment(goes_at, f'{goes_at:%H:%M:%S} UTC')}. `send` sends it now, "
        "`don't send` keeps it here."
    )


def transcript_card(transcript: TranscriptSaid) -> Card:
    """What was said before the handoff."""
    part = f" ({transcript.part} of {transcript.parts})" if transcript.parts > 1 else ""
    lines = [f"*The conversation so far*{part}", *(_line(line) for line in transcript.lines)]
    text = "\n".join(lines)
    return Card(text=clip_mrkdwn(text, 3000), blocks=sections(text))


def _line(line: Utterance) -> str:
    text = clip(secretless(joined((line.text or "", *(f"📎 {file.name}" for file in line.files)))), _LINE_LIMIT)
    said = from_markdown(text) if line.speaker is Speaker.BOT else escape(text)
    return f"{_FACES[line.speaker]} *{escape(line.name)}*: {said}"
