"""Fact sheets: filled in one after the other, corrected, written by two at once; plans and networks; a Word page."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour


async def fill_a_fact_sheet(tour: Tour) -> None:
    """Sabine opens what is accepted, fills in what is needed, leaves a field, and reads what stood there."""
    sabine = tour["Sabine"]
    await sabine.forges("resread:1:0")
    await tour.press("Sabine", "🗒 Fact sheet", "▶ One after the other", "Next field ▶")
    await sabine.says(HOSTILE)
    for group in (
        "Parents",
        "Children",
        "Young people",
        "Women",
        "Older people",
        "Newcomers",
        "Migrants",
        "The city's staff",
        "Schools, nurseries",
        "Employers",
        "Associations",
        "The public",
    ):
        await sabine.presses(tour.say(group, "target group"))
    await tour.press("Sabine", "✅ Save", "🗒 Fact sheet", "🕰 Earlier versions", "🗒 Fact sheet", "📄 Word file")


async def correct_every_field(tour: Tour) -> None:
    """Jonas writes into every field twice over, empties one, and gives no day for the end of the money."""
    jonas = tour["Jonas"]
    fields = (
        "title summary need goals target_groups responsible partners period steps staff costs_once costs_yearly"
        " funding indicators"
    )
    for field in fields.split():
        await jonas.forges(f"sheetone:1:{field}")
        await jonas.says(f"{HOSTILE} {field}"[:80])
    await jonas.forges("sheetone:1:funded_until")
    await jonas.says("solange es geht")
    await tour.press("Jonas", "Keep it as it is")
    await jonas.forges("sheetone:1:goals")
    await tour.press("Jonas", "🗑 Leave it empty", "🕰 Earlier versions", "Next ▶", "◀ Previous", "🗒 Fact sheet")
    await tour.press("Jonas", "➕ More fields", "🗒 Fact sheet", "🧩 Concerned fields")
    await tour.press_with("Jonas", "AG Beruf")
    await jonas.forges("sheetall:2")


async def write_at_once(tour: Tour) -> None:
    """Sabine and Jonas write into one field at once; she takes hers, then writes anew, then keeps his."""
    sabine, jonas = tour["Sabine"], tour["Jonas"]
    for number, way in enumerate(("Take mine", "Write it anew", "Keep theirs")):
        for person in (sabine, jonas):
            await person.forges("sheetone:1:partners")
        await jonas.says(f"AWO {number}")
        await sabine.says(f"Caritas {number}")
        await tour.press("Sabine", way)
        await sabine.says("/cancel")
    await sabine.says("/start")


async def link_plans(tour: Tour) -> None:
    """Jonas links a result to a plan and to a new one, tells its contact, and looks what is linked to each."""
    jonas = tour["Jonas"]
    await jonas.forges("links:1:0")
    await jonas.presses("Soziale Stadt")
    await tour.press("Jonas", "➕ New plan or network")
    await jonas.says(f"Sportplan\n{HOSTILE}")
    await jonas.presses(tour.say("📣 Tell: %(plan)s", plan="Sportplan"))
    await tour.press("Jonas", "Back")
    await jonas.presses(tour.say("📣 Tell: %(plan)s", plan="Soziale Stadt"))
    await tour.press("Jonas", "✏️ Change name or contact")
    await jonas.says("Soziale Stadt")
    await tour.press("Jonas", "🔗 Plans and networks")
    await jonas.presses("Sportplan")
    await tour["Weber"].says("/search")
    await tour.press("Weber", "🔗 By plan")
    await tour["Weber"].presses("Altenhilfeplanung")
    await tour["Weber"].says("/cancel")
    await jonas.says("/inbox")
    await tour.press("Jonas", "🔗 By plan")
