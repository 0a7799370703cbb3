"""What customers are told, in words that an admin can change."""

import re

from pydantic import ValidationInfo, field_validator

from bot.workspace.part import Part
from escalation.reading import promise, promised_time

_FILLED_IN = dict.fromkeys(
    ("team", "agent", "first", "second", "when", "what", "where", "link", "question", "how", "usual", "most", "count"),
    "",
)


_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_DONE = ("i ve ", "we ve ", "i have ", "we have ", "i passed", "we passed")
"""At a handoff, that it was passed on is true."""


class TextsConfig(Part):
    """What customers are told. `{team}` and `{agent}` are filled in, and times where the shipped text names them."""

    handed_off: str = (
        "I've passed this to {team}. They have our whole conversation, so there is no need to repeat anything; "
        "someone will answer right here in this thread."
    )
    open_now: str = "{team} is at work now."
    at_it: str = "People of {team} with customers at this moment: {count}."
    closed: str = "Nobody is there just now; {team} is back on {when}."
    wait: str = "An answer usually comes within {usual}, and nearly always within {most}."
    wait_until: str = "An answer usually comes by {usual}, and nearly always by {most}."
    wait_most: str = "An answer nearly always comes by {most}."
    wait_unknown: str = "I can't say yet how long it will take."
    ahead: str = "Requests before yours at this moment: {count}."
    ahead_none: str = "No request is before yours at this moment."
    outlook: str = "As of {when}: {what}"
    still_waiting: str = "You have waited a while. This is still with {team}, and nothing is lost."
    still_waiting_late: str = (
        "This takes longer than I said, and I'm sorry. It is still with {team}, and nothing is lost."
    )
    nothing_found: str = "I couldn't find anything about this in our help centre."
    model_failed: str = "I couldn't put a good answer together just now."
    broken_off: str = "I couldn't finish this answer."
    stepped_aside: str = "A person is here now, so I'll leave it at that."
    answers_failed: str = "Sorry that I couldn't solve this."
    ask_back: str = (
        "I'd like to help. Could you tell me a bit more: what are you trying to do, and what happens instead "
        "(an error message or a page helps)?"
    )
    ask_which: str = "Two articles could fit, and I'd rather ask than guess: is it about *{first}*, or *{second}*?"
    offer_unsure: str = "I'm not certain that this answers your question. A person can look at it with you."
    offer_person: str = "If you'd rather have a person look at this, just say so."
    greeting: str = "Hi {first}, {agent} here. I've read everything above."
    opening: str = "Hi {first}, {agent} from {team} here. I've read everything above: “{what}”"
    claimed: str = "{agent} from {team} is here and has read along."
    released: str = "{agent} had to step away. You're still in line with {team}, and nothing is lost."
    passed_on: str = "This is with {team} now, with all that was said here; there is no need to repeat anything."
    handed_back: str = "I'm back on this one. Ask away, or ask for a person at any time."
    resolved: str = "{agent} marked this as solved. If it isn't, just reply here."
    button_call: str = "Call me back"
    button_mail: str = "E-mail me"
    button_book: str = "Book a time"
    slot_which: str = "Which time with {team} suits you?"
    slot_mail: str = "E-mail address for the invitation"
    slots_listed: str = "These times with {team} are free:\n{what}\n\nTo have one, write *book 1*, for example."
    slots_none: str = "No time with {team} can be booked just now."
    slot_gone: str = "That time has just been taken."
    slot_reserved: str = "Reserved: {when}, with {team}."
    slot_invited: str = "The invitation goes to {where}."
    slot_cancelled: str = "No longer reserved: {when}, with {team}."
    button_unbook: str = "Cancel the booking"
    invite_subject: str = "Reserved: {when}, with {team}"
    invite_title: str = "{team}: {question}"
    invite_body: str = (
        "{when} is reserved for you with {team}, for your question “{question}”.\n\n"
        "The conversation is here: {link}\nTo give the time back, write “cancel the booking” there. "
        "Mail to this address is not read."
    )
    uninvite_subject: str = "No longer reserved: {when}, with {team}"
    uninvite_body: str = (
        "{when} with {team} is not reserved any more.\n\n"
        "The conversation is here: {link}\nMail to this address is not read."
    )
    call_where: str = "Which number may {team} call, and when does it suit you?"
    call_noted: str = "{team} sees the number and your wish now."
    mail_where: str = "To which address may the answer go? Write *e-mail me at …*"
    mail_noted: str = "The answer goes to {where} too."
    mail_subject: str = "{team} on your question: {question}"
    mail_body: str = (
        "{agent} answered your question “{question}”:\n\n{what}\n\n"
        "The conversation is here, and so are answers to it: {link}\nMail to this address is not read."
    )
    merged: str = "{agent} goes on with this together with your other request, here: {link}"
    split: str = "{agent} looks at this apart from the rest: *{what}*"
    reopened: str = "I've let {team} know that this isn't solved yet."
    offer_trouble: str = "I can see that *{what}* {how}. A person can look at it with you."
    offer_help: str = (
        "It looks as if *{what}* did not work{where}. If you would like help with it, answer here, "
        "and I'll have a look."
    )
    confirm_identity: str = (
        "So that {team} may look at your account, please confirm in the product that it is you: {link}"
    )
    home_title: str = "Your open requests"
    home_waiting: str = "Waiting with {team}. They have everything you wrote."
    home_claimed: str = "{agent} from {team} has it, and answers in the thread."
    home_nothing: str = (
        "You have no open request. To ask something, write in the channel that you share with us; "
        "and if you would rather have a person, just say so there."
    )
    solved: str = "Glad that helped!"
    thinking: str = "is looking that up…"
    disclosure: str = "I'm Baton, an automated assistant. You can ask for a person at any time."
    sources: str = "From our help centre:"
    button_person: str = "Talk to a person"
    button_solved: str = "Solved"
    button_not_solved: str = "Not solved"
    button_reopen: str = "Not solved yet"
    twins: str = "…or just say so: _that worked_ ✅ · _that didn't work_ ❌ · _a person, please_ 🙋"
    engineers_ask: str = "Our engineers would like to know: {question}"
    bug_details: str = "This helps our engineers to find it: {question}\nJust write it here."
    bug_seen: str = "What exactly do you see when it happens (an error message helps most)?"
    bug_steps: str = "What did you do just before it happened?"
    bug_version: str = "In which version, browser or device does it happen?"
    receipt: str = "This is what I passed on:"
    receipt_about: str = "What it is about"
    receipt_tried: str = "What was tried"
    receipt_wants: str = "What you want"
    receipt_account: str = "Your account"
    receipt_files: str = "Your files"
    receipt_corrected: str = "Corrected by {agent}."
    receipt_fix: str = "Fix this"
    receipt_hint: str = "Is something wrong? Press the button, or write: _correction: it is about …_"
    receipt_send: str = "Send"
    receipt_cancel: str = "Cancel"
    receipt_closed: str = "This is closed, so there is nothing left to correct. If it isn't solved, just reply here."
    receipt_not_yours: str = "Only whoever asked, and their colleagues here, can correct this."
    translated: str = "Translated automatically."
    csat_person: str = "How was {agent}'s help?"
    csat_bot: str = "And the automated answers before that?"
    csat_scale: str = "1 is poor, 5 is great. Or write the number here; for the automated answers: _bot 4_."
    csat_thanks: str = "Thank you!"
    csat_why: str = (
        "I'm sorry that it wasn't better. What went wrong? Press the button, or write it here. "
        "If it isn't solved, say so, and {team} gets it back."
    )
    csat_noted: str = "Thank you. I've let {team} know. If it isn't solved, say so, and {team} gets it back."
    csat_not_yours: str = "Only whoever asked, and their colleagues here, can rate this."
    csat_closed: str = "This can't be rated any more."
    button_why: str = "Say why"
    fixed: str = "The problem you told us about should be fixed now. Could you check, and tell me here if it isn't?"

    @field_validator("*")
    @classmethod
    def _can_be_filled_in(cls, text: str) -> str:
        try:
            text.format(**_FILLED_IN)
        except (KeyError, ValueError, IndexError) as error:
            why = f"{error} cannot be filled in, only {{team}} and {{agent}}; a brace is written twice"
            raise ValueError(why) from error
        return text

    @field_validator("*")
    @classmethod
    def _promises_nothing(cls, text: str, field: ValidationInfo) -> str:
        """Customers are told what is so, not what somebody will do, nor by when: nobody here has promised it."""
        read = text.format(**_FILLED_IN | {"team": "our team", "agent": "someone"})
        for sentence in _SENTENCES.split(read):
            found = promise(sentence) or promised_time(sentence)
            is_true = field.field_name == "handed_off" and found.startswith(_DONE)
            if found and not is_true:
                raise ValueError(f"“{sentence}” makes a promise ({found}) that nobody may keep; say what is so instead")
        return text
