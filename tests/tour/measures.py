"""Measures: the desk writes one down, fills it in and stops it; what only time brings is said elsewhere."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour


async def run_a_measure(tour: Tour) -> None:
    """Weber writes a measure down, fills it in, then stops it, with the reason."""
    weber = tour["Weber"]
    await weber.says("/measures")
    await tour.press("Weber", "➕ New measure")
    await weber.says(HOSTILE)
    await weber.presses(tour.say("under way", "measure"))
    await tour.press("Weber", "✏️ Change", "Funded until")
    await weber.says("bald")
    await weber.says("06/2015")
    await tour.press("Weber", "🪜 Steps", "➕ Add a step")
    await weber.says("bis 06/2010: Träger suchen")
    await tour.press("Weber", "🧩 Fields", "Back", "🔔 Who is asked", "Back", "🐢 Slower")
    await tour.press("Weber", "🚦 State")
    await weber.presses(tour.say("stopped", "measure"))
    await weber.says(HOSTILE)
