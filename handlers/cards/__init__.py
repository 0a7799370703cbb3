"""Pure builders of what people see: the same value, the same card, always."""

from typing import assert_never

from bot.ports import (
    AnswerSaid,
    CardSaid,
    CsatSaid,
    DraftSaid,
    FileSaid,
    IncidentSaid,
    JudgingSaid,
    NoticeSaid,
    NudgeSaid,
    OfferSaid,
    OverviewSaid,
    PromiseSaid,
    QuestionSaid,
    RelaySaid,
    Saying,
    TeamNoticeSaid,
    TranscriptSaid,
    UnsentSaid,
)
from handlers.cards.answer import answer_card, notice_card, offer_card
from handlers.cards.csat import csat_card
from handlers.cards.draft import draft_card
from handlers.cards.handoff import handoff_card, passed_card
from handlers.cards.incident import incident_card
from handlers.cards.judging import judging_card
from handlers.cards.nudge import told_card
from handlers.cards.parts import Card
from handlers.cards.promise import promise_card
from handlers.cards.question import question_card
from handlers.cards.queue import overview_card
from handlers.cards.relay import file_card, relay_card, transcript_card, unsent_card


def draw(saying: Saying) -> Card:
    """The card for whatever is said."""
    match saying:
        case AnswerSaid() | NoticeSaid() | OfferSaid() | CsatSaid():
            return _of_the_bot(saying)
        case RelaySaid():
            return relay_card(saying)
        case FileSaid():
            return file_card(saying)
        case UnsentSaid():
            return unsent_card(saying)
        case DraftSaid():
            return draft_card(saying)
        case CardSaid() | TranscriptSaid() | QuestionSaid() | JudgingSaid() | PromiseSaid():
            return _at_a_card(saying)
        case TeamNoticeSaid() | IncidentSaid() | OverviewSaid() | NudgeSaid():
            return _for_the_team(saying)
        case _:
            assert_never(saying)


def _of_the_bot(saying: AnswerSaid | NoticeSaid | OfferSaid | CsatSaid) -> Card:
    match saying:
        case AnswerSaid():
            return answer_card(saying)
        case NoticeSaid():
            return notice_card(saying)
        case OfferSaid(text=text):
            return offer_card(text)
        case CsatSaid():
            return csat_card(saying)
        case _:
            assert_never(saying)


def _at_a_card(saying: CardSaid | TranscriptSaid | QuestionSaid | JudgingSaid | PromiseSaid) -> Card:
    match saying:
        case CardSaid(handoff=handoff, passed_to=team):
            return passed_card(handoff, team) if team else handoff_card(saying)
        case TranscriptSaid():
            return transcript_card(saying)
        case QuestionSaid():
            return question_card(saying)
        case JudgingSaid():
            return judging_card(saying)
        case PromiseSaid(promise=promise):
            return promise_card(promise)
        case _:
            assert_never(saying)


def _for_the_team(saying: TeamNoticeSaid | IncidentSaid | OverviewSaid | NudgeSaid) -> Card:
    match saying:
        case TeamNoticeSaid() | NudgeSaid():
            return told_card(saying)
        case IncidentSaid():
            return incident_card(saying)
        case OverviewSaid():
            return overview_card(saying)
        case _:
            assert_never(saying)


__all__ = ["Card", "draw"]
