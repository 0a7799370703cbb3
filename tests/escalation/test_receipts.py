from dataclasses import replace
from datetime import UTC, datetime

import pytest

from escalation.model import (
    Attachment,
    Briefing,
    ChannelId,
    Conversation,
    Person,
    PersonId,
    Receipt,
    Source,
    Speaker,
    TeamId,
    Ts,
    Utterance,
    conversation_id,
)
from escalation.receipts import corrected, correction_in, first_receipt, may_correct
from escalation.roles import House

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHANNEL = ChannelId("C1")
OURS, THEIRS, OTHERS = TeamId("T0US"), TeamId("T0CUST"), TeamId("T0OTHER")
MAYA = Person(id=PersonId("U0MAYA"), name="Maya", team=THEIRS)
HOUSE = House(our_user=PersonId("U0BOT"), our_bot="B0BOT", our_teams=frozenset({OURS}))
CONVERSATION = Conversation(
    id=conversation_id(CHANNEL, Ts("1.1")),
    channel=CHANNEL,
    thread=Ts("1.1"),
    customer=MAYA.id,
    customer_name="Maya",
    customer_team=THEIRS,
    account="Acme",
    opened_at=NOON,
)
RECEIPT = Receipt(about="The export fails", tried="Exports", wants="")


def said(text: str, speaker: Speaker = Speaker.CUSTOMER, files: tuple[str, ...] = ()) -> Utterance:
    attached = tuple(Attachment(id=name, name=name) for name in files)
    return Utterance(speaker=speaker, author=None, name="x", text=text, at=NOON, ts=Ts("1.1"), files=attached)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("The export fails. We need the March invoices today.", "We need the March invoices today."),
        ("The export fails. Can I talk to a person please?", ""),
        ("The export fails. I'd like a refund. Thank you!", "I'd like a refund."),
        ("Der Export schlägt fehl. Ich möchte die Rechnungen vom März.", "Ich möchte die Rechnungen vom März."),
        ("L'export ne marche pas. Nous voudrions les factures.", "Nous voudrions les factures."),
        ("The export fails.", ""),
    ],
)
def test_what_they_want_is_their_last_wish_beside_a_person(text: str, wants: str) -> None:
    receipt = first_receipt(Briefing(ask="The export fails", summary=""), (said(text),))

    assert receipt.wants == wants


def test_a_wish_that_is_the_problem_itself_is_not_told_twice() -> None:
    receipt = first_receipt(Briefing(ask="I need the invoices", summary=""), (said("I need the invoices"),))

    assert receipt.wants == ""


def test_the_first_receipt_has_the_customers_own_terms_and_nothing_of_ours() -> None:
    briefing = Briefing(ask="Refund?", summary="for agents", tried=(Source(title="Refunds", url="https://x.example"),))
    lines = (said("Refund?", files=("bill.pdf",)), said("I need their stuff", Speaker.AGENT, files=("secret.pdf",)))

    assert first_receipt(briefing, lines) == Receipt(about="Refund?", tried="Refunds", files=("bill.pdf",))


def test_a_correction_is_a_new_version_with_who_and_when() -> None:
    after = corrected(RECEIPT, replace(RECEIPT, about="  It is\nabout webhooks "), MAYA, NOON)

    assert after == Receipt(about="It is about webhooks", tried="Exports", version=2, by="Maya", at=NOON)


def test_no_problem_at_all_is_no_correction_and_neither_is_the_same() -> None:
    assert corrected(RECEIPT, replace(RECEIPT, about=" "), MAYA, NOON) is RECEIPT
    assert corrected(RECEIPT, replace(RECEIPT, about="The  export fails"), MAYA, NOON) is RECEIPT


def test_secrets_are_taken_out_of_a_correction_and_what_is_too_long_is_cut() -> None:
    after = corrected(RECEIPT, replace(RECEIPT, about="my password: hunter2!", wants="x" * 999), MAYA, NOON)

    assert after.about == "my password: [removed]"
    assert len(after.wants) == 600


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("correction: it is about webhooks instead", "it is about webhooks instead"),
        ("  *Correction* : webhooks", "webhooks"),
        ("Korrektur: Webhooks", "Webhooks"),
        ("corrección: los webhooks", "los webhooks"),
        ("Correção: webhooks", "webhooks"),
        ("correzione: i webhook", "i webhook"),
        ("correctie: webhooks", "webhooks"),
        ("correction :\nles webhooks", "les webhooks"),
        ("correction:", ""),
        ("A correction: it is about webhooks", ""),
        ("There is a correction to make", ""),
    ],
)
def test_a_correction_in_words_is_a_whole_message(text: str, about: str) -> None:
    assert correction_in(text) == about


@pytest.mark.parametrize(
    ("person", "may"),
    [
        pytest.param(MAYA, True, id="the customer"),
        pytest.param(Person(id=PersonId("U0JONAS"), name="Jonas", team=THEIRS), True, id="a colleague of theirs"),
        pytest.param(Person(id=PersonId("U0INES"), name="Ines", team=OTHERS), False, id="another customer"),
        pytest.param(Person(id=PersonId("U0DANA"), name="Dana", team=OURS), False, id="one of us"),
        pytest.param(Person(id=PersonId("U0X"), name="X", team=THEIRS, is_known=False), False, id="somebody unknown"),
        pytest.param(Person(id=PersonId("U0X"), name="X", team=THEIRS, is_bot=True), False, id="their bot"),
    ],
)
def test_only_the_customer_and_their_colleagues_may_correct(person: Person, may: bool) -> None:
    assert may_correct(person, CONVERSATION, HOUSE) is may
