"""Asking for a human in English: what asks, and what only sounds like it."""

import pytest

from escalation.reading import asks_for_person

ASKS = """
I want to talk to a human
talk to a person
Can I talk to someone?
can I speak with a real person please
could I chat with one of your agents?
connect me to an agent
Please connect me with a live representative.
transfer me to a human
please transfer me
escalate
please escalate
Can you escalate this to your engineers?
Please escalate this issue
I need this escalated
I'd like to escalate my ticket
get me a human
get me someone who knows what they're doing
put me through to someone
put me through to your support team, please
hand me over to a person
hand this over to a colleague
I want a human
I need a real person
I need an agent
we need a human here
is there a human?
Is there a real person I can talk to?
is there someone I can speak to about this
is there anyone who can help me over the phone with a human
can someone call me?
could anyone call us back please
Can somebody from your side look at this?
could somebody from your side look at this
can someone from the team take a look at this?
could someone please take a look
would someone on your team be able to help
can an engineer look at this? I need to speak to an engineer
let me talk to someone
let me talk to your manager
I want to speak to a supervisor
I'd like to talk to a manager
Manager please
I demand to speak to your supervisor
I'd rather deal with a human
I would prefer a person
I'd prefer to chat with a human
who can I speak to
who can I talk to about this?
Who should I contact?
give me a phone number to call someone
is there a number I can call
what is your support phone number?
please call me
call me back please
call me at +49 171 1234567
I'd like a call back
can we jump on a call?
could we schedule a call with your team
human
human please
Human!!!
agent
agent!
AGENT PLEASE
operator
representative
real person
live agent
live agent please
a human please
speak to human
customer service
someone from support please
not a bot
I want a human, not a bot
not a robot please
stop the bot
no more bots
I don't want to talk to a bot
I do not want to chat with a machine
I hate talking to bots
tired of talking to a bot
sick of this bot
I'm done talking to an AI
is anyone from the team around?
can I get a human in here
anyone I can talk to?
any humans here?
do you have human support?
can you forward me to your team?
can you put me in touch with a colleague of yours
I need to get in touch with someone
how do I contact support?
how can I reach a human
How do I talk to a human?
How do I get hold of an actual person here
I want to talk to my CSM
can you get my account manager to call me
please bring in a colleague
please loop in someone from engineering
please involve a human
send this to your support team
pass this on to your team
forward this to a specialist
I need help from a human
I would like assistance from a real person
I need someone to look into this
have someone call me
please have an engineer look at it
I need to speak to someone urgently
I want to speak with customer service
speak to sales
can I speak to somebody else
I want to talk
give me a human now
gimme a person
get me your manager
why can't I talk to a human?
why can't I just speak to a person?
I don't understand you, I need help speaking to an agent
I already asked to speak to a human
I've been trying to speak to someone for an hour
that's wrong. I want to talk to a person.
Thanks, but I'd like to talk to a real person
you are useless, get me an actual human
are you a bot? I want a human
The export fails with E-12. Can I talk to someone?
hi, I tried everything and nothing works: please let me speak to an engineer
I wanna talk to ur team
pls connect me to support
raise this with your engineering team
May I please be connected to a live person?
I was told I would be connected to a representative
I want to talk to someone at Baton
talk to a Mensch please
a Mensch, please
humna please
talk to a humna
speak to a pesron
I want a reprsentative
connect me to a represenative
tlak to someone
speek to an agnet
I need to speka to somone
can i talk to an oprator
get me a supervisr
plese conect me to an agent
tal to a human
🙋
🙋‍♀️
🙋🏽‍♂️
:raising_hand:
:woman-raising-hand:
:sos:
🆘
🆘 please
<@U0BATON> human please
<@U0BATON> can I talk to someone?
`E-12` again. Human please.
> try reloading
I did. Let me talk to a person.
"""

