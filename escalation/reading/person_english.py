"""How customers ask for a person in English: a small grammar of who and how.

Rules are regular expressions over normalised words (no case, no accents, no apostrophes), one space apart. Every gap is
bounded, so that reading stays linear. What looks like an ask and is none is in `person_doubts`.
"""

import re
from collections.abc import Iterable

from escalation.reading.spelling import Speller

SPELLER = Speller(
    """human person agent representative operator someone somebody anyone anybody supervisor manager colleague
    engineer specialist employee assistant customer service support speak speaking talking chatting escalate
    transfer connect contact please""".split(),
    never="""humane humans humain humana person persons persona parson prison agents steak sneak speck sneaking taking
    tanking manage managed manages managers supports escalates escalated escalator transfers connects contacts contract
    representation representations employer employed employees customers services servicer assistants engineers
    colleagues supervisors operators specialists pleased""".split(),
)
SLIPS = {
    **dict.fromkeys(("tlak", "takl", "talkk", "tak", "taok"), "talk"),
    **dict.fromkeys(("cht", "chta"), "chat"),
    **dict.fromkeys(("spk", "spek"), "speak"),
    **dict.fromkeys(("som1", "some1", "sm1", "smone"), "someone"),
    **dict.fromkeys(("wth", "wit", "wiht", "wirh"), "with"),
    **dict.fromkeys(("humnas", "hoomans"), "humans"),
    "any1": "anyone",
    "eprson": "person",
    "hooman": "human",
}
"""Slips in words too short for the speller, or in their first letter."""


def _any(words: str) -> str:
    """One of these. `+` joins the words of one entry."""
    return "(?:" + "|".join(word.replace("+", " ") for word in words.split()) + ")"


def _rules(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])") for pattern in patterns)


def _whole(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"^(?:{pattern})$") for pattern in patterns)


# Who
DET = _any("a an the one any some your ur this another one+of+your one+of+the one+of+ur any+of+your some+of+your")
FILL = (
    r"(?!(?:my|our|their|his|her|its|about|of|in|on|for|from|to|with|when|if|and|or|not|by|as|per|each|every|no|i|we|"
    r"you|who|that|api|app|bot|bots|chatbot|add|adding|ai|virtual)(?![^ ]))[^ ]+"
)
SOMEONE = _any("someone somebody anyone anybody some+one some+body")
REAL = _any(
    "real actual live living proper human competent senior different better qualified knowledgeable genuine breathing "
    "physical decent normal fucking bloody damn"
)
SURE = _any("human humans person agent representative rep operator supervisor mensch")
STAFF = _any(
    "human humans person mensch agent agents representative representatives rep reps operator supervisor manager "
    "colleague colleagues teammate employee employees staff engineer engineers specialist expert advisor adviser "
    "associate executive consultant professional team+member csm tam founder founders ceo developer developers support "
    "customer+success customer+service customer+care helpdesk help+desk service+desk sales team boss technician "
    "assistant superior engineering real+people live+people actual+people your+people ur+people right+people"
)
THING = _any(
    "api app role roles field fields header headers page portal setting settings permission permissions plan plans "
    "account accounts license licence seat seats dashboard integration system software tool widget id ids name names "
    "object record records table column endpoint profile profiles list view type module feature features model string "
    "calendar data mode console status desk form template group groups tab button icon code version versions"
)
NO_THING = rf"(?! {THING}(?![^ ]))"
MY_CONTACT = r"(?:my|our) (?:csm|tam|(?:dedicated )?(?:customer )?(?:account|success) (?:manager|rep|representative|executive))"
SURE_ONE = rf"(?:{SOMEONE}|(?:{DET} )?(?:{REAL} ){{0,3}}{SURE}){NO_THING}"
ONE = rf"(?:{SOMEONE}|{MY_CONTACT}|(?:{DET} )?(?:{FILL} ){{0,3}}?{STAFF}){NO_THING}"
YOUR_TEAM = rf"(?:{_any('your the')} (?:[^ ]+ )?{_any('team side end company support staff org')}|{_any('support customer+support customer+service customer+care customer+success sales billing engineering tech+support')})"

ONE_OF_YOURS = (
    rf"(?:(?:a|an|another|any) (?:{REAL} )*{_any('human person engineer colleague real+agent human+agent live+agent member+of+your+team')}"
    rf"|one of your [^ ]+|your (?:[^ ]+ )?{_any('team engineers engineer support colleague colleagues staff developers manager people')})"
)

