"""Does it burn? The words by which a customer says that it cannot wait."""

import re

from escalation.reading.text import clauses

_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|asap|a s a p|emergency|critical(?: issue| problem)?$|right away|immediately|at once|"
    r"as soon as (?:possible|you can)|(?:need|needs|needed|want|fix|fixed|answer|help) (?:[^ ]+ ){0,4}(?:right now|"
    r"today|this (?:morning|afternoon|minute|hour|instant)|within the hour|by "
    r"(?:noon|tonight|eod|end of (?:the )?day))|"
    r"blocking (?:us|me|our|production|the|everything)|(?:is|are|were|was) (?:a )?(?:blocked|blocker|show_?stopper)|"
    r"showstopper|(?:losing|costing us|lost) (?:[^ ]+ )?(?:money|customers|revenue|business|sales)|time critical|"
    r"time_critical|sev ?_?[01]|p[01]|high priority|top priority|dringend|sofort|eilt|tres urgent|urgence|urgente|"
    r"inmediatamente|subito|spoed|dringende)\b"
)
_CALM = re.compile(
    r"\b(?:not|isnt|nothing|no|non|nicht|pas|wasnt|dont|never|how|what|which|set|mark|marked|label|filter|tag|"
    r"priority (?:field|label)|when (?:its|it is))(?: [^ ]+){0,3} $"
)


def urgency(text: str) -> str:
    """The words that say so, or an empty string. *Not urgent* and a setting named *urgent* say nothing."""
    for clause in clauses(text):
        for match in _URGENT.finditer(clause.line):
            if not _CALM.search(clause.line[: match.start()]):
                return clause.written(match.start(), match.end())
    return ""
