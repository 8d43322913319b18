"""Finding a date, for those who organise: proposed, asked again, fixed with one tap; by those who may not, too."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, BodyState, DatePoll, DateProposal
from tests.handlers.dating import (
    AGAIN,
    AGREE,
    EXAMPLE,
    FIRST,
    GROUP,
    NOT_HERE,
    PLACE,
    QUESTION,
    SECOND,
    SENT,
    TAP,
    WHICH,
    arrive_as_member,
    arrive_as_speaker,
    begin_asking,
    coordinate,
    page_of,
)
from tests.towns import Resident, Town, local


async def test_a_speaker_asks_for_a_date_with_one_message_and_four_taps(town: Town) -> None:
    fatma, body_id = await arrive_as_speaker(town)
    amal = await arrive_as_member(town, "Amal")

    asked = await fatma.forges(f"poll:{body_id}")
    named = await fatma.says("27.10. 19:00\n3.11. 18 Uhr")
    where = await fatma.presses("➡ Go on")
    preview = await fatma.presses("📍 Usual place")
    heard = await fatma.presses("✅ Ask")

    lines = f"📅 {FIRST}\n📅 {SECOND}"
    assert asked == [f"{WHICH}\n\n{EXAMPLE}"]
    assert named == [f"{WHICH}\n\n{lines}\n\n{EXAMPLE}"]
    assert where == [f"Where will you meet?\n\nUsual place: {PLACE}\n\nOr write another address."]
    assert preview == [f"Is this right?\n\n{GROUP}\n{lines}\n📍 {PLACE}\n\n2 people will be asked."]
    page = page_of(0, 0, "0 people have", "2 people have", AGAIN)
    assert heard == [f"{SENT}\n\n{page}", f"{QUESTION}\n\n{TAP}"]
    assert await amal.hears() == [f"{QUESTION}\n\n{TAP}"]
    assert amal.buttons == ["☐ Tue 27.10. 19:00", "☐ Tue 03.11. 18:00", "❌ No date suits"]


async def test_dates_that_do_not_fit_are_explained_and_the_good_ones_of_the_message_kept(town: Town) -> None:
    fatma, body_id = await arrive_as_speaker(town)
    await fatma.forges(f"poll:{body_id}")

    heard = await fatma.says("- 27.10. 19:00\nmorgen <früh>\n31.02. 19:00\n12.10.2009 19:00\n\n27.10.2009 19 Uhr")
    dropped = await fatma.presses("✖ Tue 27.10. 19:00")
    eight = await fatma.says("\n".join(f"{day}.11. 19:00" for day in range(1, 10)))

    excuses = (
        "Not readable: morgen <früh>\nThere is no such day: 31.02. 19:00\n"
        "Over already: 12.10.2009 19:00\nNamed already: 27.10.2009 19 Uhr"
    )
    assert heard == [f"{WHICH}\n\n📅 {FIRST}\n\n{excuses}\n\n{EXAMPLE}"]
    assert dropped == [f"{WHICH}\n\n{EXAMPLE}"]
    assert eight[0].split("\n\n")[2:] == [
        "Left out, for eight dates are the most: 9.11. 19:00",
        "That is as many dates as people can choose from.",
    ]
    assert fatma.buttons[-2:] == ["➡ Go on", "Cancel"]


async def test_dates_are_tapped_in_the_calendar_and_an_odd_one_is_asked_about(town: Town) -> None:
    fatma, body_id = await arrive_as_speaker(town)
    await fatma.forges(f"poll:{body_id}")

    tapped = await fatma.presses("📅 Calendar", "27", "19:00")
    again = await fatma.presses("📅 Calendar", "27", "As last time: 19:00")
    odd = await fatma.says("3.11.2011 18:00")
    sure = await fatma.presses("Take 03.11.2011 18:00")

    assert tapped == [f"{WHICH}\n\n📅 {FIRST}\n\n{EXAMPLE}"]
    assert again == [f"{WHICH}\n\n📅 {FIRST}\n\nNamed already: 27.10.2009 19:00\n\n{EXAMPLE}"]
    assert odd[0].splitlines()[0] == "That is more than a year ahead. Which date is right?"
    assert sure == [f"{WHICH}\n\n📅 {FIRST}\n📅 Thursday, 03.11.2011, 18:00\n\n{EXAMPLE}"]


async def test_what_was_named_survives_a_restart_back_and_a_date_that_passes_meanwhile(town: Town) -> None:
    fatma, body_id = await arrive_as_speaker(town)
    await fatma.forges(f"poll:{body_id}")
    await fatma.says("13.10. 12:00\n27.10. 19:00\n3.11. 18:00")
    await town.restart()
    await fatma.presses("➡ Go on")
    back = await fatma.presses("Back")
    await fatma.presses("➡ Go on")
    await fatma.says("Haus der Begegnung")
    await town.move_to(local(13, 10, 2009, 12))

    passed = await fatma.presses("✅ Ask")
    heard = await fatma.presses("➡ Go on", "📍 Usual place", "✅ Ask")

    lines = f"📅 {FIRST}\n📅 {SECOND}"
    assert back == [f"{WHICH}\n\n📅 Tuesday, 13.10.2009, 12:00\n{lines}\n\n{EXAMPLE}"]
    assert passed == [f"{WHICH}\n\n{lines}\n\nOver already: 13.10.2009 12:00\n\n{EXAMPLE}"]
    assert heard[0].splitlines()[0] == SENT


async def test_only_those_who_have_not_answered_are_asked_again_and_once_a_day(town: Town) -> None:
    fatma, amal = await begin_asking(town)
    olga = await arrive_as_member(town, "Olga")
    await fatma.presses("☐ Tue 27.10. 19:00")
    await amal.presses("❌ No date suits")
    early = await fatma.forges("pollask:1")
    await town.move_to(local(14, 10, 2009, 10))
    page = await fatma.forges("pollrun:1")

    heard = await fatma.presses("🔔 Ask those who have not answered")

    assert early == [page_of(1, 0, "2 people have", "1 person has", AGAIN)]
    assert page == [page_of(1, 0, "2 people have", "1 person has")]
    later = "They can be asked again from Thursday, 15.10.2009, 10:00 on."
    assert heard == [f"{SENT}\n\n{page_of(1, 0, '2 people have', '1 person has', later)}"]
    assert await amal.hears() == []
    assert await olga.hears() == [f"{QUESTION}\n\n{TAP}"]


async def test_of_two_organisers_the_second_sees_what_the_first_did(town: Town) -> None:
    fatma, _amal = await begin_asking(town)
    sabine = town.resident("Sabine", "en")
    await sabine.registers("English", AGREE)
    town.database.transact(coordinate, sabine)
    await sabine.says("/plan")
    await sabine.presses("🗳 AG Bildung")
    fixed = await fatma.forges("pollfix:2")

    second = await sabine.presses("Take 27.10. 19:00")
    closing = await sabine.forges("pollend:1:1")
    again = await sabine.forges("pollask:1")

    card = f"Meeting: {GROUP}\n📅 {SECOND}\n📍 {PLACE}"
    assert fixed[0].splitlines()[0] == "⭐ The date is fixed."
    assert second == [f"Somebody else was faster.\n\n⭐ The date is fixed.\n\n{card}"]
    assert (closing, again) == ([], [])
    assert sabine.screen == second[0]


async def test_a_body_that_is_being_asked_is_not_asked_twice(town: Town) -> None:
    fatma, _amal = await begin_asking(town)

    heard = await fatma.forges("poll:1")

    assert heard == [page_of(0, 0, "0 people have", "2 people have", AGAIN)]
    assert town.database.look(lambda session: len(session.scalars(select(DatePoll)).unique().all())) == 1


@pytest.mark.parametrize("data", ["poll:1", "pollrun:1", "pollask:1", "pollfix:1", "pollend:1:0", "pollend:1:1"])
async def test_who_does_not_organise_is_refused_by_every_door(town: Town, data: str) -> None:
    _fatma, amal = await begin_asking(town)

    heard = await amal.forges(data)

    assert heard == [NOT_HERE]


async def test_buttons_of_a_dialogue_that_nobody_offered_change_nothing(town: Town) -> None:
    fatma, body_id = await arrive_as_speaker(town)
    await fatma.forges(f"poll:{body_id}")
    number = _dialogue_number(fatma)

    for value in ("next", "x", "x99999999999999999", "yes", "x1"):
        await fatma.forges(f"dlg:{number}:date:{value}")

    assert fatma.screen == f"{WHICH}\n\n{EXAMPLE}"
    assert town.database.look(lambda session: session.scalars(select(DateProposal)).all()) == []


def _dialogue_number(resident: Resident) -> str:
    markup = resident.bot_messages[-1].reply_markup
    assert markup is not None
    return str(markup["inline_keyboard"][-1][-1]["callback_data"]).split(":")[1]


async def test_a_dialogue_about_a_body_that_is_gone_ends_in_a_sentence(town: Town) -> None:
    fatma, body_id = await arrive_as_speaker(town)
    await fatma.forges(f"poll:{body_id}")
    town.database.transact(_close, body_id)

    heard = await fatma.says("27.10. 19:00")
    after = await fatma.says("/cancel")

    assert heard == [NOT_HERE]
    assert after == ["There is nothing to cancel. /start shows the menu."]


def _close(session: Session, body_id: int) -> None:
    session.get_one(Body, body_id).state = BodyState.CLOSED
