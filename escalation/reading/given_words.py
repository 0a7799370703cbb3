"""The words by which customers tell facts. English, with the plainest turns of German, French and Spanish."""

import re

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_ON = rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
_AT = r"\d{1,2}[:.]\d\d(?:\s*[ap]m)?|\d{1,2}\s*[ap]m|noon|midnight"
_WHEN = (
    rf"(?:(?:last|this|next|early|late)\s+)?{_DAY}(?:\s+(?:morning|noon|afternoon|evening|night))?|{_ON}|{_AT}|"
    r"(?:last|this|next)\s+(?:week|month|night|morning|afternoon|weekend)|yesterday(?:\s+(?:morning|afternoon|evening))?|"
    r"today|tonight|tomorrow|the\s+end\s+of\s+(?:the\s+)?(?:day|week|month)|eod"
)
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|a\s+few|a\s+couple\s+of|many|some)"
_SPAN = rf"(?:{_COUNT}|an?)\s+(?:minutes?|hours?|days?|weeks?|months?)"

BY = re.compile(
    rf"(?<!worked )(?<!fine )(?<!ok )\b(?:by|before|until|till|no\s+later\s+than|"
    r"expires?(?:\s+on)?|ends?\s+on|due(?:\s+on)?|deadline\s+is)\s+"
    rf"(?:[\w ]{{0,20}}?\bon\s+)?(?:{_WHEN})"
    rf"|\b(?:starts?|begins?|goes\s+live|launch(?:es)?|is)\s+(?:at|on)\s+(?:{_WHEN})|\b(?:tomorrow|tonight)\b",
    re.I,
)
"""Until when it is needed."""

SINCE = re.compile(
    r"\b(?:ever\s+)?since\s+(?!(?:i|we|you|it|they|he|she)\s+(?:can|can['’]?t|cannot|do|don['’]?t|need|want|have|am|are|is)\b)"
    r"(?:we\s+|i\s+)?[\w:'’.-]*\w(?:\s+(?!and\b|but\b|i\b|we\b|it\b|every\b|about\b|when\b)[\w:'’-]+){0,5}"
    rf"|\bfor\s+(?:(?:the|over|about|at\s+least)\s+)?(?:(?:last|past)\s+)?{_SPAN}"
    rf"|(?<=been\s){_SPAN}|\b{_SPAN}\s+ago"
    rf"|\b(?:worked|fine|ok|okay)\s+(?:\w+\s+)?(?:before|until|till|last|on)\s+(?:{_WHEN}|week|month)"
    rf"|\bin\s+{_MONTH}\b|\b(?:(?:on|at)\s+)?(?:{_WHEN})"
    r"|\b(?:seit|depuis|desde)\s+(?:dem\s+|der\s+|le\s+|la\s+|el\s+)?[\w’'-]+(?:\s+\d{1,2}[:.]\d\d)?",
    re.I,
)

_PEOPLE = (
    r"(?:users?|customers?|clients?|colleagues?|co-?workers?|analysts?|people|employees|members|"
    r"teams?|teammates|admins?|developers?|students|patients|drivers|sellers|buyers|warehouses?|offices?|stores?|shops?|"
    r"sites?|contacts|records|orders|devices|accounts|departments?|locations?)"
)
_HOW_MANY = (
    rf"(?:all|every(?:\s+one)?|each|(?:about\s+|roughly\s+|around\s+)?(?:half|\d[\d,.]*|dozens|hundreds|thousands)|most|"
    rf"many|several|some|none|{_COUNT})"
)
HURT = re.compile(
    rf"\b{_HOW_MANY}(?:\s+of)?(?:\s+(?:our|my|the|us|new|other|\d[\d,.]*|of|one|two|three|four|five|ten)){{0,4}}\s+{_PEOPLE}\b"
    r"|\bevery\s+(?:single\s+)?(?:request|call|order|export|login|upload|user|customer|one\s+of\s+us)\b"
    r"|\b(?:only|just)\s+(?:me|us|mine|my\s+\w+|for\s+me|one\s+of\s+us)\b"
    r"|\bevery(?:one|body)(?:\s+(?:in|at|on|from)(?:\s+(?:the|our))?(?:\s+(?!sees|has|gets|is)[\w-]+){1,2})?"
    r"|\b(?:nobody|no\s+one)\s+(?:else|can|is\s+able)\b"
    r"|\b\d+\s+of\s+(?:our|the|my)\s+(?:\d+\s+)?\w+"
    r"|\bour\s+(?:users|customers|clients|staff|team)\b|\b(?:my|our|the|a)\s+(?:new\s+)?(?:colleague|co-?worker)\b"
    r"|\bmy\s+(?:colleagues?|team\s?mates?)\s+(?:is|are|has|have)\s+(?:fine|ok|okay|no\s+(?:problems?|issues?))"
    r"|\b(?:the\s+)?(?:whole|entire)\s+(?:team|company|office|department|organi[sz]ation)\b"
    r"|\b(?:alle\s+unsere|tous\s+nos|todos\s+nuestros)\s+\w+",
    re.I,
)
"""Whom it hurts, and whom not."""

