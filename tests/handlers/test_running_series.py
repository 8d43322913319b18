"""A series that runs: read, each date changed alone, people invited in time, ended; by those who may not, too."""

from __future__ import annotations

from tests.handlers.serial import (
    AGREE,
    FIRST_TUESDAYS,
    HEADING,
    NAME,
    NOT_HERE,
    PLACE,
    begun,
    meetings,
    rules,
)
from tests.towns import Town, local


async def test_members_are_invited_two_weeks_before_and_once(town: Town) -> None:
    await begun(town)
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")

    await town.move_to(local(20, 10, 2009, 9, 59))
    early = await amal.hears()
    await town.move_to(local(20, 10, 2009, 10))
    invited = await amal.hears()
    await town.restart()
    await town.move_to(local(21, 10, 2009, 10))

    card = f"{NAME}\n📅 Tuesday, 03.11.2009, 19:00\n📍 {PLACE}"
    assert (early, await amal.hears()) == ([], [])
    assert invited == [f"✉️ Invitation\n\n{card}\n\nWill you come? One tap is enough."]


async def test_a_series_is_read_and_ended_and_says_what_stays(town: Town) -> None:
    fatma, _ = await begun(town)
    await town.move_to(local(20, 10, 2009, 10))
    await fatma.forges("serieslist")

    page = await fatma.presses(f"AG Bildung · {FIRST_TUESDAYS}")
    asked = await fatma.presses("🛑 End the series")
    kept = await fatma.presses("Keep it")
    ended = await fatma.presses("🛑 End the series", "🛑 Yes, end it")
    again = await fatma.forges("seriesend:1:1")

    staying = "1 meeting to which people are invited already stays. Later dates are dropped."
    assert page == kept
    assert page[0].startswith(f"{HEADING}\n\n📅 Tuesday, 03.11.2009, 19:00\n📅 Tuesday, 01.12.2009, 19:00\n")
    assert asked == [f"End this series?\n\n{NAME}\n🔁 {FIRST_TUESDAYS}\n\n{staying}"]
    assert ended == [f"🛑 The series has ended.\n\n{NAME}\n🔁 {FIRST_TUESDAYS}\n\n{staying}"]
    assert again == [NOT_HERE]
    assert town.database.look(meetings) == ["03.11.2009 18:00 invited"]


async def test_who_may_not_plan_is_told_so_by_every_door(town: Town) -> None:
    _, body_id = await begun(town)
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")
    doors = (f"series:{body_id}", "serieslist", "seriesshow:1", "seriesend:1:0", "seriesend:1:1")

    heard = [await amal.forges(data) for data in doors]

    assert heard == [[NOT_HERE]] * 5
    assert town.database.look(rules) == [("FREQ=MONTHLY;BYDAY=1TU", "03.11.2009 19:00", "running")]


async def test_a_date_of_a_series_is_opened_from_it_and_leads_back(town: Town) -> None:
    fatma, _ = await begun(town)
    listed = await fatma.says("/plan")
    shown = fatma.buttons

    await fatma.presses("🔁 Series", f"AG Bildung · {FIRST_TUESDAYS}")
    details = await fatma.presses("✏️ 01.12. AG Bildung")
    page = await fatma.presses("🔁 Series")

    assert listed[0].count("📝 Draft: nobody has been invited yet.") == 3
    assert "🔁 Series" in shown
    assert f"📍 {PLACE}\n\n🔁 {FIRST_TUESDAYS}\n\n" in details[0]
    assert page[0].startswith(HEADING)


async def test_one_date_is_moved_or_cancelled_alone_and_nobody_is_told_of_a_draft(town: Town) -> None:
    fatma, _ = await begun(town)
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")
    await fatma.forges("seriesshow:1")

    await fatma.presses("✏️ 01.12. AG Bildung", "🔁 Move", "Take 02.12.2009 19:00")
    await fatma.forges("seriesshow:1")
    await fatma.presses("✏️ 05.01. AG Bildung", "🚫 Cancel the meeting", "🚫 Yes, cancel it")
    await town.move_to(local(19, 10, 2009, 12))

    assert town.database.look(meetings) == [
        "03.11.2009 18:00 drafted",
        "02.12.2009 18:00 drafted",
        "05.01.2010 18:00 cancelled",
    ]
    assert await amal.hears() == []
