"""Nobody talks over anybody, whatever the order in which they act. All 1,260 with `baton bench interleavings`."""

import pytest

from bot.bench.interleavings import ACTS, Order, few, interleavings, orders, with_pauses

FEW = tuple(few())


def test_the_orders_are_all_that_are_possible() -> None:
    """Six acts, 720 orders; in a quarter of them the handoff is opened before any agent acts on its card."""
    every = set(orders())

    assert len(every) == 720 / 4
    assert all(sorted(order) == sorted(ACTS) for order in every)
    paused = {paused for order in every for paused in with_pauses(order)}
    assert len(paused) == 180 * 7
    assert set(FEW) < paused


@pytest.mark.parametrize("orders", [pytest.param(FEW, id=f"{len(FEW)} orders, sent while the agent has it")])
async def test_nobody_talks_over_anybody(orders: tuple[Order, ...]) -> None:
    figures = await interleavings(orders)

    assert figures["faults"] == []
    assert figures["played"] == len(FEW) == 20