DOES_NOT_ASK = """
How do I add a new person to my team?
add a new person to my team
how do I invite a human-readable name
Where is the agent role in settings?
the agent role in settings
What user agent header do you send?
user agent header
how do I assign a job to a different person
How do I assign a job to a different technician?
our customer support team uses Larkspur
someone changed my password
Someone from your team changed my plan last week
can someone log in from two devices?
Can someone else see my notes?
talk to the API
How does the app talk to the API?
I spoke to an agent yesterday and it was solved
I talked to someone last week about invoices
after speaking with an agent yesterday it works
no need for a human
No need to escalate, thanks
don't escalate
please don't escalate this
I don't need a human
I don't need to talk to anyone
you don't have to connect me to anybody
is this a bot?
are you a bot?
Are you a human?
are you a real person?
am I talking to a human?
Is this an AI or a person?
who am I speaking with?
manager permissions
What can the manager role do?
support plan price
How much is the premium support plan?
contact form integration
How do I embed the contact form?
SLA for representatives
the person field is required
The person field is missing in the export
How do I add a contact person to an account?
How do I transfer a job to another technician?
how do I transfer it to a different person
Can I forward a work order to a supervisor?
How do my customers talk to their technician?
customers want to chat with an agent in the portal, how do I enable it?
How can users contact support from the portal?
Can technicians call the office from the app?
I need to talk to my manager first
I will speak with my team
let me check with my colleague
I'll ask someone on my side
I want to add a person
How many people can use one account?
Which agent version do I need on the server?
The desktop agent crashes on start
install the agent on windows
Is there a limit on agents?
Is there an agent role?
What is the difference between agent and admin?
How do I set up escalation rules?
Where are escalation policies configured?
How do I escalate a job automatically?
Can you call the webhook twice?
how do I make an API call
The call to /v1/jobs fails
How do I call a customer from the app?
what number format do you support
Do you support SSO?
Which browsers are supported?
How do I export the list of representatives?
Can I get a report per person?
Please explain the operator precedence in filters
The operator dropdown in filters is empty
how do I get people to accept invites
someone is using my account
I think somebody else has logged in
How do I give someone access?
Can I give a colleague read access?
How do I remove a person from the schedule?
I need to remove an employee
I want to transfer ownership to someone else
How do I send a job to someone?
Can I send an invoice to a person without an account?
How do I notify someone when a job is late?
Can the bot assign jobs to people?
does anyone know how to export jobs?
Does anybody else have problems with the calendar?
thanks, talk to you soon
Nice talking to you
it was great to talk to a human-like bot
I'm not a robot checkbox does not appear
captcha says I am not a robot but I am stuck
the button says "Talk to an agent" but nothing happens
Where do I change the text `talk to a human`?
```talk to a human```
> I want to talk to a human
&gt; please escalate
The live chat widget does not load on our page
How do I change our live chat integration?
How do I set the customer service address on invoices?
Customer Service Manager is my job title
Our support manager left the company
How do I change the manager of a team?
What is the urgent priority?
Can you help me?
can someone help me with the export?
Can someone explain how invoices are numbered?
help
hello
thanks a lot!
The integration with HubSpot stopped working
I get error 500 when I save a person
How do I merge two people?
The sync with Outlook is broken
Can a supervisor approve time sheets?
How do engineers see their route?
Is two-factor authentication required for every person?
team calendar is empty
our team needs more seats
What does the success manager plan include?
Is the support team included in the price?
""".strip()  # fmt: skip


def rows(table: str) -> list[str]:
    return [row for row in table.strip().splitlines() if row]


@pytest.mark.parametrize("text", [row for row in rows(ASKS) if not row.startswith(">")])
def test_this_asks_for_a_person(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize("text", rows(DOES_NOT_ASK))
def test_this_does_not_ask_for_a_person(text: str) -> None:
    assert asks_for_person(text) is None


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Hello, can I please Talk to a Human?", "Talk to a Human"),
        ("The export fails. Let me speek to an agnet!", "speek to an agnet"),
        ("Not a bot, please", "Not a bot"),
        ("agent!", "agent"),
        ("🙋 me", "🙋"),
        ("Ich möchte mit einem Menschen sprechen.", "mit einem Menschen sprechen"),
    ],
)
def test_the_evidence_is_the_words_as_they_were_written(text: str, evidence: str) -> None:
    assert asks_for_person(text) == evidence


def test_quoted_words_are_somebody_elses() -> None:
    assert asks_for_person("> I want to talk to a human\nwhat did they mean?") is None
    assert asks_for_person("> what did they mean?\nI want to talk to a human")


def test_a_message_that_is_all_in_quotation_marks_is_still_the_customers() -> None:
    assert asks_for_person('"talk to a human"')


def test_a_raised_hand_in_a_long_message_is_decoration() -> None:
    assert asks_for_person("🙋 quick question about the way invoices are numbered") is None
