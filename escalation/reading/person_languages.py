"""How customers ask for a person in other languages: for each, the verbs, the small words and the people."""

import re
from dataclasses import dataclass

from escalation.reading.person_scripts import ARABIC, BARE_ELSEWHERE, CHINESE, HINDI, JAPANESE, KOREAN, TURKISH
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
        return (
            rf"(?:{self.talk}) {small}(?:{self.person})",
            rf"(?:{self.want}) {small}(?:{self.alone})(?=$| (?:{self.polite}))",
            *self.other,
        )

    def bare(self) -> str:
        """Nothing but the person, and politeness: *agent please*."""
        polite = rf"(?:{self.polite})"
        return rf"(?:{polite} ){{0,6}}(?:(?:{self.small}) ){{0,4}}(?:{self.alone})(?: {polite}){{0,6}}"


GERMAN = Phrasing(
    talk=r"(?:sprech\w*|rede\w*|verbind\w*|chatte\w*|telefonier\w*|verbunden|weiterleit\w*|kontakt\w*|wend\w*|"
    r"ubergeb\w*|durchstell\w*)",
    want=r"will|mochte|brauche|brauch|brauchen|wunsche|benotige|benotigen|gib mir|geben sie mir|gebt mir|hol|holt|"
    r"holen sie|hatte gern|hatte gerne|"
    r"gibt es|gibts|lieber|ist da|ist hier|bitte",
    small=r"sie|du|mir|mich|uns|bitte|jetzt|gerne|lieber|mal|mit|an|zu|zum|zur|ein|eine|einen|einem|einer|nen|nem|"
    r"ner|den|dem|der|das|euch|euer|eurem|eurer|"
    r"ihrem|ihrer|ihr|echte\w*|richtige\w*|wirkliche\w*|lebende\w*|menschliche\w*|hier|auch|irgend|noch|direkt|"
    r"anderen|zustandige\w*",
    person=r"mensch|menschen|person|mitarbeiter|mitarbeiterin|mitarbeitern|kollegen|kollegin|kollege|agent|agenten|"
    r"berater|beraterin|jemand|jemandem|"
    r"jemanden|irgendwem|irgendjemand\w*|kundenservice|kundendienst|kundensupport|kundenbetreuung|kundenbetreuer\w*|"
    r"support|supportteam|support_team|support_mitarbeiter|"
    r"sachbearbeiter\w*|ansprechpartner\w*|vorgesetzten|techniker|team|service|hotline|chef|experten",
    alone=r"mensch|menschen|person|mitarbeiter|mitarbeiterin|agent|agenten|berater|kundenservice|kundendienst|"
    r"kundensupport|ansprechpartner\w*|"
    r"support_mitarbeiter|jemand|jemanden|kundenberater",
    polite=r"bitte|jetzt|sofort|dringend|hier|da|statt|der|die|das mir|kein|keine|und|von euch|aus dem|erreichbar|"
    r"sprechen|danke|ich|fur mich|endlich",
    other=(
        r"(?:mit|an) (?:(?:einem|einer|ner|nem|einen|der|dem|den|eurem|euren|ihrem|jemand\w*|echten|richtigen|"
        r"echter|menschlichen|anderen|zustandigen|lebenden|"
        r"wirklichen|irgend|aus) ){0,3}(?:mensch\w*|person|mitarbeiter\w*|kolleg\w*|agent\w*|berater\w*|jemand\w*|"
        r"kundenservice|kundendienst|kundensupport|"
        r"kundenberater\w*|sachbearbeiter\w*|ansprechpartner\w*|vorgesetzten|techniker|support\w*|team|"
        r"chef) (?:[^ ]+ ){0,4}?(?:sprech\w*|rede\w*|chatte\w*|schreib\w*|telefonier\w*|unterhalt\w*|"
        r"verbind\w*|verbunden|weiter\w*|ubergeb\w*|durchstell\w*|kontakt\w*|wende\w*|klaren|zu tun)",
        r"(?:kann|konnte|kannst du|konnten|kann bitte|bitte) (?:[^ ]+ ){0,3}(?:jemand|wer|ein mensch|"
        r"ein mitarbeiter|einer von euch|ein kollege)(?: [^ ]+){0,5} "
        r"(?:anrufen|zuruckrufen|melden|anschauen|ansehen|draufschauen|drauf schauen|kontaktieren|ubernehmen|"
        r"kummern|reinschauen|prufen)",
        r"(?:ruft|rufen sie|ruf) (?:mich|uns) (?:bitte )?(?:an|zuruck)|ruckruf|(?:um|einen) ruckruf",
        r"(?:konnen|konnten) wir (?:[^ ]+ ){0,2}telefonieren|mensch\w* (?:am|ans) (?:apparat|telefon)",
        r"(?:wen|an wen) kann ich (?:mich )?(?:sprechen|anrufen|wenden|kontaktieren)|"
        r"mit wem kann ich (?:[^ ]+ )?(?:sprechen|reden)",
        r"(?:kein|keinen|keinem|keine|nicht mit (?:einem|einer|dem|der|nem|ner)) (?:bot|chatbot|roboter|maschine|ki|"
        r"computer)",
        r"brauche jemand(?:en)?(?:$| (?:der|von|aus|mit))",
        r"(?:bitte )?eskalier(?:en|t|e) (?:bitte|sie|das)|bitte eskalieren|bitte (?:das )?(?:an|zu) (?:einen|"
        r"ein) menschen",
        r"(?:weiterleiten|weitergeben|leite\w*|gib|geben sie) (?:[^ ]+ ){0,3}(?:an|zu) (?:(?:einen|ein|eine|den|das|"
        r"die|euer) )?(?:menschen|mitarbeiter|kollegen|person|team|support|agenten)",
        r"menschliche (?:hilfe|unterstutzung|mitarbeiter|agenten)",
    ),
)

