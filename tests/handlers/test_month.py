"""The calendar as a keyboard: a month to be tapped, the time behind it, in both directions of reading."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import Meeting, Participant
from tests.factories import create_body, create_meeting
from tests.handlers.joining import SPEAKER, callback_data, join_town
from tests.towns import Resident, Town, local

PLACE = "Pestalozzischule, Coburg"
WHERE = f"Where will you meet?\n\nUsual place: {PLACE}\n\nOr write another address."
EXAMPLE = "Tap the day, or write day and time like this: 27.10.2009 19:00"
OCTOBER = f"October 2009\n\n* Sunday\n\n{EXAMPLE}"
NOVEMBER = f"November 2009\n\n* Sunday or public holiday\n01.11. Allerheiligen\n\n{EXAMPLE}"
TIME = "At what time?\n\n📅 Tuesday, 03.11.2009\n\nTap the time, or write it like this: 18:30"
OVER = "This date is over. Please write one that is still to come, like this: 27.10.2009 19:00"


async def _asks_for_a_date(town: Town, *, met_before: bool = False) -> Resident:
    """Return Fatma, who speaks for AG Bildung and is asked when it meets."""
    body = town.database.transact(create_body, place=PLACE)
    if met_before:
        town.database.transact(create_meeting, body, local(8, 9, 2009, 18, 30), place=PLACE)
    fatma = await join_town(town, "Fatma", (body, SPEAKER))
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")
    return fatma


def _starts(session: Session) -> list[str]:
    return [one.isoformat(" ", "minutes") for one in session.scalars(select(Meeting.starts_at).order_by(Meeting.id))]


async def test_a_meeting_is_planned_by_tapping_alone(town: Town) -> None:
    fatma = await _asks_for_a_date(town)

    october = await fatma.presses("📅 Calendar")
    november = await fatma.presses("Next ▶")
    hours = await fatma.presses("3")
    where = await fatma.presses("19:00")
    await fatma.presses("📍 Usual place", "✅ Invite")

    assert (october, november, hours, where) == ([OCTOBER], [NOVEMBER], [TIME], [WHERE])
    assert town.database.look(_starts) == ["2009-11-03 18:00+00:00"]


async def test_a_month_shows_whole_weeks_from_monday_on_and_what_has_passed_cannot_be_taken(town: Town) -> None:
    fatma = await _asks_for_a_date(town)

    await fatma.presses("📅 Calendar")

    assert fatma.person.buttons() == [
        ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        ["·", "13", "14", "15", "16", "17", "18*"],
        ["19", "20", "21", "22", "23", "24", "25*"],
        ["26", "27", "28", "29", "30", "31", "·"],
        ["Next ▶"],
        ["Back", "Cancel"],
    ]


async def test_in_arabic_the_week_runs_from_the_right(town: Town) -> None:
    fatma = await _asks_for_a_date(town)
    town.database.transact(_read_arabic, fatma.id)
    data = next(one for one in callback_data(fatma) if one.endswith(":cal"))

    await fatma.forges(data)

    rows = fatma.person.buttons()
    assert rows[0] == ["ح", "س", "ج", "خ", "ر", "ث", "ن"]
    assert rows[1] == ["18*", "17", "16", "15", "14", "13", "·"]


def _read_arabic(session: Session, telegram_id: int) -> None:
    session.execute(update(Participant).where(Participant.telegram_id == telegram_id).values(locale="ar"))


async def test_the_time_of_the_last_meeting_comes_first(town: Town) -> None:
    fatma = await _asks_for_a_date(town, met_before=True)

    await fatma.presses("📅 Calendar", "Next ▶", "3")
    offered = fatma.person.buttons()
    await fatma.presses("As last time: 18:30", "📍 Usual place", "✅ Invite")

    assert offered == [
        ["As last time: 18:30"],
        ["16:00", "17:00", "18:00", "19:00", "20:00"],
        ["Back", "Cancel"],
    ]
    assert town.database.look(_starts)[1:] == ["2009-11-03 17:30+00:00"]


async def test_today_offers_only_what_is_still_to_come(town: Town) -> None:
    fatma = await _asks_for_a_date(town)
    await town.move_to(local(13, 10, 2009, 17, 30))

    await fatma.presses("📅 Calendar", "13")

    assert fatma.person.buttons()[0] == ["18:00", "19:00", "20:00"]


@pytest.mark.parametrize("typed", ["18:30", "18.30 Uhr", "03.11.2009 18:30", "٣.١١. ١٨:٣٠"])
async def test_a_time_or_a_whole_date_can_be_typed_instead(town: Town, typed: str) -> None:
    fatma = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar", "Next ▶", "3")

    heard = await fatma.says(typed)
    await fatma.presses("📍 Usual place", "✅ Invite")

    assert heard == [WHERE]
    assert town.database.look(_starts) == ["2009-11-03 17:30+00:00"]


async def test_a_whole_date_can_be_typed_at_the_month_and_back_leads_to_the_question(town: Town) -> None:
    fatma = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar", "Next ▶", "3")

    month = await fatma.presses("Back")
    question = await fatma.presses("Back")
    await fatma.presses("📅 Calendar")
    refused = await fatma.says("morgen")
    where = await fatma.says("27.10.2009 19:00")

    assert month == [NOVEMBER]
    assert question[0].splitlines()[0] == "When will this group meet? AG Bildung"
    assert refused == ["I could not read the date. Please write it like this: 27.10.2009 19:00", OCTOBER]
    assert where == [WHERE]


@pytest.mark.parametrize("value", ["none", "over", "m2009-09-01", "m2012-01-01", "mx", "dx", "d2009-13-45", "x"])
async def test_what_is_no_day_to_come_changes_nothing(town: Town, value: str) -> None:
    fatma = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar")
    number = callback_data(fatma)[0].split(":")[1]

    await fatma.forges(f"dlg:{number}:day:{value}")

    assert fatma.screen == OCTOBER


async def test_a_day_that_has_passed_meanwhile_is_explained(town: Town) -> None:
    fatma = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar")
    number = callback_data(fatma)[0].split(":")[1]

    heard = await fatma.forges(f"dlg:{number}:day:d2009-10-12")

    assert heard == [OVER, OCTOBER]


@pytest.mark.parametrize("value", ["t2460", "t9999", "t", "tx"])
async def test_what_is_no_time_of_day_changes_nothing(town: Town, value: str) -> None:
    fatma = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar", "Next ▶", "3")
    number = callback_data(fatma)[0].split(":")[1]

    await fatma.forges(f"dlg:{number}:time:{value}")

    assert town.database.look(_starts) == []


async def test_an_hour_that_has_passed_is_explained(town: Town) -> None:
    fatma = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar", "13")

    refused = await fatma.says("09:00")

    assert refused[0] == OVER
