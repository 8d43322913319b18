"""Events as the coordinator announces them and guests answer them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Answer, Attendance, BodyKind, Meeting, Participant, Role
from tests.factories import create_body
from tests.handlers.settling import settle
from tests.handlers.test_broadcasts import REFUSED
from tests.towns import Resident, Town, local

PLACE = "Rathaus, Markt 1, 96450 Coburg"
CARD = f"Tag der Begegnung\n📅 Tuesday, 27.10.2009, 19:00\n📍 {PLACE}"
INVITATION = f"🎪 Invitation to an event\n\n{CARD}\n\nWill you come? One tap is enough."
REMINDER = f"🔔 Reminder\n\n{CARD}\n\nWill you come? One tap is enough, also if something has changed."


async def prepare(olga: Resident, audience: str) -> list[str]:
    """Go as far as the preview, and return what the bot shows there."""
    await olga.says("/event")
    await olga.says("Tag der Begegnung")
    await olga.says("27.10.2009 19:00")
    await olga.says(PLACE)
    return await olga.presses(audience)


def _answers(session: Session) -> dict[int, Answer]:
    return dict(session.execute(select(Participant.telegram_id, Attendance.answer).join(Attendance)).all())


def _event(session: Session) -> Meeting:
    return session.scalars(select(Meeting)).one()


async def test_guests_of_the_circle_are_invited_and_answer_with_one_tap(town: Town) -> None:
    circle = town.database.transact(create_body, "GSP", "Gesprächskreis", BodyKind.CIRCLE)
    olga, dimitra = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Dimitra", bodies=[circle])

    preview = await prepare(olga, "💬 Discussion circle")
    await olga.presses("📣 Send now")
    invited = await dimitra.hears()
    answered = await dimitra.presses("✅ I come")

    people = "For: the discussion circle\n\n1 person will get it:\nEnglish: 1"
    assert preview == [f"🎪 Invitation to an event\n\n{CARD}\n\n{people}"]
    assert invited == [INVITATION]
    assert answered[0] == f"{CARD}\n\nYour answer: ✅ I come"
    assert town.database.look(_answers) == {dimitra.id: Answer.YES}
    assert (town.database.look(_event).body_id, town.database.look(_event).title) == (circle, "Tag der Begegnung")


async def test_people_in_no_body_may_come_to_an_event_for_everyone(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")

    await prepare(olga, "🌍 Everyone")
    await olga.presses("📣 Send now")
    await mehmet.hears()
    await mehmet.presses("❓ I don't know yet")

    assert town.database.look(_answers) == {mehmet.id: Answer.MAYBE}
    assert town.database.look(_event).body_id is None


@pytest.mark.parametrize(
    ("audience", "readers"), [("🕸 Network", ["Caritas"]), ("💬 Circle and network", ["Dimitra", "Caritas"])]
)
async def test_an_event_reaches_its_audience_only(town: Town, audience: str, readers: list[str]) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    bodies = [
        town.database.transact(create_body, code, code, kind)
        for code, kind in [("BIL", BodyKind.WORKING_GROUP), ("GSP", BodyKind.CIRCLE), ("NET", BodyKind.NETWORK)]
    ]
    people = [
        settle(town, name, bodies=[body]) for name, body in zip(["Amal", "Dimitra", "Caritas"], bodies, strict=True)
    ]

    await prepare(olga, audience)
    await olga.presses("📣 Send now")

    assert [one.person.first_name for one in people if await one.hears() == [INVITATION]] == readers


@pytest.mark.parametrize("audience", ["💬 Discussion circle", "🌍 Everyone"])
async def test_those_are_reminded_who_said_yes_or_maybe(town: Town, audience: str) -> None:
    circle = town.database.transact(create_body, "GSP", "Gesprächskreis", BodyKind.CIRCLE)
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    answers = {"Dimitra": "✅ I come", "Erkan": "❓ I don't know yet", "Nadia": "❌ I can't come", "Ivan": None}
    guests = {name: settle(town, name, bodies=[circle]) for name in answers}
    await prepare(olga, audience)
    await olga.presses("📣 Send now")
    for name, label in answers.items():
        await guests[name].hears()
        if label:
            await guests[name].presses(label)

    await town.move_to(local(26, 10, 2009, 18, 0))

    assert [name for name, guest in guests.items() if await guest.hears() == [REMINDER]] == ["Dimitra", "Erkan"]


async def test_a_date_that_does_not_exist_is_asked_for_again_and_the_title_is_kept(town: Town) -> None:
    settle(town, "Mehmet")
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await olga.says("/event")
    await olga.says("Tag der Begegnung")

    heard = await olga.says("31.02.2010 19:00")
    await olga.says("27.10.2009 19:00")
    await olga.says(PLACE)
    preview = await olga.presses("🌍 Everyone")

    assert heard[0].startswith("This day does not exist.")
    assert CARD in preview[0]


async def test_an_event_whose_date_passed_before_it_was_sent_is_not_announced(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await prepare(olga, "🌍 Everyone")
    await town.move_to(local(28, 10, 2009, 10, 0))

    heard = await olga.presses("📣 Send now")

    assert heard[0].startswith("This date is over.")
    assert await mehmet.hears() == []


async def test_going_back_leads_through_all_questions(town: Town) -> None:
    settle(town, "Mehmet")
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await prepare(olga, "🌍 Everyone")

    heard = [await olga.presses("Back") for _ in range(4)]

    assert [screen[0].splitlines()[0] for screen in heard] == [
        "Who is invited?",
        "Where is it?",
        "When does it begin?",
        "🎪 What is the event called?",
    ]


async def test_a_member_can_neither_announce_nor_answer_what_is_not_for_them(town: Town) -> None:
    circle = town.database.transact(create_body, "GSP", "Gesprächskreis", BodyKind.CIRCLE)
    olga, mallory = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mallory")
    settle(town, "Dimitra", bodies=[circle])
    await prepare(olga, "💬 Discussion circle")
    await olga.presses("📣 Send now")
    await mallory.says("/start")

    heard = [await mallory.says("/event"), await mallory.forges("open:event"), await mallory.forges("answer:1:0:yes")]

    assert heard == [REFUSED] * 3
    assert town.database.look(_answers) == {}


async def test_the_announcement_is_reported_and_stopped_like_a_broadcast(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    settle(town, "Mehmet")
    await prepare(olga, "🌍 Everyone")
    answer = await olga.presses("📣 Send now")

    await town.pass_time(seconds=10)

    assert answer[0].splitlines()[0] == "📣 On its way: 0 of 2"
    assert olga.screen == "📊 Report on your message\n\nTag der Begegnung\n\nEnglish\n✅ Delivered: 2"
