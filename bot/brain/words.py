"""What words are worth in a support question: those that say nothing, and those that say the same."""

_SMALL = """
a about again all also am an and any anybody anyone anything are as at be because been before being both but by can
cannot cant could couldnt did didnt do does doesnt doing dont each either else even every everybody everyone
everything few for from had has hasnt have havent having he her here hers him his how i if in into is isnt it its
itself many may me might mine more most much must my myself neither no nobody none nor not nothing now of off on once
one ones only or other others our ours out over own per same she should shouldnt since so some somebody somehow
someone something such than that the their theirs them then there these they this those though through to too under
until up upon us very was wasnt we were werent what whatever when where whether which while who whom whose why will
with without wont would wouldnt yet you your yours
hows ill im ive lets thats theres theyre weve whats wheres whos youre youve
able actually ago already always anyway away basically bit cheers currently dear ever get gets getting give given go
goes going gonna got guy guys hello help hey hi hope just keep keeps kind know let like little look looking lot lots
make makes making maybe mean need needed needs never ok okay please pls plz possible possibly question really right
see seem seems somewhere soon sorry sort still straight stuff sure take tell thank thanks thing things think thx
trying try understand use used uses using wanna want wanted wants way well whole wonder wondering yes afternoon
evening monday morning today tomorrow tonight weekend yesterday
"""

SMALL_WORDS = frozenset(_SMALL.split())
"""Grammar, contractions as people type them, and talk."""

_SAME = (
    "2fa mfa otp authenticator two-factor",
    "activate enable",
    "add create insert new",
    "admin administrator",
    "alert notification notify push reminder",
    "answer reply respond response",
    "app application",
    "appointment booking visit meeting",
    "attach attachment upload",
    "bank payout settlement",
    "bill billing invoice",
    "blank empty missing vanish disappear gone lost hidden",
    "break broken fail failure error problem issue wrong",
    "calendar diary agenda",
    "cancel terminate unsubscribe quit leave",
    "change edit modify update amend adjust",
    "charge payment pay paid",
    "client customer",
    "colleague coworker teammate staff employee worker",
    "connect connection link integrate integration hook",
    "cost price pricing fee expensive",
    "crash freeze hang stuck",
    "credential key secret token",
    "delete remove erase wipe",
    "difference compare versus vs",
    "disable deactivate offboard",
    "download export",
    "duplicate double twice two",
    "email mail inbox",
    "endpoint server url",
    "event webhook ping callback",
    "expire expiry lapse",
    "gdpr privacy",
    "history log audit trail",
    "import migrate migration bring",
    "internet signal network offline wifi coverage",
    "invite invitation onboard",
    "laptop computer desktop",
    "leak exposed compromised stolen",
    "licence license seat",
    "limit maximum cap quota",
    "login log-in logon sign-in",
    "mobile phone smartphone cell handset iphone android",
    "page screen view",
    "password passcode",
    "period cycle term",
    "permission role access right allowed",
    "photo picture image pic",
    "recover restore retry resend",
    "refund reimburse",
    "repeat recur",
    "report statistic analytics dashboard",
    "schedule planner",
    "slow sluggish lag laggy crawl performance",
    "sms text",
    "spam junk",
    "sso saml okta entra azure",
    "stop prevent block avoid",
    "subscription plan tier",
    "sync synchronise synchronize",
    "tax vat gst",
    "timezone time-zone clock daylight",
    "trial demo evaluation",
)

SAME_WORDS: dict[str, frozenset[str]] = {
    word: frozenset(other for group in _SAME if word in group.split() for other in group.split()) - {word}
    for word in sorted({word for group in _SAME for word in group.split()})
}
"""Words that stand for one another when people ask for help: a hint for searching, worth less than the word itself."""
