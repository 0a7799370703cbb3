"""Small talk: greetings, thanks, acknowledgements and wishes, as phrases of normalised words."""


def _phrases(*tables: str) -> frozenset[tuple[str, ...]]:
    phrases = (phrase.split() for table in tables for line in table.splitlines() for phrase in line.split("|"))
    return frozenset(tuple(words) for words in phrases if words)


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


GREETINGS = _phrases(
    """
    hi|hii|hey|hello|hallo|heya|heyy|hai|hay|hiya|helo|hellow|yo|howdy|greetings|hi there|hey there|hello there
    good morning|good afternoon|good evening|good day|goodmorning|morning|afternoon|evening|gm|gud morning|gud mrg
    gud mng|gd morning|good mrng|higood morning|welcome|welcome back|welcome aboard|welcome to the team
    welcome to the channel|nice to meet you|nice to meet u|pleased to meet you|how are you|how are you doing
    how are you today|how r u|how are u|whats up|wassup|sup|guten morgen|guten tag|guten abend|moin|moin moin|servus
    gruss gott|gruezi|hallo zusammen|willkommen|mahlzeit|wie gehts|gute nacht|bonjour|bonsoir|salut|coucou|bienvenue
    bonjour a tous|comment ca va|ca va|hola|buenas|buenos dias|buenas tardes|buenas noches|bienvenido|bienvenida
    que tal|como estas|ola|bom dia|boa tarde|boa noite|oi|bem vindo|tudo bem|tudo bom|como vai|ciao|buongiorno
    buonasera|buon giorno|salve|benvenuto|benvenuta|come va|buonanotte|goedemorgen|goedemiddag|goedenavond|hoi
    goedendag|welkom|dag|hoe gaat het|czesc|dzien dobry|dobry wieczor|witam|witaj|hej|siema|god morgon|god dag
    god kvall|hejsan|tja|valkommen|merhaba|selam|gunaydin|iyi aksamlar|iyi gunler|hosgeldin|привет|здравствуите
    добрыи день|доброе утро|добрыи вечер|здравствуй|namaste|namaskar|नमस्ते|नमस्कार|مرحبا|السلام عليكم|اهلا
    اهلا وسهلا|صباح الخير|مساء الخير|こんにちは|おはよう|おはようございます|こんばんは|はじめまして|你好|您好|大家好
    早上好|早|晚上好|안녕하세요|안녕|좋은 아침입니다
    """
)

THANKS = _phrases(
    """
    thanks|thank you|thankyou|thx|thnx|thanx|thnks|thnaks|thanq|tnx|tks|ty|tq|tysm|tyvm|cheers|ta|many thanks
    much appreciated|appreciate it|i appreciate it|appreciated|thanking you|thank u|thanks a lot|thanks a bunch
    thanks a million|thanks so much|thank you so much|thank you very much|thanks very much|thank you vry much
    thanks in advance|thanks for your help|thanks for the help|thank you for your help|thank you for the help
    thanks for your time|thank you for your time|thanks for the info|thanks for the information
    thank you for the information|thanks for the update|thanks for the heads up|thanks for letting us know
    thanks for letting me know|thank you for your service|thanks for your service|thanks for your support
    thank you for your support|thanks for the quick reply|thanks for the quick response
    thank you for the quick response|thanks for sharing|thanks for helping|thanks for trying|thanks for the reply
    thanks for the response|thanks again for your help|for helping|thanks for waiting|thanks for your patience
    thanks for your assistance|thank you for your assistance|thank you for contacting us|thanks for reaching out
    thanks for everything|for your help|for the help|for all your help|for your wonderful help|for your information
    you are the best|youre the best|you rock|lifesaver|youre a lifesaver|love it|i love it|great help|big help|danke
    danke schon|dankeschon|danke sehr|vielen dank|besten dank|herzlichen dank|tausend dank|danke dir|danke euch
    danke ihnen|dank dir|danke fur die hilfe|danke fur deine hilfe|danke fur die info|danke fur ihre hilfe
    merci vielmals|merci|merci beaucoup|merci bien|mille mercis|un grand merci|merci pour votre aide
    merci pour laide|merci a vous|merci a toi|je vous remercie|gracias|muchas gracias|mil gracias|muchisimas gracias
    gracias por tu ayuda|gracias por su ayuda|gracias por la ayuda|te lo agradezco|obrigado|obrigada|muito obrigado
    muito obrigada|obg|brigado|valeu|agradeco|obrigado pela ajuda|obrigada pela ajuda|grazie|grazie mille
    mille grazie|molte grazie|grazie tante|ti ringrazio|la ringrazio|grazie per laiuto|bedankt|dank je|dank je wel
    dankjewel|dank u|dank u wel|dankuwel|hartelijk dank|hartelijk bedankt|bedankt voor je hulp|bedankt voor de hulp
    top bedankt|dzieki|dziekuje|dziekuje bardzo|dzieki wielkie|wielkie dzieki|dziekuje za pomoc|tack|tack sa mycket
    tusen tack|tack for hjalpen|stort tack|tesekkurler|tesekkur ederim|cok tesekkurler|sagol|sag olun|eyvallah
    спасибо|большое спасибо|спасибо большое|благодарю|спс|спасибо за помощь|dhanyavaad|dhanyavad|shukriya|धन्यवाद
    शुक्रिया|شكرا|شكرا جزيلا|شكرا لك|شكرا لكم|ありがとう|ありがとうございます|ありがとうございました|どうも
    感謝します|谢谢|谢谢你|谢谢您|多谢|非常感谢|感谢|謝謝|謝謝你|多謝|감사합니다|고맙습니다|고마워요|고마워|감사해요
    """
)

