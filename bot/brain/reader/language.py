"""In which language a customer writes."""

import asyncio
import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"

_SPOKEN = re.findall(r"\w+", "ar cs da de el en es fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk vi zh")
"""Languages that are told apart. More of them would make each of these less sure."""

_SURE = 0.8
_SHARE = 0.15
_SHORTEST, _LONGEST = 6, 600
_ENGLISH_WORDS = re.compile(
    r"(?:the|and|you|your|how|what|why|when|which|who|can|could|does|did|not|this|that|these|there|our|my|we're|it's|"
    r"i'm|have|has|had|was|were|are|with|from|would|should|please|want|need|help|thanks|but|they|for|been)(?:n't)?|"
    r"(?:can|won|don)'t"
)
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|<[^<>\n]*>", re.DOTALL)
_NOT_SPOKEN = re.compile(r"[@_/\\{}=]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


async def language_of(text: str) -> str:
    """Its ISO 639-1 code; empty when that cannot be told, as of *hola*, an error code, or nothing at all.

    What is plainly English costs nothing. For anything else a model is loaded, in a thread, the first time.
    """
    prose = " ".join(word for word in _CODE.sub(" ", text).split() if not _NOT_SPOKEN.search(word))[-_LONGEST:]
    words = [word.lower().replace("’", "'") for word in _WORD.findall(prose)]
    if len("".join(words)) < _SHORTEST:
        return ""
    if sum(bool(_ENGLISH_WORDS.fullmatch(word)) for word in words) >= _SHARE * len(words):
        return ENGLISH
    if not _identifier.cache_info().currsize:
        await asyncio.to_thread(_identifier)
    code, likely = _identifier().classify(" ".join(words))
    return str(code) if likely >= _SURE else ""


@cache
def _identifier() -> LanguageIdentifier:
    """A second and a hundred megabytes, for a workspace whose customers write more than English."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_SPOKEN)
    return identifier
