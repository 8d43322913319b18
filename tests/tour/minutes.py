"""After a meeting: what came out of it, minutes that are corrected and become final, how it was."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour


async def say_how_it_was(tour: Tour) -> None:
    """Nour, who came, is asked the next day, and gives an opinion without a word; it counts once."""
    nour = tour["Nour"]
    await nour.hears()
    await tour.press("Nour", "🙂 Good", "No word", "🙂 How it was")
    await nour.forges("rate:3:good")


async def write_minutes(tour: Tour) -> None:
    """Sabine, who has been asked, counts heads, hands in a result, writes, names herself, and sends the minutes."""
    sabine = tour["Sabine"]
    await sabine.hears()
    await sabine.says("/name")
    await sabine.says("Sabine K.")
    await tour.press("Sabine", "📝 Hand in a result")
    await sabine.says("Chor\nEin Chor für alle.")
    await sabine.presses(tour.say("High", "priority"))
    await tour.press("Sabine", "✅ Hand in")
    await sabine.says("/plan")
    await tour.press_with("Sabine", "📝 27.10.")
    for text in ("viele", "12", f"Wir singen. {HOSTILE}"):
        await sabine.says(text)
    await tour.press_with("Sabine", tour.say("My name as chair"))
    await tour.press("Sabine", "Back", "Keep this text", "✅ Send the minutes")


async def correct_minutes(tour: Tour) -> None:
    """Nour misses something, Sabine corrects it, Nour finds it right; after two days it is final."""
    sabine, nour = tour["Sabine"], tour["Nour"]
    await nour.hears()
    await tour.press("Nour", "✏️ Something is missing")
    await nour.says(HOSTILE)
    await sabine.hears()
    await tour.press("Sabine", "✏️ Correct the minutes")
    await sabine.says("Ab Januar.")
    await tour.press("Sabine", "✅ Send the minutes")
    await nour.hears()
    await tour.press("Nour", "✅ That is right", "📝 Minutes", "📄 Word file")
    await tour.town.pass_time(days=3)
    await nour.forges("review:1:1:1")
    await tour.press("Nour", "📝 Minutes", "📄 Word file")
    await nour.says("/meetings")
    await nour.says("/groups")
    await tour.press_with("Nour", "AG Bildung")