_NEWS = r"re(?:ceiv|quest|gister|leas|port|commend|quir|fund|ject|ach|ali[sz]|member|pli|view|cogni[sz]|new|main|ferr)"
_DID = (
    r"(?:tried(?!\s+to\s+(?!clear|re|log|update|use|switch|change))|cleared|re-?started|re-?installed|re-?booted|reset|refreshed|re-?loaded|re-?connected|"
    r"re-?invited|resent|re-?uploaded|re-?created|generated|re-?generated|rotated|force-?stopped|checked|"
    r"disabled|enabled|turned\s+(?:it\s+)?(?:off|on)|switched|logged\s+(?:out|in|off)|signed\s+(?:out|in)|updated|upgraded|"
    r"downgraded|deleted|removed|waited|followed|lowered|raised|increased|saved\s+(?:it|them|the\s+\w+)\s+(?:again|as)|"
    r"asked\s+(?:your|our|my|the)|contacted|emptied|unplugged|verified|"
    rf"(?!{_NEWS})(?:re|un)-?[a-z]{{3,}}ed)"
)
TRIED = re.compile(
    rf"^(?:(?:yes|no|ok|well|also|and|then|hi)\s+)*(?:(?:i|we|you)(?:['’]ve|\s+have|\s+had)?\s+)?"
    rf"(?:(?:already|just|also|even|both|then|now)\s+)*{_DID}\b"
    r"|^(?:it\s+)?(?:also\s+)?works?\s+(?:(?:fine|well|ok|okay)\s+)?(?:in|on|with|for|from)\b"
    r"|^(?:it(?:['’]s|\s+is)\s+)?(?:the\s+)?same\s+(?:(?:thing|error|result|issue|problem)\s+)?(?:in|on|with|after|when)\b"
    rf"|^(?:clearing|restarting|re-?installing|resetting|refreshing|rebooting)\b.*\b(?:not|n['’]?t|no)\b"
    r"|\bhabe[n]?\b.*\b(?:schon|bereits)\b|^(?:schon|bereits)\b.*\b(?:ge\w+t|versucht|probiert|gestartet)\b"
    r"|\b(?:j['’]ai|nous\s+avons)\s+(?:déjà\s+)?(?:vidé|essayé|redémarré|réinstallé|réessayé|vérifié)\b"
    r"|\b(?:he|hemos)\s+(?:ya\s+)?(?:probado|borrado|reiniciado|reinstalado|intentado|comprobado)\b",
    re.I,
)
"""A clause that tells what they did about it, or where it does not happen."""

OUTCOME = re.compile(
    r"\bno\s+(?:effect|luck|difference|change|improvement)\b|\b(?:to\s+no\s+avail|without\s+success)\b|"
    r"\bdid\s?n[o'’]?t\s+help\b|\bsame\s+(?:result|error|thing)\b",
    re.I,
)
"""What came of an attempt."""

OWN_ACT = re.compile(r"^(?:(?:i|we)(?:['’]ve|\s+have)?\s+|re-?\w+ing\b|clearing\b)", re.I)

CAUSE = re.compile(r"^(?:since|after|when|whenever|if|while|because|before|every\s+time|as\s+soon)\b", re.I)

CODE = re.compile(
    r"\b(?:(?:error|fehler|erreur|status|code|http)\W{0,3}(?:code\W{0,3})?|(?:returns?|returned|with|gets?|got|getting|"
    r"same|an?|answers?|bounces|says?|throws?|gives?)(?:\s+|:\s*)(?:an?\s+)?)(?P<code>[45]\d\d)\b(?![.,]?\d|\s*%)",
    re.I,
)
"""An HTTP or mail status, where the words around it tell that it is one."""

QUOTED = re.compile(r"\"([^\"\n]{4,160})\"|“([^”\n]{4,160})”|`([^`\n]{4,160})`|«\s?([^»\n]{4,160}?)\s?»")
SHOWS = re.compile(
    r"\b(?:errors?|says?|shows?|gets?|got|getting|messages?|broken|with|sees?|fails?|failed|failing|appears?|stops?|stopped|"
    r"reads|throws?|popup|hits?|nobody|cannot|can['’]?t|fehler\w*|erreur|mensaje|error)\b",
    re.I,
)

NUMBER = re.compile(
    r"\b(?:invoices?|orders?|tickets?|cases?|account|project|workspace|customer|subscription|booking|request|factura|facture|"
    r"rechnung|bestellung|pedido)\s*(?:numbers?|no\.?|ids?|nr\.?)?\s*:?\s*(?P<id>#?[A-Z]{0,5}-?\d[\w-]*)\b"
    r"|(?<![\w/])(?P<hash>#\d{3,})\b",
    re.I,
)
"""What they call it by: an invoice, an order, a ticket."""

AMOUNT = re.compile(r"[$€£]\s?\d[\d,.]*\d|[$€£]\s?\d|\b\d[\d.,]*\s?(?:€|EUR|USD|GBP|euros?|dollars)\b")

VERSION = (
    r"\b(?:version|v)\s*\d+(?:\.\d+)*\b|(?<![\d.,$€£/-])\b\d{1,3}\.\d{1,4}(?:\.\d+)?\b"
    r"(?!\s*(?:%|s\b|ms|seconds|minutes|hours|gb|mb|kb|€|am|pm|million|:))"
)

LINK = re.compile(r"https?://[^\s<>|\"”]+", re.I)
