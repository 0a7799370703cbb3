"""What the worker does besides Slack's stories: each kind of work, what it is about, what follows."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from bot.deps import Deps
from bot.flows.answer_along import AlongDue, answer_along
from bot.flows.ask_colleague import watch_enquiries
from bot.flows.ask_customer import CommentNews, WordsDue, comment_on_bug, heed_comment
from bot.flows.book import BookDue, book_in_words
from bot.flows.close_loop import TellDue, TicketNews, heed_news, poll_bugs, tell_hurt
from bot.flows.converse import TurnDue, take_turn
from bot.flows.file_bug import BugDue, file_bug
from bot.flows.gather import FactsDue, gather
from bot.flows.guard import send_held
from bot.flows.held import HELD, HeldDue
from bot.flows.home import keep_desk
from bot.flows.invite import InviteDue, mail_invitation
from bot.flows.mail_along import MailDue, mail_answer
from bot.flows.renew import renew_expectations
from bot.flows.see_page import TroubleDue, offer_help
from bot.flows.split_off import SplitDue, open_split
from bot.flows.sync_knowledge import sync_knowledge
from bot.flows.tidy import tidy
from bot.flows.translate import translate
from bot.flows.translation_due import TranslationDue
from bot.flows.watch import watch_turns
from bot.flows.watch_claims import watch_claims
from bot.flows.watch_outcomes import watch_outcomes
from bot.flows.watch_promises import watch_promises
from bot.flows.watch_waiting import watch_waiting
from bot.inbox import Act
from bot.ports import KnowledgeSource
from storage.inbox import Work

ABOUT: Mapping[str, tuple[type, Callable[[Deps, Any], Awaitable[str]]]] = {
    "turn": (TurnDue, take_turn),
    "gather": (FactsDue, gather),
    "answer_along": (AlongDue, answer_along),
    "translate": (TranslationDue, translate),
    "file_bug": (BugDue, file_bug),
    "ticket_news": (TicketNews, heed_news),
    "comment_news": (CommentNews, heed_comment),
    "bug_words": (WordsDue, comment_on_bug),
    "tell_hurt": (TellDue, tell_hurt),
    "book": (BookDue, book_in_words),
    "invite": (InviteDue, mail_invitation),
    "mail": (MailDue, mail_answer),
    "split": (SplitDue, open_split),
    HELD: (HeldDue, send_held),
    "offer_help": (TroubleDue, offer_help),
}
"""Work about something."""

ON_THE_CLOCK: Mapping[str, Callable[[Deps], Awaitable[str]]] = {
    "poll_bugs": poll_bugs,
    "watch_turns": watch_turns,
    "watch_waiting": watch_waiting,
    "renew_expectations": renew_expectations,
    "watch_claims": watch_claims,
    "watch_enquiries": watch_enquiries,
    "watch_outcomes": watch_outcomes,
    "watch_promises": watch_promises,
    "keep_desk": keep_desk,
    "tidy": tidy,
}
"""Work that is due by itself: see `bot/schedule.py`."""


def jobs_of(deps: Deps, sources: Sequence[KnowledgeSource]) -> dict[str, Act]:
    """All of it, for the worker."""
    return {
        **{kind: _about(deps, value, act) for kind, (value, act) in ABOUT.items()},
        **{kind: _by_itself(deps, act) for kind, act in ON_THE_CLOCK.items()},
        "sync_knowledge": lambda _work: sync_knowledge(deps, sources),
    }


def _about(deps: Deps, value: type, act: Callable[[Deps, Any], Awaitable[str]]) -> Act:
    adapter: TypeAdapter[Any] = TypeAdapter(value)
    return lambda work: act(deps, adapter.validate_python(work.payload))


def _by_itself(deps: Deps, act: Callable[[Deps], Awaitable[str]]) -> Act:
    async def done(_work: Work) -> str:
        return await act(deps)

    return done
