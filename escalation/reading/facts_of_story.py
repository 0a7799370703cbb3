"""Facts about what happened: what is seen, to whom, after what, and what was wanted."""

from escalation.reading.fact_kind import NUMBER, Kind, kind

_SAYS = (
    r"(?:says?|saying|said|reads?|reading|error(?: message| text)?(?: is| was)?:?|message(?: "
    r"is| was)?:?|throws?|returns?|"
    r"answers?|responds?|response is|responds with|gives? (?:me|us)|gets?|getting|got|shows?|showing|fails? with|"
    r"failed with|bounces? with|meldung|mit|message est|dit|dice)"
)

_PEOPLE = (
    r"(?:users?|people|persons?|colleagues?|members?|customers?|agents?|employees?|seats?|"
    r"accounts?|guests?|students?|"
    r"drivers?|clients?|leute|nutzer|kollegen|personnes|usuarios|staff)"
)

STORY_FACTS: tuple[Kind, ...] = (
    kind(
        "reach",
        r"\b(?:all|every|each)\b.*\bor (?:only|just|merely)|\b(?:do|does|did|are|is|have) (?:all|"
        r"the other|every)\b|one \w+ or (?:all|more|several|every)|(?:only|just) (?:in |at |on "
        r"|with |for |from )?(?:the )?(?:you|one|your|this)\b|\b(?:anyone|anybody|everyone|everybody|"
        r"others|someone else|other (?:users|people|colleagues|"
        r"members|customers|sites|offices|locations|accounts)|colleagues|teammates|who else|nur "
        r"(?:sie|ihnen|du)|whole (?:team|company)|"
        r"entire (?:team|company)|all (?:of )?(?:your|the) (?:users|people|customers|team|staff|"
        r"sites|stores)|some (?:people|users))\b"
        r".*|who (?:is|are|all is) affected|how widespread",
        r"\b(?:(?:only|just) (?:me|us|him|her|one|I|for me|my|our|the|happens (?:to|for) me)|(?:it'?s|"
        r"i'?m) the only|everyone|everybody|"
        r"nobody|no one|none of (?:us|my|our|the|them)|all of (?:us|our|my|the|them)|(?:all|both)"
        r" (?:my|our|the|three|two|four)|"
        r"all (?:\w+ )?of (?:my|our|the|us|them)|only (?:with )?\w+ (?:recipients|users|people|"
        r"customers|orders|calls|files|addresses)|whole (?:\w+ )?(?:team|company|office|department|"
        r"group)|entire (?:\w+ )?(?:team|company|office|department)|colleagues?|teammates?|"
        r"co-?workers?|the rest of (?:the|us|my|our)|the other (?:one|two|three|four)s?|(?:the "
        r")?others (?:do|work|are|get|can|see)|for all|across the (?:board|company)|others (?:can|"
        r"don'?t|do|have|are)|the others|"
        rf"everyone else|nobody else|no one else|{NUMBER} (?:of )?(?:\w+ )?{_PEOPLE}|company-?wide|"
        r"alle|nur (?:ich|bei mir)|kollegen|"
        r"tout le monde|todos|same (?:for|on|with) (?:my|our|the|two|three|every))\b",
    ),
    kind(
        "error",
        r"\berrors?\b.*\b(?:message|code|text|say|get|see|shown?|receive|exact)|(?:exact|full|"
        r"precise|complete) (?:\w+ )?(?:message|wording|"
        r"text|error)|what (?:exactly )?(?:does (?:it|the \w+|the \w+ \w+)|do (?:you|they)) (?:say|"
        r"get|show|return|respond|answer|give|read)|what do (?:the |your )?\w+ (?:see|get|read)"
        r"|what(?:'s| is| was) the (?:\w+ )?"
        r"(?:error|message|response)|(?:which|what|any) (?:\w+ )?(?:error|status|message|response "
        r"code)|status code|fehlermeldung|"
        r"message d['’]erreur|mensaje de error|bounce message",
        rf"\b{_SAYS} (?:with |a |an )?[45]\d\d\b|(?:error|fehler|erreur|mensaje|meldung|message|"
        rf"notice|warning)\b[^\"“«„.]{{0,25}}[\"“«„]|\b{_SAYS} (?:an? |the |this: ?|just |only "
        rf")?(?:error )?[\"“«„'‘]|\b[A-Z]{{2,}}[_-][A-Z_-]*\d+\b|(?-i:\b[A-Z]{{1,4}}\d{{2,6}}\b)"
        r"|"
        r"(?-i:\b(?:ERR|E|EC)_?[A-Z_]{3,}\b)|\b(?:error|code|status|http|fehler|erreur)(?: code|"
        r" no\.?| number)? ?[#:]? ?\d+|"
        r"\b[45]\d\d\b(?= ?(?:bad|internal|not|for|un|error|on|from|time|too|gate|service|$|\(|,|\.|:))|"
        r"\b(?:says|saying|reads|reading|error message is|message is)(?: just| only)?:? (?!that "
        r"(?:it|i)\b|so\b|the same\b|nothing\b)\w+|"
        r"(?-i:\b[A-Z]\w+(?:Exception|Error)\b)|\b\d{3} \d\.\d\.\d\b",
    ),
    kind(
        "symptom",
        r"what (?:exactly )?(?:happens|do you see|is shown|appears|is displayed|goes wrong|do(?:es)"
        r"? (?:it|the \w+) do)|how does (?:it|that) (?:fail|look)",
        r"nothing happens|\bit (?:just |then |only )?(?:spins|hangs|freezes|crashes|closes|jumps|"
        r"goes|shows|says|loads|stays|bounces|redirects|turns|flashes|"
        r"stops|quits|disappears|logs)|(?:blank|white|black|gr[ea]y|empty) (?:page|screen|window)"
        r"|\b(?:i|we) (?:just |only |then )?(?:get|see|land|end up)\b|"
        r"spinn(?:er|ing)|spins",
        flags=("thing",),
    ),
    kind(
        "expected",
        r"\bexpect(?:ed|ing)?\b|what should (?:it|the|they|i)|supposed to",
        r"\bshould (?!i\b|we\b|you\b)\w+|shouldn't \w+|ought to|\bexpect(?:ed|ing)?\b|supposed "
        r"to|instead of|rather than",
    ),
    kind(
        "change",
        r"(?:anything|something|what) (?:else )?(?:has |have |did |been )*chang|any(?:thing)? "
        r"(?:recent |other )?(?:change|new)|recent changes?|"
        r"changes? on your (?:side|end)|did (?:you|anyone|anybody|someone) change|(?:made|make)"
        r" any changes?|etwas geändert|install(?:ed)? anything new",
        r"\b(?:we|i|our \w+|they|it|someone|admin|was|were|team|just|wir|nous|that we|thing that)"
        r"\b[^.!?]{0,30}\b(?:changed|switched|moved|migrated|"
        r"upgraded|updated|renewed|replaced|deployed|installed|rolled out|rotated|enabled|turned "
        r"on|turned off|disabled|renamed|merged|geändert|"
        r"umgestellt|changé)\b|nothing (?:has |was |else )?(?:been )?changed|(?:no|without any) changes?|"
        r"(?:haven'?t|hasn'?t|didn'?t|not|nothing|nobody)(?: \w+){0,3} (?:changed?|touch(?:ed)?|update[d]?)\b|"
        r"since (?:the |our |your )?(?:last )?(?:update|upgrade|migration|move|switch)",
    ),
    kind(
        "goal",
        r"what (?:are|were) you (?:\w+ )?(?:trying|hoping|looking|aiming|wanting)|what (?:do|did|"
        r"would) you (?:\w+ )?(?:want|like|need) to|your (?:goal|aim|"
        r"use ?case)|trying to (?:do|achieve|accomplish|solve)|use ?case|what is it (?:you|for)"
        r"|what for\b|what (?:do|will|would) you (?:need|want|use) (?:\w+ ){1,4}for\b|end goal|"
        r"the purpose",
        r"\b(?:trying|try|want|wants|would like|i'd like|we'd like|need|needs|hope|hoping|aim|"
        r"goal|idea|looking|point|purpose) "
        r"(?:is |to |was |here is )*(?:to |for )?\w+ \w+ \w+|\bso that (?:we|i|they|our)\b|in "
        r"order to|(?:point|purpose|idea|goal|aim) of (?:\w+ )*is\b",
        flags=("any time",),
    ),
    kind(
        "impact",
        r"\bblock(?:ed|ing|er|s)?\b|\bimpact|what does this (?:mean|stop)|work ?around|production "
        r"(?:down|impact)|severity|critical is",
        r"\bblock(?:ed|ing|er|s)\b|work ?around|can'?t (?:work|ship|invoice|sell|operate|trade|"
        r"do our)|cannot (?:work|ship|invoice|sell)|"
        r"at a (?:complete )?standstill|costs? (?:me|us)\b|lost (?:sales|orders|revenue|money)"
        r"|los(?:e|ing) (?:money|orders|customers|sales)|everything (?:is )?(?:down|stopped)|not "
        r"(?:a )?(?:block|urgent|critical)|"
        r"can live with|no big deal|by hand|manually|nothing goes out",
    ),
    kind(
        "steps",
        r"\bsteps\b|reproduc|step by step|walk me through|how (?:do|did|can|could|would) (?:you|"
        r"i|we) (?:\w+ )?(?:get (?:there|to|this)|trigger|"
        r"recreate|end up)|what (?:were|was|did) you (?:do|doing|click)|what (?:exactly )?(?:do|"
        r"did) you (?:click|press|do)|which buttons?|"
        r"right before",
        r"(?:\b(?:open|opened|click(?:ed)?|press(?:ed)?|go to|went to|going to|select(?:ed)?|choose|"
        r"chose|pick(?:ed)?|tick(?:ed)?|enter(?:ed)?|"
        r"typ(?:e|ed)|drag(?:ged)?|upload(?:ed)?|tap(?:ped)?|hit|log(?:ged)? in|sav(?:e|ed)|scroll(?:ed)"
        r"?|creat(?:e|ed)|add(?:ed)?|switch(?:ed)? to|"
        r"fill(?:ed)? in|scan(?:ned)?|swip(?:e|ed)|invit(?:e|ed)|duplicat(?:e|ed)|set|change|delet(?:e|ed))\b.*){2}",
        flags=("whole",),
    ),
    kind(
        "consent",
        r"(?:may|can|could|is it ok(?:ay)? (?:if|for)|do i have|are you (?:ok|okay|fine) (?:if|"
        r"with)|would you mind if) (?:i|we|us|me|your) "
        r"?(?:\w+ ){0,4}(?:log in|access|look (?:into|at|inside)|impersonate|permission|open your)|permission to",
        r"you (?:may|can|are (?:free|welcome) to|have (?:my|our) (?:ok|okay|permission|consent)"
        r") (?:\w+ ){0,3}(?:look|log|access|open|impersonate|check|do)|"
        r"feel free to (?:look|log|access|open|impersonate|check)|(?:i|we) (?:consent|agree|give "
        r"you permission|have enabled (?:support )?access|"
        r"granted)|support access is (?:on|enabled)",
    ),
)
