"""Steps that support asks people to try, in the words of either side."""

import re
from dataclasses import dataclass

_STEPS = {
    "cache": r"(?:clear|empt|delet|wip|flush|purg)\w* (?:\w+ ){0,4}(?:cache|cookies|browser data)|cache "
    r"(?:\w+ )?(?:clear|empt|delet)\w*|"
    r"hard[- ](?:refresh|reload)\w*|ctrl ?\+ ?f5",
    "restart": r"re-?(?:start|boot)(?:ed|ing|s)?\b|turn(?:ed|ing)? (?:\w+ ){1,3}off and (?:back )?on|"
    r"power[- ]?cycl\w*|off and on again|"
    r"(?:pull|unplug)\w* (?:\w+ ){0,3}(?:plug|power|it)|neu ?gestartet|redémarr\w*",
    "reinstall": r"re-?install\w*|(?:uninstall|remov|delet)\w* (?:\w+ ){0,6}install\w*|install\w* (?:\w+ "
    r"){0,4}(?:again|from scratch)",
    "sign in again": r"(?:log|sign)(?:ged|ging|ned|ing)? (?:\w+ )?(?:out|off)(?:,? (?:and|then)(?: then)?)? "
    r"(?:and )?(?:back )?(?:in|on)\b|"
    r"(?:log|sign)(?:ged|ging|ned|ing)? back in|re-?log(?:ged|ging)?[- ]?in|(?:log|sign)\w* out and",
    "update": r"(?:updated|upgraded|updating|upgrading)\b|(?:latest|newest) (?:\w+ )?(?:version|release|"
    r"build|firmware|driver)|up[- ]to[- ]date|"
    r"(?:update|upgrade) (?:to|the|your|it)\b",
    "password": r"(?:reset|chang)\w* (?:\w+ ){0,3}password|password reset|forgot(?:ten)?[- ](?:my |your "
    r"|the )?password",
    "spam": r"\b(?:spam|junk|quarantine)\b",
    "extensions": r"extensions?\b|ad[- ]?block\w*|add-?ons?\b",
    "private window": r"incognito(?: (?:window|mode|tab))?|private (?:\w+ )?(?:window|mode|browsing|tab)|in-?private|"
    r"privat(?:es|en) fenster",
    "other device": r"(?:another|different|other|second|new|spare|colleague's) (?:\w+ )?(?:device|computer|"
    r"machine|laptop|phone|pc|printer|cable|"
    r"terminal|tablet|reader|scanner)|from (?:my|his|her|a|the) (?:\w+ )?(?:laptop|phone|desktop|"
    r"pc|ipad)\b|(?:my|his|her) (?:laptop|phone|pc) works",
    "network": r"(?:another|different|other) (?:\w+ )?(?:network|connection|wi-?fi|line)|hot ?spot|\bvpn\b|"
    r"mobile data|tether\w*|\b(?:4g|5g|lte)\b",
    "reconnect": r"re-?connect\w*|disconnect\w* (?:\w+ ){0,5}connect\w*|re-?link\w*|re-?authori[sz]\w*|"
    r"re-?authenticat\w*|(?:un|re-?)pair\w*",
    "new key": r"(?:rotat|regenerat|renew|replac|recreat|reissu|generat|creat)\w* (?:\w+ ){0,3}(?:key|"
    r"token|secret|certificate|credentials)|"
    r"(?:new|fresh|different|another) (?:\w+ )?(?:key|token|secret|certificate|credentials)"
    r"|(?:key|token|secret|certificate|credential)s? (?:\w+ ){0,2}"
    r"(?:rotated|renewed|regenerated|replaced|recreated|reissued)",
    "firewall": r"firewall|(?:allow|white)-?list\w*|proxy",
    "factory reset": r"factory[- ]reset\w*|reset\w* to (?:factory )?defaults?",
    "resend": r"re-?sen[dt]\w*|sent (?:it|them) again",
}
_OF_SOMETHING = frozenset({"restart", "reinstall", "password", "reconnect", "new key", "factory reset", "resend"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a step is called, whether it is asked for or reported; some are done to one thing and not to another."""

    words: re.Pattern[str]
    is_of_something: bool


STEPS = tuple(
    Step(words=re.compile(pattern, re.IGNORECASE), is_of_something=name in _OF_SOMETHING)
    for name, pattern in _STEPS.items()
)
