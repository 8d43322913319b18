"""A series of meetings: begun, looked at, ended."""

from __future__ import annotations

from tests.tour import Tour


async def begin_and_end_a_series(tour: Tour) -> None:
    """Sabine begins a series on a holiday, thinks again about the rhythm, opens a date, and ends the series."""
    sabine = tour["Sabine"]
    await sabine.says("/plan")
    await tour.press_with("Sabine", "➕")
    await tour.press("Sabine", "🔁 Series")
    await sabine.says("06.01.2010 19:00")
    await sabine.presses(sabine.buttons[-3])
    await tour.press("Sabine", "Back")
    await sabine.presses(sabine.buttons[0])
    await tour.press("Sabine", "📍 Usual place", "✅ Start the series", "🔁 Series", "🔁 All series")
    await sabine.presses(sabine.buttons[0])
    await tour.press_with("Sabine", "✏️")
    await tour.press("Sabine", "🔁 Series", "🛑 End the series", "Keep it", "🛑 End the series", "🛑 Yes, end it")