FRENCH = Phrasing(
    talk=r"parler|discuter|echanger|communiquer|parle|parlez|en relation|en contact|contact avec|contacter|joindre|"
    r"connecter|connectez_moi|transferer|transferez_moi|"
    r"transfere_moi|transferez|passez_moi|passe_moi|passez|me passer|mettez_moi|relier|rediriger|orientez_moi|"
    r"escalader|appeler",
    want=r"veux|voudrais|souhaite|besoin d|besoin dune?|prefere|prefererais|donnez_moi|y a_t_il|y a til|ya til|"
    r"il y a|est_ce quil y a|aimerais|desire|besoin",
    small=r"a|au|aux|avec|vers|en|un|une|dun|dune|de|du|la|le|les|lun|lune|votre|vos|directement|vrai|vraie|"
    r"veritable|autre|s il vous plait|d|quelquun dautre|"
    r"etre|moi|nous|avoir|qui|que|ici|l",
    person=r"humain|humaine|lhumain|etre humain|personne|quelquun|agent|conseiller|conseillere|operateur|operatrice|"
    r"responsable|technicien|employe|"
    r"interlocuteur|representant|support|service client|service clientele|equipe|lequipe|collegue|superviseur|"
    r"lassistance|manager|lun de vos \w+|gestionnaire|vous par telephone",
    alone=r"humain|etre humain|vraie personne|conseiller|conseillere|agent|operateur|interlocuteur|representant|"
    r"agent humain|personne reelle|personne humaine|"
    r"service client|quelquun|lhumain|dhumain|conseiller humain",
    polite=r"svp|stp|sil|maintenant|vite|merci|pas|pour|qui|ici|plutot|disponible|a qui|de votre|reel|"
    r"s il vous plait|vous|te|plait|au telephone",
    other=(
        r"(?:quelquun|une personne|un humain|un conseiller|un agent) (?:de [^ ]+ [^ ]+ )?(?:peut|pourrait|peut_il|"
        r"pourrait_il|pour) (?:[^ ]+ )?(?:mappeler|me rappeler|nous appeler|mecrire|me contacter|regarder|jeter|"
        r"parler|maider)",
        r"(?:appelez|rappelez|contactez)_(?:moi|nous)|(?:etre|me faire) (?:rappele\w*|recontacte\w*|appeler|rappeler)",
        r"a qui (?:puis_je|je peux|peut_on|dois_je|est_ce que je peux) (?:parler|madresser|mecrire|telephoner)|"
        r"qui (?:puis_je|je peux|peut_on) (?:contacter|appeler|joindre)",
        r"pas (?:parler |discuter |echanger )?(?:a|avec|dun|un|de) (?:un |une )?(?:robot|bot|machine|chatbot|ia)|"
        r"marre (?:du|des|de ce) (?:robots?|bots?)",
        r"(?:escaladez|escalader|remontez|remonter) (?:svp|mon|ma|ce|cette|la|le|a un|au)",
    ),
)

