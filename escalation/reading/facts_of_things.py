"""Facts that have a name, a number or a file: versions, ids, places, people, logs."""

from escalation.reading.fact_kind import NUMBER, Kind, kind
from escalation.reading.names import NAMES

THINGS_FACTS: tuple[Kind, ...] = (
    kind(
        "version",
        r"\bversions?\b|\bbuild\b|\brelease (?:number|are you)|firmware|welche(?:n|s)? (?:version|"
        r"stand)|(?:chrome|firefox|safari|edge|"
        r"windows|macos|ios|android) exactly",
        r"\bv?\d{1,4}(?:\.\d{1,6}){1,3}\w?\b(?! ?(?:%|eur|usd|gbp|mb|gb|am|pm|uhr|h\b))|\b(?:version|"
        r"build|release|firmware|v|r)"
        r"[ .]?\d+(?:\.\d+)*\b|\b(?:chrome|firefox|safari|edge|windows|macos|ios|ipados|android|"
        r"ubuntu|debian|php|python|node|java) \d+",
    ),
    kind(
        "other browser",
        r"(?:another|different|other|second|any other) (?:web )?browsers?|autre navigateur|anderen browser",
        r"\b(?:another|a different|other|different|all|every|several|both|two|three|any) (?:web )?browsers?\b|"
        + rf"tried (?:it )?(?:with |in |on |using )?(?:{NAMES['browser'].pattern})|"
        + rf"(?:{NAMES['browser'].pattern}).{{1,60}}?(?:{NAMES['browser'].pattern})",
    ),
    kind(
        "count",
        r"how many|number of (?:users|people|seats|rows|\w+s)\b|wie viele|combien|cu[aá]nt[oa]s|"
        r"how much|roughly how|headcount",
        rf"\b{NUMBER}\b",
        flags=("thing",),
    ),
    kind(
        "size",
        r"how (?:big|large|heavy|long is)|(?:file|attachment) size|size of|in (?:megabytes|mb|gb)",
        r"\b\d[\d.,]* ?(?:kb|mb|gb|tb|megabytes?|gigabytes?|megs?)\b",
    ),
    kind(
        "share",
        r"how much\b|what percentage|how far\b|to what extent",
        r"\b\d[\d.,]* ?(?:%|percent|per cent|[kmgt]b\b|kg\b|hours?|days?|degrees|points)",
        flags=("thing",),
    ),
    kind(
        "colour",
        r"colou?r\b",
        r"\b(?:red|green|blue|yellow|orange|amber|white|purple|grey|gray|black|off|dark)\b",
    ),
    kind(
        "amount",
        r"how much (?:was|were|did|is|money)|(?:what|which) (?:amount|sum|total)|amount (?:was|were)",
        r"(?:[€$£¥] ?\d[\d.,]*|\b\d[\d.,]* ?(?:€|\$|£|eur|usd|gbp|chf|euros?|dollars?|pounds?|sek|nok))",
    ),
    kind(
        "endpoint",
        r"end ?point|which (?:api )?(?:call|route|path|method)|what (?:api )?call",
        r"\b(?:GET|POST|PUT|PATCH|DELETE) /?\S+|(?<![\w.])/(?:v\d|api)/?\S*|(?<![\w.:/])/\w+/\w+\S*",
    ),
    kind(
        "place",
        r"^(?:\w+,? )?(?:and )?where\b|which (?:city|country|office|site|branch|location|store|"
        r"shop|depot|building|floor|channel|source|marketplace|carrier|"
        r"courier|bank|supplier|partner|department|team|airport|port)\b",
        r"\b(?:in|at|from|to|near|via|through|by|with|on) (?:the |our |a )?(?-i:[A-ZÀ-Ý][\w.-]+)"
        r"|\b(?:next to|behind|under|opposite|on the) (?:\w+ ){0,2}\w+",
        flags=("thing",),
    ),
    kind(
        "currency",
        r"currency|währung|devise|moneda",
        r"\b(?:eur|usd|gbp|chf|sek|nok|dkk|pln|czk|jpy|cad|aud|euros?|dollars?|pounds?|(?:swiss "
        r")?francs?|kron[ae]|zloty|yen|rupees?)\b|[€$£¥]",
    ),
    kind(
        "plan",
        r"(?:which|what|your) (?:\w+ )?(?:plan|tier|subscription|package|edition|licen[cs]e type)\b",
        r"\b(?:on|have|with|use|using|pay for|paying for|in|are|got) (?:the |an? |your |our )?(?:free|"
        r"starter|basic|pro|professional|business|enterprise|premium|plus|"
        r"standard|growth|scale|team)(?= (?:plan|tier|subscription|package|edition|one|account)"
        r"|\s*[,.;!)]|\s+(?:and|but|since|with|for)\b|$)",
    ),
    kind(
        "region",
        r"(?:which|what|your) (?:\w+ )?(?:region|data ?cent(?:re|er))",
        r"\b(?:eu|us|ap|ca|sa)-(?:west|east|central|south|north|southeast|northeast)-\d\b|\b(?:eu|"
        r"us|uk|apac|frankfurt|ireland|virginia|oregon)[- ]"
        r"(?:region|data ?cent(?:re|er)|cluster|instance)",
    ),
    kind(
        "name",
        r"(?:your|full) name\b|who am i (?:speaking|talking)|(?:your )?company(?:'s)? name|which "
        r"company|name of your (?:company|organi[sz]ation)",
        r"\b(?:i'?m|i am|this is|my name is|name'?s|speaking|from|here at|at|behalf of|of) (?-i:[A-Z][\w&-]+)",
    ),
    kind(
        "url",
        r"\b(?:link|url)\b(?! does)|web address|which page|address of the (?:page|site)",
        r"https?://\S+|\bwww\.\S+\.\w+|\b[a-z0-9-]+\.[a-z0-9-]+\.[a-z]{2,}/\S+",
    ),
    kind(
        "email",
        r"(?:which|what|share|send me|give|provide|have|confirm)\b.*e-?mail|e-?mail addresse?s?\b|"
        r"which (?:address|mailbox) (?:do|did|are|is)",
        r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    ),
    kind(
        "phone",
        r"(?:phone|telephone|mobile|direct|cell|call(?:back)?) number|number (?:to|can|should|"
        r"where|that|for)\b.*\b(?:call|reach|ring|phone|"
        r"dial)|(?:call|reach|ring) you (?:on|at)|telefonnummer|num[eé]ro de t[eé]l|best number",
        r"(?<![\w.])\+?\(?\d[\d ()/-]{6,}\d\b|\bext(?:ension|\.)? ?\d{2,5}",
    ),
    kind(
        "person",
        r"\bwho (?:on|in|at|looks|manages|is (?:the|your|responsible|in charge)|should|could|can|"
        r"would|handles|runs|administers|set|signed)\b|"
        r"contact person|right person|point of contact|get in touch with|(?:your|the) (?:it |account "
        r")?(?:admin|contact)(?:'s)? name|"
        r"names? of (?:two|some|the (?:person|people|user|users|admin|colleague))|whom",
        r"(?-i:\b(?!(?:The|Our|In|On|And|But|Since|When|After|Hi|Hello|We)\b)[A-ZÀ-Ý][a-zà-ÿ]+ "
        r"[A-ZÀ-Ý][a-zà-ÿ]+\b)|[\w.+-]+@[\w-]+\.\w+|"
        r"(?-i:\b(?!(?:The|This|That|It|Our|There|Nobody|Everybody|Everyone|Everything|Nothing|"
        r"What|Who|Support)\b)[A-Z][a-z]{2,} (?:is|will|can|knows|handles|manages|"
        r"looks|set|runs|takes|does)\b)|(?-i:\b(?:is|to|ask|contact|colleague|admin|lead|manager|"
        r"boss|with|by|named|called|name's) [A-ZÀ-Ý][a-zà-ÿ]{2,}\b)",
        flags=("thing",),
    ),
    kind(
        "screenshot",
        r"screen ?shots?|screen ?grab|(?:a |any )?(?:picture|photo|image)s? of|bildschirmfoto|"
        r"capture d['’][eé]cran|captura",
        r"\.(?:png|jpe?g|gif|webp|heic|bmp)\b|(?:attached|attaching|here(?:'s| is)|see|sent|uploaded|"
        r"added) (?:\w+ ){0,3}(?:screen ?shot|"
        r"photo|picture|image)|(?:screen ?shot|photo|picture)s? (?:is |are )?(?:attached|below|above|enclosed)",
        flags=("whole",),
    ),
    kind(
        "recording",
        r"screen recording|\bvideo\b|screencast|loom",
        r"\.(?:mp4|mov|webm|mkv)\b|loom\.com|(?:attached|here(?:'s| is)|see) (?:\w+ ){0,3}(?:video|recording)",
        flags=("whole",),
    ),
    kind(
        "log",
        r"\blogs?\b(?! (?:in|out))|log ?files?|stack ?trace|trace\b|debug output|console output",
        r"\.(?:log|txt|trace|zip|gz)\b|(?:attached|here(?:'s| are| is)|see) (?:\w+ ){0,3}(?:logs?|"
        r"trace)|logs? (?:are |is )?"
        r"(?:attached|below|enclosed)|\bat \w+[.:]\w+.*\bline \d+|Traceback|```",
        flags=("whole",),
    ),
    kind("har", r"\bhar\b", r"\.har\b", flags=("whole",)),
    kind(
        "sample",
        r"(?:send|share|attach|upload|provide)\b.*\b(?:file|sheet|spread ?sheet|document|pdf|csv)"
        r"\b|(?:sample|example|original|affected|failing|csv|import|source|spread ?sheet|the) "
        r"file\b(?! size)|an example of",
        r"\.(?:csv|xlsx?|json|xml|pdf|docx?|tsv|zip)\b(?! (?:file|export|import))|(?:attached|"
        r"here(?:'s| is)) (?:\w+ ){0,2}(?:file|csv|sample)",
        flags=("whole",),
    ),
    kind(
        "role",
        r"\badmin(?:istrator)?\b.*\?|\bowner\b|\brole\b|permissions?|access level|rights do|berechtigung",
        r"\b(?:i'?m|i am|we are|we're|my role is|role:?|as an?|as the|am also|have|has|ich bin|"
        r"je suis|with my|logged in as|using the|under the|"
        r"not an?) (?:\w+ ){0,3}(?:(?:super |global |workspace |org |account |billing )?admin(?:istrator)"
        r"?|owner|editor|viewer|member|guest|"
        r"manager|contributor|read[- ]only|agent|supervisor|collaborator|reception(?:ist)?|teacher|"
        r"accountant|developer)\b|\bmy role is \w+",
    ),
    kind(
        "sign-on",
        r"(?:do|are|is|have) (?:you|it|your\b.*|they)\b.*\b(?:sso|saml|single sign)|or (?:through "
        r"|via |with |by )?(?:sso|single sign)|(?:sso|single sign[- ]on) or|how do (?:you|they|"
        r"your \w+) (?:log|sign) in|log(?:ging)? in with|sign(?:ing)? in with",
        r"\b(?:via|through|with|by|using|over|use|uses|using|have|enabled|no) (?:\w+ ){0,2}(?:sso|"
        r"saml|single sign[- ]on|okta|entra|azure ad|"
        r"google|microsoft|onelogin|auth0|keycloak|jumpcloud|adfs|a password|e-?mail and password|"
        r"passkey|magic links?)\b|\bsso\b.*\b(?:login|is on|only)",
    ),
    kind(
        "zone",
        r"time ?zone|zeitzone|fuseau",
        r"\b(?:utc|gmt|cet|cest|bst|est|edt|pst|pdt|cst|ist|aest|jst|eastern|pacific|central european)"
        r"\b|\b(?:europe|america|asia|africa|australia)/\w+|"
        r"time ?zone (?:is|:|set to) \w+",
    ),
)
