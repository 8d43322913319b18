"""What belongs together: ticked and seen when handing in, decided by the steering group; results searched for."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour

_TITLE = "Mütter aus dem Viertel helfen Familien"


async def hand_in_something_similar(tour: Tour) -> None:
    """Ayşe hands in what AG Beruf might have said too, with every topic looked at; she sees the one that is there."""
    ayse = tour["Ayşe"]
    for turn in range(2):
        await ayse.says("/result")
        await ayse.says(f"{_TITLE}\n{HOSTILE} {turn}")
        await ayse.presses(tour.say("High", "priority"))
        await tour.press("Ayşe", "🏷 Topics")
        await ayse.presses(tour.say("Parents", "topic"), tour.say("Language", "topic"))
        await tour.press("Ayşe", "Next ▶", "Next ▶", "Back", "✅ Hand in")
    sabine = tour["Sabine"]
    await sabine.says("/result")
    await sabine.says(f"Eltern im Stadtteil stärken\n{HOSTILE}")
    await sabine.presses(tour.say("Low", "priority"))
    await tour.press_with("Sabine", "🤝")
    await sabine.says("/cancel")


async def decide_what_belongs_together(tour: Tour) -> None:
    """Jonas compares, sets apart, takes it back; then he searches, for something, nothing, and very much."""
    jonas = tour["Jonas"]
    await jonas.says("/inbox")
    await tour.press_with("Jonas", "BEG-03")
    await tour.press_with("Jonas", "⚖️")
    await tour.press_with("Jonas", "✂️")
    await tour.press("Jonas", "↩ Undo")
    for words in (_TITLE, "Quastenflosser", "Vorschlag Fest Wörter BEG-01"):
        await jonas.says("/search")
        await jonas.says(words)
