"""
How customers ask for a person in English: a small grammar of who and how. Rules are regular expressions over
normalised words (no case, no accents, no apostrophes), one space apart. Every gap is bounded, so that reading
stays linear. What looks like an ask and is none is in `person_doubts`.
"""

import re
from collections.abc import Iterable


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
SURE = _any("human+being human humans person agent representative rep operator supervisor mensch")
STAFF = _any(
    "human+being human humans person mensch agent agents representative representatives rep reps operator "
    "supervisor manager "
    "colleague colleagues teammate employee employees staff engineer engineers specialist expert advisor adviser "
    "associate executive consultant professional team+member csm tam founder founders ceo developer developers "
    "support "
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
MY_CONTACT = (
    r"(?:my|our) (?:csm|tam|(?:dedicated )?(?:customer )?(?:account|success) (?:manager|rep|representative|"
    r"executive))"
)
SURE_ONE = rf"(?:{SOMEONE}|(?:{DET} )?(?:{REAL} ){{0,3}}{SURE}){NO_THING}"
ONE = rf"(?:{SOMEONE}|{MY_CONTACT}|(?:{DET} )?(?:{FILL} ){{0,3}}?{STAFF}){NO_THING}"
YOUR_TEAM = (
    r"(?:(?:your|the) (?:[^ ]+ )?(?:team|side|end|company|support|staff|org)|(?:support|customer support|"
    r"customer service|customer care|customer success|sales|billing|engineering|tech support))"
)

ONE_OF_YOURS = (
    rf"(?:(?:a|an|another|any) (?:{REAL} ){{0,6}}(?:human|person|engineer|colleague|real agent|human agent|live agent|"
    r"member of your team)"
    r"|one of (?:your [^ ]+|you guys|you)|(?:a|an) (?:technical )?support (?:engineer|agent|person|rep|specialist)|"
    r"your (?:[^ ]+ )?(?:team|engineers|engineer|support|colleague|colleagues|staff|developers|"
    r"manager|people))"
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
    r"(?:(?:me|us|this|it)|(?:my|this|the|our) "
    r"(?:call|case|ticket|issue|request|chat|question|conversation|problem|matter)|a conversation)(?: over)?"
)
WANT = (
    r"(?:want|wanna|need|get|give|gimme|prefer|require|request|demand|would like|id like|wed like|find|fetch|call|"
    r"send|send in|bring in|"
    r"bring|loop in|tag|page|involve|summon|expect|deserve|have)"
    r"(?: (?:me|us|to have|to get|to see|in))?"
)
END = (
    r"(?:$|(?= (?:please|pls|plz|now|asap|instead|immediately|right|here|today|who|on (?:this|it|the phone|"
    r"the line)|that can|not|from|at|with|and|but|"
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
    rf"{TALK} (?:{IN_PASSING} )?(?:to|with|2|w|too|at|t|tto|of) {ONE}",
    rf"{TALK} {SURE_ONE}",
    rf"{TALK} (?:to|with) people$",
    rf"(?:discuss|clarify|sort out|resolve|solve) (?:(?:this|it|that) |my [^ ]+ )?with {ONE}",
    rf"(?:took|walk|cat|tal|chay) with (?:{DET} )?(?:{REAL} ){{0,2}}{SURE}",
    rf"(?:took|walk|tal) (?:to|with) (?:{DET} )?(?:{REAL} ){{0,2}}(?:human|person|agent|someone|representative)",
    rf"(?:conversation|call|chat|meeting|word|session|appointment|discussion|contact|touch|complaint|ticket) with "
    rf"(?:{SURE_ONE}|{MY_CONTACT}|a (?:manager|supervisor)|(?=your |ur |one of |customer |support){ONE})",
    rf"{CONTACT} (?:{SOMEONE}|{MY_CONTACT}|{DET} (?:{FILL} ){{0,2}}?{STAFF}|(?:{KIND} ){{0,6}}"
    rf"(?:human|agent|representative|operator|support|customer service|helpdesk|staff|customer success)){NO_THING}",
    r"(?:who|whom) (?:can|do|could|should|may|would|shall|must) (?:i|we) "
    r"(?:(?:please|need to|have to|best) )?(?:talk|speak|chat|turn|escalate|call|contact|reach|reach out|complain)"
    r"(?: (?:to|with))?(?! (?:my|our|the customer))",
    rf"{SOMEONE} (?:i|we) (?:can|could|should|may) (?:talk|speak|chat|call|contact|reach)",
)

PASSING_ON = _rules(
    rf"{PASS} {THE_CASE} (?:{OVER} {ONE}|(?:to|with|over to|through to) one)(?! of (?:my|our))",
    rf"(?:transfer|connect|put|hand|patch) (?:me|us)(?: (?:through|over))?{END}",
    rf"(?:be|get|being|getting) (?:transferred|connected|escalated|forwarded|put through|put in touch|handed over)"
    rf"(?: (?:to|with) {ONE}{END}| please| now|$)",
    r"(?:transfer|hand|hand over|handover|forward|connect|escalate|escalation) (?:to|"
    rf"with) (?:{DET} )?(?:{FILL} ){{0,2}}?"
    r"(?:human|person|agent|representative|someone|somebody|supervisor|manager|support|operator|engineer|"
    r"engineering|executive)"
    rf"{NO_THING}",
    r"(?:raise|bring|take) (?:this|it) (?:with|to|up with) (?:your|the|someone|support|engineering)"
    r"(?: (?:[^ ]+ )?(?:team|support|developers|engineers|management))?",
)

WANTING = _rules(
    r"(?:involve|ask|notify|alert|page|tag|ping|flag this for|flag it for|check with|check this with|get|bring|"
    r"bring in|loop in|pull in|include) "
    rf"{ONE_OF_YOURS}{END}",
    r"bring one of your [^ ]+ in|(?:take|bring) me to (?:a |the )?live chat",
    rf"{SOMEONE} (?:real|human|alive|technical|competent|qualified|in charge){END}",
    rf"(?:is|are|when will|will) (?:{DET} )?(?:{REAL} ){{0,6}}(?:{SURE}|agents|people|anybody real|"
    r"anyone real)(?: be)? "
    rf"(?:available|online|around|there)",
    rf"until (?:{DET} )?(?:{REAL} ){{0,6}}{SURE} (?:responds|answers|replies|comes|is available|gets back)",
    rf"{WANT} {SURE_ONE}{END}",
    rf"{WANT} (?:(?:{DET}|{KIND}) ){{1,4}}"
    rf"(?:manager|engineer|colleague|employee|staff|specialist|expert|people|team|executive|boss|advisor|guy|csm)"
    r"(?:$| (?:please|pls|now|asap|here|who|to help|to call|to look|to assist|to take|to talk|to speak|on this|"
    r"on it|on the line|on the phone))",
    r"(?:want|need|like|get|give me|prefer|request) (?:your |a )?"
    r"(?:customer service|customer care|customer support|csm|account manager)(?: (?:agent|rep|executive))?"
    r"(?:$| (?:please|now))",
    r"(?:help|assistance|support|answer|reply|response|advice|input|attention) (?:from|by|of) (?:(?:a|an|the|any|"
    r"your) )?"
    r"(?:(?:real|actual|live|human) ){0,6}"
    r"(?:human|person|agent|someone|somebody|colleague|representative|engineer|specialist|staff)",
    rf"put {SOMEONE} on (?:this|it)",
    rf"(?:is|are|isnt|arent) there (?:(?:also|maybe|perhaps|even|really|not|still) ){{0,6}}"
    rf"(?:{SURE_ONE}|(?:{DET} )?(?:{REAL} ){{0,6}}(?:people|manager|engineer|team|staff|support person|"
    r"colleague))(?: else)?"
    r"(?=$| (?:(?:i|we|available|there|here|around|who|on|from|at|in the|behind|online|to talk|to speak|to help|"
    r"to chat|to call|to contact)"
    r"|[^ ]+ing)(?![^ ]))",
    r"(?:any|is there an?|are there any|no) (?:(?:real|actual|live|human) ){0,6}"
    r"(?:human|humans|people|agents|representatives|staff|operators) "
    r"(?:here|around|available|online|there|on duty|free)",
    r"(?:human|live|real person|real human) "
    r"(?:support|help|assistance|assistant|intervention|contact|operator|agent|representative|response|"
    r"takeover|handoff|touch)"
    r"(?=$| (?:required|needed|please|now|asap|here|instead|available)(?![^ ]))",
    r"(?:person|someone|whoever is) in charge|(?:get|need|want) (?:me |us )?(?:your )?support(?: team)?(?: please|"
    r" now)$|get (?:me|us) support$|"
    r"(?:want|need|like) a phone call$|let me see your manager|your (?:manager|supervisor|boss) (?:please|now)",
)

SOMEBODY_SHOULD = _rules(
    rf"(?:{CUE}|should|when|until) {ONE_OF_YOURS} (?:{KINDLY} )?(?:can |could |to )?(?:{KINDLY} )?"
    r"(?:look|check|review|handle|reply|respond|help|contact|call|take a look|take over|answer|investigate|step in|"
    r"assist|join|reach|get back|fix)",
    rf"(?:looked at|looked into|checked|reviewed|handled|contacted|called|helped|answered|assisted|served|solved) by "
    rf"(?:{SURE_ONE}|{ONE_OF_YOURS})",
    r"(?:(?:please|pls|kindly|can you|could you) contact|contact) (?:me|us)"
    r"(?=$| (?:please|asap|at|on|by|via|directly|today|when|back)(?![^ ]))",
    rf"{CUE} (?:[^ ]+ ){{0,2}}?{SOMEONE} (?:{KINDLY} ){{0,2}}(?:to )?(?:[^ ]+ ){{0,2}}?"
    rf"(?:call|ring|phone|contact|reach out|reach out to|get in touch|get back to|ping|message|email|dm)"
    r"(?: (?:with|to))? (?:me|us)",
    rf"{CUE} (?:[^ ]+ ){{0,2}}?{SOMEONE} (?:{KINDLY} ){{0,2}}(?:to )?"
    r"(?:look|looking|take a look|have a look|investigate|jump on|hop on|get on|join|take over|step in|"
    r"get involved|intervene)",
    rf"{CUE} (?:[^ ]+ )?{SOMEONE} (?:from|at|in|on) {YOUR_TEAM}",
    r"(?:have|get|let|ask) "
    r"(?:someone|somebody|a human|a person|a colleague|a manager|a supervisor|a specialist|a real person|an agent|"
    r"an engineer|an actual human|an expert|your team|your manager|your colleague|your support)"
    r"(?: to)? (?:call|contact|help|look|take|reach|respond|reply|review|assist|get|talk|explain|fix|speak|handle|"
    r"sort|ring|phone|email|answer|check)",
    # have a technician contact me; could an account manager get in touch with us; can a specialist join
    rf"(?:have|get|let|ask|can|could|may|would|if) (?:a|an|one of your|your|our|my) (?:{FILL} )?"
    r"(?:technician|engineer|specialist|agent|manager|supervisor|representative|rep|expert|consultant|advisor|adviser|"
    r"colleague|person|human) (?:please )?(?:to )?(?:(?:contact|call|ring|phone|email|message|reach|get back to|got in "
    r"touch with|get in touch with|called|contacted|talk to|speak to|speak with|walk|help|assist|join) (?:me|us)|join|"
    r"(?:to )?walk us|(?:to )?walk me)",
)

CALLING = _rules(
    r"(?:call|phone|ring) (?:me|us)(?: back)?(?=$| (?:(?:at|on|asap|please|pls|now|today|tomorrow|when|immediately|"
    r"under|this|regarding|about|to discuss|if|in)|\d+)(?![^ ]))",
    r"give (?:me|us) a (?:(?:quick|short|phone) ){0,6}(?:call|ring|callback|call back|buzz)",
    r"(?:request|want|need|like|schedule|arrange|get|have|book|please) (?:a |an )?(?:(?:quick|short|phone) ){0,6}"
    r"(?:callback|call back)(?=$| (?:please|pls|from|asap|today|now|on|at)(?![^ ]))",
    r"(?:please |can i |to )?call (?:customer )?support(?: please)?$|(?:a|any|your) (?:phone|support) (?:line|"
    r"hotline)(?: (?:i|we|please|to)|$)",
    r"(?:callback|call back) (?:please|pls|requested|request)",
    r"(?:can|could|shall|may) (?:we|you|i) (?:(?:please|maybe|just|quickly) ){0,6}"
    r"(?:have|get|do|jump|jump on|hop on|hop|schedule|set up|arrange|book|get on|organise|organize) (?:on )?(?:an? )?"
    r"(?:(?:quick|short|phone|video|zoom|brief) ){0,6}(?:call|zoom|huddle)"
    r"(?=$| (?:with you|with your|with someone|please|today|tomorrow|to discuss|about|this|sometime|now|next|on|if|"
    r"or|for this|at)(?![^ ]))",
    r"(?:a|the|your|any) (?:(?:phone|telephone|contact|hotline|support|helpline|service|direct) ){0,6}number (?:that |"
    r"where )?"
    r"(?:to call|(?:i|we) (?:can|could|should) (?:call|ring|reach)|for (?:support|customer service|your team)|"
    r"to (?:talk|speak|reach))",
    r"(?:support|customer service|helpdesk|customer care|customer support|helpline|hotline) "
    r"(?:phone |telephone |contact )?number",
    r"(?:whats|what is|give me|have|send me|share|need|tell me) (?:a|your|me your|me a|us your) "
    r"(?:phone|telephone|hotline) number(?: please| pls)?$",
    r"(?:can|could|may|want to|like to|need to) (?:i |we )?(?:call|phone|ring) "
    r"(?:you|someone|somebody|your|support|customer service|anyone)(?: (?:team|support|guys|office))?"
    r"(?=$| (?:please|about|on|directly|instead|now|to discuss|today|back|by phone)(?![^ ]))",
)

ESCALATING = _rules(
    r"(?:please|pls|plz|kindly|can you|could you|can we|could we|can i|id like to|i want to|i want you to|need to|"
    r"want|must|lets|would like to|like you to|have to|need you to|will you|asked you to|need it|needs to be|to be|"
    r"has to be|should be|how can i|how do i|how can we|how do we)"
    r" (?:(?:please|now|just|have|get|be|to be) )?escalat(?:e|ed|ing)"
    r"(?=$| (?:(?:this|it|that|me|immediately|now|asap|please|pls|further|higher|up|urgently|with|internally)"
    r"|to (?:human|support|your|someone|somebody|engineering|management|a human|a person|a manager|an agent|"
    r"an engineer|a supervisor|the next|the team|the right)"
    r"|(?:my|our|the) (?:issue|ticket|case|matter|problem|request|question|incident|conversation|complaint))(?![^ ]))"
    r"(?! (?:this|that) (?:job|work|order|visit|task))",
    r"escalat(?:e|ing) (?:this|it|my (?:case|issue|ticket))(?! (?:job|work|order|visit|task))",
    r"(?:need|want|have|get|like) (?:this|it|that) (?:to be )?escalated|(?:want|need|request) (?:an )?escalation$",
    r"(?:can|could|should|may) (?:this|it|that) be escalated|want to escalate|escalate to (?:l\d|level|tier|second|"
    r"the next)(?: [^ ]+)?",
)

NO_BOTS = _rules(
    r"(?:dont want|do not want|no|no more|stop with the|stop|enough|tired of|sick of|stop giving me|"
    r"stop sending) (?:(?:more|any|these|the|your|of) ){0,6}"
    r"(?:automated|canned|generic|bot|ai|robot|scripted) (?:answers|replies|responses|messages|response|answer)",
    r"(?:(?:not|no|no more|stop being a)|(?:stop|enough of|enough with|hate|instead of|rather than|get rid of|"
    r"stop using|turn off|tired of|sick of|fed up with|done with|without) "
    rf"(?:a|an|the|this|these|your)|(?:dont|do not) (?:want|need|like|trust) (?:a|an|the|this|your|any)) "
    rf"(?:(?:stupid|dumb|fucking|damn|useless|silly|another|a|an|your) ){{0,6}}{BOT}"
    r"(?! (?:from|to|token|user|detection|account|settings|permission|permissions|icon|name|check|scope|traffic|"
    r"in)(?![^ ]))",
    r"(?:dont|do not|hate|tired of|sick of|stop|not|fed up|done|dislike|no point|pointless|annoying|why am i|keep|"
    r"refuse to|i wont)"
    r"(?: (?:want|wanna|like|to|be|keep|wish|care|going|gonna|trying|of|with)){0,6} (?:talk|talking|speak|speaking|"
    r"chat|chatting|deal|dealing) "
    rf"(?:to|with) (?:(?:a|an|the|this|your|these|some|another) )?(?:(?:stupid|dumb|fucking|useless) ){{0,6}}{BOT}",
    rf"(?:talking|speaking|chatting) (?:to|with) (?:(?:a|an|this|the|your) )?(?:stupid |dumb ){{0,6}}{BOT} "
    rf"(?:is|isnt|makes|sucks|doesnt|wont|drives|anymore|any more)",
)

RULES = (*TALKING, *PASSING_ON, *WANTING, *SOMEBODY_SHOULD, *CALLING, *ESCALATING, *NO_BOTS)
"""Anywhere in a clause."""

IN_FEW_WORDS = _whole(
    (
        rf"(?:{POLITE} ){{0,6}}(?:escalate|escalated|escalation|handoff|hand off|hand over|handover|human handoff|"
        r"human takeover|human handover|take over)"
        rf"(?: (?:{POLITE}|this|it|me)){{0,6}}",
        rf"(?:stop|no|not|shut up|go away|enough)(?: (?:a|the|this|with)){{0,6}} {BOT}(?: please| anymore)?",
        r"(?:[^ ]+ ){0,6}(?:real|actual|live|living) (?:human|humans|person|people|agent|being)(?: [^ ]+){0,3}",
        rf"(?:(?:{POLITE}|{KIND}) ){{0,6}}(?:{SURE}|(?:human being|customer service|customer support|customer care|"
        r"customer care executive|someone real|live chat|real one|service desk|staff member|real people))"
        rf"(?: {POLITE}){{0,6}}",
        rf"(?:(?:{POLITE}|{KIND}|(?:hi|hey|hello|ok|okay|yes)) ){{0,6}}(?:{STAFF}|{SOMEONE}|people|hotline)"
        rf"(?: (?:please|pls|plz|asap|rn))+(?: {POLITE}){{0,6}}",
        rf"(?:contact|contacting) (?:{KIND} ){{0,6}}{SURE}",
        r"(?:i |we )?(?:really |just )?(?:want|need|would like|d like|id like|wanna|can i|can we|could i|could we|"
        r"let me)"
        r"(?: to)?(?: just)? (?:talk|speak)(?: (?:please|now|by phone|on the phone))?",
        rf"(?:please |just )?(?:{SOMEONE}|an? (?:human|person|agent|engineer|colleague)) (?:from|at|on|in) "
        r"(?:[^ ]+ ){0,2}[^ ]+(?: please| pls)?",
    )
)
"""The whole clause, of a message that is not long."""
