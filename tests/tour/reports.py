"""Papers and pictures: Weber takes along what there is, in every form; the list for the press is read first."""

from __future__ import annotations

from tests.tour import Tour


async def take_papers_along(tour: Tour) -> None:
    """The status report of a day that is over and of one to come, the one page, the public list, everything."""
    weber = tour["Weber"]
    await weber.says("/reports")
    await tour.press("Weber", "📄 Status report", "📅 Another day")
    await weber.says("31.12.2029")
    await weber.says("31.12.2008")
    await tour.press("Weber", "🖨 Reports", "📄 Status report")
    await tour.press_with("Weber", f"{tour.town.clock.now():%d.%m.%Y}")
    await tour.press("Weber", "📄 Word", "📊 Excel", "🧾 CSV")
    await weber.says("/reports")
    await tour.press("Weber", "📃 One page", "📰 Public list", "✅ Approve, hand out", "🖨 Reports")
    await tour.press("Weber", "📊 Everything (Excel)")


async def look_at_pictures(tour: Tour) -> None:
    """Each picture with its words."""
    await tour["Weber"].says("/reports")
    await tour.press("Weber", "🖼 Pictures", "Proposals by group", "🖼 Pictures", "Way of the proposals")
    await tour.press("Weber", "🖼 Pictures", "Time line", "🖼 Pictures", "Indicators in numbers", "🖨 Reports")