ACKNOWLEDGEMENTS = _phrases(
    """
    ok|okay|okey|okie|oki|okk|k|kk|ok then|okay then|alright|all right|allright|sure|sure thing|yes|yep|yeah|yea|yup
    ya|yes please|no|nope|nah|no thanks|no thank you|nothanks|no thankyou|nothing|nothing else|nthng else
    nothing more|no nothing|that is all|thats all|that will be all|thatll be all|that was all|thats it|that is it
    its enough|right|true|agreed|exactly|correct|indeed|of course|definitely|absolutely|certainly|fine|im fine
    all fine|fair enough|noted|understood|got it|gotcha|i got it|i understand|i see|makes sense|that makes sense
    good to know|roger|copy that|ack|acknowledged|will do|on it|done|sent|i will|i will try|ill try|i try|ill try it
    i will try it|ill try that|i will try that|let me try|let me try that|let me check|let me see|i will check
    ill check|i will check it|ill have a look|ill take a look|ill let you know|i will let you know|will let you know
    ill get back to you|i will wait|ill wait|waiting|sure i will wait|one moment|one sec|one second|just a moment
    just a sec|a moment|give me a minute|give me a moment|give me a sec|hold on|hang on|wait|wait a minute
    please wait|brb|be right back|bbl|gtg|afk|back|im back|take your time|take your own time|please take your time
    go ahead|please proceed|carry on|please go ahead|no rush|no hurry|no worries|no problem|np|nw|not a problem
    my pleasure|its my pleasure|youre welcome|you are welcome|yw|anytime|any time|never mind|nevermind|nvm|great
    good|nice|cool|perfect|awesome|amazing|excellent|brilliant|fantastic|wonderful|super|superb|lovely|sweet|neat
    fab|splendid|wow|yay|hooray|whoop|woohoo|woop|great job|good job|nice job|well done|great work|good work
    nice work|nice one|great news|good news|thats great|that is great|thats good|thats awesome|thats nice|thats cool
    thats perfect|so cool|looks good|looks great|sounds good|sounds great|sounds good to me|works for me|lgtm|kudos
    bravo|props|happy to hear that|glad to hear that|glad to hear|great to hear|good to hear|impressive|lol|lmao
    rofl|haha|hahah|hahaha|hahahaha|hehe|heh|hihi|xd|ha ha|lolol|funny|thats funny|omg|oh|ah|aha|ahh|oh ok|oh okay
    ah ok|ah okay|i see now|hmm|hm|mhm|uh huh|oops|whoops|my bad|sorry|sorry about that|im sorry|apologies
    my apologies|same here|ha|im in a meeting|in a meeting|will reply later|ill reply later|same for me
    congrats on the launch|congrats on the release|found it|i found it|congrats
    congratulations|happy birthday|happy new year|merry christmas|happy holidays|happy friday
    happy monday|good luck|best of luck|fingers crossed|cheers mate|interesting|good point|good idea|good question
    great idea|fyi|bump|first|klar|alles klar|passt|in ordnung|verstanden|ja|nein|jo|jap|genau|gut|sehr gut|prima
    toll|perfekt|klasse|spitze|geht klar|mach ich|erledigt|gerne|kein problem|kein ding|stimmt|richtig|ach so|aha ok
    let me check|let me check and come back to you|i will check|ill check|okay danke|ok danke|ok super|schon|na dann
    moment|einen moment|moment bitte|bis gleich|wird gemacht|schade
    entschuldigung|sorry dafur|nein danke|ja bitte|mehr nicht|das wars|gluckwunsch|herzlichen gluckwunsch|alles gute
    d accord|daccord|entendu|compris|parfait|super merci|tres bien|bien|bien recu|oui|non|ouais|cest bon|ca marche
    ca roule|genial|top|cool merci|pas de souci|pas de probleme|de rien|je vois|tout a fait|exact|non merci
    oui merci|un instant|felicitations|bravo a tous|desole|cest tout|vale|de acuerdo|entendido|perfecto
    genial gracias|muy bien|bien gracias|si|claro|listo|hecho|esta bien|buenisimo|excelente|estupendo|de nada
    no hay problema|ya veo|correcto|no gracias|si gracias|un momento|felicidades|enhorabuena|perdon|jaja|jajaja
    jajajaja|eso es todo|certo|entendi|perfeito|otimo|muito bem|sim|nao|beleza|blz|combinado|feito|tranquilo
    esta bem|ta bom|ok obrigado|ok obrigada|legal|show|de nada|sem problema|nao obrigado|um momento|parabens
    desculpa|kkk|rsrs|so isso|pronto|fixe|va bene|capito|perfetto|ottimo|bene|benissimo|si grazie|no grazie|daccordo
    fatto|prego|di niente|nessun problema|ho capito|un attimo|complimenti|auguri|scusa|scusate|tutto qui|grande
    bello|prima bedankt|oke|begrepen|duidelijk|helder|goed|heel goed|perfect bedankt|ja hoor|nee|nee bedankt
    nee dank je|graag gedaan|geen probleem|gedaan|klopt|mooi|leuk|lekker|gefeliciteerd|een moment|momentje
    dat was alles|is goed|komt goed|dobrze|jasne|rozumiem|super dzieki|swietnie|tak|nie|nie dziekuje|nie ma sprawy
    prosze bardzo|gotowe|zrobione|spoko|okej|bra|jattebra|toppen|jag forstar|ja tack|nej|nej tack|ingen fara
    varsagod|klart|grattis|tamam|peki|anladim|super|harika|evet|hayir|rica ederim|olur|tamamdir|хорошо|понятно|ясно
    ок|океи|отлично|супер|да|нет|пожалуиста|готово|понял|поняла|принято|не за что|ладно|theek hai|thik hai|accha
    acha|haan|nahi|samajh gaya|ठीक है|अच्छा|हाँ|हां|नहीं|حسنا|تمام|ممتاز|نعم|لا|عفوا|جيد|رائع|طيب|はい|いいえ|了解
    了解です|了解しました|わかりました|分かりました|承知しました|なるほど|いいですね|大丈夫です|すみません|好的|好
    好吧|知道了|明白|明白了|收到|可以|不用了|没问题|没事|是的|对|哈哈|嗯|好的谢谢|네|예|아니요|알겠습니다|알겠어요
    좋아요|괜찮아요|확인했습니다|ㅋㅋ|ㅋㅋㅋ|ㅎㅎ|넵
    """
)

