"""Asking for a human in English: in any wording."""

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
Could you get a member of your team to reply?
This bot is useless, I need human assistance
I'd appreciate it if a person could handle this
Would it be possible to speak with someone in billing?
Is it possible for a human to review this?
can a human look at my case
Can a real person answer me
could an engineer check our account please
I need someone technical
Someone please call me
Anyone human here?
are there any people working there
is anybody real there
Pass me to a colleague
let's get someone on the phone
please have your team contact me
I would like to be contacted by your support team
please contact me
have an agent reach out to me
I want to file a complaint with a manager
May I have a word with your supervisor?
I'm not getting anywhere, switch me to a live rep
you're not helping me. person please
just give me someone
I need to discuss this with someone
I want to discuss this with a human
Can I get some human help?
can we involve your engineering team?
Please assign this to a human agent
human intervention required
need manual help from your staff
Can I have a chat with support
please ask a colleague
can you ask your team?
could you check with your team
I prefer talking to people
I prefer human support
route this to a person
kindly connect with customer care executive
can you put somebody on this
who do I escalate to
I want an escalation
request escalation
take me to a live chat
live support please
open a ticket with a human
need to speak 2 some1
I wanna speak 2 a human pls
let me speak w/ a person
is a human available
are any agents available?
when will a human be available
When can I talk to a person?
where can i find a human to talk to
How long until a human responds?
someone human?
bring me your boss
I'd like a person to handle this
I want someone from your company to respond
no AI please
enough with the bot
leave me alone bot, human now
stop replying bot, I want a person
I don't want automated answers
I'm a human and want to talk with humans
Can I please just have a human being
actual person plz
speak with representative
talk 2 agent
customer support agent
support agent please
tech support please
Can I speak with technical support
connect with support
contact support
contact human agent
call support
can support call me
can your support team contact me
i want you to connect me with your team
get support to call me
could you bring one of your colleagues in?
Hey, any chance to talk to a person instead of this?
Do you have a phone line I can call?
can I phone somebody
I want to speak to the person responsible for our account
please notify a human
alert a human please
flag this for your team
could this be looked at by a human?
could you have this checked by a person
We would like a meeting with our account manager
pls escalate asap
Escalate to L2
escalate to tier 2 please
can this be escalated?
I would like this to be escalated
I want to escalate
Hi team, can we get some help from an actual engineer
a real human would be great
This isn't helpful. Is there a person?
need a person
I need people not bots
human help
human?
person?
anyone real?
real agent
Could I have a word with a real person about my bill?
You keep repeating yourself. I'd like somebody human.
Is a live person available to chat?
I give up, get me support
Could someone on your side check our instance?
This is beyond you, let's bring in a human
pls forward to an agent
Can I please have someone call me about this?
would love to talk with an actual person
Would you mind transferring me to a rep?
let a human answer this
I need to be put through to billing support
please direct me to a manager
can we get an engineer on this?
I'd like to speak to whoever is in charge
Get a supervisor.
who do i talk to for a refund
I need someone to call me asap
is there any way to reach a human being
Need human!
Can a support engineer assist?
How can I talk with your technical team?
may I talk with customer care
I want a phone call
please let me speak to the manager
this chatbot sucks, human
can't you just connect me with someone
"""


@pytest.mark.parametrize("text", ASKS.strip().splitlines())
def test_this_asks_for_a_person(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Hello, can I please Talk to a Human?", "Talk to a Human"),
        ("The export fails. Let me speek to an agnet!", "speek to an agnet"),
        ("Not a bot, please", "Not a bot"),
        ("agent!", "agent"),
        ("🙋 me", "🙋"),
        ("Ich möchte mit einem Menschen sprechen.", "möchte mit einem Menschen"),
    ],
)
def test_the_evidence_is_the_words_as_they_were_written(text: str, evidence: str) -> None:
    assert asks_for_person(text) == evidence


def test_quoted_words_are_somebody_elses() -> None:
    assert asks_for_person("> I want to talk to a human\nwhat did they mean?") is None
    assert asks_for_person("> what did they mean?\nI want to talk to a human")


def test_a_message_that_is_all_in_quotation_marks_is_still_the_customers() -> None:
    assert asks_for_person('"talk to a human"')
