"""Coming in company: guests, needs, a meeting that is full, a place that becomes free, people on paper."""

from __future__ import annotations

from tests.tour import Tour


async def say_what_is_needed(tour: Tour) -> None:
    """Nour, who has just said yes for the first time, says what she needs, takes it back, finds it in her data."""
    await tour.press("Nour", "👶 Childcare", "👍 Nothing needed", "🤝 What I need", "👶 Childcare")
    await tour.press("Nour", "🧭 Help with the way")
    await tour["Nour"].says("/mydata")
    await tour.press("Nour", "🤝 What I need")
    # Who reads German needs nobody who interprets.
    if tour.locale != "de":
        await tour.press("Nour", "🗣 Interpreter")


async def fill_the_places(tour: Tour) -> None:
    """Nour brings guests as far as there is room; Viktor waits; more come on paper; Nour gives her place to him."""
    await tour["Nour"].says("/meetings")
    await tour["Nour"].presses("👥 +2")
    await _limit(tour, "viele", "0", "4")
    await tour["Nour"].says("/meetings")
    await tour["Nour"].presses("👥 +4")
    await _limit(tour, "5")
    await tour["Nour"].presses("👥 +4", "👥 +1")
    await _on_paper(tour, "3")
    await tour["Viktor"].says("/meetings")
    await tour.press("Viktor", "✅ I come")
    await tour["Nour"].presses("👥 +2")
    await tour["Sabine"].says("/plan")
    await tour.press_with("Sabine", "✏️")
    await tour["Nour"].says("/meetings")
    await tour.press("Nour", "Just me", "❌ I can't come")
    await tour["Viktor"].hears()
    await tour.press("Viktor", "👍 Nothing needed", "❌ I can't come")
    await tour.press("Nour", "✅ I come")
    await _on_paper(tour, "0")
    await tour.press("Sabine", "🗓 To the meeting", "👥 Places", "♾ No limit")


async def _limit(tour: Tour, *typed: str) -> None:
    await _open(tour, "👥 Places")
    for text in typed:
        await tour["Sabine"].says(text)


async def _on_paper(tour: Tour, number: str) -> None:
    await _open(tour, "📄 On paper")
    await tour["Sabine"].says(number)
    await _open(tour, "📄 On paper")
    await tour.press("Sabine", "Cancel")


async def _open(tour: Tour, button: str) -> None:
    await tour["Sabine"].says("/plan")
    await tour.press_with("Sabine", "✏️")
    await tour.press("Sabine", button)
