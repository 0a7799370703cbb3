"""What was passed on is corrected in the notice as it reads by then."""

from dataclasses import replace

from bot import saying
from bot.ports import NoticeSaid
from storage import handoffs, outbox, timeline
from tests.flows.conftest import MAYA, Town


async def test_a_correction_keeps_what_the_notice_says_by_then_and_the_earlier_wording(town: Town) -> None:
    thread = await town.says(MAYA, "The export fails. Can I talk to a person?")
    await town.settle()
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
        notice = await outbox.find(tx, saying.notice_key(handoff))
        assert notice is not None
        said = saying.unpack(notice.words.saying)
        assert isinstance(said, NoticeSaid)
        renewed = saying.rewrite(notice.words, replace(said, text="They call you at nine."), "renewed")
        await outbox.put(tx, renewed, town.clock.now())

    await town.says(MAYA, "correction: it is about webhooks", thread)
    await town.send()

    redrawn = [said for _, said in town.messenger.rewritten if isinstance(said, NoticeSaid)][-1]
    assert redrawn.text == "They call you at nine."
    assert redrawn.receipt is not None
    assert redrawn.receipt.lines[0].text == "it is about webhooks"
    async with town.deps.database.transaction() as tx:
        (corrected,) = [deed for deed in await timeline.of(tx, handoff.id) if deed.kind == "corrected"]
    assert (corrected.by, corrected.at) == (MAYA.id, town.clock.now())
    assert corrected.detail["about"].startswith("The export fails.")
