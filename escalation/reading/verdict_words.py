"""How customers say that an answer helped, or did not: patterns of normalised words, from a clause's start."""

import re

from escalation.reading.text import unaccented

_IT = (
    r"(?:(?:that|thats|this|it|its|which|these|those|these steps|those steps|the (?:answer|solution|suggestion|fix|"
    r"link|article|steps|steps you \w+|workaround|reply|"
    r"first one|second one|instructions)|your (?:answer|solution|suggestion|fix|link|article|steps|workaround|reply|"
    r"instructions|advice|tip)|all of (?:that|this)|both|everything|now it|now that) )"
)
_SOFT = (
    r"(?:(?:still|really|just|unfortunately|sadly|actually|quite|even|also|all|certainly|clearly|definitely|now|all|"
    r"yet|exactly|at all|seem to|seems to|have|be|been|sort of|kind of|either) ){0,6}"
)
_NOT = (
    r"(?:didnt|did not|hasnt|has not|havent|have not|wasnt|was not|isnt|is not|arent|werent|doesnt|does not|dont|"
    r"do not|wont|will not|not|couldnt|s not|never|aint|didn t|doesn t|isn t)"
)
_MILD_END = (
    r"(?=$| (?:for me|for us|either|at all|unfortunately|anymore|any more|here|yet|as well|still|sadly|sorry|again|"
    r"on my (?:side|end)|on our (?:side|end)|though|too|thanks|thank you|as expected|properly|i (?:still )?(?:get|"
    r"see|have)|same|and)(?![^ ]))"
)
_FINE_END = (
    r"(?=$| (?:now|again|perfectly|fine|great|well|like a charm|like a dream|for me|for us|thanks|thank|thx|"
    r"as expected|nicely|beautifully|smoothly|flawlessly|already|today|here|very well|really well|so|awesome|"
    r"perfect|on my (?:side|end)|much better|cheers|much|ty)(?![^ ]))"
)

