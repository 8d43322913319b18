"""A paper goes through the council: stations, their dates and order, what came out, slips, corrections, the news."""

from __future__ import annotations

from sqlalchemy import select

from bot.callback_data.consultations import ShowWay
from models import Result
from tests.factories import create_paper
from tests.tour import HOSTILE, Tour


async def go_through_the_council(tour: Tour) -> None:
    """Jonas plans three committees; Weber records what came out of one of them, and those behind it hear of it."""
    first = select(Result.id).where(Result.number == "BIL-01")
    number = tour.town.database.look(lambda session: session.scalars(first).one())
    paper = tour.town.database.transact(create_paper, [number])
    jonas = tour["Jonas"]
    await jonas.forges(ShowWay(paper).pack())
    for committee, day in (("Sozialsenat", "20.10.2009"), ("Stadtrat", ""), (HOSTILE, "20.11.2009")):
        await tour.press("Jonas", "➕ Add a committee")
        await jonas.says(committee)
        await (jonas.says(day) if day else tour.press("Jonas", "Not known yet"))
    await tour.press_with("Jonas", "3. <b>")
    await tour.press("Jonas", "⬆️ Move up")
    await tour.press_with("Jonas", "2. <b>")
    await jonas.presses(f"⚙️ {tour.say('is informed', 'committee')}")
    await tour.press("Jonas", "🗑 Remove")
    await _record(tour, paper, "1. Sozialsenat", "decided by a majority", "31:8")
    await tour.press("Weber", "↩ Undo")
    await _record(tour, paper, "1. Sozialsenat", "decided with changes", f"Nur zwei Jahre. {HOSTILE}")
    await tour.town.pass_time(minutes=3)


async def _record(tour: Tour, paper: int, station: str, outcome: str, said: str = "") -> None:
    """Let Weber record what came out of a station today."""
    weber = tour["Weber"]
    await weber.forges(ShowWay(paper).pack())
    await tour.press_with("Weber", station)
    await tour.press_with("Weber", tour.say(outcome, "council"))
    if said:
        await weber.says(said)
    await tour.press_with("Weber", "13.10.2009")


async def correct_a_record(tour: Tour) -> None:
    """Weber finds out too late that it was not so and corrects it; the council puts the paper off."""
    weber = tour["Weber"]
    await tour.press("Weber", "↩ Undo")
    await tour.press("Weber", "Open", "✏️ Correct")
    await tour.press_with("Weber", tour.say("decided by a majority", "council"))
    await weber.says("8:31")
    await tour.press("Weber", "Without the votes")
    await weber.says("1.1.2012")
    await tour.press_with("Weber", "13.10.2009")
    await weber.says(f"Verlesen. {HOSTILE}")
    await tour.press("Weber", "🏛 Whole way")
    await tour.press_with("Weber", "2. Stadtrat")
    await tour.press_with("Weber", tour.say("adjourned", "council"))
    await tour.press_with("Weber", "13.10.2009")
    await tour.press("Weber", "📅 Further date")
    await weber.says("17.12.2009")
    await tour.town.pass_time(minutes=3)
