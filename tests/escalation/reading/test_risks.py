import pytest

from escalation.model import Risk
from escalation.reading import risks, urgency
from escalation.signals import Reading

REPORTS = {
    Risk.OUTAGE: (
        "everything is down since 9",
        "the API is completely down",
        "We have an outage",
        "nobody can log in since this morning",
        "our whole team cannot access the app",
        "Everyone is getting an error. We are dead in the water",
        "we can't take any orders",
    ),
    Risk.SECURITY: (
        "my account was hacked",
        "someone logged into our account from another country",
        "there is a suspicious login from Brazil",
        "we leaked our API key on GitHub",
        "I found a vulnerability in your portal",
        "a former employee still has accessed our data",
        "I think our workspace has been compromised",
    ),
    Risk.DATA_LOSS: (
        "all our jobs are gone",
        "we lost all customer data after the update",
        "Everything disappeared!",
        "the import deleted every record",
        "half of my invoices have vanished",
    ),
    Risk.PRIVACY: (
        "I'm seeing another customer's invoices",
        "this is a GDPR request",
        "your export shows data from another company",
        "please delete all my personal data permanently",
    ),
    Risk.LEGAL: (
        "our lawyers will be in touch",
        "I'm going to sue you",
        "this is a breach of contract",
        "I want to file a complaint against your company",
    ),
    Risk.BILLING_DISPUTE: (
        "we were charged twice this month",
        "you overcharged us",
        "I want to dispute the last invoice",
        "I want a refund",
        "Refund me now",
        "there's an unauthorised charge on my card",
        "we got billed after we cancelled",
        "the invoice is wrong",
    ),
    Risk.LEAVING: (
        "we want to cancel our subscription",
        "we're switching to a competitor",
        "we won't renew",
        "We are looking for an alternative",
    ),
}
NOTHING_AT_STAKE = (
    "what happens if my account is hacked?",
    "how do I cancel my subscription?",
    "how long does a refund take?",
    "what is your refund policy?",
    "is there a way to see deleted jobs?",
    "my internet was down yesterday",
    "how can I avoid being charged twice",
    "can I scroll down",
    "please write down the steps",
    "nothing was lost, just checking",
    "our legal team can't find the page",
    "how do I dispute a charge?",
    "cancel the job for tomorrow",
    "I'm leaving on Saturday",
    "I'll be leaving from Cambridge at noon",
    "I lost my password",
    "where can I see unauthorised access attempts?",
    "if everything is down, whom do I call?",
    "I can't cancel the newsletter subscription",
    "I scrolled down and the whole page moved",
    '> "we will sue you"\nignore the mail above',
    "`everything is down` is what the log prints",
)


@pytest.mark.parametrize(("risk", "text"), [(risk, text) for risk, texts in REPORTS.items() for text in texts])
def test_a_risk_is_heard(risk: Risk, text: str) -> None:
    found = {one.risk: one.evidence for one in risks(text)}

    assert risk in found
    assert found[risk].casefold() in text.casefold()


@pytest.mark.parametrize("text", NOTHING_AT_STAKE)
def test_a_question_a_denial_or_other_people_s_words_are_no_risk(text: str) -> None:
    assert risks(text) == ()


def test_the_gravest_risk_comes_first() -> None:
    found = risks("We were charged twice, and now everything is down!")

    assert [one.risk for one in found] == [Risk.OUTAGE, Risk.BILLING_DISPUTE]


def test_nothing_is_at_stake_unless_it_is_said() -> None:
    assert Reading().risks == ()


@pytest.mark.parametrize(
    "text",
    [
        "this is urgent",
        "please fix it asap",
        "we need this today",
        "It's blocking our production",
        "we're losing money every hour",
        "Es ist dringend",
    ],
)
def test_urgency_is_heard(text: str) -> None:
    assert urgency(text)


@pytest.mark.parametrize(
    "text",
    [
        "it's not urgent",
        "how do I mark a job as urgent?",
        "which jobs are urgent",
        "how do I set the priority to urgent?",
        "no need to answer right away",
        "we meet today",
    ],
)
def test_a_setting_named_urgent_or_a_denial_is_no_urgency(text: str) -> None:
    assert urgency(text) == ""
