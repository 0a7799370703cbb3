"""Signals: every fact the rules may use about a turn."""

from dataclasses import dataclass, field

from escalation.limits import Limits
from escalation.model import Belief
from escalation.pages import PagesSeen
from escalation.reading import RiskFound, Verdict
from escalation.stakes import Stakes
from escalation.topics import TopicFound

UNLIKELY = Belief()
CERTAIN = Belief(probability=1.0)
PRESSED = Belief(probability=1.0, evidence="pressed the button")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words of a turn say, each fact with its evidence. Nothing is decided here.

    `language` is an ISO 639-1 code, or empty where it cannot be told. `frustration_before` is the mood at the turn
    before. `times_asked` counts this time; `asked_before` is how the customer put it earlier.
    """

    asks_for_person: Belief = UNLIKELY
    is_request: Belief = CERTAIN
    frustration: Belief = UNLIKELY
    frustration_before: Belief = UNLIKELY
    verdict: Verdict | None = None
    is_vague: bool = False
    times_asked: int = 1
    asked_before: str = ""
    risks: tuple[RiskFound, ...] = ()
    urgency: str = ""
    topic: TopicFound | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What happened in the conversation so far, and how the turn reached us.

    Answers, failures and questions back count since a person last looked after it: evidence is used once.
    `shows_only` says that the turn is a file without a word.
    """

    answers: int = 0
    failed_answers: int = 0
    asked_back: int = 0
    contacts_this_week: int = 0
    mentions_us: bool = False
    mentions_others: bool = False
    pressed_person: bool = False
    pressed_verdict: Verdict | None = None
    shows_only: bool = False

    @property
    def has_pressed(self) -> bool:
        """Whether a button or a reaction spoke."""
        return self.pressed_person or self.pressed_verdict is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What looking the question up has shown. `rivals` are titles of articles between which the words do not decide."""

    confidence: float = 0.0
    rivals: tuple[str, ...] = ()
    model_has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Facts about the customer's latest turn: what it says, what went before, what they were doing in the product,
    what is at stake with their account, and what looking it up has shown.
    """

    says: Reading = field(default_factory=Reading)
    past: Past = field(default_factory=Past)
    pages: PagesSeen = field(default_factory=PagesSeen)
    stakes: Stakes = field(default_factory=Stakes)
    looked: Looked | None = None

    @property
    def asks_for_person(self) -> Belief:
        """Whether the customer wants a human, in words or by the button."""
        return PRESSED if self.past.pressed_person else self.says.asks_for_person

    @property
    def is_request(self) -> Belief:
        """Whether there is anything to answer. What is said to us by name is, and a file without a word."""
        return CERTAIN if self.past.mentions_us or self.past.shows_only else self.says.is_request

    @property
    def is_for_somebody_else(self) -> bool:
        """Whether it is addressed to somebody, and not to us."""
        return self.past.mentions_others and not self.past.mentions_us

    @property
    def verdict(self) -> Verdict | None:
        """What the customer makes of our last answer. Without one, *it doesn't work* judges nothing."""
        said = self.past.pressed_verdict or self.says.verdict
        return None if said is Verdict.NOT_SOLVED and not self.past.answers else said

    @property
    def failed_answers(self) -> int:
        """How many of our answers did not help, this turn's verdict included."""
        return self.past.failed_answers + (self.verdict is Verdict.NOT_SOLVED)

    def has_found_enough(self, limits: Limits) -> bool:
        """Whether what was found may be said. A second try needs less: the first showed that the subject is known."""
        is_again = self.verdict is Verdict.NOT_SOLVED
        return self.looked is not None and self.looked.confidence >= (
            limits.answer_again_at if is_again else limits.answer_at
        )

    def topic(self, limits: Limits) -> str:
        """What the turn is about, where that is likely enough; empty otherwise."""
        found = self.says.topic
        return found.topic.name if found is not None and found.belief.holds(limits.topic_at) else ""

    @property
    def is_vague(self) -> bool:
        """Whether something is wanted and nothing said to search for."""
        return (self.says.is_vague or self.past.shows_only) and self.verdict is None and not self.past.has_pressed