FAREWELLS = _phrases(
    """
    bye|bye bye|byebye|goodbye|good bye|good night|goodnight|see you|see ya|see you soon|see you later
    see you tomorrow|see you on monday|see you next week|cya|later|ttyl|talk soon|talk to you soon|talk to you later
    take care|have a nice day|have a good day|have a great day|have a wonderful day|have an amazing day
    have a lovely day|have a good one|have a nice one|have a nice weekend|have a good weekend|have a great weekend
    have a lovely weekend|have a nice evening|have a good evening|have a good night|enjoy your day
    enjoy your weekend|enjoy the weekend|nice weekend|happy weekend|until tomorrow|speak soon|all the best
    best regards|kind regards|regards|best wishes|you too|same to you|have fun|enjoy|safe travels|get well soon
    tschuss|tschuess|auf wiedersehen|bis bald|bis dann|bis spater|bis morgen|schones wochenende|schonen tag
    schonen tag noch|schonen abend|schonen feierabend|viele grusse|liebe grusse|mfg|lg|vg|mit freundlichen grussen
    gleichfalls|ebenso|ein schones wochenende|gute besserung|wunsche ein schones wochenende|au revoir|a bientot
    a plus|a demain|bonne journee|bon week_end|bon weekend|bonne soiree|cordialement|bonne nuit|adios|hasta luego
    hasta manana|hasta pronto|buen fin de semana|que tengas un buen dia|que tengan un buen dia|saludos|un saludo
    buen dia|chau|nos vemos|tchau|ate logo|ate mais|ate amanha|bom fim de semana|um bom dia|abraco|abracos
    arrivederci|a presto|a domani|buona giornata|buon fine settimana|buon weekend|buona serata|saluti
    cordiali saluti|doei|tot ziens|tot morgen|fijne dag|fijn weekend|fijne avond|groetjes|groeten
    met vriendelijke groet|prettig weekend|do widzenia|na razie|milego dnia|milego weekendu|pozdrawiam|hej da
    trevlig helg|ha en bra dag|vi ses|halsningar|hosca kal|gorusuruz|iyi haftasonlari|iyi geceler|kolay gelsin|пока
    до свидания|хороших выходных|хорошего дня|до завтра|alvida|مع السلامه|またね|お疲れ様です|お疲れさまです
    お疲れ様でした|よろしくお願いします|よろしくお願いいたします|さようなら|再见|拜拜|周末愉快|수고하세요
    수고하셨습니다|안녕히 계세요|좋은 하루 되세요
    """
)

