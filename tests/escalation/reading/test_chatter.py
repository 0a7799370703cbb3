"""What asks for nothing, and what must never be mistaken for it."""

import pytest

from escalation.reading import is_chatter

CHATTER = """
Good morning everyone!
thanks!
ok great
👍
lol
haha
FYI we'll be off on Monday
have a nice weekend
done
brb
welcome Jonas!
Hi
hello team
thank you so much!
Thanks Charlie
thanks a lot, bye
see you tomorrow
ok thanks
Got it, thanks!
sounds good
🎉🎉🎉
:tada:
😂
cool cool
no problem
never mind
I see
makes sense, thank you
will do
one moment please
I'll try it
let me check
Happy birthday Anna!
congrats team!
Guten Morgen zusammen
vielen dank!
alles klar, danke
schönes Wochenende!
Merci beaucoup !
bonne journée
d'accord
¡Muchas gracias!
buenos días a todos
perfecto, gracias
obrigado!
bom dia
grazie mille
va bene
dank je wel
goedemorgen
dziękuję
tack så mycket
teşekkürler
спасибо
ありがとうございます
了解しました
谢谢
好的
감사합니다
شكرا
धन्यवाद
How are you?
Hi there, how are you?
I'm on vacation until Friday
Heads up: our office is closed tomorrow
just letting you know we moved offices
Reminder: standup at 10
zur Info: wir sind morgen nicht da
hiii
yes
nope
Thank you, have a great day!
<@U123> thanks
hahaha 😂
you're welcome
great job everyone
sorry
aha
okay 👍
np
"""

REQUESTS = """
Hi, quick question: how do I export?
Hello?
anyone there?
Hi, quick question
help
can you help me?
how do I add a user
FYI the export is failing since today
the calendar is empty
E-12
error E-12
thanks, but how do I do it?
ok and where is the button
Good morning, the sync is broken
hi export
?
???
hello??
Heads up: login doesn't work
FYI we get error 500
I need a refund
invoice 1042
any update?
please call me
ok so what now
reset my password
Thanks. Another thing: the app crashes
cancel my subscription
https://example.com/broken
delete my account please
Hey, could you check job 42
Hallo, wie kann ich exportieren?
Bonjour, comment exporter ?
Hola, no funciona
still waiting
export
Reminder: you still owe us an answer, when can we expect it?
good morning my login fails
ok but it is slow
great, now add Jonas to the account
Thanks for nothing
Moin, Kalender leer
"""


@pytest.mark.parametrize("text", CHATTER.strip().splitlines())
def test_this_asks_for_nothing(text: str) -> None:
    assert is_chatter(text)


@pytest.mark.parametrize("text", REQUESTS.strip().splitlines())
def test_this_is_never_ignored(text: str) -> None:
    assert not is_chatter(text)


@pytest.mark.parametrize("text", ["", "   ", "\n", "🎉", "<@U123>", "...", "```code```"])
def test_no_words_ask_for_nothing(text: str) -> None:
    assert is_chatter(text)


def test_a_lower_case_word_after_a_greeting_may_be_a_topic() -> None:
    assert not is_chatter("hi refund")
    assert is_chatter("Hi Spencer")
    assert not is_chatter("Thanks for the Export Button")
