"""A council paper: drafted of what was accepted, its sections written and brought back, its states."""

from __future__ import annotations

from tests.tour import HOSTILE, Tour


async def draft_a_paper(tour: Tour) -> None:
    """Jonas looks for papers, ticks a proposal and takes it back, drafts one of it, gives it a number."""
    jonas = tour["Jonas"]
    await jonas.says("/papers")
    await tour.press("Jonas", "➕ New paper", "📝 Draft")
    await tour.press_with("Jonas", "BIL-01")
    await tour.press("Jonas", "📝 Draft", "📄 All papers", "➕ New paper", "Cancel")
    await tour["Weber"].says("/papers")
    await tour.press_with("Weber", "V-0")
    await tour.press("Weber", "🔢 Number")
    await tour["Weber"].says(f"IX {HOSTILE}")
    await jonas.says("/papers")
    await tour.press_with("Jonas", "V-0")
    await tour.press("Jonas", "🔒 Not public", "🔓 Public", "📎 Proposals")
    await tour.press_with("Jonas", "✖️")
    await tour.press("Jonas", "➕ Add a proposal", "Back", "Back")


async def write_it_together(tour: Tour) -> None:
    """Jonas writes a section anew, adds to it, fills it again and brings an earlier text back."""
    jonas = tour["Jonas"]
    await tour.press("Jonas", "Facts of the case", "✏️ Write anew")
    await jonas.says(f"Anlass\n{HOSTILE}")
    await tour.press("Jonas", "➕ Write more")
    await jonas.says("a" * 3600)
    await tour.press("Jonas", "✅ That is all", "🔄 Fill again", "🕘 Earlier versions", "Back", "Back")


async def finish_it(tour: Tour) -> None:
    """Jonas makes it final although something is open, opens it again and withdraws it."""
    await tour.press("Jonas", "✅ Make final", "Make final all the same", "Financial effects", "Back", "↩ Draft again")
    await tour.press("Jonas", "🗑 Withdraw", "🗑 Yes, withdraw")
