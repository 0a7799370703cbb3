"""What sounds like an ask for a person and is none. In English, each doubt looks at one side of the words that ask."""

import re

from escalation.reading.text import unaccented

_NOBODY = "human|humans|person|people|bot|robot|machine|computer|ai|agent|chatbot|someone"

IN_THE_CLAUSE = re.compile(
    # are you a human? whom am I talking to?
    r"\b(?:are you|r u|are u|you are|is this|am i|whether you|if you are|if youre|"
    r"youre|who am i|are we|could you be|is it true) "
    rf"(?:[^ ]+ ){{0,5}}?(?:{_NOBODY})\b(?! (?:should|can|i|to talk|to speak))"
    r"|\b(?:im|i am) not (?:a |an )?(?:bot|robot)\b"
    # no need to
    r"|\bno need (?:to|for)\b(?! (?:a |the )?bot)"
    # what do you call me?
    r"|\bwhat (?:do|did|should|can|will|would) (?:you|i|they) (?:[^ ]+ ){0,4}?call"
    # how do I assign a person, what does the role of an agent allow
    r"|\b(?:how|where) (?:do|can|could|should|would) (?:i|we|you|one) (?:[^ ]+ )?(?:assign|add|put|set|make|create|"
    r"give|change|remove|delete|invite|merge|sort|filter|enter|store|edit|configure|enable|name|label|tag|import|export|"
    r"search|mark|show|hide|rename|track|record|count|upload|archive|deactivate)\b"
    r"|\bwhat (?:does|do) (?:the|a|an) (?:[^ ]+ )?(?:role|field|setting|term|word|permission|status|column|label)\b"
    # how does the bot decide?
    r"|\bhow (?:does|do) (?:the )?(?:bot|ai|handoff|escalation)\b"
)
NEGATED = re.compile(
    r"(?:\b(?:no need|no reason|unnecessary|not necessary|no longer|never|without|nobody needs|rather than|instead of|"
    r"isnt necessary|before|avoid|no one)"
    r"|\b(?:dont|do not|doesnt|does not|didnt|did not|wont|will not|not|neednt|wouldnt|would not)"
    r"(?! (?:know|understand|see|mind|care|get|find|we|i)\b)(?! (?:you|have)(?! to\b| have to\b)))"
    r"(?: (?:want|wanna|need|have|like|wish|require|think|believe|actually|really|even|i|we|you|to|for|a|an|any|the|"
    r"yet|"
    r"be|me|us|ask|asking|asked|necessarily|having|been|anymore|talk|speak|please|it|this)){0,6}\s?$"
)
PAST = re.compile(
    r"\b(?:was|were|after|had|since|while|enjoyed|nice|great|good|pleasure|thanks for|loved|finished|just been)"
    r"(?: [^ ]+)? $"
)
THIRD_PARTY = re.compile(
    r"\b(?:customers|clients|users|technicians|dispatchers|tenants|visitors|guests|patients|employees|drivers|"
    r"subscribers|admins|workers|(?:a|the|my|our|each|every|their|new|this) "
    r"(?:customer|client|user|technician|dispatcher|tenant|visitor|guest|employee|driver|subscriber|worker)|they|"
    r"agents)"
    r"(?: [^ ]+){0,4} $"
)
HOW_TO = re.compile(r"\bhow (?:do|can|to|would|could|should|does) (?:i |we |you |one |it )?$")
PASSES_A_THING = re.compile(
    r"^(?:forward|transfer|send|pass|move|route|assign|direct|hand|switch|link|connect|put|take|turn|bring|get) "
    r"(?:it|this)\b"
)
ON_THEIR_SIDE = re.compile(
    r"^(?: else| [^ ]+)? (?:on|in|from|within|of|of the) (?:my|our|their|his|her)\b|^(?: else)? at (?:my|our|"
    r"their) (?:company|office|side|end|place)\b|^ (?:field|role|header|settings|setting|api)\b"
)


