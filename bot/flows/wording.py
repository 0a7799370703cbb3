"""In which words a customer is told something: those of their team, tier, channel and topic, in their language."""

from babel import Locale, UnknownLocaleError

from bot.deps import Deps
from bot.flows.turns import Hold
from bot.ports import Labels
from bot.workspace import Occasion, TextsConfig
from escalation.model import Conversation, Handoff, channel_of

_ENGLISH = Locale("en", "GB")


def texts_about(deps: Deps, handoff: Handoff) -> TextsConfig:
    """The texts for whoever this handoff is of. Their language was told when it was opened."""
    channel = channel_of(handoff.conversation)
    occasion = Occasion(
        team=handoff.queue.name,
        tier=deps.workspace.tier(channel),
        channel=channel,
        topic=handoff.topic,
        language=handoff.briefing.language,
    )
    return deps.workspace.texts_in(occasion)


def texts_of(deps: Deps, hold: Hold) -> TextsConfig:
    """The texts for whoever this turn is of, while no person is called."""
    return texts_with(deps, hold.conversation, topic=hold.topic, language=hold.language)


def texts_with(deps: Deps, conversation: Conversation, *, topic: str = "", language: str = "") -> TextsConfig:
    """The texts for this conversation, by what is known of it."""
    channel = conversation.channel
    tier = deps.workspace.tier(channel)
    return deps.workspace.texts_in(Occasion(tier=tier, channel=channel, topic=topic, language=language))


def labels(texts: TextsConfig, team: str = "") -> Labels:
    """What stands on a customer's buttons, and in the small print beside them."""

    def named(text: str) -> str:
        return text.format(team=team, agent="")

    return Labels(
        person=named(texts.button_person),
        solved=named(texts.button_solved),
        not_solved=named(texts.button_not_solved),
        reopen=named(texts.button_reopen),
        twins=named(texts.twins),
        sources=named(texts.sources),
        disclosure=named(texts.disclosure),
    )


def locale_of(handoff: Handoff) -> Locale:
    """How numbers and dates are written where they speak so; in English where we do not know."""
    language = handoff.briefing.language
    try:
        return Locale(language) if language not in {"", "en"} else _ENGLISH
    except UnknownLocaleError:
        return _ENGLISH
