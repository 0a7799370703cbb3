"""The words that ask for a person, as fast fingers write them."""

from escalation.reading.spelling import Speller

_SPELLER = Speller(
    """human person agent representative operator someone somebody anyone anybody supervisor manager colleague
    engineer specialist employee assistant customer service support speak speaking talking chatting escalate
    transfer connect contact please""",
    never="""humane humans humain humana person persons persona parson prison agents steak sneak speck sneaking taking
    tanking manage managed manages managers supports escalates escalated escalator transfers connects contacts contract
    representation representations employer employed employees customers services servicer assistants engineers
    colleagues supervisors operators specialists pleased""",
)
_SLIPS = {
    **dict.fromkeys(("tlak", "takl", "talkk", "tak", "taok"), "talk"),
    **dict.fromkeys(("cht", "chta"), "chat"),
    **dict.fromkeys(("spk", "spek"), "speak"),
    **dict.fromkeys(("som1", "some1", "sm1", "smone"), "someone"),
    **dict.fromkeys(("wth", "wit", "wiht", "wirh"), "with"),
    **dict.fromkeys(("humnas", "hoomans"), "humans"),
    "any1": "anyone",
    "sum1": "someone",
    "tlk": "talk",
    "eprson": "person",
    "hooman": "human",
}
"""Slips in words too short for the speller, or in their first letter."""


def meant(word: str) -> str:
    """The word that was meant, where asking for a person depends on it."""
    return _SLIPS.get(word) or _SPELLER.repaired(word)
