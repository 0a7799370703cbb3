"""Asking for a human in other languages."""

import pytest

from escalation.reading import asks_for_person

ASKS = {
    "German": """
Ich möchte mit einem Menschen sprechen
Kann ich mit jemandem reden?
Kann ich bitte mit einem echten Mitarbeiter sprechen?
Mensch bitte
Bitte verbinden Sie mich mit dem Support
Können Sie mich an einen Kollegen weiterleiten?
Gibt es hier einen Menschen?
ich brauche einen Ansprechpartner
Kann mich jemand anrufen?
Bitte rufen Sie mich an
Ich will nicht mit einem Bot reden
kein Bot bitte
Könnte sich das jemand von euch anschauen?
An wen kann ich mich wenden?
""",
    "French": """
Je veux parler à un humain
Puis-je parler à quelqu'un ?
Je voudrais parler avec un conseiller
Passez-moi un agent s'il vous plaît
un humain svp
Mettez-moi en relation avec le service client
J'aimerais discuter avec une vraie personne
Y a-t-il quelqu'un à qui je peux parler ?
Est-ce que quelqu'un peut m'appeler ?
Je ne veux pas parler à un robot
À qui puis-je parler ?
j'ai besoin d'un conseiller
""",
    "Spanish": """
Quiero hablar con una persona
¿Puedo hablar con alguien?
Necesito un agente
Páseme con un operador por favor
Quiero hablar con un humano
agente por favor
Comuníqueme con soporte
¿Hay alguna persona real?
¿Alguien me puede llamar?
no quiero hablar con un bot
¿Con quién puedo hablar?
quiero atención humana
""",
    "Portuguese": """
Quero falar com um humano
Posso falar com alguém?
Preciso falar com um atendente
atendente por favor
Me transfere para uma pessoa
quero um atendimento humano
Pode me ligar?
Com quem posso falar?
Não quero falar com um robô
gostaria de conversar com uma pessoa real
""",
    "Italian": """
Vorrei parlare con una persona
Posso parlare con qualcuno?
operatore per favore
Voglio parlare con un operatore umano
Mi passi un operatore
ho bisogno di un operatore
Qualcuno può chiamarmi?
Con chi posso parlare?
Non voglio parlare con un bot
mettetemi in contatto con l'assistenza
""",
    "Dutch": """
Ik wil met een mens praten
Kan ik iemand spreken?
Kan ik met een medewerker spreken?
Verbind me door met een medewerker
medewerker alstublieft
Ik wil een echt mens
Kan iemand mij bellen?
geen bot aub
Met wie kan ik spreken?
graag contact met jullie klantenservice
""",
    "Polish": """
Chcę rozmawiać z człowiekiem
Czy mogę porozmawiać z kimś?
Proszę połączyć mnie z konsultantem
konsultant proszę
Potrzebuję człowieka
Nie chcę rozmawiać z botem
Proszę o telefon
""",
    "Swedish": """
Jag vill prata med en människa
Kan jag få prata med någon?
Koppla mig till en handläggare
människa tack
Jag vill tala med en riktig person
Kan någon ringa mig?
""",
    "Turkish": """
Bir insanla konuşmak istiyorum
Biriyle konuşabilir miyim?
Beni müşteri temsilcisine bağlayın
müşteri temsilcisi lütfen
Gerçek bir kişiyle görüşmek istiyorum
canlı destek
temsilciye bağlanmak istiyorum
""",
    "Russian": """
Хочу поговорить с человеком
Можно поговорить с кем-нибудь?
Соедините меня с оператором
оператор
Переключите на оператора, пожалуйста
Позовите менеджера
нужен живой человек
Позвоните мне
""",
    "Hindi": """
mujhe kisi insaan se baat karni hai
kya main agent se baat kar sakta hoon
customer care se baat karao
kisi se baat karni hai
मुझे किसी इंसान से बात करनी है
क्या मैं एजेंट से बात कर सकता हूँ?
मुझे किसी से बात करनी है
""",
    "Arabic": """
أريد التحدث مع إنسان
أريد التحدث إلى موظف
هل يمكنني التحدث مع شخص حقيقي؟
حولني إلى موظف خدمة العملاء
ابغى اكلم موظف
أريد موظف
""",
    "Japanese": """
人と話したい
人間と話したいです
担当者と話せますか？
オペレーターに繋いでください
オペレーターお願いします
有人対応をお願いします
担当者に代わってください
電話してください
""",
    "Chinese": """
我要和真人说话
转人工
我想找人工客服
人工
我想跟客服谈谈
可以和人聊吗？
请帮我转接真人
我要轉真人客服
不想和机器人说话
请给我打电话
""",
    "Korean": """
상담원과 이야기하고 싶어요
사람과 대화하고 싶습니다
상담원 연결해 주세요
상담원 연결
직원과 통화하고 싶어요
담당자와 이야기할 수 있나요?
전화해 주세요
""",
    "Mixed": """
Ich hätte gern einen echten Menschen am Apparat
Können wir telefonieren?
Ich würde gerne mit jemandem aus dem Support sprechen
Bitte einen Mitarbeiter
Leite mich bitte an einen Menschen weiter
Pourriez-vous me mettre en contact avec un conseiller ?
je souhaite parler à votre responsable
Est-il possible de parler à quelqu'un ?
Me gustaría hablar con un representante
¿Pueden pasarme con un humano?
que me atienda una persona
Gostava de falar com alguém da equipa
Quero falar com o suporte
Posso essere messo in contatto con un operatore?
vorrei un operatore umano
Mag ik een medewerker spreken?
Ik wil graag iemand aan de telefoon
Chciałbym porozmawiać z żywą osobą
Jag behöver prata med en människa
Canlı bir temsilci ile görüşebilir miyim
Соедините с живым человеком
Хочу поговорить с менеджером
誰かと話せますか
担当の方とお話ししたいです
能给我转人工客服吗
我想和一个真人谈谈
상담원이랑 얘기할래요
실제 사람과 얘기하고 싶어요
هل يمكنني التحدث مع أحد؟
मैं किसी व्यक्ति से बात करना चाहता हूँ
mujhe customer support se baat karni hai
""",
}

