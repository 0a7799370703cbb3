"""Facts about time: since when, how often, how long, until when."""

from escalation.reading.fact_kind import DAY, WHILE, Kind, kind

_BROKE = (
    r"(?:broke|stopped|failed|crashed|started|began|begun|appeared|went|died|happened|noticed|"
    r"locked|lost|vanished|disappeared|"
    r"changed|dropped|froze)"
)

TIME_FACTS: tuple[Kind, ...] = (
    kind(
        "start",
        r"(?:since|from) when|(?:when|what day|what time) (?:did|was|were|has|have)\b.*\b(?:start|"
        r"begin|first|stop|notice|happen|see|break|"
        r"occur|appear|fail|last (?:work|time))|how long (?:has|have|is)|start(?:ed)? happening|"
        r"seit wann|wann (?:hat|ist|begann)|"
        r"depuis quand|desde cu[aá]ndo|first (?:notice|see|happen|occur)",
        rf"\b(?:since|seit|depuis|desde|as of|starting|until|up to|after|following)\b(?! you\b)[^.!?]{{0,40}}?"
        rf"\b(?:{DAY}|{WHILE}|update|upgrade|release|migration|move|maintenance|outage|(?:i|we|"
        r"you) (?!are\b|have\b|need|can|use\b|want|pay\b|don|do\b)\w+|"
        rf"was renewed|power cut)|\b{WHILE} ago\b|"
        rf"\bfor (?:the (?:last|past) )?(?:about |around |roughly |almost |over )?{WHILE}\b|"
        rf"\b(?:{_BROKE})\b[^.!?]{{0,40}}\b{DAY}|\b{DAY}\b[^.!?]{{0,40}}\b{_BROKE}\b|\b(?:started|"
        rf"began|begun)\b[^.!?]{{0,15}}"
        r"\b(?:after|when|right after|with)\b",
    ),
    kind(
        "moment",
        r"(?:on|to|from) wh(?:ich|at) (?:date|day|point in time|time|month)|\b(?:at )?what time\b|"
        r"at which time|which day|what day|what date|on which date|when exactly|when was the last|"
        r"when did (?:you|he|she|they) (?!first|start|notice)",
        rf"\b{DAY}\b",
        flags=("thing",),
    ),
    kind(
        "frequency",
        r"how (?:often|frequently)|every time|intermittent|sporadic|constantly|all the time|each "
        r"time|always or|only sometimes|wie oft",
        rf"\b(?:(?:every|each|on) {DAY}s?\b|every (?:single |other )?(?:time|hour|day|night|morning|"
        r"minute|week|month|monday|second|third|\w+ (?:minutes|hours))|"
        r"each time|always|(?:once|twice|\d+ times|(?:two|three|four|five) times|a few times)(?: "
        r"or \w+)? (?:an?|per|every|this|today)|"
        r"sometimes|intermittent(?:ly)?|now and then|on and off|off and on|occasionally|randomly|"
        r"at random|constantly|hourly|daily|"
        r"nightly|weekly|once in a while|jedes mal|immer|manchmal|from time to time|whenever|without "
        r"exception|one in \w+|"
        r"(?:one|two|\d+) (?:out )?of \w+ (?:times|attempts|tries|calls))\b",
    ),
    kind(
        "duration",
        r"how long (?:does|do|did|until|before|it takes?|are|will|would|can)|how many (?:minutes|"
        r"hours|seconds|days)|how slow|how much time|how fast",
        r"(?<!every )(?<!each )\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|"
        r"fifteen|twenty|thirty|a few|several|half an?|an?) ?"
        r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?)\b(?! ago)",
    ),
    kind(
        "before",
        r"(?:did|has) (?:it|this|that|the \w+)\b.*\bwork(?:ed)?\b.*\b(?:before|previously|ever|"
        r"past)|ever work|work(?:ed)? before|is (?:this|it) (?:new|the first)|"
        r"first time (?:you|this)|used to work|(?:did|has|have) (?:it|this|that)\b.*\bever\b",
        r"\b(?:worked|did work|was working|used to|was (?:all )?fine|were fine|has always|never "
        r"worked|first time|it'?s new|never (?:had|happened|seen|did)|"
        r"(?:no|without) (?:problems?|trouble|issues?) (?:until|before|for)|smooth(?:ly)?|always "
        r"worked|all was well|until)\b",
    ),
    kind(
        "deadline",
        r"how (?:urgent|soon|quickly|time[- ]critical)|urgen(?:t|cy)|dead ?line|by when|when (?:do|"
        r"would|will) you (?:\w+ )?(?:need|want|like)|time ?line|"
        r"time ?frame|bis wann|time[- ]critical|what (?:is|'s) the priority|go(?:ing)? live|launch date",
        r"\b(?:not |isn'?t |super |very |quite |really )?urgent|\basap\b|as soon as possible|(?:by|"
        r"before|until|till|bis|avant|antes de|no later than|"
        rf"latest)\b[^.!?]{{0,30}}\b(?:{DAY}|end of|eod|the (?:launch|release|meeting|audit|demo|"
        r"event)|our \w+)|dead ?line|no (?:rush|hurry)|"
        r"(?:can|could) wait|take your time|when(?:ever)? you (?:can|have time)|go(?:es|ing)? "
        rf"live|{DAY}[^.!?]{{0,20}}(?:at the latest)|"
        rf"(?:needs?|wants?|due|starts?|launch|opens?|have to|must|has to)\b[^.!?]{{0,40}}\b(?:{DAY}|"
        rf"within \w+)|within {WHILE}|"
        rf"{DAY} is (?:fine|ok|enough|soon enough)",
        flags=("any time",),
    ),
)
