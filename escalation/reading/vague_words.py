"""Words that ask for help without saying with what: a request made of these alone cannot be searched for."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


ENGLISH = """
    i im ive id we weve my me us our you u ur your can could would will may please pls plz help hlp halp helping
    assist assistance support have has had having got get getting a an the this that it its something things thing
    everything some one another any quick small big huge major serious short general simple little question
    questions query issue issues problem problems trouble difficulty difficulties request bug error errors urgent
    urgently asap emergency important need needs want wanted would like to ask know with for about here there hi
    hello hey anyone anybody someone somebody available online is are am be isnt not doesnt dont didnt cant cannot
    wont work works working worked broken wrong going on happening happened happen wrong stuck lost confused nothing
    no more again still now today right out do does did what why how should so just really very and but or if could
    wondering facing experiencing running into start begin where of all at moment side end good morning afternoon
    dear team sir madam guys folks thanks thank whats
    """
GERMAN = """
    ich wir mir mich uns habe haben hab hat ein eine einen einer paar kleine kleines kurze kurz kurzes grosses frage
    fragen problem probleme anliegen fehler kann konnt konnten konntest kannst konnen sie du ihr jemand mal bitte
    helfen hilfe unterstutzung brauche brauchen es das etwas was nichts irgendetwas alles geht funktioniert klappt
    nicht kaputt dringend sehr eilig wichtig hallo hi hey guten tag morgen ist da hier dazu zu wie warum und mehr
    weiter stimmt los soll tun machen ne zusammen gibt gerade
    """
FRENCH = """
    je jai jaurais jai nous avons on a un une petit petite gros grosse grave question questions probleme problemes
    souci soucis bug erreur besoin daide aide aider aidez maider pouvez vous peux tu peut quelquun moi nous est ce
    que svp stp sil plait urgent urgence ca cela rien ne marche fonctionne pas plus bonjour salut pouvez_vous
    peux_tu aidez_moi y a_t_il il pourriez_vous merci dune de le la les l quelque chose
    """
SPANISH = """
    tengo tenemos hay una un unas pequena pequeno pregunta preguntas duda dudas consulta problema problemas error
    necesito necesitamos ayuda ayudar ayudarme ayudenme ayudame me nos puede pueden puedes podria podrias alguien
    por favor porfa urgente es muy no funciona nada esto eso hola buenas buenos dias tardes con algo gran grave le
    te que hacer si
    """
PORTUGUESE = """
    tenho temos ha uma um pequena pequeno pergunta perguntas duda duvida duvidas questao problema problemas erro
    preciso precisamos de ajuda ajudar ajudarme me nos pode podem poderia alguem por favor urgente e muito nao
    funciona nada isto isso ola oi bom boa dia tarde com algo que fazer uma
    """
ITALIAN = """
    ho abbiamo ce una un piccola piccolo domanda domande dubbio problema problemi errore bisogno di serve aiuto
    aiutare aiutarmi aiutatemi mi ci puo puoi potete potresti qualcuno per favore urgente e molto non funziona
    niente nulla questo ciao salve buongiorno con qualcosa grosso fare che
    """
DUTCH = """
    ik wij we heb hebben een kleine klein groot vraag vragen vraagje probleem problemen probleempje fout hulp nodig
    kan kun kunt kunnen jij je u jullie iemand me mij ons helpen help aub alsjeblieft alstublieft dringend spoed het
    dit dat werkt niet niks niets doet hallo hoi hey goedemorgen er is iets met mis graag even mag wil vragen wat
    moet doen
    """
OTHERS = (
    "mam pytanie problem potrzebuje pomocy pomoc prosze o czy ktos moze mi pomoc pomozcie nie dziala to pilne "
    "mozecie jest mozesz",
    "jag har vi en ett fraga problem behover hjalp kan nagon du ni hjalpa mig oss det funkar fungerar inte "
    "bradskande hej snalla med",
    "bir sorum sorunum sorun var yardim yardima ihtiyacim lazim edin eder misiniz misin calismiyor acil merhaba "
    "lutfen bana yardimci olur olabilir",
    "у меня есть вопрос проблема помогите помощь нужна нужно мне можете можно не работает ничего срочно привет "
    "здравствуите пожалуиста помочь это кто_нибудь задать",
    "mujhe meri help madad chahiye problem hai ek sawal kya aap kar sakte hain karo kaam nahi kar raha yeh urgent "
    "karein please ho rahi koi",
    "मुझे मदद सहायता चाहिए एक सवाल समस्या है काम नहीं कर रहा यह कृपया करें क्या आप कर सकते हैं मेरी मेरा",
    "لدي عندي سوال مشكله احتاج اريد مساعده المساعده الي ساعدوني ساعدني لا يعمل عاجل هل يمكن يمكنك مساعدتي من فضلك "
    "مرحبا",
)
VAGUE_WORDS = tuple(
    frozenset(words.split()) for words in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, *OTHERS)
)

CORE = _words(
    """
    help hlp halp helping assist assistance support question questions query issue issues problem problems trouble
    difficulty difficulties bug error errors urgent urgently asap emergency broken wrong stuck lost confused cannot
    cant doesnt isnt wont working work works worked nothing need request happened happening anyone anybody someone
    somebody frage fragen hilfe helfen problem probleme anliegen fehler geht funktioniert klappt kaputt dringend
    nichts brauche unterstutzung probleme problemes souci soucis erreur aide daide aider maider aidez aidez_moi
    besoin marche fonctionne rien urgence pregunta preguntas duda dudas consulta problemas ayuda ayudar ayudarme
    ayudenme ayudame urgente funciona nada necesito necesitamos pergunta perguntas duvida duvidas questao ajuda
    ajudar preciso precisamos erro domanda domande dubbio problema problemi errore aiuto aiutare aiutarmi aiutatemi
    funziona niente bisogno vraag vragen vraagje problemen probleempje fout hulp helpen help werkt spoed niks niets
    mis pytanie pomocy pomoc pomozcie dziala pilne fraga hjalp hjalpa funkar fungerar bradskande sorum sorun sorunum
    yardim yardima calismiyor acil вопрос проблема помогите помощь помочь работает срочно madad chahiye sawal मदद
    सहायता सवाल समस्या काम سوال مشكله مساعده المساعده ساعدوني ساعدني يعمل عاجل
    """
)
"""Of these words a vague request has at least one, unless it asks."""

UNSPACED = _words(
    """
    助けて 助けてください 助けてほしい 質問があります 質問です 質問 困っています 動きません 動かない 使えません
    使えない 問題があります ヘルプ 至急 緊急 お願いします すみません 誰かいますか 相談があります 帮助 帮帮我 请帮忙
    请帮我 帮忙 救命 有问题 有个问题 我有问题 我有个问题 我有一个问题 不行 不能用 用不了 坏了 出问题了 紧急 急 在吗
    有人吗 请问 需要帮助 我需要帮助 問題 我有問題 幫忙 有人嗎 在嗎 도와주세요 도와 주세요 질문이 있습니다 질문
    있어요 질문있습니다 문제가 있어요 문제가 있습니다 안돼요 안 돼요 안됩니다 안 됩니다 작동하지 않아요 급해요 긴급
    도움이 필요해요 도움이 필요합니다 계세요
    """
)