DOES_NOT_ASK = """
Wie füge ich eine neue Person hinzu?
Wie lege ich einen Mitarbeiter an?
Ich brauche keinen Menschen
Bist du ein Mensch?
Mein Team nutzt Larkspur
Ich muss erst mit meinem Chef sprechen
Jemand hat mein Passwort geändert
Wie exportiere ich alle Mitarbeiter?
Comment ajouter une personne à mon équipe ?
Je n'ai pas besoin d'un humain
Es-tu un humain ?
Quelqu'un a changé mon mot de passe
Je dois parler à mon équipe
¿Cómo agrego una persona a mi equipo?
No necesito hablar con un humano
¿Eres una persona?
Alguien cambió mi contraseña
Como adicionar uma pessoa à equipe?
Não preciso de um atendente
Alguém mudou a minha senha
Come aggiungere una persona al team?
Non ho bisogno di un operatore
Sto parlando con un bot?
Hoe kan ik een persoon toevoegen?
Ik hoef geen mens
Ben je een mens?
Jak dodać osobę do zespołu?
Czy jesteś człowiekiem?
Hur lägger jag till en person?
Är du en människa?
Как добавить человека в команду?
Ты человек?
Kişi nasıl eklenir?
sen insan mısın
kya aap insaan hain
नया व्यक्ति कैसे जोड़ें?
كيف أضيف شخصا إلى الفريق؟
هل أنت إنسان؟
人を追加する方法は？
あなたは人間ですか？
人工智能怎么用？
你是真人吗？
不需要人工客服
如何添加人员？
사람을 추가하려면 어떻게 하나요?
당신은 사람인가요?
Wie rufe ich einen Kunden aus der App an?
Kann ein Mitarbeiter zwei Kalender haben?
Kann jemand anderes meine Notizen sehen?
Un agent peut-il voir deux agendas ?
¿Puede una persona tener dos calendarios?
¿Cómo llamo a un cliente desde la app?
Uma pessoa pode ter dois perfis?
Un operatore può vedere due calendari?
Kan een medewerker twee agenda's hebben?
担当者を変更するには？
担当者に通知を送る設定は？
如何联系客户？
客服模块多少钱？
담당자 변경은 어떻게 하나요?
Как сменить ответственного сотрудника?
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"{language}-{number}")
        for language, texts in ASKS.items()
        for number, text in enumerate(texts.strip().splitlines(), start=1)
    ],
)
def test_this_asks_for_a_person(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize("text", DOES_NOT_ASK.strip().splitlines())
def test_this_does_not_ask_for_a_person(text: str) -> None:
    assert asks_for_person(text) is None
