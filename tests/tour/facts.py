"""Facts at the desk: Weber writes figures, phases, milestones and indicators down; Jonas corrects."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour


async def write_figures_down(tour: Tour) -> None:
    """A figure with everything, one that does not fit, parts that add up or not; ranges; what is taken away."""
    weber = tour["Weber"]
    await weber.says("/facts")
    await tour.press("Weber", "📊 Figures", "➕ New figure")
    await weber.says(HOSTILE)
    await weber.says("viele")
    await weber.says("ca. 10 – 15 %, ca. 4000 – 6000 Personen")
    await weber.says("irgendwann")
    await weber.says("01.10.2009")
    for field in ("Source", "Share as printed", "Note"):
        await weber.presses(_edit(tour, field))
        await weber.says(HOSTILE)
    await weber.presses(_edit(tour, "Note"))
    await tour.press("Weber", "🗑 Leave it empty", "🧩 Part of")
    await weber.presses("Einwohner")
    for name, value in (("Anna", "7"), ("Bela", "9")):
        await tour.press("Weber", "Back", "➕ New figure")
        await weber.says(name)
        await weber.says(value)
        await weber.says("02.10.2009")
    await weber.presses(_edit(tour, "Name"))
    await weber.says("Anna")
    await tour.press("Weber", "Cancel")
    await weber.says("/facts")
    await tour.press("Weber", "📊 Figures", "Next ▶")
    await weber.presses("Bela")
    await tour.press("Weber", "🧩 Part of")
    await weber.presses("Anna")
    await tour.press("Weber", "🧩 Part of", "Part of nothing", "🗑 Remove", "🗑 Yes, remove", "Back")


def _edit(tour: Tour, field: str) -> str:
    return tour.say("✏️ %(field)s", field=tour.say(field, "field"))


async def write_the_course_down(tour: Tour) -> None:
    """What a phase is for, and when it came to be; milestones at vague times."""
    jonas = tour["Jonas"]
    await jonas.says("/facts")
    await tour.press("Jonas", "🗓 Phases")
    await jonas.presses(tour.say("Phase %(number)d", number=1))
    for field, words in (("What for", HOSTILE), ("Began", "15.01.2009"), ("Ended", "12/2008"), ("Ended", "02/2010")):
        if "Cancel" in jonas.buttons:
            await tour.press("Jonas", "Cancel")
        await jonas.presses(_edit(tour, field))
        await jonas.says(words)
        if words == "12/2008":
            await jonas.says("03/2010")
    await jonas.presses(_edit(tour, "Began"))
    await tour.press("Jonas", "🗑 Leave it empty", "Back", "➕ New phase")
    await jonas.says(HOSTILE)
    await jonas.says("2012")
    await tour.press("Jonas", "Back", "Back", "🏁 Milestones", "➕ New milestone")
    await jonas.says(HOSTILE)
    await jonas.says("bald")
    await jonas.says("Mitte 2008")
    for field in ("Who decides", "Document", "Note"):
        await jonas.presses(_edit(tour, field))
        await jonas.says(HOSTILE)
    await tour.press("Jonas", "✅ Reached today", "Back")


async def measure(tour: Tour) -> None:
    """An indicator from the list, one of their own with values, a target and a measure; what the bot counts itself."""
    weber = tour["Weber"]
    await weber.says("/facts")
    await tour.press("Weber", "📏 Indicators", "💡 Choose from a list", "Whole town")
    await weber.presses("☐ Ausländeranteil")
    await tour.press("Weber", "📏 Indicators", "➕ New indicator")
    await weber.says(HOSTILE)
    for field in ("Definition", "Unit", "Source", "How often", "Who measures"):
        await weber.presses(_edit(tour, field))
        await weber.says(HOSTILE)
    for field, words in (("Start value", "100 am 01.01.2008"), ("Target", "200 am 31.12.2018")):
        await weber.presses(_edit(tour, field))
        await weber.says(words)
    await tour.press("Weber", "📋 Values", "➕ Add a value")
    await weber.says("120 (2008)")
    await tour.press("Weber", "➕ Add a value")
    await weber.says("ca. 135")
    for better in ("more", "less"):
        await tour.press("Weber", "↕ Which way is better")
        await weber.presses(tour.say(better, "direction"))
    await tour.press("Weber", "👥 Whose field", "Whole town", "🛠 Measures")
    await tour.press_with("Weber", "☐")
    await tour.press("Weber", "Back", "📋 Values")
    await tour.press_with("Weber", "🗑")
    await tour.press("Weber", "Back", "Back", "Back", "🔢 Counted by the bot")