_REFUSALS = (
    # no, thank you; or it is no request at all
    r"\b(?:kein|keinen|keine|keinem|keiner) (?:\w+ )?(?:mensch\w*|person|mitarbeiter|agent\w*|support)",
    r"\bnicht (?:mehr )?(?:mit|an) (?:[^ ]+ ){1,3}(?:mensch\w*|person|mitarbeiter\w*|jemand\w*|support) ",
    r"\bpas (?:besoin|necessaire|la peine)|\bsans (?:parler|humain)|\b(?:no (?:necesito|hace falta|quiero|"
    r"es necesario)|sin) (?:[^ ]+ ){0,2}(?:humano|persona|agente|hablar con (?:un humano|una persona|un agente|"
    r"nadie))",
    r"\bnao (?:preciso|quero|e necessario) (?:[^ ]+ ){0,3}(?:humano|pessoa|atendente|agente)|\bnon (?:ho bisogno|"
    r"serve|voglio|e necessario) (?:[^ ]+ ){0,4}(?:umano|operatore|persona|agente)",
    r"\bgeen (?:mens|medewerker|persoon|agent)|\bhoef (?:geen|niet)|\bnie (?:potrzebuje|chce|"
    r"musze) (?:[^ ]+ ){0,3}(?:czlowiek\w*|konsultant\w*|osob\w*)|\b(?:behover|vill) inte\b|не (?:нужен|надо|"
    r"нужно) (?:[^ ]+ )?(?:человек|оператор|сотрудник)",
    r"(?:insan|temsilci)\w* (?:[^ ]+ )?(?:gerek yok|istemiyorum)|لا (?:احتاج|اريد) (?:[^ ]+ ){0,2}(?:شخص|موظف|"
    r"انسان)|(?:सुलझ|हल हो)",
    # are you one?
    r"\b(?:bist du|sind sie|ist das|spreche ich|rede ich) |\b(?:es_tu|etes_vous|est_ce que tu es|tu es|vous etes|"
    r"je parle a)\b|\b(?:eres|es usted|estoy hablando|hablo con una? )\b|\b(?:voce e|estou falando|sto parlando|"
    r"sei)\b|\b(?:ben je|bent u|praat ik|spreek ik)\b",
    r"\b(?:czy jestes|jestes|czy rozmawiam|ar du|pratar jag)\b|^ты |^вы |\b(?:sen|siz) (?:bir )?(?:insan|bot)|"
    r"^هل انت|\bkya (?:tum|aap) (?:insaan|bot|human)|क्या (?:तुम|आप) |[你您]是(?:不是)?(?:真?人|机器人|機器人)|"
    r"不(?:需要|用|要|必|想)(?:找|转|转接|和|跟)?(?:人工|真人|客服)|^あなたは",
    # somebody else's person
    r"\bhinzufugen|\banlegen|\bajouter|\bagregar\b|\badicionar\b|\baggiungere\b|\btoevoegen\b|\bdodac\b|"
    r"\blagga till\b|добавить|اضافه|添加|追加|추가",
    r"\b(?:meinem|meiner|meinen|unserem|unserer|unseren|mon|ma|notre|mein|mi|mis|nuestro|meu|minha|mio|mia|mijn|ons|"
    r"onze|moim|min|mitt) (?:chef|team|kolleg\w*|mitarbeiter\w*|manager|equipe|collegue\w*|equipo|jefe|gerente|"
    r"agente|equipa|medewerker\w*|collega\w*|kollega|zespol\w*)\b",
)
NOT_ELSEWHERE = re.compile(unaccented("|".join(_REFUSALS)))
"""Clauses in which those words mean something else."""


def means_something_else(before: str, match: str, after: str) -> bool:
    """Whether the words around an ask take it back: refused, over, somebody else's, or about the product."""
    return bool(
        any(doubt.search(before) for doubt in (NEGATED, PAST, THIRD_PARTY))
        or ON_THEIR_SIDE.match(after)
        or (HOW_TO.search(before) and PASSES_A_THING.match(match))
    )
