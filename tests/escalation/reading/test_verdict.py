"""The twin of the buttons under an answer: solved, not solved, or neither, in plain words."""

import pytest

from escalation.reading import Verdict, verdict

SOLVED = """
that worked
thanks, that fixed it
solved!
✅
:white_check_mark:
👍
perfect, works now
Thanks, that worked!
thank you so much, it works now
It's working now
works
works like a charm
fixed
fixed, thanks
problem solved
the issue is resolved
all good now
we're all set, thanks
that did the trick
that did it
this solved my problem
that helped, thanks
Great, that helped a lot
got it working
you can close this
that was it
that answers my question
exactly what I needed
I figured it out
never mind, found it
yes, solved
yes that worked
Resolved, thank you
I restarted it and that fixed it
I cleared the cache, works now
it's fixed now
case closed
✅ thanks
:+1:
Das hat geholfen
Danke, das hat funktioniert!
funktioniert jetzt
gelöst
Problem gelöst, danke
jetzt geht es wieder
Perfekt, hat geklappt
Ça marche maintenant
merci, ça a marché
c'est résolu
problème résolu
Eso funcionó
ya funciona, gracias
solucionado
resuelto
problema resuelto
Funcionou!
resolvido, obrigado
deu certo
já está funcionando
Ha funzionato
risolto, grazie
ora funziona
Dat werkte
opgelost
het werkt nu
bedankt, opgelost!
解決しました
解决了，谢谢
해결됐어요
помогло
çözüldü
działa teraz
That resolved it 🎉
Finally works!
everything works again
back to normal, thanks
your suggestion worked
the workaround did the trick
"""

NOT_SOLVED = """
that didn't work
still broken
no luck
same error
doesn't help
not what I asked
not solved
❌
:x:
👎
tried that already
that didn't work, I get error E-12 now
did not fix it
it isn't solved
that hasn't helped
That doesn't work
it still doesn't work
still not working
Still the same
still getting the same error
no, still failing
same problem
same issue here
no change
no difference
nothing changed
nope, didn't help
Unfortunately that did not help
Thanks but that didn't work
thanks, but still broken
I already tried that
already did that
we tried that, no luck
That's not what I asked
that's wrong
wrong answer
this isn't helpful
not helpful
useless
your answer didn't help me
the steps didn't work
none of that worked
it failed again
the problem persists
the issue is still there
the error remains
that's not the problem
this does not answer my question
you misunderstood my question
I tried that and it didn't work
didn't work
doesn't work
not working
:-1:
that didn't work, what else can I try?
I'm still stuck
Das hat nicht geholfen
hat nicht funktioniert
leider nicht gelöst
funktioniert immer noch nicht
geht nicht
immer noch derselbe Fehler
das habe ich schon probiert
hilft nicht
das ist nicht was ich gefragt habe
Ça n'a pas marché
ça ne marche pas
toujours pas
même erreur
ça n'aide pas
non résolu
j'ai déjà essayé
No funcionó
eso no funciona
no ayudó
sigue sin funcionar
mismo error
ya lo intenté
no resuelto
Não funcionou
não ajudou
mesmo erro
já tentei isso
não resolveu
Non ha funzionato
non funziona
stesso errore
non risolto
già provato
Dat werkte niet
werkt nog steeds niet
dezelfde fout
niet opgelost
al geprobeerd
helpt niet
まだ解決していません
没有解决
还是不行
не помогло
hala aynı hata
nie pomogło
"""

NEITHER = """
the calendar sync doesn't work since yesterday, events are missing
thanks
ok
hi
how do I export jobs?
did that work?
Has this been solved?
what if that doesn't work?
The export doesn't work
Our app is still broken for some users since the update, any idea what changed?
When will this be fixed?
that worked, but now the calendar is empty
It worked for one job but not for the other
Thanks, that worked! How do I now add a second calendar?
I want to know how it works
How does this work?
does it work with Google?
Can I get this fixed?
I have a problem
the button stopped working this morning
Is there a fix for E-12?
My password doesn't work
Login not working on iPhone
It doesn't work when I click on export
it worked yesterday but not today
It worked until yesterday
✅ or ❌?
✅❌
yes
no
great
Nothing happens when I click save
No error is shown when the import fails
Same here with the invoices of last month, they are missing a line
This feature works how?
We solved the printer problem by restarting, how do I do that for the second one?
I need help
Which of these works with Outlook?
works council approval workflow
working hours are wrong in the calendar
working days setting?
Fixed price jobs cannot be invoiced
resolved tickets do not appear in the list
solved jobs are shown in grey, can I change it?
The sync still fails after the update
Wie geht das?
Der Kalender funktioniert nicht seit gestern
Ça marche comment ?
¿Cómo funciona esto?
Come funziona?
does not work on Android since the update, the app closes
Not all invoices are exported
not sure how to add a technician
It is not possible to save the job
This is not in my plan
I have tried everything in the article about calendars and wonder whether it depends on the plan
no problem
good to know
that makes sense
still waiting for my invoice from June, can you resend it?
"""


@pytest.mark.parametrize("text", SOLVED.strip().splitlines())
def test_this_says_solved(text: str) -> None:
    assert verdict(text) is Verdict.SOLVED


@pytest.mark.parametrize("text", NOT_SOLVED.strip().splitlines())
def test_this_says_not_solved(text: str) -> None:
    assert verdict(text) is Verdict.NOT_SOLVED


@pytest.mark.parametrize("text", NEITHER.strip().splitlines())
def test_this_is_no_verdict(text: str) -> None:
    assert verdict(text) is None


def test_an_account_of_what_was_tried_may_end_in_the_verdict() -> None:
    assert verdict("I restarted the app and it still doesn't work") is Verdict.NOT_SOLVED
    assert verdict("cleared the cache, works now?") is None


def test_quoted_verdicts_are_somebody_elses() -> None:
    assert verdict("> that worked\nhow do I add a user?") is None