SPANISH = Phrasing(
    talk=r"hablar|hablo|chatear|conversar|comunicar|comunicarme|comunicarse|comunicame|comuniqueme|contactar|"
    r"contactarme|contacto|pasame|paseme|pasar|pasarme|pasenme|"
    r"transferir|transferirme|transfiereme|transfierame|conectar|conectarme|conectame|ponme|pongame|ponerme|derivar|"
    r"derivame|deriveme|escalar|escalalo|llamar|dirigirme",
    want=r"quiero|quisiera|necesito|deseo|prefiero|dame|deme|me gustaria|hay|exijo|solicito|busco|queremos|"
    r"necesitamos",
    small=r"a|al|con|por|un|una|el|la|los|su|sus|tu|algun|alguna|otra|otro|en|de|directamente|favor|que|sea|ser|"
    r"verdadero|verdadera|real|esto|me|mi|caso|atienda|mas",
    person=r"humano|humana|ser humano|persona|alguien|agente|asesor|asesora|operador|operadora|ejecutivo|"
    r"representante|soporte|supervisor|gerente|encargado|encargada|"
    r"responsable|tecnico|empleado|equipo|colega|servicio al cliente|atencion al cliente|atencion a clientes|personal",
    alone=r"humano|ser humano|persona real|persona|agente|asesor|operador|operadora|representante|agente humano|"
    r"atencion humana|soporte humano|alguien|asesor humano|persona humana|"
    r"ejecutivo|supervisor|persona de verdad|agente real",
    polite=r"por|porfa|favor|ya|ahora|urgente|gracias|que|no|real|de|aqui|disponible|para hablar|ahi|con|humano|"
    r"humana",
    other=(
        r"que (?:me|nos) (?:llame|llamen|contacte|contacten|atienda|ayude|escriba|responda) (?:alguien|una persona|"
        r"un humano|un agente)|(?:alguien|una persona) (?:me |nos )?(?:puede|podria|que|pueda) (?:[^ ]+ )?(?:llame|"
        r"llamar|llamarme|llamarnos|contactarme|"
        r"contactar|atender|atenderme|atienda|revisarlo|mirarlo)|(?:puede|podria) (?:llamarme|contactarme|atenderme|"
        r"mirarlo|revisarlo) alguien|(?:me|nos) (?:puede|podria) (?:llamar|atender|contactar) (?:alguien|"
        r"una persona|un)",
        r"llamenme|llameme|llamame|que me llamen",
        r"(?:con|a) quien (?:puedo|podria|debo|tengo que) (?:hablar|contactar|llamar|dirigirme|comunicarme)",
        r"no (?:quiero )?(?:hablar |chatear )?(?:con )?(?:un |una |este |el )?(?:bot|robot|maquina|chatbot|ia)|"
        r"harto (?:de|del) (?:este |los )?(?:bots?|robots?)",
        r"(?:escalar|escalen|escala|escale) (?:esto|este|mi|el|por|a|la)|atencion humana|persona real",
    ),
)

PORTUGUESE = Phrasing(
    talk=r"falar|falo|conversar|conversa|contato|contatar|contactar|transferir|transfere|transfira|transfiram|"
    r"passar|passa|passe|conectar|conecta|conecte|encaminhar|encaminhe|"
    r"encaminha|chamar|chama|chame|ligar|teclar|comunicar|escalar",
    want=r"quero|queria|preciso|gostaria|prefiro|me da|me de|tem|ha|existe|desejo|precisamos|preciso de|quero um",
    small=r"a|ao|com|de|para|pra|por|pro|um|uma|o|os|seu|sua|algum|alguma|outra|outro|do|da|no|me|mim|verdade|isso|"
    r"ser|favor|verdadeiro|ca|direto|diretamente|voces|mais",
    person=r"humano|humana|ser humano|pessoa|alguem|atendente|agente|operador|operadora|representante|suporte|"
    r"gerente|responsavel|supervisor|assistente humano|tecnico|"
    r"funcionario|equipe|equipa|atendimento|colega|consultor",
    alone=r"humano|humana|ser humano|pessoa real|pessoa|atendente|agente|operador|representante|atendimento humano|"
    r"atendente humano|suporte humano|alguem|pessoa de verdade|agente humano|"
    r"pessoa humana|assistente humano",
    polite=r"por|porfavor|pf|pfv|agora|urgente|ja|obrigado|obrigada|que|nao|real|ai|aqui|disponivel|para|de|favor|"
    r"humano|humana|do",
    other=(
        r"(?:alguem|uma pessoa) (?:pode|poderia|para|que) (?:[^ ]+ )?(?:ligar|ligue|contactar|contatar|me atender|"
        r"olhar|verificar isto|falar)|(?:pode|podem|poderia|podiam) (?:alguem |por favor )?(?:me ligar|ligar_me|"
        r"ligar para mim|me chamar alguem)",
        r"me (?:liguem|ligue|liga)|liguem_me|ligue_me",
        r"com quem (?:eu )?(?:posso|devo|podemos|consigo) (?:falar|conversar)|quem (?:eu )?(?:posso|"
        r"devo) (?:contatar|contactar)",
        r"nao (?:quero )?(?:falar |conversar )?(?:com )?(?:um |uma |este |o )?(?:bot|robo|robot|maquina|chatbot|ia)|"
        r"atendimento humano|atendente humano",
    ),
)