# How
TALK = _any(
    "talk talking speak speaking chat chatting converse communicate communicating consult deal dealing interact"
)
IN_PASSING = _any("directly live again now instead here about+this about+it over+the+phone on+the+phone by+phone")
CONTACT = _any(
    "contact contacting reach reaching reach+out+to get+hold+of get+ahold+of get+in+touch+with get+in+contact+with "
    "get+through+to be+in+touch+with get+to be+transferred+to be+connected+to"
)
PASS = _any(
    "transfer connect forward escalate put pass hand redirect switch route direct refer link patch move send raise "
    "take bring turn transferring connecting get"
)
OVER = _any(
    "over+to through+to to with on+to onto back+to in+touch+with in+contact+with on with on+the+phone+with over up+to"
)
THE_CASE = (
    rf"(?:{_any('me us this it')}|{_any('my this the our')} "
    rf"{_any('call case ticket issue request chat question conversation problem matter')}|a conversation)(?: over)?"
)
WANT = (
    rf"{_any('want wanna need get give gimme prefer require request demand like find fetch call send send+in bring+in bring loop+in tag page involve summon expect deserve have')}"
    rf"(?: {_any('me us to+have to+get to+see in')})?"
)
END = (
    r"(?:$|(?= (?:please|pls|plz|now|asap|instead|immediately|right|here|today|who|on (?:this|it|the phone|the line)|that can|not|from|at|with|and|but|"
    r"rather|or|because|thanks|this|involved|over|helping|looking|in here|in the loop|i can|i could|we can|"
    r"to (?:help|talk|speak|chat|call|assist|look|explain|fix|answer|take|contact|respond|reply|solve|handle|review|"
    r"check|tell|reach))(?![^ ])))"
)
CUE = _any(
    "can could would will may might is are want wants need needs please pls have let get ask any if for hoping wish "
    "like there expect waiting by from"
)
KINDLY = _any("please maybe possibly kindly quickly actually else")
POLITE = _any(
    "please pls plz now asap just i no need a+chat immediately kindly instead then well here today again urgently "
    "right+now right+away help yes+please really damn rn"
)
KIND = _any(
    "real actual live living proper human customer service care support tech technical competent senior different "
    "another chat sales genuine fucking the a an your"
)
BOT = _any(
    "bot bots robot robots machine machines chatbot chatbots computer computers ai automation automated+system "
    "automated+assistant virtual+assistant"
)

TALKING = _rules(
    rf"{TALK} (?:{IN_PASSING} )?{_any('to with 2 w too at t tto of')} {ONE}",
    rf"{TALK} {SURE_ONE}",
    rf"{TALK} (?:to|with) people$",
    rf"(?:discuss|clarify|sort out|resolve|solve) (?:{_any('this it that')} |my [^ ]+ )?with {ONE}",
    rf"(?:took|walk|cat|tal|chay) with (?:{DET} )?(?:{REAL} ){{0,2}}{SURE}",
    rf"(?:took|walk|tal) (?:to|with) (?:{DET} )?(?:{REAL} ){{0,2}}(?:human|person|agent|someone|representative)",
    rf"{_any('conversation call chat meeting word session appointment discussion contact touch complaint ticket')} with "
    rf"(?:{SURE_ONE}|{MY_CONTACT}|a (?:manager|supervisor)|(?=your |ur |one of |customer |support){ONE})",
    rf"{CONTACT} (?:{SOMEONE}|{MY_CONTACT}|{DET} (?:{FILL} ){{0,2}}?{STAFF}|(?:{KIND} )*"
    rf"{_any('human agent representative operator support customer+service helpdesk staff customer+success')}){NO_THING}",
    rf"(?:who|whom) {_any('can do could should may would shall must')} (?:i|we) "
    rf"(?:{_any('please need+to have+to best')} )?{_any('talk speak chat turn escalate call contact reach reach+out complain')}"
    r"(?: (?:to|with))?(?! (?:my|our|the customer))",
    rf"{SOMEONE} (?:i|we) {_any('can could should may')} {_any('talk speak chat call contact reach')}",
)

