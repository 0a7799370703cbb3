"""Requests that leave everything open, and requests that name something."""

import pytest

from escalation.reading import is_vague

VAGUE = """
help
can you help me?
Hi, I have a question
it doesn't work
I have a problem
hello?
urgent!!
Help!!!
please help
anyone there?
Can someone help me with something
I need help
we have an issue
something is broken
not working
quick question
Hi! I have a quick question.
I need support
could you assist me please
there is an error
what should I do?
?
is anybody here
nothing works
URGENT please help asap
Ich habe eine Frage
Hilfe
Kannst du mir helfen?
es funktioniert nicht
J'ai une question
aidez-moi svp
pouvez-vous m'aider ?
ça ne marche pas
Tengo una pregunta
ayuda por favor
no funciona
Tenho uma dúvida
pode me ajudar?
Ho una domanda
non funziona
ik heb een vraag
kun je me helpen?
mam pytanie
jag har en fråga
yardım lütfen
помогите
質問があります
有人吗
도와주세요
I have a question about something
can I ask you something?
Hi there, can I get some help please?
I'm stuck
I have a bug
Hello, is anyone available?
it's broken again
problem
Hey team, we need your help urgently
"""

CLEAR = """
how do I export jobs?
I have a question about invoices
the calendar doesn't work
thanks
hi
ok
E-12
reset password
help me with SSO
error 500
Hello, my name is Anna and I have an issue with billing
The app crashes
slack integration?
pricing
it doesn't work on Android
login problem
Ich habe eine Frage zum Kalender
J'ai un problème avec la facture
help with calendar
can you help me export my data?
invoice
webhook
good morning everyone
I need a new user
my export is broken
"""


@pytest.mark.parametrize("text", VAGUE.strip().splitlines())
def test_this_leaves_everything_open(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize("text", CLEAR.strip().splitlines())
def test_this_names_something(text: str) -> None:
    assert not is_vague(text)


@pytest.mark.parametrize("text", ["it works now", "that is fixed", "I do not know", "", "word " * 100, "help " * 100])
def test_this_is_no_vague_request(text: str) -> None:
    assert not is_vague(text)