NOT_SOLVED = (
    r"(?:none of (?:that|this|these|those|it|them|the \w+)|neither(?: of (?:them|these|those))?|"
    r"nothing(?: here)?) (?:(?:has|have|really|actually|did) ){0,6}(?:work|works|worked|help|helped|helps|fixed|"
    r"solved|"
    r"resolved|apply|applies|did)",
    # that did not help, hasn't fixed it, isn't solved, is not what I asked
    rf"{_IT}?{_SOFT}{_NOT} {_SOFT}(?:work(?:ed)?(?: out)?$|worked|help|helped|helping|helpful|fix|fixed|fixing|"
    r"solve|solved|solving|resolve|resolved|useful|answer|answering|what i|what we|it$|it sorry|the (?:answer|"
    r"solution|issue|problem|right|same thing|case)|my (?:question|problem|issue|case)"
    r"|relevant|change (?:anything|it)|changed|make (?:a|any) difference|made (?:a|any) difference|do (?:it|"
    r"anything|the trick|much)|done (?:it|the trick|anything)|sorted|correct$|right$|true$|good enough|better|"
    r"any better|an answer)",
    r"(?:that|these steps|the (?:fix|suggestion|solution|workaround)|your (?:fix|suggestion|solution|workaround|"
    rf"steps)|none of (?:that|this|these|those)|neither|it|this|which|those|these)? ?{_SOFT}(?:didnt|did not|hasnt|"
    rf"has not|havent|never) {_SOFT}work(?:ed)?(?! (?:when|if|at|while|after i|since)(?![^ ]))",
    r"(?:that|none of (?:that|this|these|those)|your (?:fix|suggestion|solution|workaround|steps|link)|the (?:fix|"
    rf"suggestion|solution|workaround|link|steps)) {_SOFT}(?:doesnt|does not|dont|isnt|is not|s not) {_SOFT}(?:work|"
    r"working|correct|right|true)",
    rf"{_IT}?{_SOFT}(?:doesnt|does not|dont|isnt|is not|arent|not) {_SOFT}(?:work|working|fixed|solved|"
    rf"there){_MILD_END}",
    rf"(?:{_IT}|im |i am |its |it is |thats |were )?still (?:broken|failing|fails|fail|failed|the same|same|"
    r"happening|happens|nothing|no|getting|have|having|see|seeing|get|an issue|a problem|stuck|unsolved|unresolved|"
    r"unsure|confused|open$|wrong|erroring|crashing|crashes|missing$|not|doesnt|isnt|cant|cannot|unable|didnt|wont|"
    r"facing|exists|persists|down$|there$|waiting$|errors?|bad|it)",
    r"(?:the |my |this )?(?:problem|issue|error|bug)(?: is| has)? (?:still (?:there|here|persists|exists|happening|"
    r"happens|not|remains|occurs|occurring|open|present)|still$|persists|remains|not (?:solved|fixed|resolved|gone)|"
    r"isnt (?:solved|fixed|resolved|gone)|remained|wasnt|came back|is back|has come back)",
    r"(?:i get |i have |getting |its |it is |its still |got )?(?:the )?(?:exact )?same (?:error|issue|problem|thing|"
    r"result|here$|message|story|as before|outcome|again)",
    r"no (?:luck|change|changes|difference|success|dice|joy|effect|improvement|good$|help$|it (?:didnt|doesnt|isnt|"
    r"is not|hasnt|did not|does not)|that (?:didnt|doesnt|isnt|is not|wasnt)|not (?:solved|fixed|really|working|"
    r"yet))",
    r"(?:i |we |ive |weve |i have |we have )?(?:already )?tried (?:that|this|it|them|all (?:of )?(?:that|this|those|"
    r"these)|those|these|your (?:suggestion|fix|steps)|everything)(?=$| (?:already|before|but|several|multiple|many|"
    r"and it|and (?:that|nothing|still|no)|twice|yesterday|earlier|too|as well|didnt|without|no luck|all)(?![^ ]))",
    r"(?:i |we |ive |weve |i have )?already (?:tried|did|done|doing|checked|know) (?:that|this|it|all|so)",
    r"(?:thats |that is |that was |this is |its )?(?:a |the |completely |totally |just ){0,6}(?:wrong answer|wrong$|"
    r"incorrect$|useless$|not helpful|unhelpful$|no help|not useful|nonsense|not true|rubbish$|false$|irrelevant$|"
    r"not it$)",
    r"(?:(?:that|it|this) )?(?:does|did|changed|changes|solved|fixed) nothing|nothing (?:changed|works$|worked|"
    r"helped|helps|happened$|has changed|changes)|(?:un|not )(?:solved|resolved)|not (?:solved|fixed|resolved|"
    r"working|helpful|helping|what i|it$|yet$|useful|my question|quite|really$)",
    r"(?:(?:that|it|this) )?(?:failed|fails)(?: again| too| as well)?$|(?:that|this|it) made it worse|(?:its|it is|"
    r"it got) (?:even )?worse|you (?:misunderstood|didnt understand|dont understand|misunderstand)(?: me|"
    r" my question| the question)?|(?:i|we) (?:still )?(?:dont|do not) have (?:a |an )?(?:solution|answer)",
    r"(?:that|this) (?:was|is) no help|didnt (?:do|help|fix|solve)|hasnt helped",
    # German
    r"(?:(?:das|es|dies|die losung|die antwort|der vorschlag|dein vorschlag|ihre antwort|leider|hat|ist|wurde|"
    r"das problem|immer|noch) ){0,6}(?:(?:hat|geht|funktioniert|klappt|hilft|ist|wurde|half|ging|funktionierte|"
    r"bringt) )?(?:(?:mir|uns|leider|immer|noch|auch|das|es|das problem|so|trotzdem|"
    r"weiterhin) ){0,6}nicht (?:geholfen|"
    r"funktioniert|geklappt|gelost|geklart|behoben|hilfreich|gebracht|was ich|meine frage|gegangen|weitergeholfen|"
    r"die antwort)",
    r"(?:(?:das|es|leider|so) ){0,6}(?:hilft|half|funktioniert|klappt|geht|ging|funktionierte|bringt) (?:(?:mir|uns|"
    r"leider|immer|noch|auch|so|trotzdem|weiterhin|bei mir) ){0,6}(?:nicht|nichts)(?=$| (?:weiter|mehr|leider|bei|"
    r"danke)(?![^ ]))",
    r"(?:das war |hat |bringt |das hat |das bringt )?(?:leider )?nichts (?:gebracht|geholfen|geandert)?$|"
    r"immer noch (?:nicht|kaputt|das(?:selbe)?|der|gleich\w*|dasselbe|derselbe|fehler|probleme?)|"
    r"(?:der )?(?:gleiche|selbe)\w* (?:fehler|problem)|derselbe fehler|dasselbe problem|kein erfolg|"
    r"keine (?:anderung|besserung)|(?:das )?habe? ich (?:schon|bereits) (?:probiert|versucht|gemacht)|(?:schon|"
    r"bereits) (?:probiert|versucht)|ungelost|nicht gelost|(?:das )?problem besteht (?:weiter|noch|immer)|"
    r"falsche antwort|das ist falsch$",
    # French
    r"(?:(?:ca|cela|ce|cest|malheureusement|desole|la solution|votre reponse|votre solution|rien|toujours|"
    r"le probleme) ){0,6}(?:(?:ne|n|na|nest|ma) )?(?:(?:pas|ne|est|a|nest|marche|fonctionne|aide|resout|toujours|ma|"
    r"na|"
    r"maide) ){0,6}(?:pas|rien) (?:marche|fonctionne|aide|resolu|resout|regle|regle|change|utile|corrige|la reponse|"
    r"ma question|ce que|servi|le probleme|mon probleme)",
    r"(?:(?:ca|cela|malheureusement|non) ){0,6}(?:ne )?(?:marche|fonctionne|maide|aide|naide) (?:toujours )?pas(?=$|"
    r" (?:non|du tout|chez|mieux|malheureusement)(?![^ ]))|toujours (?:pas|le meme|la meme|en panne|casse|rien|"
    r"bloque)|(?:la |le )?meme (?:erreur|probleme|souci|resultat)|non resolu|jai deja (?:essaye|tente|fait)|"
    r"deja essaye|aucun changement|(?:le )?probleme persiste|mauvaise reponse",
    # Spanish
    r"(?:(?:eso|esto|la solucion|la respuesta|lamentablemente|desafortunadamente|todavia|aun|sigue|"
    r"pero) ){0,6}no (?:(?:me|lo|se|ha|esta|fue|nos|ha sido|queda|quedo|es) ){0,6}(?:funciono|funcionado|sirvio|"
    r"sirve|ayudo|"
    r"ayuda|ayudado|soluciono|solucionado|resuelto|resolvio|resuelve|arreglado|arreglo|lo que pregunte|util|lo que|"
    r"mi pregunta|ha cambiado)",
    r"(?:(?:eso|esto) )?(?:no funciona)(?=$| (?:para mi|tampoco|todavia|aun|gracias)(?![^ ]))|(?:sigue|todavia|"
    r"aun) (?:sin|no|igual|roto|fallando|con el mismo|el mismo|dando|fallando)|sigue (?:sin funcionar|igual)|"
    r"(?:el )?mismo (?:error|problema)|ya (?:lo )?(?:intente|probe|he probado|he intentado)(?: eso)?|sin suerte|"
    r"sin exito|sin resolver|(?:el )?problema (?:persiste|sigue)|nada ha cambiado|tampoco funciona",
    # Portuguese
    r"(?:(?:isso|isto|a solucao|a resposta|infelizmente|ainda|mas) ){0,6}nao (?:(?:me|o|foi|esta|ficou|e|"
    r"ainda) ){0,6}(?:funcionou|ajudou|resolveu|resolvido|resolve|ajuda|deu certo|adiantou|era isso|e isso|foi isso|"
    r"o que|util|mudou|serviu|deu|corrigiu|minha pergunta)",
    r"(?:(?:isso|isto) )?nao funciona(?=$| (?:ainda|tambem|aqui|para mim)(?![^ ]))|(?:continua|ainda) (?:sem|nao|"
    r"com o mesmo|igual|quebrado|dando|com erro|o mesmo)|(?:o )?mesmo (?:erro|problema)|ja tentei(?: isso| isto)?|"
    r"sem sucesso|sem sorte|(?:o )?problema (?:persiste|continua)",
    # Italian
    r"(?:(?:questo|la soluzione|la risposta|purtroppo|ancora|ma) ){0,6}non (?:(?:mi|lo|ha|e|e stato|e ancora|"
    r"ci) ){0,6}(?:funzionato|aiutato|risolto|aiuta|risolve|servito|quello che|utile|la mia domanda|cambiato|cambia|"
    r"corretto|serve)|(?:questo )?non funziona(?=$| (?:ancora|neanche|nemmeno|comunque|per me)(?![^ ]))|(?:ancora|"
    r"sempre) (?:non|lo stesso|rotto|uguale|errore)|(?:lo )?stesso (?:errore|problema)|(?:ho )?gia provato|"
    r"(?:il )?problema (?:persiste|rimane)|niente da fare|nessun cambiamento|non risolto",
    # Dutch
    r"(?:(?:dat|dit|het|helaas|de oplossing|je antwoord|probleem|nog|steeds|is|heeft|werkt|nee) ){0,6}(?:(?:heeft|is|"
    r"werkte|werkt|hielp|helpt|lost) )?(?:(?:me|mij|helaas|nog|nog steeds|ook|het) ){0,6}niet (?:geholpen|gewerkt|"
    r"opgelost|gelukt|wat ik|mijn vraag|nuttig|verholpen|geholpen helaas)|(?:(?:dat|dit|het) )?(?:(?:werkt|werkte|"
    r"helpt|hielp|lukt|lukte) )(?:(?:nog|steeds|helaas|bij mij|ook|me|mij) ){0,6}niet(?=$| (?:helaas|"
    r"bij mij)(?![^ ]))|"
    r"nog steeds (?:niet|kapot|dezelfde|hetzelfde|stuk|fout)|(?:dezelfde fout|hetzelfde probleem|zelfde fout|"
    r"zelfde probleem)|(?:dat )?(?:heb ik )?al geprobeerd|geen succes|geen verschil|niet opgelost|probleem blijft",
    # Polish, Swedish, Turkish, Russian, Hindi, Arabic, Japanese, Chinese, Korean
    r"(?:to )?(?:nadal |dalej |wciaz )?nie (?:pomoglo|zadzialalo|rozwiazalo|rozwiazane|pomaga)|nadal nie dziala|"
    r"ten sam (?:blad|problem)|(?:det )?(?:hjalpte|funkade|fungerade) (?:tyvarr )?inte|inte lost|"
    r"fortfarande (?:samma|inte)|samma (?:fel|problem)|ise yaramadi|hala (?:calismiyor|ayni)|cozulmedi|ayni (?:hata|"
    r"sorun)|olmadi$|(?:это )?не (?:помогло|сработало|решило|решено|помогает)|все (?:еще|равно) не|та же (?:ошибка|"
    r"проблема)|(?:yeh )?(?:kaam nahi (?:kiya|kar raha)|nahi hua|solve nahi hua)|(?:لم|ما) (?:ينجح|يعمل|يساعد|تحل|"
    r"تنجح|ينفع|نفع|اشتغل)|نفس (?:المشكله|الخطا)|(?:まだ)?(?:解決し(?:ませんでした|ていません|てない|ない)|"
    r"直り(?:ません|ませんでした)|うまくいきません|ダメでした|だめでした|できませんでした)|同じエラー|(?:还是|還是|"
    r"仍然)(?:不行|不能|没|沒|一样|一樣)|没(?:有)?(?:解决|用|帮助|效果)|沒(?:有)?(?:解決|用)|不行$|(?:여전히|아직) |"
    r"해결(?:되지|이 안|안)|안 ?(?:되네요|돼요|됩니다)$|같은 (?:오류|에러|문제)",
)