PASSING_ON = _rules(
    rf"{PASS} {THE_CASE} {OVER} (?:{ONE}|one)(?! of (?:my|our))",
    rf"{_any('transfer connect put hand patch')} (?:me|us)(?: (?:through|over))?{END}",
    rf"{_any('be get being getting')} {_any('transferred connected escalated forwarded put+through put+in+touch handed+over')}"
    rf"(?: (?:to|with) {ONE}{END}| please| now|$)",
    rf"{_any('transfer hand hand+over handover forward connect escalate escalation')} (?:to|with) (?:{DET} )?(?:{FILL} ){{0,2}}?"
    rf"{_any('human person agent representative someone somebody supervisor manager support operator engineer engineering executive')}"
    rf"{NO_THING}",
    rf"{_any('raise bring take')} (?:this|it) {_any('with to up+with')} (?:your|the|someone|support|engineering)"
    rf"(?: (?:[^ ]+ )?{_any('team support developers engineers management')})?",
)

WANTING = _rules(
    rf"{_any('involve ask notify alert page tag ping flag+this+for flag+it+for check+with check+this+with get bring bring+in loop+in pull+in include')} "
    rf"{ONE_OF_YOURS}{END}",
    rf"bring one of your [^ ]+ in|(?:take|bring) me to (?:a |the )?live chat",
    rf"{SOMEONE} {_any('real human alive technical competent qualified in+charge')}{END}",
    rf"{_any('is are when+will will')} (?:{DET} )?(?:{REAL} )*(?:{SURE}|agents|people|anybody real|anyone real)(?: be)? "
    rf"{_any('available online around there')}",
    rf"until (?:{DET} )?(?:{REAL} )*{SURE} (?:responds|answers|replies|comes|is available|gets back)",
    rf"{WANT} {SURE_ONE}{END}",
    rf"{WANT} (?:(?:{DET}|{KIND}) ){{1,4}}"
    rf"{_any('manager engineer colleague employee staff specialist expert people team executive boss advisor guy csm')}"
    rf"(?:$| {_any('please pls now asap here who to+help to+call to+look to+assist to+take to+talk to+speak on+this on+it on+the+line on+the+phone')})",
    rf"{_any('want need like get give+me prefer request')} (?:your |a )?"
    rf"{_any('customer+service customer+care customer+support csm account+manager')}(?: {_any('agent rep executive')})?"
    r"(?:$| (?:please|now))",
    rf"{_any('help assistance support answer reply response advice input attention')} (?:from|by|of) (?:(?:a|an|the|any|your) )?"
    rf"(?:{_any('real actual live human')} )*"
    rf"{_any('human person agent someone somebody colleague representative engineer specialist staff')}",
    rf"put {SOMEONE} on (?:this|it)",
    rf"{_any('is are isnt arent')} there (?:{_any('also maybe perhaps even really not still')} )*"
    rf"(?:{SURE_ONE}|(?:{DET} )?(?:{REAL} )*{_any('people manager engineer team staff support+person colleague')})(?: else)?"
    rf"(?=$| (?:{_any('i we available there here around who on from at in+the behind online to+talk to+speak to+help to+chat to+call to+contact')}"
    r"|[^ ]+ing)(?![^ ]))",
    rf"(?:any|is there an?|are there any|no) (?:{_any('real actual live human')} )*"
    rf"{_any('human humans people agents representatives staff operators')} "
    rf"{_any('here around available online there on+duty free')}",
    rf"{_any('human live real+person real+human')} "
    rf"{_any('support help assistance assistant intervention contact operator agent representative being response takeover handoff touch')}"
    rf"(?=$| {_any('required needed please now asap here instead available')}(?![^ ]))",
    rf"{_any('person someone')} in charge|let me see your manager|your {_any('manager supervisor boss')} (?:please|now)",
)

