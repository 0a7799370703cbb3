import pytest

from escalation.shares import share


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (50, 100, 0.404, 0.596)],
)
def test_a_share_tells_how_far_it_may_be_off(part: int, n: int, low: float, high: float) -> None:
    found = share(part, n)

    assert (round(found.low, 3), round(found.high, 3), found.n) == (low, high, n)


def test_a_share_reads_as_a_percentage_and_its_interval() -> None:
    assert share(5, 10).words == "50% (24–76%)"
