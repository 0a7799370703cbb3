"""Words as the stand-ins compare them: without their endings, and without those that say nothing."""

import re

import Stemmer

_STEMMER = Stemmer.Stemmer("english")
_WORD = re.compile(r"[\w-]+")
_SAYS_NOTHING = re.compile(
    "a|about|an|and|any|are|as|at|be|but|by|can|could|did|do|does|for|from|had|has|have|he|her|his|how|i|if|in|is|it|its|"
    "me|my|no|not|of|on|or|our|she|so|than|that|the|their|them|then|there|they|this|to|us|was|we|were|what|when|where|"
    "which|who|why|will|with|would|you|your"
)


def stems(text: str) -> list[str]:
    """The words of a text that say something, in order."""
    words = [word for word in _WORD.findall(text.lower()) if not _SAYS_NOTHING.fullmatch(word)]
    return [str(stem) for stem in _STEMMER.stemWords(words)]