SOLVED = (
    rf"{_IT}(?:(?:has|have|did|really|just|totally|indeed|finally|actually|seems to have|appears to have|completely|"
    r"all|now|definitely|does|do|seem to|seems to) ){0,6}(?:worked|fixed|solved|resolved|helped|did (?:it|the trick)|"
    r"does the trick|did fix|did solve|did help|did work|sorted (?:it|that|this)|fixes (?:it|that|the)|"
    r"solves (?:it|that|the|my)|solve my|fix it$|answers (?:it|that|my)|answered (?:it|my)|helps(?: a lot|"
    r" me)?$)(?! (?:yesterday|before|until|last|in the past|previously|fine until|or not|incorrectly|halfway|"
    r"partially|partly|only|once|at first|for a|for (?:one|some|the first))(?![^ ]))",
    r"(?:(?:has|have|really|finally|actually|definitely|now) ){0,6}(?:worked|fixed|solved|resolved|helped|sorted|"
    r"did the trick|did (?:fix|solve|help|work)|answers my|answered my|solves (?:it|my)|fixes (?:it|my))(?=$|"
    r" (?:it$|it (?:for|now|thanks)|that$|the (?:issue|problem)|my|thanks|thank|thx|now|for me|perfectly|great|like|"
    r"a lot|question)(?![^ ]))",
    rf"(?:{_IT})?(?:(?:now|is|its|its now|is now|finally|already|everything|all|seems|seems to|seems to be|"
    rf"should be|does|looks like its|looks like it|apparently|be|to) ){{0,6}}(?:works|working|work){_FINE_END}",
    r"(?:(?:everything|all|it|that|this|its|is|problem|issue|case|now|the problem|the issue|my problem|my issue|"
    r"the error|error|thats|consider it|consider this|been|has|has been|was|already|finally|ticket|question|"
    r"marked) ){0,6}(?:solved|resolved|fixed|sorted|sorted out|closed|gone|answered|cleared)(?=$| (?:now|thanks|thank|"
    r"thx|already|by itself|on my (?:side|end)|it|for me|with|after|it by|here|ty|cheers|myself|then)(?![^ ]))",
    r"(?:we are |were |im |i am |its )?(?:all )(?:good|set|sorted|clear|fine|done)(?: now| here| thanks| thank you|"
    r" on my (?:side|end)){0,6}$|case closed|(?:you can|please|feel free to) close (?:this|it|the ticket|the case|"
    r"the thread|the issue)|(?:i |we |i have |ive |finally ){0,6}(?:got|have|made) it (?:working|to work|work|fixed|"
    r"running|sorted)|that was (?:it$|the (?:issue|problem|reason|fix|solution)|exactly|very helpful|helpful|"
    r"really helpful)",
    r"(?:that|this|which) (?:really )?(?:answers|answered|solves|solved) (?:it|my|our|the|everything)|(?:thats|"
    r"that is|this is|its) (?:exactly )?(?:what i (?:needed|was looking for|wanted)|helpful|very helpful|"
    r"really helpful|super helpful)|(?:exactly|just) what i (?:needed|was looking for|wanted)|(?:very |super |"
    r"really )helpful(?: thanks| thank you)?$|(?:i |we |ive )?(?:figured it out|found it|found the (?:issue|problem|"
    r"answer|solution)|solved it|fixed it|managed to (?:fix|solve|do|get))|(?:you|u) (?:solved|fixed) (?:it|my)|"
    r"(?:its |it is )?no longer (?:a problem|happening|an issue|failing)|my (?:problem|issue) (?:is |has been |was |"
    r"got )?(?:now )?(?:solved|fixed|resolved|gone)|works (?:now|perfectly|like a charm|great|fine|again)|"
    r"(?:up and )?running again|(?:its )?back to normal|success$|(?:that|this) works$",
    # German
    r"(?:(?:das|es|dies|die losung|die antwort|super|jetzt|nun|hat|ist|problem|das problem|mein problem|"
    r"alles) ){0,6}(?:hat |ist |wurde )?(?:(?:mir|uns|sehr|super|jetzt|das problem|es|das|wirklich|auch|alles|bestens|"
    r"gut|perfekt|einwandfrei) ){0,6}(?:geholfen|funktioniert$|geklappt|gelost|behoben|geklart|erledigt|"
    r"weitergeholfen|"
    r"gefixt)|(?:(?:das|es|jetzt|nun|alles|so) ){0,6}(?:funktioniert|geht|klappt|lauft) (?:es )?(?:jetzt|wieder|nun|"
    r"super|perfekt|prima|einwandfrei|danke)|(?:jetzt|nun) (?:funktioniert|geht|klappt|lauft) (?:es|alles|das)|"
    r"(?:das )?(?:problem )?(?:ist )?gelost|das wars? die losung|das hilft(?: mir)?(?: sehr| weiter){0,6}$|"
    r"genau was ich (?:brauchte|gesucht habe)",
    # French
    r"(?:(?:ca|cela|cest|tout|le probleme|probleme|mon probleme|ca y est|super|maintenant) ){0,6}(?:a |est |ma |"
    r"a ete )?(?:(?:bien|beaucoup|parfaitement|tres bien|maintenant|deja) ){0,6}(?:marche$|marche (?:maintenant|bien|"
    r"parfaitement|a nouveau|merci)|fonctionne$|fonctionne (?:maintenant|bien|parfaitement|a nouveau|merci)|resolu|"
    r"regle|aide(?: merci)?$|corrige|remarche|refonctionne)|cetait (?:ca|bien ca)|cest (?:resolu|regle|"
    r"bon ca marche)|exactement ce quil me fallait",
    # Spanish
    r"(?:(?:eso|esto|ya|ahora|todo|el problema|problema|mi problema|me|lo|se|ha|esta|quedo|ha sido|si|fue|que|"
    r"perfecto) ){0,6}(?:funciono|funciona (?:ahora|bien|perfecto|perfectamente|de nuevo|gracias)|ya funciona|"
    r"funciona$|"
    r"sirvio|ayudo(?: mucho)?|soluciono|solucionado|resuelto|resolvio|arreglado|arreglo|solucionado gracias)|(?:era|"
    r"eso era) (?:eso|lo que (?:buscaba|necesitaba))",
    # Portuguese
    r"(?:(?:isso|isto|ja|agora|tudo|o problema|problema|meu problema|me|foi|esta|ficou|ja esta|"
    r"deu) ){0,6}(?:funcionou|"
    r"funciona (?:agora|bem|perfeitamente|obrigado)|ja funciona|esta funcionando|ajudou(?: muito)?|resolveu|"
    r"resolvido|resolvida|deu certo|consegui$|era isso|corrigido)|consegui resolver",
    # Italian
    r"(?:(?:questo|ora|adesso|tutto|il problema|problema|mi|ha|e|e stato|lo|si) ){0,6}(?:funzionato|funziona (?:ora|"
    r"adesso|tutto|bene|perfettamente|di nuovo|grazie)|funziona$|aiutato(?: molto)?|risolto|sistemato|era quello)|"
    r"ora funziona|tutto (?:risolto|a posto)|ho risolto",
    # Dutch
    r"(?:(?:dat|dit|het|nu|alles|probleem|het probleem|is|heeft|ja) ){0,6}(?:(?:me|mij|goed|enorm|het|probleem|echt|"
    r"nu) ){0,6}(?:geholpen|gewerkt|opgelost|gelukt|werkt (?:nu|weer|perfect|goed|prima|bedankt)|werkte$|hielp$|"
    r"verholpen|gefikst)|nu werkt het|het werkt$|is gelukt",
    # Polish, Swedish, Turkish, Russian, Hindi, Arabic, Japanese, Chinese, Korean
    r"(?:to )?(?:pomoglo|zadzialalo|rozwiazane|rozwiazalo|dziala (?:teraz|juz)|juz dziala|teraz dziala)|"
    r"(?:det )?(?:hjalpte|funkade|fungerade|lost|loste sig|fungerar nu|funkar nu)$|(?:nu )?(?:fungerar|funkar) det|"
    r"ise yaradi|cozuldu|(?:simdi )?calisiyor$|oldu$|(?:это )?(?:помогло|сработало|решено|заработало|все работает|"
    r"работает)$|теперь работает|(?:ho gaya|solve ho gaya|kaam kar gaya|theek ho gaya|ho gya)|(?:تم الحل|نجح|"
    r"حلت المشكله|تم حل|اشتغل|تعمل الان|يعمل الان)|(?:無事に?)?(?:解決し(?:ました|た)|直りました|うまくいきました|"
    r"できました|治りました)|(?:问题)?(?:已经?|已)?解决了?$|解決了|(?:现在)?(?:可以|能用|好|行)了$|搞定了?$|"
    r"해결(?:됐|되었|했|완료)|잘 ?(?:됩니다|돼요|되네요)|이제 (?:돼요|됩니다|되네요|작동)",
)

