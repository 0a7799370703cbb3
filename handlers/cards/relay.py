"""Words carried between customer and agent, and what stands in the card's thread."""

from bot.ports import FileSaid, RelaySaid, TranscriptSaid, UnsentSaid
from escalation.model import Speaker, Utterance
from escalation.redaction import secretless
from handlers.cards.parts import Card, actions, button, clip, clip_mrkdwn, context, joined, sections
from handlers.ids import Action
from handlers.mrkdwn import escape, from_markdown

_LINE_LIMIT = 700
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
    text = "🔒 The customer does not see this yet."
    send = button("Send to the customer", Action.RELAY_SEND, f"{said.handoff}:{said.message}", style="primary")
    return Card(text=text, blocks=(context(text), actions(send)))


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
