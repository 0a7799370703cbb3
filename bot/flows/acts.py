"""Everything an agent may do about a handoff, one line each: the same by a button, the menu, a form or a word."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from bot.deps import Deps
from bot.errors import NotAllowedError
from bot.flows.ask import Ask
from bot.flows.ask_colleague import ask_colleague
from bot.flows.claim import release_handoff
from bot.flows.drafts import drop_draft, edit_draft, use_draft
from bot.flows.file_bug import ask_for_bug
from bot.flows.greet import assign_and_greet, claim_and_greet
from bot.flows.guard import keep_newest
from bot.flows.judge import judge_handoff
from bot.flows.merge import merge_handoff
from bot.flows.pass_to import pass_to_team
from bot.flows.request_fact import request_fact
from bot.flows.resolve import hand_back_as_told, reopen_handoff, resolve_as_told
from bot.flows.set_priority import set_priority
from bot.flows.snooze import snooze_handoff, wake_by_hand
from bot.flows.split_off import split_off
from bot.flows.suggest import send_waiting, suggest
from bot.flows.teach import correct_topic
from bot.flows.tend_promise import tend_promise
from escalation.orders import Verb
from escalation.roles import may_act

Act: TypeAlias = Callable[[Deps, Ask], Awaitable[str]]

ACTS: Mapping[Verb, Act] = {
    Verb.CLAIM: claim_and_greet,
    Verb.RELEASE: lambda deps, ask: release_handoff(deps, ask.handoff, ask.by),
    Verb.HAND_BACK: hand_back_as_told,
    Verb.RESOLVE: resolve_as_told,
    Verb.REOPEN: lambda deps, ask: reopen_handoff(deps, ask.handoff, ask.by),
    Verb.OUTCOME: judge_handoff,
    Verb.TOPIC: correct_topic,
    Verb.BUG: ask_for_bug,
    Verb.REQUEST: request_fact,
    Verb.MERGE: merge_handoff,
    Verb.SPLIT: split_off,
    Verb.PROMISE: tend_promise,
    Verb.PASS: pass_to_team,
    Verb.ASK: ask_colleague,
    Verb.ASSIGN: assign_and_greet,
    Verb.PRIORITY: set_priority,
    Verb.SNOOZE: snooze_handoff,
    Verb.WAKE: wake_by_hand,
    Verb.SEND: send_waiting,
    Verb.SUGGEST: suggest,
    Verb.USE: use_draft,
    Verb.EDIT: edit_draft,
    Verb.DROP: drop_draft,
    Verb.KEEP: keep_newest,
}


async def carry_out(deps: Deps, ask: Ask) -> str:
    """Do what an agent asks. NotAllowedError for anybody but our own people, RefusedError when a rule says no."""
    if not may_act(ask.by, ask.place.channel, deps.house):
        raise NotAllowedError("This is for the support team.")
    return await ACTS[ask.verb](deps, ask)
