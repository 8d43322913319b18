"""Arriving, looking around, and going: what everyone may do for themselves."""

from __future__ import annotations

from bot.languages import LOCALES
from tests.tour import HOSTILE, Tour


async def arrive(tour: Tour) -> None:
    """Nour scans a group's poster, reads everything, hesitates, agrees; Olena becomes a guest of the circle."""
    nour, olena, endonym = tour["Nour"], tour["Olena"], LOCALES[tour.locale].endonym
    await nour.opens(f"BIL-{tour.locale}")
    await nour.says("Guten Tag!")
    await nour.says("/language")
    await nour.opens(f"BIL-{tour.locale}")
    await nour.presses(endonym)
    await tour.press("Nour", "📄 Read everything")
    if not tour.locale.startswith("de"):
        await tour.press("Nour", "Show German text", "Show translation")
    await tour.press("Nour", "❌ No, thank you")
    await nour.opens(f"BIL-{tour.locale}")
    await nour.presses(endonym, tour.say("✅ Yes, I take part"))
    await olena.opens(f"GSP-{tour.locale}")
    await olena.presses(endonym, tour.say("✅ Yes, I take part"))
    await tour["Krüger"].registers(endonym, tour.say("✅ Yes, I take part"))


async def look_around(tour: Tour) -> None:
    """Every page for everyone, the person's own data in both forms, and ways that lead nowhere."""
    for name in ("Nour", "Weber", "Jonas", "Sabine"):
        await tour[name].says("/start")
        await tour[name].says("/help")
    for command in ("/privacy", "/imprint", "/meetings", "/cancel", "/gibtesnicht", "/broadcast", "/result", "/mydata"):
        await tour["Nour"].says(command)
    await tour.press("Nour", "As a readable page", "As JSON")
    await tour["Nour"].opens("i-unbekannt")
    await tour["Nour"].forges("dlg:999:name:x")


async def choose_a_name(tour: Tour) -> None:
    """A name, with another language chosen in the middle of it, with what is no name, and with a hostile one."""
    nour = tour["Nour"]
    await nour.says("/name")
    await nour.says("/language")
    await nour.presses(LOCALES[tour.locale].endonym)
    await nour.says("n" * 90)
    await nour.says("\u200b")
    await nour.says(HOSTILE)
    await nour.says("/name")
    await tour.press("Nour", "Cancel")


async def join_and_leave(tour: Tour) -> None:
    """Nour looks at the groups and at one of them, leaves it and joins it again."""
    await tour["Nour"].says("/groups")
    await tour.press_with("Nour", "AG Beruf")
    await tour.press("Nour", "✅ Join")
    await tour["Nour"].says("/groups")
    await tour.press_with("Nour", "AG Beruf")
    await tour.press("Nour", "Leave", "Join again")
    await tour["Nour"].says("/groups")
    await tour.press_with("Nour", "AG Bildung")
    await tour.press("Nour", "💡 Ideas")


async def delete(tour: Tour) -> None:
    """Nour keeps everything, then deletes it with the ideas; Olena deletes the rest of hers; Nour comes back."""
    for name, act in (("Nour", "🗑 Also delete my ideas"), ("Olena", "🗑 Delete my data")):
        await tour[name].says("/delete")
        await tour.press(name, "Keep everything")
        await tour[name].says("/delete")
        await tour.press(name, act)
    await tour["Nour"].opens(f"BIL-{tour.locale}")