ITALIAN = Phrasing(
    talk=r"parlare|parlo|chattare|conversare|comunicare|contatto|contattare|passatemi|passami|mi passi|passarmi|"
    r"trasferire|trasferirmi|trasferitemi|trasferiscimi|collegare|collegarmi|"
    r"collegami|collegatemi|mettermi|mettetemi|mettimi|parlarne|connettimi|connettermi|inoltrare|escalare|chiamare",
    want=r"voglio|vorrei|ho bisogno di|mi serve|preferisco|preferirei|dammi|datemi|ce|desidero|avrei bisogno di|"
    r"cerco|serve",
    small=r"a|al|con|di|un|una|uno|il|lo|la|in|un altro|unaltra|altra|altro|qualche|vostro|vostra|vostri|vero|vera|"
    r"direttamente|ad|del|della|dei|per|favore|all|allo|alla|coi|il vostro|d",
    person=r"umano|unumano|essere umano|persona|qualcuno|operatore|unoperatore|operatrice|agente|unagente|addetto|"
    r"unaddetta|unaddetto|assistenza|lassistenza|allassistenza|consulente|responsabile|"
    r"supporto|servizio clienti|tecnico|rappresentante|supervisore|team|collega|un essere umano|personale|superiore",
    alone=r"umano|essere umano|persona reale|persona vera|vera persona|persona|operatore|unoperatore|"
    r"operatore umano|agente|agente umano|assistenza umana|qualcuno|consulente|persona in carne e ossa|"
    r"rappresentante|"
    r"servizio clienti",
    polite=r"per|favore|grazie|subito|ora|adesso|urgente|che|non|reale|vero|vera|umano|umana|qui|disponibile|"
    r"con cui|a cui|perfavore",
    other=(
        r"qualcuno (?:[^ ]+ [^ ]+ )?(?:puo|potrebbe|che) (?:[^ ]+ )?(?:chiamarmi|richiamarmi|chiamarci|contattarmi|"
        r"chiami|guardare|darci|aiutarmi di persona)|(?:puo|potrebbe) (?:chiamarmi|richiamarmi|contattarmi|"
        r"darci) (?:qualcuno|unocchiata)",
        r"(?:chiamatemi|richiamatemi|mi chiami|mi richiami|mi faccia chiamare|essere (?:ri)?chiamat\w+|"
        r"essere ricontattat\w+)",
        r"(?:con|a) chi (?:posso|devo|potrei) (?:parlare|rivolgermi|contattare)|chi (?:posso|devo) (?:contattare|"
        r"chiamare)",
        r"non (?:voglio )?(?:parlare )?(?:con )?(?:un |il |una |questo |a )?(?:bot|robot|macchina|chatbot|ia)|"
        r"operatore umano|assistenza umana",
    ),
)

