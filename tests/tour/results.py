"""Ideas and results: handed in, supported, concluded, summed up."""

from __future__ import annotations

from tests.tour import CLEANED, HOSTILE, Tour


async def hand_in_ideas(tour: Tour) -> None:
    """Nour writes an idea unasked, speaks one, drops one; Sabine reads and hears them."""
    nour = tour["Nour"]
    for answer in ("No", "Yes"):
        await nour.says(HOSTILE)
        await tour.press("Nour", answer)
    await tour.press_with("Nour", "AG Bildung")
    await tour.press("Nour", "💡 Another idea")
    await nour.speaks(65)
    await nour.says("/name")
    await tour.press_with("Nour", "AG Bildung")
    nour.person.send_sticker()
    await nour.hears()
    await tour["Sabine"].hears()
    await tour.press("Sabine", "🎤 Listen")
    await tour["Sabine"].says("/groups")
    await tour.press_with("Sabine", "AG Bildung")
    await tour.press("Sabine", "💡 Ideas")
    await tour.press_with("Sabine", CLEANED[:5])


async def hand_in_results(tour: Tour) -> None:
    """Sabine makes a result of Nour's idea, writes one of two long messages, and four short ones."""
    sabine, high = tour["Sabine"], tour.say("High", "priority")
    await tour.press("Sabine", "📝 Make it a result")
    await sabine.says(HOSTILE)
    await tour.press("Sabine", "Back", "Keep this text", "Back", "Back", "Keep this title")
    await sabine.presses(high)
    await tour.press_with("Sabine", "AG Beruf")
    await tour.press("Sabine", "✅ Hand in")
    await sabine.says("/result")
    await sabine.says("Lange Geschichte\n" + "Wörter ohne Zeilenende مع كلمات " * 200)
    await sabine.presses(tour.say("Low", "priority"), tour.say("✅ Hand in"))
    for number in range(2):
        await sabine.says("/result")
        await sabine.says(f"Vorschlag {number}\n{HOSTILE}\n\nZweiter Absatz")
        await sabine.presses(tour.say("Medium", "priority"), tour.say("✅ Hand in"))
    await tour.press("Sabine", "📋 Results of my group")
    await tour.press_with("Sabine", "BIL-02")
    await tour.press("Sabine", "📋 Results of my group")


async def stand_behind_a_result(tour: Tour) -> None:
    """Ayşe's group supports one of AG Bildung's results."""
    await tour["Ayşe"].says("/groups")
    await tour.press_with("Ayşe", "AG Begegnung")
    await tour.press("Ayşe", "📋 Results")
    await tour.press("Ayşe", "🤝 Results of other groups")
    await tour.press_with("Ayşe", "BIL-03")
    await tour["Ayşe"].presses(tour.say("High", "priority"))


async def conclude(tour: Tour) -> None:
    """Jonas concludes in all five ways, undoes one, adds a reason; the news goes out two minutes later."""
    jonas = tour["Jonas"]
    await jonas.says("/inbox")
    await tour.press("Jonas", "✅ Concluded results", "📥 Open results")
    await _conclude(tour, "BIL-01", "✅ Accept")
    await tour.press("Jonas", "✏️ Add a reason", "Without a reason")
    await tour.press("Jonas", "↩ Undo")
    await _conclude(tour, "BIL-01", "✅ Accept")
    await tour.press("Jonas", "✏️ Add a reason")
    await jonas.says(f"Zwei Gruppen wollen es. {HOSTILE}")
    await _conclude(tour, "BIL-02", "❓ Ask the group", "Wer macht es?")
    await _conclude(tour, "BIL-03", "✖️ Do not accept", f"Kein Geld. {HOSTILE}")
    await _conclude(tour, "BIL-04", "🔗 Join to another")
    await jonas.presses("BEG-01")
    await _conclude(tour, "BEG-01", "⏸ Put off")
    await tour.town.pass_time(minutes=5)
    await tour.press("Jonas", "↩ Undo")
    await jonas.says("/inbox")
    await tour.press("Jonas", "✅ Concluded results")
    await jonas.presses("BEG-01")


async def _conclude(tour: Tour, number: str, act: str, reason: str = "") -> None:
    jonas = tour["Jonas"]
    await jonas.says("/inbox")
    await jonas.presses(number, tour.say(act))
    if reason:
        await jonas.says(reason)


async def summarize(tour: Tour) -> None:
    """Jonas reads the summary in the chat and takes it along as a file; Sabine reads what became of hers."""
    await tour["Jonas"].says("/summary")
    await tour.press("Jonas", "📄 Word file")
    await tour["Sabine"].forges("resread:3:0")
