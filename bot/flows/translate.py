"""Each side reads the other in its own language: what was carried is said again, with the original beside it.

The original has gone out by then. When a translation fails, or changes what it must not, it stays as it is.
"""

from dataclasses import replace

from babel import Locale

from bot import saying
from bot.brain.reader.language import language_of
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.flows.mirror import key_of
from bot.flows.translation_due import TranslationDue, differs
from bot.flows.wording import texts_about
from bot.ports import LanguageModel, NudgeSaid, RelaySaid
from escalation.model import Handoff
from escalation.redaction import redacted, secretless
from escalation.translation import AT_MOST, masked, restored
from storage import handoffs, outbox
from storage.database import Tx
from storage.outbox import Act, State

_SIGN = "🌐"
_NOT_TRANSLATED = "Not translated."


async def translate(deps: Deps, due: TranslationDue) -> str:
    """Translate what is due, if it still reads so."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, due.handoff)
        said = await _standing(tx, due) if due.ts else None
    if deps.model is None or not differs(deps, handoff) or (due.ts and said is None):
        return "nothing to translate"
    to = handoff.briefing.language if said and said.is_from_agent else deps.workspace.language_of(handoff.queue.name)
    text = secretless(due.text)
    if text != due.text and said and said.is_from_agent:
        translation = ""  # what an agent means to tell is not told without a part of it
    elif not masked(text).says_something or await language_of(text) == to:
        return "in that language already"
    else:
        translation = await _translated(deps.model, text, to)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, due.handoff)
        if due.ts is None:
            return await _onto_card(tx, deps, handoff, translation)
        said = await _standing(tx, due)
        if said is None:
            return "changed meanwhile"
        await _say_again(tx, deps, handoff, due, replace(said, translation=translation))
    return "translated" if translation else "not translated"


async def _translated(model: LanguageModel, text: str, to: str) -> str:
    """Empty when it fails, or when it is not to be trusted."""
    source = masked(text)
    if len(text) > AT_MOST or redacted(source.text) != source.text:
        return ""
    try:
        return restored(source, await model.translate(source.text, named(to)))
    except ModelUnavailableError:
        return ""


def named(language: str) -> str:
    """The language as it is called in English."""
    return str(Locale("en").languages.get(language, language))


async def _standing(tx: Tx, due: TranslationDue) -> RelaySaid | None:
    """What was carried of it, if that is still the last wording, and not taken back."""
    assert due.channel is not None
    assert due.ts is not None
    key = key_of(due.channel, due.ts)
    first = await outbox.find(tx, key)
    last = await outbox.last_about(tx, key)
    if first is None or last is None or first.words.state in {State.WITHDRAWN, State.FAILED} or last.act is Act.ERASE:
        return None
    said = saying.unpack(last.saying)
    return said if isinstance(said, RelaySaid) and said.text == due.text else None


async def _say_again(tx: Tx, deps: Deps, handoff: Handoff, due: TranslationDue, said: RelaySaid) -> None:
    assert due.channel is not None
    assert due.ts is not None
    key = key_of(due.channel, due.ts)
    original = await outbox.find(tx, key)
    assert original is not None
    mark, now = f"translated:{key}:{due.change}", deps.clock.now()
    if not said.is_from_agent:
        shown = said if said.translation else replace(said, note=_NOT_TRANSLATED)
        await outbox.put(tx, saying.rewrite(original.words, shown, mark), now)
        return
    language = named(handoff.briefing.language)
    if said.translation:
        said = replace(
            said, note=texts_about(deps, handoff).translated.format(team=handoff.queue.name, agent=said.name)
        )
        await outbox.put(tx, saying.rewrite(original.words, said, mark), now)
        told = f"The customer reads this in {language}: “{said.translation}”"
    else:
        told = f"The customer reads your own words: they could not be put into {language}."
    await outbox.put(tx, saying.to_team(handoff, NudgeSaid(text=told, sign=_SIGN), f"{mark}:told"), now)


async def _onto_card(tx: Tx, deps: Deps, handoff: Handoff, translation: str) -> str:
    if not translation:
        return "not translated"
    await handoffs.set_briefing(tx, handoff.id, replace(handoff.briefing, translation=translation))
    await outbox.put(tx, saying.redraw(handoff, "translated"), deps.clock.now())
    return "translated"
