import pytest

from escalation.misrouting import Proposal, Routed, proposals


def routed(ended: str, count: int, *, topic: str = "Refund", reasons: tuple[str, ...] = ()) -> list[Routed]:
    return [Routed(began="Support", ended=ended, topic=topic, reasons=reasons)] * count


@pytest.mark.parametrize(
    ("past", "found"),
    [
        ([], []),
        (routed("Money", 4), []),
        (routed("Money", 5), [("Money", "topics", "Refund", 5, 5)]),
        (routed("Money", 5) + routed("Support", 5), [("Money", "topics", "Refund", 5, 10)]),
        (routed("Money", 5) + routed("Support", 6), []),
        (routed("Money", 5) + routed("Law", 3), [("Money", "topics", "Refund", 5, 8)]),
        (routed("Money", 3) + routed("Law", 3), []),
        (routed("Money", 6, topic="", reasons=("outage",)), [("Money", "reasons", "outage", 6, 6)]),
        (routed("Support", 50), []),
    ],
)
def test_a_route_is_proposed_where_people_keep_passing_on(
    past: list[Routed], found: list[tuple[str, str, str, int, int]]
) -> None:
    assert proposals(past) == tuple(
        Proposal(team=team, begins="Support", part=part, value=value, moved=moved, of=of)
        for team, part, value, moved, of in found
    )