SMALL_TALK = GREETINGS | THANKS | ACKNOWLEDGEMENTS | FAREWELLS

ADDRESSES = _words(
    """
    sir madam maam mam mate man guys guy all everyone everybody folks team friend friends buddy dear dude again
    today tomorrow then and so very much too also now a lot the really just well please indeed btw anyway to you u
    your one there here it is both zusammen alle alles leute team und noch auch mal an fur euch dir ihnen nochmal
    tous toutes tout le monde a equipe et beaucoup todos todas equipo y a muchas pessoal gente galera equipe e tutti
    a ragazzi allen iedereen team en wszystkim wszyscy alla herkese arkadaslar всем все коллеги sabko ji bhai جميعا
    皆さん 大家 여러분
    """
)
"""Words that may stand around small talk and say nothing by themselves."""

NAMING = _phrases(
    """
    welcome|thanks|thank you|thankyou|thx|bye|congrats|congratulations|happy birthday|hi|hey|hello|good morning
    hallo|danke|willkommen|merci|bonjour|bienvenue|gracias|hola|bienvenido|obrigado|obrigada|ola|grazie|ciao
    benvenuto|bedankt|hoi|welkom|dzieki|czesc|tack|hej|cheers|well done|kudos|vielen dank|thanks a lot
    thank you so much|ok|nice to meet you
    """
)
"""Small talk after which an unknown word is somebody's name."""

ANNOUNCES = (
    r"fyi\b|for your information|just (?:fyi|a heads up|so you know|letting you (?:all )?know|to let you know|"
    r"wanted to (?:share|say|let you know))|heads[ _]up|announcement|reminder|friendly reminder|psa\b|info\b|"
    r"quick (?:update|announcement|heads up)|(?:i|we|our team|our office|the office|my colleague|everyone)(?:ll|"
    r" will| am| are| is|m|re)? (?:be )?(?:all )?(?:off|out|away|ooo|closed|on (?:holiday|holidays|vacation|leave|"
    r"pto|sick leave|parental leave)|out of (?:office|the office)|offline|back)\b|"
    r"(?:ill|were|im|well) (?:be )?(?:off|out|away|ooo|closed|offline|back|on (?:holiday|vacation|leave|pto)|"
    r"out of (?:office|the office))\b|ooo\b|"
    r"(?:please )?welcome \w+|(?:\w+ )?(?:has )?joined (?:the|this|our)|say hi to|we (?:just )?(?:launched|released|"
    r"shipped|hired|moved|celebrated)|happy to (?:share|announce)|excited to (?:share|announce)|proud to announce|"
    r"zur info|zur kenntnis|nur zur info|hinweis|info fur alle|wir (?:sind|haben) (?:am|morgen|heute|nachste woche|"
    r"im) (?:[^ ]+ )?(?:urlaub|zu|geschlossen|nicht da|frei)|ich bin (?:[^ ]+ ){0,3}(?:im urlaub|nicht da|abwesend|"
    r"krank)|pour (?:info|information)|a titre (?:d)?information|"
    r"para (?:su|tu|vuestra) informacion|aviso|recordatorio|para (?:vossa|sua) informacao|lembrete|"
    r"per (?:informazione|vostra informazione)|promemoria|ter info|ter informatie|herinnering"
)
"""How announcements begin."""

REQUESTS = _words(
    """
    how why what where which when can could would should will please help need needs want wanted issue issues
    problem problems error errors broken break breaks breaking fail fails failed failing failure doesnt dont didnt
    isnt arent wasnt cant cannot couldnt wont unable missing lost wrong bug bugs crash crashes crashed crashing
    stuck slow urgent asap down outage fix check look tell show explain stopped stop not never anyone anybody
    someone possible request question wie warum was wo wann kann konnen konnte bitte hilfe brauche brauchen problem
    fehler kaputt geht nicht funktioniert comment pourquoi quand peut pouvez aide besoin probleme erreur marche pas
    como porque donde cuando puede pueden podria ayuda necesito necesitamos problema error funciona onde quando pode
    podem ajuda preciso precisamos erro come perche dove puo potete aiuto bisogno errore funziona hoe waarom waar
    kan kunnen kunt hulp nodig probleem fout werkt
    """
)
"""Words that make an announcement a request after all."""
