"""The advisory board: what is released, opinions; and what the groups answer to questions."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour
from tests.towns import local


async def answer_a_question(tour: Tour) -> None:
    """Sabine answers what Jonas asked, once from the news and once from the result's page; Jonas reads it."""
    sabine, jonas = tour["Sabine"], tour["Jonas"]
    await sabine.hears()
    await tour.press("Sabine", "✍️ Answer")
    await sabine.says(HOSTILE)
    await sabine.forges("resread:2:0")
    await tour.press("Sabine", "✍️ Answer")
    await sabine.says("Die Stiftung.")
    await jonas.hears()
    await tour.press("Jonas", "Open")


async def release_results(tour: Tour) -> None:
    """Jonas releases two results and withdraws one; Krüger, of the board, gets one message at five."""
    for number in ("BIL-02", "BEG-01"):
        await tour["Jonas"].says("/inbox")
        await tour["Jonas"].presses(number)
        await tour.press("Jonas", "📤 Release to the board")
    await tour.press("Jonas", "🔒 Withdraw the release")
    await tour["Krüger"].says("/board")
    await tour.town.move_to(local(14, 10, 2009, 17))


async def advise(tour: Tour) -> None:
    """Krüger reads, gives two opinions and takes one back; Jonas reads the other and concludes anew."""
    kruger, jonas = tour["Krüger"], tour["Jonas"]
    await kruger.hears()
    await kruger.presses("BIL-02")
    await tour.press("Krüger", "✍️ Give an opinion")
    await kruger.says(HOSTILE)
    await tour.press("Krüger", "Open", "✍️ Give an opinion")
    await kruger.says("Finanzierung klären.")
    await tour.press("Krüger", "Open", "↩ Take my opinion back", "📬 Show all")
    await jonas.hears()
    await jonas.says("/inbox")
    await jonas.presses("BIL-02")
    await tour.press("Jonas", "💬 Read the opinions", "Back", "✅ Accept")
    await tour["Sabine"].forges("answerq:2:1")
