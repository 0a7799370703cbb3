"""How English says that somebody of ours will do something for a customer, and what looks like it and is not."""

import re

QUOTED = re.compile(
    r"```.*?```|`[^`]*`|^\s*(?:>|&gt;)[^\n]*$|“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"\n]*\"",
    re.DOTALL | re.MULTILINE,
)
NOON = re.compile(r"\b([ap])\.m\.?", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?;\n]*(?:[.:](?=\S)[^.!?;\n]*)*[.!?;]*")

_WILL = r"(?:'ll| will| shall| (?:am|are|is) going to|'(?:m|re|s) going to| promise to)"
_ADVERBS = (
    r"(?: (?:also|then|now|certainly|definitely|personally|surely|gladly|happily|just|of course|therefore|make sure to|"
    r"be sure to|be able to|go ahead and|make sure (?:we|i)))*"
)
_WE = (
    r"(?:\b(?:i|we|one of us|someone|somebody|(?:our|the|my|a|one of (?:our|my)) (?:[\w-]+ ){0,2}?(?:team|engineers?|"
    r"developers?|colleagues?|teammates?|specialists?|support|billing|finance)(?: (?:from|of|on|in) [\w ]{2,20}?)?)"
    rf"{_WILL}|(?:^|[,:–—-] ?|\b(?:ok|okay|sure|yes|thanks|great) )will)"
)
_DOES = (
    r"(?:send|get (?:back|you|it|this|that|these|those|the|your|our|an?|in touch|someone|somebody|them|on|to)|fix|"
    r"call|phone|ring|write|e-?mail|message|ping|text|update|let (?:you|your|them|everyone|all)|check|look (?:into|at)|"
    r"investigate|follow up|come back|report back|circle back|respond|reply|answer|refund|credit|reimburse|ship|deploy|"
    r"release|roll (?:it|this|that|the|out)|push|publish|share|provide|deliver|post|confirm|finish|complete|resolve|"
    r"solve|restore|recover|enable|activate|set (?:it|this|that|up|the|your)|prepare|schedule|arrange|escalate|forward|"
    r"raise|ask|review|process|issue|return|reach|contact|notify|inform|tell|keep you|do (?:it|that|this|so|the)|"
    r"make (?:it|this|that|the|your|sure)|take (?:care|a look|it|this)|handle|sort|upload|attach|document|test|patch|"
    r"replace|cancel|change|add|remove|delete|upgrade|migrate|move|reset|repair|extend|try again|"
    r"have (?:it|this|that|them|everything|something|an? (?:answer|fix|reply|update|solution|result|quote|proposal|"
    r"look|patch|workaround|first)|the|your|news|more)|"
    r"be (?:in touch|back (?:to|with|in touch)|sending|calling|writing|getting back|following up|updating|done|ready|"
    r"finished)|do\b(?= (?:by|before|on|today|tomorrow|tonight|within|in|this|next)\b))\b"
)
_YOU_GET = (
    r"\byou(?:'ll| will| are going to|'re going to)(?: (?:also|then|definitely|certainly))*"
    r" (?:have (?:it|this|that|them|everything|an?|the|your|our|my)|get (?:it|this|that|an?|the|your|our|my)|receive|"
    r"hear|be (?:refunded|credited|reimbursed|contacted|called|notified|updated|able to))\b"
    r"|\b(?:you can |please )?expect (?:it|this|to hear|(?:an?|the|my|our|your) (?:[\w-]+ )?(?:reply|answer|update|"
    r"response|fix|refund|call|e-?mail|message|result|report|quote|invoice|solution))\b"
)
COMMITS = re.compile(rf"(?P<we>{_WE}{_ADVERBS} {_DOES})|(?P<me>\blet me {_DOES})|(?P<you>{_YOU_GET})", re.IGNORECASE)

COMES_BACK = re.compile(
    r"\b(?:(?:get|come|report|circle|be) back|be in touch|get in touch|let (?:you|your \w+)(?: all| both)? know|"
    r"follow up|keep you|update you|reach out|(?:call|contact|ring|phone|e-?mail|message|ping|notify|inform|tell) you|"
    r"send (?:you|it|this|that|them)|write (?:to )?you|hear (?:back )?from|have an? (?:answer|update))\b",
    re.IGNORECASE,
)
AT_ONCE = re.compile(
    r"\b(?:now|right away|straight away|immediately|at once|in (?:a|one|just a) (?:moment|minute|min|second|sec|bit|"
    r"jiffy)|(?:one|a) (?:moment|second|sec|minute)|(?:link|copy|screenshot|it) (?:below|here|attached))\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|unless|provided|assuming|as long as|in case|whenever|(?:once|when|as soon as|after|until) "
    r"(?:you|your|they|he|she))\b",
    re.IGNORECASE,
)
NOT_ONCE_FOR_SURE = re.compile(
    r"(?<!know )(?<!tell you )(?<!check )(?<!see )(?<!confirm )\b(?:if you|unless|provided|assuming|as long as|"
    r"automatically|every|always|as usual|"
    r"(?:once|when|as soon as|after) (?:you|your)|(?:of|from|after|upon) (?:receiving|getting|your))\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:said|says?|told|tells|thinks?|thought|promised|mentioned|wrote|hoped?|hopes|heard|wish|claims?|claimed|"
    r"whether|doubt|not sure)(?: (?:me|us|you|him|her|them))?(?: that)?$",
    re.IGNORECASE,
)
OTHER_CLAUSE = re.compile(
    r"\b(?:should|might|may|could|would|can)\b"
    r"|(?<!get )(?<!have )\b(?:you|we|they|he|she|i|who|which|that|what)(?: have| had| just| already)* "
    r"(?:\w{2,}ed|was|were|had|sent|made|got|went|did|saw|paid|bought|wrote|broke|took|gave|told|began|saw)\b"
    r"|\b(?:needs?|wants?|plans?|starts?|ends?|expires?|renews?|happens?|scheduled|planned)\b",
    re.IGNORECASE,
)
LEADS_IN = re.compile(r"(?:(?:ok(?:ay)?|yes|sure|great|thanks|so|and|then|hi|hello|no problem)[,!. ]+)*", re.IGNORECASE)

TAIL = re.compile(r"[ ,]*(?:\b(?:and|but|so|or|then))?[ ,]*$", re.IGNORECASE)
