"""Spoken and photographed ideas: written down, found wrong, confirmed; what became of them; a name that is left."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour


async def write_ideas_down(tour: Tour) -> None:
    """Olena photographs and speaks; Sabine writes it down twice; Olena finds it wrong once, then right."""
    olena, sabine = tour["Olena"], tour["Sabine"]
    for caption in (None, HOSTILE):
        await olena.shows(caption)
        await tour.press("Olena", "Yes")
        await tour.press_with("Olena", "AG Bildung")
    await sabine.hears()
    await tour.press("Sabine", "📷 Look", "✍️ Write it down")
    await sabine.says(f"Ein Chor {HOSTILE}")
    await olena.hears()
    await olena.says("/ideas")
    await tour.press_with("Olena", "📷")
    await tour.press("Olena", "Back")
    await tour.press_with("Olena", "Chor")
    await tour.press("Olena", "✖️ Not right", "Say nothing more")
    await tour.press("Olena", "✖️ Not right")
    await olena.says(f"لا {HOSTILE}")
    await sabine.hears()
    await tour.press("Sabine", "✍️ Write it anew")
    await sabine.says(f"Zwei Chöre {HOSTILE}")
    await olena.hears()
    await tour.press("Olena", "👍 That is right", "📋 My ideas")
    await sabine.hears()


async def write_ones_own_down(tour: Tour) -> None:
    """Sabine writes her own spoken idea down, and hears what to do where she should type."""
    sabine = tour["Sabine"]
    await sabine.speaks()
    await tour.press("Sabine", "Yes")
    await tour.press_with("Sabine", "AG Bildung")
    await sabine.hears()
    await tour.press("Sabine", "✍️ Write it down")
    await sabine.says("Eine Leseecke")
    await sabine.says("/result")
    await sabine.speaks()
    await sabine.says("/cancel")


async def take_a_name_out(tour: Tour) -> None:
    """Krüger, whom Sabine's idea names, goes; Weber takes the name out."""
    krueger, weber, sabine = tour["Krüger"], tour["Weber"], tour["Sabine"]
    await sabine.says("Krüger malt ein Bild")
    await tour.press("Sabine", "Yes")
    await tour.press_with("Sabine", "AG Bildung")
    await krueger.says("/name")
    await krueger.says("Krüger")
    await krueger.says("/delete")
    await tour.press("Krüger", "🗑 Delete my data")
    await weber.hears()
    await tour.press_with("Weber", "🧹")
    await weber.says("Quastenflosser")
    await weber.says("Krügers")
    await weber.says("Krüger")
    await tour.press("Weber", "✅ Done")
