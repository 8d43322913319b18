"""Second thoughts and second people: undo, new conclusions, two members at once, and those who may not at all."""

from __future__ import annotations

import pytest

from bot.callback_data.conclusions import AddReason, ChooseMerge, Conclude, Merge, ShowInbox, TakeBack
from bot.callback_data.results import OpenResult
from models import ConclusionKind, Result, ResultState
from tests.steering import FESTIVAL, FOR_MEMBERS, MOTHERS, NOT_HERE, TOLD_LATER, steered
from tests.towns import Resident, Town


async def test_undo_before_anybody_was_told_restores_everything(town: Town) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("IKB-01", "🔗 Join to another", "BIL-01")

    petra.person.press_data(_undo_of(petra))
    page = await petra.hears()
    await town.pass_time(minutes=5)

    assert page == [f"Taken back. Nobody was told.\n\n{FESTIVAL}"]
    assert _result(town, made.results["IKB-01"]).parent_id is None
    assert await people["Olga"].hears() == []


def _undo_of(resident: Resident) -> str:
    return next(
        str(cell["callback_data"])
        for message in resident.bot_messages
        for row in (message.reply_markup or {}).get("inline_keyboard", [])
        for cell in row
        if cell["text"] == "↩ Undo"
    )


async def test_undo_comes_too_late_once_somebody_was_told(town: Town) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    await town.pass_time(minutes=2)

    assert await petra.forges(_undo_of(petra)) == [
        "The groups have already been told. You can still reach a new conclusion."
    ]
    assert _result(town, made.results["BIL-01"]).state is ResultState.ACCEPTED


async def test_a_new_conclusion_stops_the_news_of_the_earlier_one(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    await petra.says("/inbox")
    await petra.presses("✅ Concluded results", "BIL-01", "⏸ Put off")
    await town.pass_time(minutes=3)

    assert await people["Mehmet"].hears() == [
        "⏸ BIL-01 · Stadtteilmütter\n\n"
        "The steering group puts this result off. It stays on the list and comes up again later.\n\n" + FOR_MEMBERS
    ]


async def test_who_is_slower_sees_what_the_other_concluded_and_chooses_again(town: Town) -> None:
    made, people = await steered(town)
    petra, sabine = people["Petra"], people["Sabine"]
    for member in (petra, sabine):
        await member.says("/inbox")
        await member.presses("BIL-01")
    await petra.presses("✅ Accept")

    seen = await sabine.presses("⏸ Put off")
    again = await sabine.presses("⏸ Put off")

    meanwhile = "Meanwhile somebody else changed what is concluded here. Please look again."
    concluded = MOTHERS.replace("State: handed in", "Conclusion: accepted (Tuesday, 13.10.2009, 10:00)")
    assert seen == [f"{meanwhile}\n\nYour choice was: ⏸ Put off\n\n{concluded}"]
    assert again[0] == f"⏸ BIL-01 · Stadtteilmütter\nput off\n\n{TOLD_LATER}"
    assert _result(town, made.results["BIL-01"]).state is ResultState.DEFERRED


async def test_who_is_slower_with_the_reason_sees_it_too(town: Town) -> None:
    made, people = await steered(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await sabine.says("/inbox")
    await sabine.presses("BIL-01", "✖️ Do not accept")
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")

    heard = await sabine.says("Zu <teuer>.")

    meanwhile = "Meanwhile somebody else changed what is concluded here. Please look again."
    concluded = MOTHERS.replace("State: handed in", "Conclusion: accepted (Tuesday, 13.10.2009, 10:00)")
    mine = "Your choice was: ✖️ Do not accept\n\nThis is what you had written:\nZu <teuer>."
    assert heard == [f"{meanwhile}\n\n{mine}\n\n{concluded}"]
    assert sabine.buttons[0] == "👍 Leave it as it is"
    assert _result(town, made.results["BIL-01"]).state is ResultState.ACCEPTED
    assert await sabine.says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


@pytest.mark.parametrize("name", ["Klaus", "Amal", "Olga", "Bernd", "Gül", "Darya"])
async def test_only_members_of_the_steering_group_read_or_conclude(town: Town, name: str) -> None:
    made, people = await steered(town)
    number = made.results["BIL-01"]
    await people["Petra"].says("/inbox")
    await people["Petra"].presses("BIL-01", "⏸ Put off")
    forged = [
        ShowInbox("open", 0),
        OpenResult(number),
        OpenResult(number + 1000),
        *(Conclude(number, kind, 1) for kind in ConclusionKind if kind is not ConclusionKind.MERGE),
        ChooseMerge(number, 1, 0),
        Merge(number, made.results["IKB-01"], 1),
        AddReason(1),
        TakeBack(1),
    ]

    heard = [await people[name].says("/inbox"), *[await people[name].forges(data.pack()) for data in forged]]

    assert heard == [[NOT_HERE]] * (len(forged) + 1)
    assert _result(town, number).state is ResultState.DEFERRED


def _result(town: Town, number: int) -> Result:
    return town.database.look(lambda session: session.get_one(Result, number))