HEDGED = re.compile(
    r"\b(?:but|however|except|although|though i|aber|jedoch|mais|pero|mas|ma|maar|ale|но)\b|但是|"
    r"でも|하지만"
)
"""A verdict with a *but* is no plain one."""

LEADING = re.compile(
    unaccented(
        r"^(?:(?:thanks|thank you|thx|ty|ok|okay|yes|yep|yeah|no|nope|nah|great|perfect|awesome|cool|super|hmm|hm|"
        r"well|so|and|but|sorry|hi|hello|hey|unfortunately|sadly|oh|ah|wow|nice|excellent|sure|alright|afraid|"
        r"im afraid|actually|good news|bad news|sorry but|a lot|very much|so much|for your help|i think|i guess|"
        r"looks like|seems like|it seems|it looks like|just|finally|fyi|update|guys|"
        r"danke|vielen dank|ja|nein|leider|perfekt|prima|toll|ne|nee|also|aber|und|merci|beaucoup|oui|non|parfait|"
        r"malheureusement|desole|mais|genial|gracias|muchas gracias|si|perfecto|listo|lamentablemente|pero|obrigado|"
        r"obrigada|sim|nao obrigado|infelizmente|perfeito|otimo|mas|grazie|mille|perfetto|purtroppo|ottimo|ma|"
        r"bedankt|dank je|dank je wel|helaas|top|maar|tack|dzieki|tak|спасибо|да|нет|к сожалению|evet|hayir|"
        r"tesekkurler|谢谢|很好) ){1,8}(?=[^ ])"
    )
)
"""What comes before a verdict without being one."""


def spoken(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all of these, at the start of a clause and up to a word's end where words have ends."""
    return re.compile("^(?:" + "|".join(unaccented(pattern) for pattern in patterns) + ")(?![a-zа-я])")