DUTCH = Phrasing(
    talk=r"praten|spreken|spreek|praat|chatten|bellen|contact met|doorverbinden|verbinden|verbind|doorverbonden|"
    r"schakel|overleggen|kletsen|escaleren",
    want=r"wil|wil graag|heb|nodig|geef me|geef mij|graag|liever|is er|wens|zou graag|mag ik|ik zoek|haal",
    small=r"met|aan|door|naar|een|de|het|jullie|uw|je|ergens|me|mij|ons|echte|echt|levend|levende|menselijke|iemand|"
    r"andere|eens|graag|van|hier|ook|gewoon|direct|opnemen|hebben",
    person=r"mens|persoon|iemand|medewerker|medewerkster|collega|agent|klantenservice|klantendienst|support|"
    r"supportmedewerker|helpdesk|manager|leidinggevende|team|adviseur|specialist|servicemedewerker",
    alone=r"mens|echt mens|persoon|echt persoon|medewerker|agent|iemand|klantenservice|supportmedewerker|"
    r"servicemedewerker|adviseur",
    polite=r"aub|alsjeblieft|alstublieft|nu|graag|snel|svp|die|geen|van|hier|spreken|nodig|om|aanwezig|beschikbaar|"
    r"aan de lijn|ipv|in plaats",
    other=(
        r"met (?:(?:een|de|echt|echte|levend|levende|menselijke|andere|jullie|iemand|van) ){0,3}(?:mens|persoon|"
        r"medewerker|medewerkster|collega|agent|klantenservice|support|iemand|helpdesk|manager|adviseur|"
        r"leidinggevende|team) "
        r"(?:[^ ]+ ){0,3}?(?:praten|spreken|chatten|bellen|verbinden|verbonden|doorverbinden|doorverbonden|"
        r"overleggen|opnemen|contact)",
        r"(?:kan|zou|wil|kunnen) (?:[^ ]+ )?(?:iemand|een collega|een medewerker)(?: [^ ]+){0,5} (?:bellen|"
        r"terugbellen|opnemen|kijken|contacteren|overnemen|meekijken)",
        r"bel (?:me|mij|ons)(?: terug)?|terugbellen|met wie kan ik (?:spreken|praten|bellen)|wie kan ik (?:bellen|"
        r"spreken|contacteren)",
        r"kan ik (?:[^ ]+ )?(?:iemand|een mens|een medewerker) (?:[^ ]+ )?(?:spreken|bellen|bereiken)",
        r"iemand aan de (?:telefoon|lijn)|geen (?:bot|robot|chatbot|computer|machine)|niet met (?:een|de|"
        r"deze) (?:bot|robot|chatbot|computer|machine)",
        r"escaleer (?:dit|aub|mijn)|verbind (?:me|mij) door|menselijke (?:hulp|medewerker|ondersteuning)",
    ),
)

POLISH = Phrasing(
    talk=r"rozmawiac|porozmawiac|pogadac|polaczyc|polacz|polaczcie|prosze polaczyc|przelacz|przelaczyc|przelaczcie|"
    r"skontaktowac|skontaktuj|kontakt|kontaktu|mowic|pomowic|rozmowa|rozmowe|rozmowy|czatowac|przekaz|przekazac",
    want=r"chce|chcialbym|chcialabym|potrzebuje|prosze o|poprosze|wole|dajcie|daj mi|czy jest tu|czy jest|zadam|"
    r"prosze",
    small=r"z|ze|sie|mnie|nas|do|tu|tutaj|jakims|prawdziwym|prawdziwego|prawdziwa|zywym|zywego|zywa|innym|kims|"
    r"kogos|waszym|panstwa|jakas|bezposrednio|moge|to|o|od",
    person=r"czlowiekiem|czlowieka|czlowiek|konsultantem|konsultanta|konsultantka|kims|agentem|agenta|osoba|osobe|"
    r"pracownikiem|pracownika|doradca|obsluga(?: klienta)?|przedstawicielem|specjalista|"
    r"operatorem|operatora|kierownikiem|menedzerem|wsparciem|zespolem|pomoca techniczna|biurem obslugi(?: klienta)?|"
    r"ludzmi",
    alone=r"czlowiek|czlowieka|czlowiekiem|konsultant|konsultanta|konsultantem|agenta|operatora|prawdziwa osoba|"
    r"zywego czlowieka|pracownika|prawdziwej osoby|rozmowe z czlowiekiem|kogos",
    polite=r"prosze|teraz|pilnie|szybko|dziekuje|nie|kto|z|zamiast|natychmiast|poprosze",
    other=(
        r"(?:czy )?(?:ktos|niech ktos) (?:[^ ]+ ){0,3}(?:zadzwonic|zadzwoni|oddzwoni|oddzwonic|skontaktowac|"
        r"skontaktuje|spojrzec|zerknac)|prosze o (?:telefon|kontakt|oddzwonienie)|zadzwoncie do mnie|oddzwoncie",
        r"z kim (?:moge|mozna) (?:[^ ]+ )?(?:porozmawiac|rozmawiac|sie skontaktowac)|nie (?:chce )?(?:rozmawiac |"
        r"gadac )?z (?:botem|robotem|maszyna|automatem)",
    ),
)

