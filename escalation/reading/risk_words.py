"""The words of each risk, as patterns over a clause's normalised words."""

import re

from escalation.model import Risk

HYPOTHETICAL = re.compile(
    r"\b(?:what (?:happens|if|would|should|do (?:i|we|you) do)|how (?:do|does|can|could|long|would|should|to|many|"
    r"much)|in case|"
    r"whats the (?:process|policy)|what is (?:the|your) (?:process|policy)|is there a|are there|do you (?:have|"
    r"offer|support)|does (?:your|the|baton|it)|could you explain|can you explain|where (?:do|can)|when (?:does|do|is|"
    r"will) (?:my|the|our)|suppose|for example|imagine|to (?:prevent|avoid)|so that (?:we|i) (?:dont|do not))\b"
    r"|^if\b"
)
"""A question about a rule, not a report."""

NOT_SO = re.compile(
    r"\b(?:no|not|never|without|wasnt|werent|isnt|arent|dont|doesnt|didnt|wont|havent|hasnt|nothing|nobody|if|unless|"
    r"in case|avoid|prevent|against|before|worried about|afraid of)(?: [^ ]+){0,4} $"
)
"""Words before a match that deny it, or only fear it."""

_MY = r"(?:my|our|the|this|that|your|his|her|their|an?|one of (?:my|our)|all (?:my|our|the)|some of (?:my|our))"
_US = r"(?:me|us|my card|our card|my account|our account|the card|our company|my company)"
_EVERYBODY = (
    r"(?:everyone|everybody|all (?:of )?(?:our |the |my )?(?:users|team|staff|technicians|customers|people|offices|"
    r"of us)|(?:nobody|no one) (?:in|at|on) (?:the|our|my) \w+|"
    r"our (?:whole|entire) (?:team|company|office)|the (?:whole|entire) (?:team|company|office)|nobody|no one|"
    r"none of (?:us|our \w+))"
)