SOMEBODY_SHOULD = _rules(
    rf"(?:{CUE}|should|when|until) {ONE_OF_YOURS} (?:{KINDLY} )?(?:can |could |to )?(?:{KINDLY} )?"
    rf"{_any('look check review handle reply respond help contact call take+a+look take+over answer investigate step+in assist join reach get+back fix')}",
    rf"{_any('looked+at looked+into checked reviewed handled contacted called helped answered assisted served solved')} by "
    rf"(?:{SURE_ONE}|{ONE_OF_YOURS})",
    rf"(?:{_any('please pls kindly can+you could+you')} contact|contact) (?:me|us)"
    rf"(?=$| {_any('please asap at on by via directly today when back')}(?![^ ]))",
    rf"{CUE} (?:[^ ]+ ){{0,2}}?{SOMEONE} (?:{KINDLY} ){{0,2}}(?:to )?(?:[^ ]+ ){{0,2}}?"
    rf"{_any('call ring phone contact reach+out reach+out+to get+in+touch get+back+to ping message email dm')}"
    r"(?: (?:with|to))? (?:me|us)",
    rf"{CUE} (?:[^ ]+ ){{0,2}}?{SOMEONE} (?:{KINDLY} ){{0,2}}(?:to )?"
    rf"{_any('look looking take+a+look have+a+look investigate jump+on hop+on get+on join take+over step+in get+involved intervene')}",
    rf"{CUE} (?:[^ ]+ )?{SOMEONE} {_any('from at in on')} {YOUR_TEAM}",
    rf"{_any('have get let ask')} "
    rf"{_any('someone somebody a+human a+person a+colleague a+manager a+supervisor a+specialist a+real+person an+agent an+engineer an+actual+human an+expert your+team your+manager your+colleague your+support')}"
    rf"(?: to)? {_any('call contact help look take reach respond reply review assist get talk explain fix speak handle sort ring phone email answer check')}",
)

CALLING = _rules(
    rf"{_any('call phone ring')} (?:me|us)(?: back)?(?=$| (?:{_any('at on asap please pls now today tomorrow when immediately under this regarding about to+discuss if in')}|\d+)(?![^ ]))",
    rf"give (?:me|us) a (?:{_any('quick short phone')} )*{_any('call ring callback call+back buzz')}",
    rf"{_any('request want need like schedule arrange get have book please')} (?:a |an )?(?:{_any('quick short phone')} )*"
    rf"{_any('callback call+back')}(?=$| {_any('please pls from asap today now on at')}(?![^ ]))",
    rf"(?:please |can i |to )?call (?:customer )?support(?: please)?$|{_any('a any your')} (?:phone|support) (?:line|hotline)(?: {_any('i we please to')}|$)",
    rf"{_any('callback call+back')} {_any('please pls requested request')}",
    rf"{_any('can could shall may')} (?:we|you|i) (?:{_any('please maybe just quickly')} )*"
    rf"{_any('have get do jump jump+on hop+on hop schedule set+up arrange book get+on organise organize')} (?:on )?(?:an? )?"
    rf"(?:{_any('quick short phone video zoom brief')} )*{_any('call zoom huddle')}"
    rf"(?=$| {_any('with+you with+your with+someone please today tomorrow to+discuss about this sometime now next on if or for+this at')}(?![^ ]))",
    rf"{_any('a the your any')} (?:{_any('phone telephone contact hotline support helpline service direct')} )*number (?:that |where )?"
    rf"(?:to call|(?:i|we) {_any('can could should')} {_any('call ring reach')}|for {_any('support customer+service your+team')}|to {_any('talk speak reach')})",
    rf"{_any('support customer+service helpdesk customer+care customer+support helpline hotline')} "
    r"(?:phone |telephone |contact )?number",
    rf"{_any('whats what+is give+me have send+me share need tell+me')} (?:a|an|the|your|me your|us your) "
    rf"{_any('phone telephone hotline contact')} number(?: please| pls)?$",
    rf"{_any('can could may want+to like+to need+to')} (?:i |we )?{_any('call phone ring')} "
    rf"{_any('you someone somebody your support customer+service anyone')}(?: {_any('team support guys office')})?"
    rf"(?=$| {_any('please about on directly instead now to+discuss today back by+phone')}(?![^ ]))",
)