SWEDISH = Phrasing(
    talk=r"prata|tala|snacka|chatta|koppla|kopplad|kopplas|kontakt|kontakta|ringa|eskalera|overlamna|vidarekoppla|"
    r"skicka mig|komma i kontakt",
    want=r"vill ha|behover|ge mig|onskar|skulle vilja ha|finns det|hellre|hamta|far jag|kraver|vill",
    small=r"med|till|mig|oss|vidare|en|ett|nagon|riktig|riktigt|levande|verklig|fran|er|era|annan|hellre|direkt|den|"
    r"mansklig|hos|pa",
    person=r"manniska|manniskor|person|nagon|agent|handlaggare|medarbetare|kundtjanst|kundservice|support|supporten|"
    r"kollega|chef|representant|kundsupport|operator|personal|radgivare|teamet",
    alone=r"manniska|riktig person|person|agent|handlaggare|medarbetare|kundtjanst|kundservice|operator|nagon|"
    r"mansklig agent|representant",
    polite=r"tack|nu|snalla|garna|som|inte|istallet|har|direkt|att|pa|genast|fran",
    other=(
        r"(?:kan|skulle|kunde|far) (?:[^ ]+ )?nagon(?: [^ ]+){0,4} (?:ringa|kontakta|titta|kolla|hora av sig|"
        r"ta over)|ring (?:mig|oss)|vem kan jag (?:prata|tala|kontakta|ringa)",
        r"(?:ingen|inte (?:med |prata med |ha )?en) (?:bot|robot|chatbot|maskin)|eskalera (?:det|detta|arendet)|"
        r"mansklig (?:hjalp|support|kontakt)",
    ),
)

RUSSIAN = Phrasing(
    talk=r"поговорить|говорить|связаться|соедините|соедини|соединить|свяжите|связать|переключите|переключи|"
    r"переключить|переведите|переведи|перевести|пообщаться|общаться|позовите|позови|подключите|дайте|"
    r"побеседовать|передайте|эскалируйте",
    want=r"хочу|нужен|нужна|нужно|требую|прошу|мне бы|есть|можно|хотел бы|хотела бы|лучше",
    small=r"с|со|меня|мне|нас|на|к|живым|живои|живого|живому|настоящим|реальным|реальныи|настоящии|человеческим|"
    r"другим|вашим|каким_то|пожалуиста|бы|вашеи|службои|службе|до|кто_нибудь|я|позвать",
    person=r"человек\w*|людьми|оператор\w*|сотрудник\w*|специалист\w*|менеджер\w*|агент\w*|поддержк\w*|"
    r"техподдержк\w*|представител\w*|консультант\w*|кем_то|кем_нибудь|кому_нибудь|руководител\w*|начальник\w*",
    alone=r"человек|человека|человеком|с человеком|оператор|оператора|оператором|менеджер|менеджера|консультант|"
    r"консультанта|живои человек|живого человека|живои оператор|сотрудник поддержки",
    polite=r"пожалуиста|срочно|сеичас|а не|не|плиз|спасибо|кто|позовите|здесь|тут|немедленно|нужен",
    other=(
        r"(?:пусть|может|могли бы|можете|кто_нибудь|кто_то) (?:[^ ]+ ){0,3}(?:позвон\w+|перезвон\w+|свяжется|"
        r"связаться|посмотр\w+)|перезвоните|позвоните мне|с кем (?:я )?(?:могу|можно) (?:поговорить|связаться)",
        r"не (?:хочу )?(?:говорить |общаться )?с (?:ботом|роботом|машинои)|хватит бота|есть (?:тут|"
        r"здесь) (?:кто_нибудь )?(?:живои|люди|человек)",
    ),
)

PHRASINGS = (GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, POLISH, SWEDISH, RUSSIAN)
SPACED = tuple(way for phrasing in PHRASINGS for way in phrasing.patterns()) + TURKISH + HINDI + ARABIC
UNSPACED = JAPANESE + CHINESE + KOREAN
BARE = tuple(phrasing.bare() for phrasing in PHRASINGS) + BARE_ELSEWHERE

ELSEWHERE = (
    *(re.compile(unaccented(rf"(?<![^ ])(?:{way})(?![^ ])")) for way in SPACED),
    *(re.compile(unaccented(way)) for way in UNSPACED),
)
"""Anywhere in a clause, in every language."""

ELSEWHERE_IN_FEW_WORDS = tuple(re.compile(unaccented(f"^(?:{way})$")) for way in BARE)
"""The whole clause, of a message that is not long."""
