"""A customer and an agent write different languages, and each reads their own."""

from handlers.ids import Action
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.story import DANA, MAYA, Story, buttons, labelled, shown, words

GERMAN = "Der Export unserer Rechnungen schlägt seit gestern mit E-4711 fehl. Kann ich bitte mit einem Menschen reden?"


async def test_each_side_reads_the_other_in_its_own_language(model_story: Story, model: ScriptedModel) -> None:
    model.will_translate("Der Export unserer Rechnungen", "Our invoice export fails with ⟦1⟧. May I talk to a person?")
    model.will_translate("Please try", "Bitte versuchen Sie ⟦1⟧.")
    model.will_translate("Das hilft leider nicht", "Unfortunately that does not help.")
    await model_story.ask(MAYA, GERMAN)
    notice = await model_story.sees(MAYA, "Ich habe das an")
    assert "Worum es geht" in shown(notice)
    assert "Berichtigen" in [one["text"]["text"] for one in labelled(notice)]
    card = await model_story.card(contains="Our invoice export fails with E-4711")

    await model_story.press(DANA, card, Action.HANDOFF_CLAIM)
    await model_story.sees(MAYA, "ist da und hat mitgelesen")
    await model_story.note(DANA, card, "Please try https://larkspur.example/export.")
    answer = await model_story.sees(MAYA, "Bitte versuchen Sie")
    assert "https://larkspur.example/export" in words(answer)
    assert "Automatisch übersetzt." in shown(answer)
    await model_story.team_sees(card, "The customer reads this in German: “Bitte versuchen Sie")
    await model_story.say(MAYA, "Das hilft leider nicht, der Fehler bleibt bestehen.")
    reply = await model_story.team_sees(card, "Unfortunately that does not help.")
    assert "Das hilft leider nicht" in words(reply)
    await model_story.note(DANA, card, "No model knows this sentence.")
    await model_story.team_sees(card, "they could not be put into German")
    await model_story.sees(MAYA, "No model knows this sentence.")

    await model_story.press(DANA, await model_story.card(), Action.HANDOFF_RESOLVE)
    solved = await model_story.sees(MAYA, "als gelöst markiert")
    assert Action.RESOLUTION_REJECT in buttons(solved)
    assert "larkspur.example" not in str(model.translated)
    assert await model_story.refused() == []
