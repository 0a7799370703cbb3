"""What the bot needs from the outside world, as small typed protocols. The edges implement them."""

from bot.ports.accounts import AccountSource, Findings
from bot.ports.clock import Clock
from bot.ports.forms import Choice, Field, Form, Kind
from bot.ports.knowledge import Article, Found, KnowledgeSource, Library
from bot.ports.messenger import Listener, Messenger, Streamed
from bot.ports.sayings import (
    AnswerSaid,
    CardSaid,
    FileSaid,
    IncidentSaid,
    JudgingSaid,
    Moment,
    NoticeSaid,
    NudgeSaid,
    OfferSaid,
    Place,
    QuestionSaid,
    ReceiptLine,
    ReceiptSaid,
    RelaySaid,
    Saying,
    TeamNoticeSaid,
    TranscriptSaid,
    UnsentSaid,
)
from bot.ports.thinking import LanguageModel, Opinion, Question, Reader
from bot.ports.tracking import Hurt, NewTicket, TicketComment, TicketNewsHeard, Tracker, Webhook

__all__ = [
    "AccountSource",
    "AnswerSaid",
    "Article",
    "CardSaid",
    "Choice",
    "Clock",
    "Field",
    "FileSaid",
    "Findings",
    "Form",
    "Found",
    "Hurt",
    "IncidentSaid",
    "JudgingSaid",
    "Kind",
    "KnowledgeSource",
    "LanguageModel",
    "Library",
    "Listener",
    "Messenger",
    "Moment",
    "NewTicket",
    "NoticeSaid",
    "NudgeSaid",
    "OfferSaid",
    "Opinion",
    "Place",
    "Question",
    "QuestionSaid",
    "Reader",
    "ReceiptLine",
    "ReceiptSaid",
    "RelaySaid",
    "Saying",
    "Streamed",
    "TeamNoticeSaid",
    "TicketComment",
    "TicketNewsHeard",
    "Tracker",
    "TranscriptSaid",
    "UnsentSaid",
    "Webhook",
]