_OUTAGE = (
    r"(?:everything|(?:the |your )?(?:whole |entire )?(?:site|system|platform|app|service|api|dashboard|website|"
    r"production|prod)) (?:is|are|has been|seems|went|appears|keeps going) (?:\w+ )?(?:completely |totally |entirely |"
    r"fully |all )?(?:down|offline|unreachable|unavailable|dead)\b(?! to| by| for me)"
    r"|\b(?:total|complete|major|full|massive|ongoing|production) outage\b|\b(?:theres|there is|we have|having|seeing|"
    r"experiencing|in) an? (?:\w+ )?outage\b"
    rf"|\b{_EVERYBODY} (?:can|are able to|is able to) (?:not )?(?:log ?in|sign ?in|work|access|use|load|open)\b"
    rf"|\b{_EVERYBODY} (?:cant|cannot|is locked out|are locked out|is unable to|are unable to|is getting|are getting) "
    r"(?:log|sign|work|access|use|load|open|reach|connect|(?:an? )?(?:error|50\d))"
    r"|\b(?:we are|were|our (?:business|operation|operations|team) (?:is|are)) (?:completely |totally )?(?:dead in the "
    r"water|at a standstill|unable to (?:work|operate))\b"
    r"|\bcant (?:take|process) (?:any )?(?:orders|payments|bookings)\b"
)
_SECURITY = (
    rf"\b{_MY} (?:[^ ]+ )?(?:accounts?|passwords?|credentials|keys?|tokens?|workspace|data|users?|email|mailbox|"
    r"system|login) (?:\w+ )?(?:was|were|has been|have been|is|are|got|seems|might be|may be|may have been) (?:\w+ )?"
    r"(?:hacked|compromised|breached|stolen|leaked|exposed|hijacked|phished|taken over)\b"
    r"|\b(?:somebody|someone|a stranger|an attacker|a hacker|hackers?|an unknown (?:person|user)|a former employee|an "
    r"ex employee|an? ex_employee) (?:has |have |is |was |just |still |may |might ){0,3}(?:logged|hacked|"
    r"accessed|accessing|broke|broken|got into|gained|stole|changed|using|used|signed|took over)\b"
    r"|\b(?:unauthori[sz]ed|suspicious|strange|unknown) (?:access|log ?ins?|sign ?ins?|activity|logins?|user|device|"
    r"sessions?)\b"
    r"|\b(?:got|been|being|was|were) (?:hacked|phished|breached)\b"
    r"|\b(?:security|data) (?:breach|incident|leak)\b"
    r"|\b(?:found|discovered|report|reporting|disclose) (?:an? |the )?(?:\w+ )?(?:security (?:hole|issue|flaw|bug|"
    r"problem)|vulnerability|vulnerabilities|exploit|xss|sql injection)\b"
    rf"|\b(?:leaked|committed|published|exposed|posted) {_MY} (?:[^ ]+ )?(?:api )?(?:key|token|secret|password|"
    r"credentials)\b"
)
_DATA_LOSS = (
    rf"\b(?:{_MY} |all |of )?(?:[^ ]+ )?(?:data|jobs?|customers?|records?|invoices?|files?|photos?|reports?|"
    r"appointments?|calendar|contacts?|history|projects?|notes?|everything|entries|work) (?:\w+ )?(?:is|are|was|were|"
    r"has|have|got|just) (?:\w+ )?(?:all )?(?:gone|lost|disappeared|vanished|wiped|erased|been (?:deleted|erased|wiped|"
    r"lost)|deleted (?:by itself|without|overnight)|missing since|suddenly (?:gone|empty))\b"
    rf"|\b(?:we|i|it|you|the (?:app|sync|import|update|migration)) (?:just |have |has |ve )?(?:lost|wiped|erased|"
    rf"deleted|destroyed) (?:all |every |everything|half of |most of )(?:{_MY} )?(?:[^ ]+ )?(?:data|jobs|customers|"
    r"records|invoices|files|photos|reports|work|history|entries|of it)?\b"
    r"|\bdata ?loss\b|\b(?:everything|it all) (?:is |was |has )?(?:just )?(?:gone|disappeared|vanished)\b"
)
_PRIVACY = (
    r"\b(?:other|another|different|somebody elses|someone elses|wrong) (?:customer|customers|client|clients|company|"
    r"companies|tenants?|organi[sz]ation|account|accounts|persons?|peoples?)(?:s)? (?:data|jobs|invoices?|records|"
    r"details|addresses|information|names|files|reports?|customers?)\b"
    r"|\b(?:see|seeing|saw|sees|shows?|showing|shown|got|received|view) (?:us |me |the )?(?:data|jobs|invoices?|"
    r"records|details|information|files) (?:of|from|for|belonging to) (?:other|another|a different|some other|someone) "
    r"(?:customer|client|company|tenant|organi[sz]ation|account|else)"
    r"|\b(?:right to be forgotten|right to erasure|subject access request|data subject request|dsar|data protection "
    r"(?:officer|authority|complaint)|gdpr (?:request|complaint|violation|breach)|article (?:15|17) request)\b"
    r"|\b(?:delete|erase|remove) (?:all )?(?:of )?(?:my|our|his|her|their) (?:personal )?(?:data|information) "
    r"(?:from|permanently|immediately|now|under|according)\b"
)
_LEGAL = (
    r"\b(?:my|our|a|the|their|your) (?:lawyers?|attorneys?|solicitors?|legal (?:team|department|counsel))\b(?! (?:user|"
    r"role|account|can|needs?|wants? to (?:know|see) (?:how|where)))"
    r"|\b(?:legal action|take (?:you|this|it) to court|(?:will|going to|gonna|about to|ready to) sue|small claims|"
    r"breach of (?:contract|our agreement)|class action|lawsuit|subpoena|court order|cease and desist|"
    r"(?:file|filing|filed|lodge|make) an? (?:\w+ )?complaint (?:with|to|against)|trading standards|"
    r"consumer protection|better business bureau|ombudsman)\b"
)
_BILLING_DISPUTE = (
    rf"\b(?:charged|billed|invoiced|debited) {_US}? ?(?:\w+ )?(?:twice|double|two times|three times|again|too much|"
    r"more than|the wrong|an? (?:wrong|extra|additional|unexpected)|after (?:i|we) (?:cancell?ed|downgraded|left)|"
    r"incorrectly|wrongly|for something|for (?:a|the) (?:plan|month|year|service|seats?|users?) (?:i|we) (?:never|"
    r"didnt|dont|cancell?ed))\b"
    r"|\b(?:double|over|wrongly|incorrectly) ?_?(?:charged|billed|invoiced)\b|\bovercharg(?:ed|ing)\b"
    r"|\b(?:dispute|disputing|contest|contesting|challenge) (?:the|this|that|these|an?|your|my|our|last) (?:[^ ]+ )?"
    r"(?:charges?|invoices?|bills?|payments?|amount|fees?)\b"
    r"|\bcharge ?_?back\b(?! fee)"
    r"|\b(?:charges?|payments?|withdrawals?|debits?|transactions?)(?: [^ ]+){0,5} (?:that )?(?:nobody|no one|"
    r"none of us|we never|i never|we didnt|i didnt)(?: [^ ]+){0,3} (?:authori[sz]ed?|approved?|ordered?|made|"
    r"recogni[sz]ed?|knows?)\b"
    r"|\b(?:unauthori[sz]ed|fraudulent|unknown|unexpected|unexplained|wrong|duplicate|incorrect|mystery) (?:charges?|"
    r"payments?|withdrawals?|debits?|transactions?|bills?|billing)\b"
    r"|\b(?:i|we) (?:want|need|demand|expect|would like|insist on|deserve|am owed|are owed) (?:\w+ )?(?:my|our|a|the|"
    r"full|an immediate) (?:\w+ )?(?:money back|refund)\b"
    r"|\bgive (?:me|us) (?:my|our|the) money back\b|\brefund (?:me|us|my|our)\b|\b(?:never|didnt|did not) (?:agreed?|"
    r"authori[sz]ed?|approved?|ordered?|signed? up) (?:to|for)? ?(?:this|that|the|these) (?:[^ ]+ )?(?:charges?|"
    r"payments?|price|fees?|renewal|plan|upgrade)\b"
    r"|\b(?:invoice|bill|amount|charge) (?:is|was|looks|seems) (?:\w+ )?(?:wrong|incorrect|too high|not (?:right|what "
    r"we agreed))\b"
)
_LEAVING = (
    r"\b(?:cancel|cancelling|canceling|terminate|terminating|end|ending|close|closing|quit|quitting) (?:my|our|the|"
    r"this|your) (?!newsletter)(?:[^ ]+ )?(?:subscription|contract|account|plan|membership|service|agreement)\b"
    r"|\b(?:switch|switching|move|moving|migrate|migrating|go|going) (?:over )?(?:to|with) (?:a|another|your|one of "
    r"your|some other) (?:[^ ]+ )?(?:competitors?|providers?|vendors?|tools?|alternatives?|products?|supplier)\b"
    r"|\b(?:wont|will not|not going to|arent going to|are not|not|dont want to|do not want to|decided not to) (?:be )?"
    r"(?:renew|renewing|extend|extending)\b|\b(?:were|we are|im|i am|we will be|i will be|ill be|well be) "
    r"(?:leaving (?:you|your|the platform)|"
    r"done with (?:you|your|this)|looking for (?:a|an) (?:alternative|replacement|different|other)|"
    r"looking at alternatives|"
    r"evaluating (?:alternatives|competitors|other))\b"
)

RISKS: dict[Risk, re.Pattern[str]] = {
    Risk.OUTAGE: re.compile(_OUTAGE),
    Risk.SECURITY: re.compile(_SECURITY),
    Risk.DATA_LOSS: re.compile(_DATA_LOSS),
    Risk.PRIVACY: re.compile(_PRIVACY),
    Risk.LEGAL: re.compile(_LEGAL),
    Risk.BILLING_DISPUTE: re.compile(_BILLING_DISPUTE),
    Risk.LEAVING: re.compile(_LEAVING),
}
