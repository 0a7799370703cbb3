"""How customers reject and correct an answer, and how bots fail to give one: small tables of English words."""

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])")


CORRECTS = _words(
    r"i (?:just |already |clearly )?(?:said|told|asked|meant|mean|wanted|did (?:mean|say|ask))|(?:as|like) i said|"
    r"(?:thats|that is|this is|its|it is|was) not (?:what|the|it|right|correct|true)|not what (?:i|we)|"
    r"are you (?:sure|even|kidding|serious|joking)|check(?: it)? again|(?:try|look) (?:it )?again|double check|"
    r"wrong|incorrect|confus\w+|misunder\w+|didnt ask|you (?:just |already |keep |said |told |stated )+|"
    r"why (?:cant|dont|do you|did you|is it|not|isnt|wont)|"
    r"(?:doesnt|didnt|does not|did not) (?:help|work|answer|make|solve)|"
    r"no sense|i (?:already|still)|once (?:more|again)|(?:second|third|fourth|fifth|tenth|\d+(?:nd|rd|th)) time"
)
"""*I said the south*, *that is not what I asked*, *are you sure?*"""

REJECTS = _words(
    r"no|nope|nah|not|never|none|neither|nothing|nobody|"
    r"(?:do|does|did|is|are|was|were|has|have|had|could|would|should|wo|ca|ai)nt"
    r"|cannot|actually|but|instead|another|different|else|other|too (?:bad|far|late|early|expensive|much)|either|"
    r"again|still|really|sorry|unfortunately|however|rather|then|just"
)
"""Words of refusal, of a second try, and of disappointment."""

OPENS_WITH_NO = re.compile(r"^(?:no|nope|nah|not|but|sorry|im sorry|i am sorry|actually|wait|never)(?![\w'])")

ACCEPTS = _words(
    r"yes|yeah|yep|great|thanks?|thank you|thx|perfect|awesome|wonderful|excellent|nice|good|fine|sounds|"
    r"sure|ok|okay|"
    r"cool|goodbye|bye|(?:thats|that is|is) all|helpful|love|lovely|happy|glad|appreciate"
)

DECLINES_POLITELY = _words(
    r"no (?:thanks|thank you|problem|worries|rush|hurry|preference|need)|"
    r"no that(?:s| is| was| will be)? (?:all|it|everything)|"
    r"not (?:a problem|at all|bad|yet|urgent)|"
    r"(?:dont|do not|doesnt) (?:care|mind|worry|matter|have a preference|need anything)|"
    r"no im (?:good|all set|fine)|no nothing|nothing (?:else|more)|no other|thats not necessary"
)
"""A *no* that is content."""

FAILS = _words(
    r"sorry|unfortunately|afraid|apolog\w+|unable|cannot|not able|"
    r"(?:do|does|is|are|ca|wo|did|could|would|was|were|have|has)nt|"
    r"cant|wont|not (?:available|possible|found|offered|allowed|permitted|successful|understand|sure|any)|unavailable|"
    r"unsuccessful\w*|none|no|nothing|neither|either|fail\w*|rephrase|try (?:again|another|a different|something)|"
    r"change your|different|another|only"
)
"""A reply that has nothing to give."""

SUCCEEDS = _words(
    r"sure|great|happy|glad|booked|successful(?:ly)?|reference|of course|absolutely|certainly|here (?:is|are)|yes|"
    r"thank you|thanks|welcome|perfect|have a (?:nice|great|good)"
)

ASKS_WHETHER_DONE = _words(
    r"(?:anything|something|any other|any further|further|more|what) .{0,20}"
    r"(?:else|help|questions?|assist\w*)|is that all"
)
"""*Anything else?*: a *no* to that is content."""

DENIES = re.compile(
    r"\b(?:not|no longer|never|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t)\s+(?:\w+\s+){0,2}?"
    r"(?:frustrat|angry|annoy|upset|mad\b|furious|unhappy|disappoint|irritat)\w*(?:\s+at\s+all)?",
    re.IGNORECASE,
)
"""*We are not frustrated at all* says what it says."""
