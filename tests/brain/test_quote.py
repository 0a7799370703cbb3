from bot.brain.quote import LONGEST, quote
from bot.brain.search import Hit
from escalation.model import Answer, Passage

STEPS = "1. Open **Billing**.\n2. Choose the payment.\n3. Click **Refund**."


def hit(text: str, *, key: str = "a", section: str = "By card", score: float = 10, coverage: float = 1) -> Hit:
    passage = Passage(id=key, title="Refunds", section=section, url=f"https://help.example/{key}", text=text)
    return Hit(passage, score=score, coverage=coverage, heading=0.5, terms=3)


def answer(*hits: Hit, question: str = "refund?", second_try: bool = False) -> Answer:
    return quote(hits, question, second_try=second_try)


def test_the_best_passage_is_quoted_under_its_name() -> None:
    said = answer(hit(STEPS), hit("Else.", key="b", score=1))

    assert said.text == f"Here is what our help centre says about **Refunds › By card**:\n\n{STEPS}"
    assert said.sources == (hit(STEPS).passage.source,)
    assert said.passages == ("a",)
    assert 0 < said.confidence <= 1


def test_a_second_try_says_that_it_is_one() -> None:
    assert answer(hit(STEPS), second_try=True).text.startswith("Let me try a different angle.")


def test_a_short_second_passage_that_is_as_good_is_quoted_too() -> None:
    said = answer(hit(STEPS), hit("It takes five days.", key="b", section="How long", score=9.5))

    assert said.text.endswith("**Refunds › How long**\n\nIt takes five days.")
    assert said.passages == ("a", "b")
    assert [source.url for source in said.sources] == ["https://help.example/a", "https://help.example/b"]


def test_a_long_second_passage_is_not() -> None:
    assert answer(hit(STEPS), hit("Word. " * 120, key="b", score=9.5)).passages == ("a",)


def test_parts_of_one_section_share_a_source() -> None:
    twin = Hit(
        Passage(id="a-2", title="Refunds", section="By card", url="https://help.example/a", text="More."),
        score=9.5,
        coverage=1,
    )

    said = answer(hit(STEPS), twin)

    assert said.passages == ("a", "a-2")
    assert len(said.sources) == 1


def test_who_asks_how_gets_the_steps() -> None:
    said = answer(hit("Refunds exist."), hit(STEPS, key="b", score=9.5), question="How do I refund?")

    assert said.passages[0] == "b"


def test_too_much_is_left_out_between_list_items() -> None:
    items = [f"{number}. Step {number} {'is long ' * 20}".strip() for number in range(1, 20)]

    said = answer(hit("\n".join(items)))

    *kept, last = said.text.partition(":\n\n")[2].removesuffix("\n\n…").split("\n")
    assert len(said.text) <= LONGEST
    assert said.text.endswith("…")
    assert [*kept, last] == items[: len(kept) + 1]


def test_a_code_block_that_is_too_long_is_closed_again() -> None:
    said = answer(hit("```sh\n" + "echo hello\n" * 300 + "```"))

    assert len(said.text) <= LONGEST
    assert said.text.endswith("echo hello\n```\n\n…")


def test_a_name_is_not_read_as_markup() -> None:
    assert "**Refunds › \\*all\\* \\[new\\]**" in answer(hit("Text.", section="Top › *all* [new]")).text


def test_nothing_found_is_an_empty_answer_and_no_confidence() -> None:
    assert answer() == Answer(text="", sources=(), passages=(), confidence=0)