ESCALATING = _rules(
    rf"{_any('please pls plz kindly can+you could+you can+we could+we can+i id+like+to i+want+to i+want+you+to need+to want must lets would+like+to like+you+to have+to need+you+to will+you asked+you+to need+it needs+to+be to+be has+to+be should+be how+can+i how+do+i how+can+we how+do+we')}"
    rf" (?:{_any('please now just have get be to+be')} )?escalat(?:e|ed|ing)"
    rf"(?=$| (?:{_any('this it that me immediately now asap please pls further higher up urgently with internally')}"
    rf"|to {_any('human support your someone somebody engineering management a+human a+person a+manager an+agent an+engineer a+supervisor the+next the+team the+right')}"
    rf"|(?:my|our|the) {_any('issue ticket case matter problem request question incident conversation complaint')})(?![^ ]))"
    rf"(?! (?:this|that) {_any('job work order visit task')})",
    rf"escalat(?:e|ing) (?:this|it|my (?:case|issue|ticket))(?! {_any('job work order visit task')})",
    r"(?:need|want|have|get|like) (?:this|it|that) (?:to be )?escalated|(?:want|need|request) (?:an )?escalation$",
    rf"{_any('can could should may')} (?:this|it|that) be escalated|want to escalate|escalate to (?:l\d|level|tier|second|the next)(?: [^ ]+)?",
)

NO_BOTS = _rules(
    rf"{_any('dont+want do+not+want no no+more stop+with+the stop enough tired+of sick+of stop+giving+me stop+sending')} (?:{_any('more any these the your of')} )*"
    rf"{_any('automated canned generic bot ai robot scripted')} {_any('answers replies responses messages response answer')}",
    rf"(?:{_any('not no no+more stop+being+a')}|{_any('stop enough+of enough+with hate instead+of rather+than get+rid+of stop+using turn+off tired+of sick+of fed+up+with done+with without')} "
    rf"{_any('a an the this these your')}|(?:dont|do not) {_any('want need like trust')} {_any('a an the this your any')}) "
    rf"(?:{_any('stupid dumb fucking damn useless silly another a an your')} )*{BOT}"
    rf"(?! {_any('from to token user detection account settings permission permissions icon name check scope traffic in')}(?![^ ]))",
    rf"{_any('dont do+not hate tired+of sick+of stop not fed+up done dislike no+point pointless annoying why+am+i keep refuse+to i+wont')}"
    rf"(?: {_any('want wanna like to be keep wish care going gonna trying of with')})* {_any('talk talking speak speaking chat chatting deal dealing')} "
    rf"(?:to|with) (?:{_any('a an the this your these some another')} )?(?:{_any('stupid dumb fucking useless')} )*{BOT}",
    rf"{_any('talking speaking chatting')} (?:to|with) (?:{_any('a an this the your')} )?(?:stupid |dumb )*{BOT} "
    rf"{_any('is isnt makes sucks doesnt wont drives anymore any+more')}",
)

RULES = (*TALKING, *PASSING_ON, *WANTING, *SOMEBODY_SHOULD, *CALLING, *ESCALATING, *NO_BOTS)
"""Anywhere in a clause."""

IN_FEW_WORDS = _whole(
    (
        rf"(?:{POLITE} )*{_any('escalate escalated escalation handoff hand+off hand+over handover human+handoff human+takeover human+handover take+over')}"
        rf"(?: (?:{POLITE}|this|it|me))*",
        rf"{_any('stop no not shut+up go+away enough')}(?: {_any('a the this with')})* {BOT}(?: please| anymore)?",
        rf"(?:[^ ]+ ){{0,6}}{_any('real actual live living')} {_any('human humans person people agent being')}(?: [^ ]+){{0,3}}",
        rf"(?:(?:{POLITE}|{KIND}) )*(?:{SURE}|{_any('human+being customer+service customer+support customer+care customer+care+executive someone+real live+chat real+one service+desk staff+member real+people')})"
        rf"(?: {POLITE})*",
        rf"(?:(?:{POLITE}|{KIND}|{_any('hi hey hello ok okay yes')}) )*(?:{STAFF}|{SOMEONE}|people|hotline)"
        rf"(?: {_any('please pls plz asap rn')})+(?: {POLITE})*",
        rf"(?:contact|contacting) (?:{KIND} )*{SURE}",
        rf"(?:i |we )?(?:really |just )?{_any('want need would+like d+like id+like wanna can+i can+we could+i could+we let+me')}"
        rf"(?: to)?(?: just)? (?:talk|speak)(?: {_any('please now by+phone on+the+phone')})?",
        rf"(?:please |just )?(?:{SOMEONE}|an? {_any('human person agent engineer colleague')}) {_any('from at on in')} "
        r"(?:[^ ]+ ){0,2}[^ ]+(?: please| pls)?",
    )
)
"""The whole clause, of a message that is not long."""
