"""How customers ask for a person in other languages: for each, the verbs, the small words and the people."""

import re
from dataclasses import dataclass

from escalation.reading.text import unaccented


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One language's ways. `talk` or `want`, then any `small` words, then `person`; or `person` alone; or `other`.

    Written as regular expressions over normalised words: no accents, no apostrophes, `_` for a hyphen.
    """

    talk: str
    want: str
    small: str
    person: str
    alone: str
    polite: str
    other: tuple[str, ...] = ()

    def patterns(self) -> tuple[str, ...]:
        """Its ways, spelled out."""
        small = rf"(?:(?:{self.small}) ){{0,4}}"
        polite = rf"(?:(?:{self.polite}) )*"
        return (
            rf"(?:{self.talk}) {small}(?:{self.person})",
            rf"(?:{self.want}) {small}(?:{self.alone})(?=$| (?:{self.polite}))",
            rf"^{polite}{small}(?:{self.alone})(?: (?:{self.polite}))*$",
            *self.other,
        )


GERMAN = Phrasing(
    talk=r"(?:sprech\w*|rede\w*|verbind\w*|chatte\w*|telefonier\w*|verbunden|weiterleit\w*|kontakt\w*|wend\w*|ubergeb\w*|durchstell\w*)",
    want=r"will|mochte|brauche|brauch|brauchen|wunsche|benotige|benotigen|gib mir|geben sie mir|gebt mir|hol|holt|holen sie|hatte gern|hatte gerne|"
    r"gibt es|gibts|lieber|ist da|ist hier|bitte",
    small=r"sie|du|mir|mich|uns|bitte|jetzt|gerne|lieber|mal|mit|an|zu|zum|zur|ein|eine|einen|einem|einer|nen|nem|ner|den|dem|der|das|euch|euer|eurem|eurer|"
    r"ihrem|ihrer|ihr|echte\w*|richtige\w*|wirkliche\w*|lebende\w*|menschliche\w*|hier|auch|irgend|noch|direkt|anderen|zustandige\w*",
    person=r"mensch|menschen|person|mitarbeiter|mitarbeiterin|mitarbeitern|kollegen|kollegin|kollege|agent|agenten|berater|beraterin|jemand|jemandem|"
    r"jemanden|irgendwem|irgendjemand\w*|kundenservice|kundendienst|kundensupport|kundenbetreuung|kundenbetreuer\w*|support|supportteam|support_team|support_mitarbeiter|"
    r"sachbearbeiter\w*|ansprechpartner\w*|vorgesetzten|techniker|team|service|hotline|chef|experten",
    alone=r"mensch|menschen|person|mitarbeiter|mitarbeiterin|agent|agenten|berater|kundenservice|kundendienst|kundensupport|ansprechpartner\w*|"
    r"support_mitarbeiter|jemand|jemanden|kundenberater",
    polite=r"bitte|jetzt|sofort|dringend|hier|da|statt|der|die|das mir|kein|keine|und|von euch|aus dem|erreichbar|sprechen|danke|ich|fur mich|endlich",
    other=(
        r"(?:mit|an) (?:(?:einem|einer|ner|nem|einen|der|dem|den|eurem|euren|ihrem|jemand\w*|echten|richtigen|echter|menschlichen|anderen|zustandigen|lebenden|"
        r"wirklichen|irgend|aus) ){0,3}(?:mensch\w*|person|mitarbeiter\w*|kolleg\w*|agent\w*|berater\w*|jemand\w*|kundenservice|kundendienst|kundensupport|"
        r"kundenberater\w*|sachbearbeiter\w*|ansprechpartner\w*|vorgesetzten|techniker|support\w*|team|chef) (?:[^ ]+ ){0,4}?(?:sprech\w*|rede\w*|chatte\w*|schreib\w*|telefonier\w*|unterhalt\w*|"
        r"verbind\w*|verbunden|weiter\w*|ubergeb\w*|durchstell\w*|kontakt\w*|wende\w*|klaren|zu tun)",
        r"(?:kann|konnte|kannst du|konnten|kann bitte|bitte) (?:[^ ]+ ){0,3}(?:jemand|wer|ein mensch|ein mitarbeiter|einer von euch|ein kollege)(?: [^ ]+){0,5} "
        r"(?:anrufen|zuruckrufen|melden|anschauen|ansehen|draufschauen|drauf schauen|kontaktieren|ubernehmen|kummern|reinschauen|prufen)",
        r"(?:ruft|rufen sie|ruf) (?:mich|uns) (?:bitte )?(?:an|zuruck)|ruckruf|(?:um|einen) ruckruf",
        r"(?:wen|an wen) kann ich (?:mich )?(?:sprechen|anrufen|wenden|kontaktieren)|mit wem kann ich (?:[^ ]+ )?(?:sprechen|reden)",
        r"(?:kein|keinen|keinem|keine|nicht mit (?:einem|einer|dem|der|nem|ner)) (?:bot|chatbot|roboter|maschine|ki|computer)",
        r"brauche jemand(?:en)?(?:$| (?:der|von|aus|mit))",
        r"(?:bitte )?eskalier(?:en|t|e) (?:bitte|sie|das)|bitte eskalieren|bitte (?:das )?(?:an|zu) (?:einen|ein) menschen",
        r"(?:weiterleiten|weitergeben|leite\w*|gib|geben sie) (?:[^ ]+ ){0,3}(?:an|zu) (?:(?:einen|ein|eine|den|das|die|euer) )?(?:menschen|mitarbeiter|kollegen|person|team|support|agenten)",
        r"menschliche (?:hilfe|unterstutzung|mitarbeiter|agenten)",
    ),
)

FRENCH = Phrasing(
    talk=r"parler|discuter|echanger|communiquer|parle|parlez|en relation|en contact|contact avec|contacter|joindre|connecter|connectez_moi|transferer|transferez_moi|"
    r"transfere_moi|transferez|passez_moi|passe_moi|passez|me passer|mettez_moi|relier|rediriger|orientez_moi|escalader|appeler",
    want=r"veux|voudrais|souhaite|besoin d|besoin dune?|prefere|prefererais|donnez_moi|y a_t_il|y a til|ya til|il y a|est_ce quil y a|aimerais|desire|besoin",
    small=r"a|au|aux|avec|vers|en|un|une|dun|dune|de|du|la|le|les|lun|lune|votre|vos|directement|vrai|vraie|veritable|autre|s il vous plait|d|quelquun dautre|"
    r"etre|moi|nous|avoir|qui|que|ici|l",
    person=r"humain|humaine|lhumain|etre humain|personne|quelquun|agent|conseiller|conseillere|operateur|operatrice|responsable|technicien|employe|"
    r"interlocuteur|representant|support|service client|service clientele|equipe|lequipe|collegue|superviseur|lassistance|manager|lun de vos \w+|gestionnaire|vous par telephone",
    alone=r"humain|etre humain|vraie personne|conseiller|conseillere|agent|operateur|interlocuteur|representant|agent humain|personne reelle|personne humaine|"
    r"service client|quelquun|lhumain|dhumain|conseiller humain",
    polite=r"svp|stp|sil|maintenant|vite|merci|pas|pour|qui|ici|plutot|disponible|a qui|de votre|reel|s il vous plait|vous|te|plait|au telephone",
    other=(
        r"(?:quelquun|une personne|un humain|un conseiller|un agent) (?:de [^ ]+ [^ ]+ )?(?:peut|pourrait|peut_il|pourrait_il|pour) (?:[^ ]+ )?(?:mappeler|me rappeler|nous appeler|mecrire|me contacter|regarder|jeter|parler|maider)",
        r"(?:appelez|rappelez|contactez)_(?:moi|nous)|(?:etre|me faire) (?:rappele\w*|recontacte\w*|appeler|rappeler)",
        r"a qui (?:puis_je|je peux|peut_on|dois_je|est_ce que je peux) (?:parler|madresser|mecrire|telephoner)|qui (?:puis_je|je peux|peut_on) (?:contacter|appeler|joindre)",
        r"pas (?:parler |discuter |echanger )?(?:a|avec|dun|un|de) (?:un |une )?(?:robot|bot|machine|chatbot|ia)|marre (?:du|des|de ce) (?:robots?|bots?)",
        r"(?:escaladez|escalader|remontez|remonter) (?:svp|mon|ma|ce|cette|la|le|a un|au)",
    ),
)

SPANISH = Phrasing(
    talk=r"hablar|hablo|chatear|conversar|comunicar|comunicarme|comunicarse|comunicame|comuniqueme|contactar|contactarme|contacto|pasame|paseme|pasar|pasarme|pasenme|"
    r"transferir|transferirme|transfiereme|transfierame|conectar|conectarme|conectame|ponme|pongame|ponerme|derivar|derivame|deriveme|escalar|escalalo|llamar|dirigirme",
    want=r"quiero|quisiera|necesito|deseo|prefiero|dame|deme|me gustaria|hay|exijo|solicito|busco|queremos|necesitamos",
    small=r"a|al|con|por|un|una|el|la|los|su|sus|tu|algun|alguna|otra|otro|en|de|directamente|favor|que|sea|ser|verdadero|verdadera|real|esto|me|mi|caso|atienda|mas",
    person=r"humano|humana|ser humano|persona|alguien|agente|asesor|asesora|operador|operadora|ejecutivo|representante|soporte|supervisor|gerente|encargado|encargada|"
    r"responsable|tecnico|empleado|equipo|colega|servicio al cliente|atencion al cliente|atencion a clientes|personal",
    alone=r"humano|ser humano|persona real|persona|agente|asesor|operador|operadora|representante|agente humano|atencion humana|soporte humano|alguien|asesor humano|persona humana|"
    r"ejecutivo|supervisor|persona de verdad|agente real",
    polite=r"por|porfa|favor|ya|ahora|urgente|gracias|que|no|real|de|aqui|disponible|para hablar|ahi|con|humano|humana",
    other=(
        r"que (?:me|nos) (?:llame|llamen|contacte|contacten|atienda|ayude|escriba|responda) (?:alguien|una persona|un humano|un agente)|(?:alguien|una persona) (?:me |nos )?(?:puede|podria|que|pueda) (?:[^ ]+ )?(?:llame|llamar|llamarme|llamarnos|contactarme|"
        r"contactar|atender|atenderme|atienda|revisarlo|mirarlo)|(?:puede|podria) (?:llamarme|contactarme|atenderme|mirarlo|revisarlo) alguien|(?:me|nos) (?:puede|podria) (?:llamar|atender|contactar) (?:alguien|una persona|un)",
        r"llamenme|llameme|llamame|que me llamen",
        r"(?:con|a) quien (?:puedo|podria|debo|tengo que) (?:hablar|contactar|llamar|dirigirme|comunicarme)",
        r"no (?:quiero )?(?:hablar |chatear )?(?:con )?(?:un |una |este |el )?(?:bot|robot|maquina|chatbot|ia)|harto (?:de|del) (?:este |los )?(?:bots?|robots?)",
        r"(?:escalar|escalen|escala|escale) (?:esto|este|mi|el|por|a|la)|atencion humana|persona real",
    ),
)

PORTUGUESE = Phrasing(
    talk=r"falar|falo|conversar|conversa|contato|contatar|contactar|transferir|transfere|transfira|transfiram|passar|passa|passe|conectar|conecta|conecte|encaminhar|encaminhe|"
    r"encaminha|chamar|chama|chame|ligar|teclar|comunicar|escalar",
    want=r"quero|queria|preciso|gostaria|prefiro|me da|me de|tem|ha|existe|desejo|precisamos|preciso de|quero um",
    small=r"a|ao|com|de|para|pra|por|pro|um|uma|o|os|seu|sua|algum|alguma|outra|outro|do|da|no|me|mim|verdade|isso|ser|favor|verdadeiro|ca|direto|diretamente|voces|mais",
    person=r"humano|humana|ser humano|pessoa|alguem|atendente|agente|operador|operadora|representante|suporte|gerente|responsavel|supervisor|assistente humano|tecnico|"
    r"funcionario|equipe|equipa|atendimento|colega|consultor",
    alone=r"humano|humana|ser humano|pessoa real|pessoa|atendente|agente|operador|representante|atendimento humano|atendente humano|suporte humano|alguem|pessoa de verdade|agente humano|"
    r"pessoa humana|assistente humano",
    polite=r"por|porfavor|pf|pfv|agora|urgente|ja|obrigado|obrigada|que|nao|real|ai|aqui|disponivel|para|de|favor|humano|humana|do",
    other=(
        r"(?:alguem|uma pessoa) (?:pode|poderia|para|que) (?:[^ ]+ )?(?:ligar|ligue|contactar|contatar|me atender|olhar|verificar isto|falar)|(?:pode|podem|poderia|podiam) (?:alguem |por favor )?(?:me ligar|ligar_me|ligar para mim|me chamar alguem)",
        r"me (?:liguem|ligue|liga)|liguem_me|ligue_me",
        r"com quem (?:eu )?(?:posso|devo|podemos|consigo) (?:falar|conversar)|quem (?:eu )?(?:posso|devo) (?:contatar|contactar)",
        r"nao (?:quero )?(?:falar |conversar )?(?:com )?(?:um |uma |este |o )?(?:bot|robo|robot|maquina|chatbot|ia)|atendimento humano|atendente humano",
    ),
)

ITALIAN = Phrasing(
    talk=r"parlare|parlo|chattare|conversare|comunicare|contatto|contattare|passatemi|passami|mi passi|passarmi|trasferire|trasferirmi|trasferitemi|trasferiscimi|collegare|collegarmi|"
    r"collegami|collegatemi|mettermi|mettetemi|mettimi|parlarne|connettimi|connettermi|inoltrare|escalare|chiamare",
    want=r"voglio|vorrei|ho bisogno di|mi serve|preferisco|preferirei|dammi|datemi|ce|desidero|avrei bisogno di|cerco|serve",
    small=r"a|al|con|di|un|una|uno|il|lo|la|in|un altro|unaltra|altra|altro|qualche|vostro|vostra|vostri|vero|vera|direttamente|ad|del|della|dei|per|favore|all|allo|alla|coi|il vostro|d",
    person=r"umano|unumano|essere umano|persona|qualcuno|operatore|unoperatore|operatrice|agente|unagente|addetto|unaddetta|unaddetto|assistenza|lassistenza|allassistenza|consulente|responsabile|"
    r"supporto|servizio clienti|tecnico|rappresentante|supervisore|team|collega|un essere umano|personale|superiore",
    alone=r"umano|essere umano|persona reale|persona vera|vera persona|persona|operatore|unoperatore|operatore umano|agente|agente umano|assistenza umana|qualcuno|consulente|persona in carne e ossa|rappresentante|"
    r"servizio clienti",
    polite=r"per|favore|grazie|subito|ora|adesso|urgente|che|non|reale|vero|vera|umano|umana|qui|disponibile|con cui|a cui|perfavore",
    other=(
        r"qualcuno (?:[^ ]+ [^ ]+ )?(?:puo|potrebbe|che) (?:[^ ]+ )?(?:chiamarmi|richiamarmi|chiamarci|contattarmi|chiami|guardare|darci|aiutarmi di persona)|(?:puo|potrebbe) (?:chiamarmi|richiamarmi|contattarmi|darci) (?:qualcuno|unocchiata)",
        r"(?:chiamatemi|richiamatemi|mi chiami|mi richiami|mi faccia chiamare|essere (?:ri)?chiamat\w+|essere ricontattat\w+)",
        r"(?:con|a) chi (?:posso|devo|potrei) (?:parlare|rivolgermi|contattare)|chi (?:posso|devo) (?:contattare|chiamare)",
        r"non (?:voglio )?(?:parlare )?(?:con )?(?:un |il |una |questo |a )?(?:bot|robot|macchina|chatbot|ia)|operatore umano|assistenza umana",
    ),
)

DUTCH = Phrasing(
    talk=r"praten|spreken|spreek|praat|chatten|bellen|contact met|doorverbinden|verbinden|verbind|doorverbonden|schakel|overleggen|kletsen|escaleren",
    want=r"wil|wil graag|heb|nodig|geef me|geef mij|graag|liever|is er|wens|zou graag|mag ik|ik zoek|haal",
    small=r"met|aan|door|naar|een|de|het|jullie|uw|je|ergens|me|mij|ons|echte|echt|levend|levende|menselijke|iemand|andere|eens|graag|van|hier|ook|gewoon|direct|opnemen|hebben",
    person=r"mens|persoon|iemand|medewerker|medewerkster|collega|agent|klantenservice|klantendienst|support|supportmedewerker|helpdesk|manager|leidinggevende|team|adviseur|specialist|servicemedewerker",
    alone=r"mens|echt mens|persoon|echt persoon|medewerker|agent|iemand|klantenservice|supportmedewerker|servicemedewerker|adviseur",
    polite=r"aub|alsjeblieft|alstublieft|nu|graag|snel|svp|die|geen|van|hier|spreken|nodig|om|aanwezig|beschikbaar|aan de lijn|ipv|in plaats",
    other=(
        r"met (?:(?:een|de|echt|echte|levend|levende|menselijke|andere|jullie|iemand|van) ){0,3}(?:mens|persoon|medewerker|medewerkster|collega|agent|klantenservice|support|iemand|helpdesk|manager|adviseur|leidinggevende|team) "
        r"(?:[^ ]+ ){0,3}?(?:praten|spreken|chatten|bellen|verbinden|verbonden|doorverbinden|doorverbonden|overleggen|opnemen|contact)",
        r"(?:kan|zou|wil|kunnen) (?:[^ ]+ )?(?:iemand|een collega|een medewerker)(?: [^ ]+){0,5} (?:bellen|terugbellen|opnemen|kijken|contacteren|overnemen|meekijken)",
        r"bel (?:me|mij|ons)(?: terug)?|terugbellen|met wie kan ik (?:spreken|praten|bellen)|wie kan ik (?:bellen|spreken|contacteren)",
        r"kan ik (?:[^ ]+ )?(?:iemand|een mens|een medewerker) (?:[^ ]+ )?(?:spreken|bellen|bereiken)",
        r"geen (?:bot|robot|chatbot|computer|machine)|niet met (?:een|de|deze) (?:bot|robot|chatbot|computer|machine)",
        r"escaleer (?:dit|aub|mijn)|verbind (?:me|mij) door|menselijke (?:hulp|medewerker|ondersteuning)",
    ),
)

POLISH = Phrasing(
    talk=r"rozmawiac|porozmawiac|pogadac|polaczyc|polacz|polaczcie|prosze polaczyc|przelacz|przelaczyc|przelaczcie|skontaktowac|skontaktuj|kontakt|kontaktu|mowic|pomowic|rozmowa|rozmowe|rozmowy|czatowac|przekaz|przekazac",
    want=r"chce|chcialbym|chcialabym|potrzebuje|prosze o|poprosze|wole|dajcie|daj mi|czy jest tu|czy jest|zadam|prosze",
    small=r"z|ze|sie|mnie|nas|do|tu|tutaj|jakims|prawdziwym|prawdziwego|prawdziwa|zywym|zywego|zywa|innym|kims|kogos|waszym|panstwa|jakas|bezposrednio|moge|to|o|od",
    person=r"czlowiekiem|czlowieka|czlowiek|konsultantem|konsultanta|konsultantka|kims|agentem|agenta|osoba|osobe|pracownikiem|pracownika|doradca|obsluga(?: klienta)?|przedstawicielem|specjalista|"
    r"operatorem|operatora|kierownikiem|menedzerem|wsparciem|zespolem|pomoca techniczna|biurem obslugi(?: klienta)?|ludzmi",
    alone=r"czlowiek|czlowieka|czlowiekiem|konsultant|konsultanta|konsultantem|agenta|operatora|prawdziwa osoba|zywego czlowieka|pracownika|prawdziwej osoby|rozmowe z czlowiekiem|kogos",
    polite=r"prosze|teraz|pilnie|szybko|dziekuje|nie|kto|z|zamiast|natychmiast|poprosze",
    other=(
        r"(?:czy )?(?:ktos|niech ktos) (?:[^ ]+ ){0,3}(?:zadzwonic|zadzwoni|oddzwoni|oddzwonic|skontaktowac|skontaktuje|spojrzec|zerknac)|prosze o (?:telefon|kontakt|oddzwonienie)|zadzwoncie do mnie|oddzwoncie",
        r"z kim (?:moge|mozna) (?:[^ ]+ )?(?:porozmawiac|rozmawiac|sie skontaktowac)|nie (?:chce )?(?:rozmawiac |gadac )?z (?:botem|robotem|maszyna|automatem)",
    ),
)

SWEDISH = Phrasing(
    talk=r"prata|tala|snacka|chatta|koppla|kopplad|kopplas|kontakt|kontakta|ringa|eskalera|overlamna|vidarekoppla|skicka mig|komma i kontakt",
    want=r"vill ha|behover|ge mig|onskar|skulle vilja ha|finns det|hellre|hamta|far jag|kraver|vill",
    small=r"med|till|mig|oss|vidare|en|ett|nagon|riktig|riktigt|levande|verklig|fran|er|era|annan|hellre|direkt|den|mansklig|hos|pa",
    person=r"manniska|manniskor|person|nagon|agent|handlaggare|medarbetare|kundtjanst|kundservice|support|supporten|kollega|chef|representant|kundsupport|operator|personal|radgivare|teamet",
    alone=r"manniska|riktig person|person|agent|handlaggare|medarbetare|kundtjanst|kundservice|operator|nagon|mansklig agent|representant",
    polite=r"tack|nu|snalla|garna|som|inte|istallet|har|direkt|att|pa|genast|fran",
    other=(
        r"(?:kan|skulle|kunde|far) (?:[^ ]+ )?nagon(?: [^ ]+){0,4} (?:ringa|kontakta|titta|kolla|hora av sig|ta over)|ring (?:mig|oss)|vem kan jag (?:prata|tala|kontakta|ringa)",
        r"(?:ingen|inte (?:med |prata med |ha )?en) (?:bot|robot|chatbot|maskin)|eskalera (?:det|detta|arendet)|mansklig (?:hjalp|support|kontakt)",
    ),
)

RUSSIAN = Phrasing(
    talk=r"поговорить|говорить|связаться|соедините|соедини|соединить|свяжите|связать|переключите|переключи|переключить|переведите|переведи|перевести|пообщаться|общаться|позовите|позови|подключите|дайте|побеседовать|передайте|эскалируйте",
    want=r"хочу|нужен|нужна|нужно|требую|прошу|мне бы|есть|можно|хотел бы|хотела бы|лучше",
    small=r"с|со|меня|мне|нас|на|к|живым|живои|живого|живому|настоящим|реальным|реальныи|настоящии|человеческим|другим|вашим|каким_то|пожалуиста|бы|вашеи|службои|службе|до|кто_нибудь|я|позвать",
    person=r"человек\w*|людьми|оператор\w*|сотрудник\w*|специалист\w*|менеджер\w*|агент\w*|поддержк\w*|техподдержк\w*|представител\w*|консультант\w*|кем_то|кем_нибудь|кому_нибудь|руководител\w*|начальник\w*",
    alone=r"человек|человека|человеком|с человеком|оператор|оператора|оператором|менеджер|менеджера|консультант|консультанта|живои человек|живого человека|живои оператор|сотрудник поддержки",
    polite=r"пожалуиста|срочно|сеичас|а не|не|плиз|спасибо|кто|позовите|здесь|тут|немедленно|нужен",
    other=(
        r"(?:пусть|может|могли бы|можете|кто_нибудь|кто_то) (?:[^ ]+ ){0,3}(?:позвон\w+|перезвон\w+|свяжется|связаться|посмотр\w+)|перезвоните|позвоните мне|с кем (?:я )?(?:могу|можно) (?:поговорить|связаться)",
        r"не (?:хочу )?(?:говорить |общаться )?с (?:ботом|роботом|машинои)|хватит бота|есть (?:тут|здесь) (?:кто_нибудь )?(?:живои|люди|человек)",
    ),
)

TURKISH = (
    r"(?:insanla|insan ile|kisiyle|kisi ile|biriyle|birisiyle|biri ile|birisi ile|temsilciyle|temsilci ile|temsilcisiyle|temsilcisi ile|temsilcinizle|yetkiliyle|yetkili ile|operatorle|operator ile|ekibinizle|"
    r"ekibiyle|mudurle|uzmanla|destekle|calisanla|calisaniniz\w*|hizmetleriyle|hizmetleri ile|personelle) (?:[^ ]+ ){0,3}?(?:konus\w*|gorus\w*|baglan\w*|iletisim\w*|yazis\w*|sohbet)",
    r"(?:insana|temsilciye|temsilcisine|yetkiliye|operatore|birine|birisine|kisiye|destek ekibine|musteri hizmetlerine) (?:[^ ]+ ){0,2}?(?:bagla\w*|aktar\w*|yonlendir\w*|ilet\w*|ulas\w*)",
    r"(?:canli destek|gercek (?:bir )?(?:insan|kisi)|musteri (?:temsilcisi|hizmetleri)|insan|temsilci|operator)(?: istiyorum| lutfen| lazim| var mi| ile| rica)*$",
    r"(?:beni|bizi) (?:[^ ]+ )?(?:arayin|arar misiniz|arasin|arayabilir)|bot (?:degil|istemiyorum)|botla konusmak istemiyorum",
)

HINDI = (
    r"(?:kisi|kisise|insaan|insan|aadmi|admi|vyakti|agent|executive|care|human|manager|support|bande|banda|representative|operator|team|person)(?: [^ ]+){0,2}? (?:se|ke saath|ko) (?:[^ ]+ ){0,3}?(?:baat|bat|baath|connect|sampark|contact|transfer)",
    r"(?:insaan|insan|asli insaan|agent|human|aadmi|real person) (?:se|ko|ki|ka)? ?(?:chahiye|chaiye|bulao|bulaiye|do|dijiye|se baat)",
    r"(?:mujhe|mujhko|humko|hume) (?:koi )?(?:call|phone) (?:karo|kare|karein|kijiye|kar do)|(?:koi|kisi) (?:insaan|insan|aadmi|agent) hai",
    r"(?:इंसान|इनसान|व्यक्ति|आदमी|एजेंट|किसी|प्रतिनिधि|मनुष्य|सेवा|केयर|मानव|ऑपरेटर|अधिकारी|टीम|सपोर्ट|मैनेजर|शख्स)(?: [^ ]+){0,3}? (?:से|को|के साथ) (?:[^ ]+ ){0,3}?(?:बात|जोड़|जोड|संपर्क|कनेक्ट|ट्रांसफर)",
    r"(?:इंसान|एजेंट|मानव|आदमी|प्रतिनिधि|मानवीय) (?:सहायता |सहायक )?(?:चाहिए|बुलाओ|बुलाइए|दीजिए)|(?:मुझे|हमें) (?:कॉल|फोन|फ़ोन) (?:करें|करो|कीजिए)",
)

ARABIC = (
    r"(?:التحدث|اتحدث|نتحدث|التكلم|اتكلم|احكي|التواصل|اتواصل|تواصل|تحويلي|حولني|حولوني|حولنا|تحويل|اكلم|الكلام|توصيلي|وصلني|وصلوني|الدردشه|محادثه|تصعيد|تحدث) (?:[^ ]+ ){0,3}?"
    r"[^ ]*(?:انسان|شخص|موظف|بشري|بشر|ممثل|احد|مسؤول|مسوول|خدمه|الدعم|وكيل|مندوب|حد|مشرف|مدير)(?: [^ ]+)?",
    r"(?:اريد|ابغي|ابي|عايز|عاوز|احتاج|بدي|محتاج|اطلب) (?:ان )?(?:شخصا?|موظفا?|انسانا?|ممثل|مندوب|بشري|مع|احدا?)(?: (?:حقيقي\w*|بشري\w*|شخص|موظف))?(?=$| (?:حقيقي|بشري|من فضلك|لو سمحت|الان|شخص|انسان|موظف|خدمه))",
    r"(?:اتصلوا|اتصل) بي|(?:موظف|شخص|انسان) (?:حقيقي|بشري)|^(?:موظف|انسان|خدمه العملاء)(?: من فضلك| لو سمحت| رجاء)?$|لا اريد (?:التحدث )?(?:مع |الي )?(?:روبوت|بوت|اله)",
)

# Scripts without spaces: anywhere in the clause.
JAPANESE = (
    r"(?:人間|担当者|担当の方|担当|オペレーター?|スタッフ|係員|係の人|係の方|サポート(?:の方|の人|担当者?|チーム)?|有人(?:サポート|チャット)?|誰か|どなたか|人|社員|責任者|上司|エージェント|実際の人)(?:の方)?(?:と|に|へ)(?:直接|チャットで|電話で|すぐ|すぐに)?"
    r"(?:お?話|はな|繋|つな|代わ|かわ|替わ|変わ(?:って|れ)|相談(?:した|でき)|お?電話(?:した|でき)|チャット(?:した|でき)|会話(?:した|でき)|やり取りした|エスカレ|引き継)",
    r"有人(?:対応|チャット|サポート|オペレーター?)|(?:オペレーター?|担当者|人間|スタッフ|人)(?:を|が)?(?:お願い|呼んで|出して|希望|対応して|いい|に対応)|人による(?:対応|サポート)",
    r"(?:折り返し)?お?電話(?:して(?:ください|下さい|ほしい|欲しい|もらえ)|をください|を下さい|をいただけ|で話)|誰か(?:いますか|いませんか)|ボットじゃなく|ボットではなく|ロボットじゃなく",
    r"^(?:人間|オペレーター?|担当者|担当者?希望)(?:お願いします|を|希望)?$|エスカレーション?(?:して|お願い)",
)

CHINESE = (
    r"(?<!不用)(?<!不需要)(?<!不要)(?<!不必)(?:(?:转接?|轉接?|找|要|需要|接|联系|聯繫|联络|聯絡|呼叫|换|換)(?:一下|一个|個|个|到|至|给|給)?(?:人工(?!智[能慧])|真人|客服|专人|專人|活人|你们经理|经理|經理|主管|负责人|負責人|工作人员|人(?:来|帮|處理|处理)))",
    r"(?<!不用)(?<!不需要)(?:和|跟|与|與|同)(?:你们|你們|一个|一個|一位|个|真正的|真实的)*(?:人|真人|人工|客服|经理|經理|主管|负责人|工作人员|专员|技术人员|支持人员|某人|人类|人類)(?:客服|员|員)?(?:直接)?(?:说|說|聊|谈|談|讲|講|交谈|交談|对话|對話|沟通|溝通|通话|通話|联系|聯繫)",
    r"(?<!不用)(?<!不需要)(?<!不要)人工(?:客服|服务|服務|坐席|帮助|幫助|支持)|真人(?:客服|服务|服務)|^(?:人工|客服|真人|转人工|轉人工|專人)(?:谢谢|謝謝|请|請)?$|(?:请|請|能不能|可以|麻烦|麻煩)(?:让|讓|叫|找)?(?:人|个人|個人|同事|谁)(?:给我|給我)?(?:打|回)(?:个)?(?:电话|電話)|给我(?:打|回)(?:个)?电话|給我(?:打|回)電話",
    r"(?:不要|不想)(?:和|跟|与)?(?:机器人|機器人|机器|ai)(?:说|聊|谈|讲|对话)?|有(?:真人|人)(?:在吗|在嗎|吗|嗎)$|升级(?:处理|给)|有没有(?:真人|人工)",
)

KOREAN = (
    r"(?:상담원|상담사|상담직원|사람|직원|담당자|매니저|누군가|누구|에이전트|인간|고객센터|고객 ?지원|책임자|관리자|실제 사람|지원 ?팀|상담)(?:분)?(?:과|와|이랑|랑|하고|한테|에게|으로|로|을|를|님과|님)? ?(?:직접 |좀 |지금 |통해 )?"
    r"(?:이야기|얘기|대화|통화|연결|말하|말씀|상담|바꿔|바꾸|불러|부탁|원해|원합|필요해|필요합)",
    r"^(?:상담원|상담사|사람|직원|담당자)(?: ?부탁(?:드려요|드립니다|해요)?| ?요)?$|전화 ?(?:해 ?주|주세요|좀 주|부탁)|(?:봇|로봇|기계|챗봇) ?말고|거기 누구 (?:있|계)|사람 ?(?:있나요|계신가요|없나요)",
)

PHRASINGS = (GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, POLISH, SWEDISH, RUSSIAN)
SPACED = tuple(pattern for phrasing in PHRASINGS for pattern in phrasing.patterns()) + TURKISH + HINDI + ARABIC
UNSPACED = JAPANESE + CHINESE + KOREAN

ELSEWHERE = (
    *(re.compile(unaccented(rf"(?<![^ ])(?:{pattern})(?![^ ])")) for pattern in SPACED),
    *(re.compile(unaccented(pattern)) for pattern in UNSPACED),
)
"""Every way, in every language, compiled."""

_REFUSALS = (
    # no, thank you; or it is no request at all
    r"\b(?:kein|keinen|keine|keinem|keiner) (?:\w+ )?(?:mensch\w*|person|mitarbeiter|agent\w*|support)",
    r"\bnicht (?:mehr )?(?:mit|an) (?:[^ ]+ ){1,3}(?:mensch\w*|person|mitarbeiter\w*|jemand\w*|support) ",
    r"\bpas (?:besoin|necessaire|la peine)|\bsans (?:parler|humain)|\b(?:no (?:necesito|hace falta|quiero|es necesario)|sin) (?:[^ ]+ ){0,2}(?:humano|persona|agente|hablar con (?:un humano|una persona|un agente|nadie))",
    r"\bnao (?:preciso|quero|e necessario) (?:[^ ]+ ){0,3}(?:humano|pessoa|atendente|agente)|\bnon (?:ho bisogno|serve|voglio|e necessario) (?:[^ ]+ ){0,4}(?:umano|operatore|persona|agente)",
    r"\bgeen (?:mens|medewerker|persoon|agent)|\bhoef (?:geen|niet)|\bnie (?:potrzebuje|chce|musze) (?:[^ ]+ ){0,3}(?:czlowiek\w*|konsultant\w*|osob\w*)|\b(?:behover|vill) inte\b|не (?:нужен|надо|нужно) (?:[^ ]+ )?(?:человек|оператор|сотрудник)",
    r"(?:insan|temsilci)\w* (?:[^ ]+ )?(?:gerek yok|istemiyorum)|لا (?:احتاج|اريد) (?:[^ ]+ ){0,2}(?:شخص|موظف|انسان)|(?:सुलझ|हल हो)",
    # are you one?
    r"\b(?:bist du|sind sie|ist das|spreche ich|rede ich) |\b(?:es_tu|etes_vous|est_ce que tu es|tu es|vous etes|je parle a)\b|\b(?:eres|es usted|estoy hablando|hablo con una? )\b|\b(?:voce e|estou falando|sto parlando|sei)\b|\b(?:ben je|bent u|praat ik|spreek ik)\b",
    r"\b(?:czy jestes|jestes|czy rozmawiam|ar du|pratar jag)\b|^ты |^вы |\b(?:sen|siz) (?:bir )?(?:insan|bot)|^هل انت|\bkya (?:tum|aap) (?:insaan|bot|human)|क्या (?:तुम|आप) |[你您]是(?:不是)?(?:真?人|机器人|機器人)|不(?:需要|用|要|必|想)(?:找|转|转接|和|跟)?(?:人工|真人|客服)|^あなたは",
    # somebody else's person
    r"\bhinzufugen|\banlegen|\bajouter|\bagregar\b|\badicionar\b|\baggiungere\b|\btoevoegen\b|\bdodac\b|\blagga till\b|добавить|اضافه|添加|追加|추가",
    r"\b(?:meinem|meiner|meinen|unserem|unserer|unseren|mon|ma|notre|mein|mi|mis|nuestro|meu|minha|mio|mia|mijn|ons|onze|moim|min|mitt) (?:chef|team|kolleg\w*|mitarbeiter\w*|manager|equipe|collegue\w*|equipo|jefe|gerente|agente|equipa|medewerker\w*|collega\w*|kollega|zespol\w*)\b",
)
NOT_ELSEWHERE = re.compile(unaccented("|".join(_REFUSALS)))
"""Clauses in which those words mean something else."""
