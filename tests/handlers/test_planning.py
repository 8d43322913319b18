"""Planning, moving and cancelling meetings, as speakers and the coordinator do it; by those who may not, too."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import Body, BodyState, Meeting, MeetingState, MembershipRole, Participant
from tests.factories import create_body, create_meeting, create_membership, grant_role
from tests.towns import Resident, Town, local

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Coburg"
NAME = "Meeting: AG Bildung (Education)"
EXAMPLE = "Write day and time like this: 27.10.2009 19:00"
WHEN = f"When will this group meet? AG Bildung (Education)\n\n{EXAMPLE}"
WHERE = f"Where will you meet?\n\nUsual place: {PLACE}\n\nOr write another address."
NOT_HERE = "That is not available here. /help shows what is possible."


def _number(session: Session, resident: Resident) -> int:
    return session.scalars(select(Participant.id).where(Participant.telegram_id == resident.id)).one()


def _speak_for(session: Session, resident: Resident, body_id: int) -> None:
    create_membership(session, _number(session, resident), body_id, MembershipRole.SPEAKER)


def _coordinate(session: Session, resident: Resident) -> None:
    grant_role(session, _number(session, resident))


async def _speaker(town: Town) -> tuple[Resident, int]:
    """Return Fatma, who speaks for AG Bildung, and the group's number."""
    body_id = town.database.transact(create_body, english="Education", place=PLACE)
    fatma = town.resident("Fatma", "en")
    await fatma.registers("English", AGREE)
    town.database.transact(_speak_for, fatma, body_id)
    return fatma, body_id


def _meetings(session: Session) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(Meeting).order_by(Meeting.id))
    return [(row.starts_at.isoformat(" ", "minutes"), row.place, row.state.value) for row in rows]


def _card(day: str, place: str = PLACE) -> str:
    return f"{NAME}\n📅 {day}\n📍 {place}"


async def test_a_speaker_plans_a_meeting_by_typing_the_date(town: Town) -> None:
    fatma, _ = await _speaker(town)

    listed = await fatma.says("/plan")
    asked = await fatma.presses("➕ AG Bildung")
    where = await fatma.says("3.11. 19 Uhr")
    preview = await fatma.presses("📍 Usual place")
    heard = await fatma.presses("✅ Invite")

    card = _card("Tuesday, 03.11.2009, 19:00")
    assert listed == ["Planned meetings\n\nNothing is planned yet.\n\n✏️ changes a meeting, ➕ plans a new one."]
    assert (asked, where) == ([WHEN], [WHERE])
    assert preview == [f"Is this right?\n\n{card}\n\n1 person will be invited."]
    assert heard == [
        f"✅ The meeting is planned.\n\n{card}\n\nInvitations are on their way. Reminders follow by themselves.",
        f"✉️ Invitation\n\n{card}\n\nWill you come? One tap is enough.",
    ]
    assert town.database.look(_meetings) == [("2009-11-03 18:00+00:00", PLACE, "invited")]


async def test_the_coordinator_plans_as_last_time_with_three_taps(town: Town) -> None:
    body_id = town.database.transact(create_body, english="Education", place=PLACE)
    town.database.transact(create_body, "BEI", "Integrationsbeirat")
    town.database.transact(create_meeting, body_id, local(8, 9, 2009, 19), place="Rathaus")
    sabine = town.resident("Sabine", "en")
    await sabine.registers("English", AGREE)
    town.database.transact(_coordinate, sabine)
    await sabine.says("/plan")

    asked = await sabine.presses("➕ AG Bildung")
    preview = await sabine.presses("Take 20.10.2009 19:00")
    heard = await sabine.presses("✅ Invite")

    card = _card("Tuesday, 20.10.2009, 19:00", "Rathaus")
    again = "As last time, 6 weeks later: Tuesday, 20.10.2009, 19:00"
    short = "Short notice: people are usually invited 14 days before."
    assert asked == [WHEN.replace("\n\n", f"\n\n{again}\n\n")]
    assert preview == [f"Is this right?\n\n{card}\n\n0 people will be invited.\n\n{short}"]
    assert heard[0].splitlines()[0] == "✅ The meeting is planned."
    assert town.database.look(_meetings)[1:] == [("2009-10-20 17:00+00:00", "Rathaus", "invited")]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("morgen", "I could not read the date. Please write it like this: 27.10.2009 19:00"),
        ("31.02. 19:00", "This day does not exist. Please write the date like this: 27.10.2009 19:00"),
        ("12.10.2009 19:00", "This date is over. Please write one that is still to come, like this: 27.10.2009 19:00"),
    ],
)
async def test_a_date_that_does_not_fit_is_explained_and_asked_again(town: Town, typed: str, reason: str) -> None:
    fatma, _ = await _speaker(town)
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")

    refused = await fatma.says(typed)
    accepted = await fatma.says("٢٧.١٠.٢٠٠٩ ١٩:٠٠")

    assert refused == [reason, WHEN]
    assert accepted == [WHERE]


async def test_what_was_typed_survives_bad_input_a_restart_and_another_language(town: Town) -> None:
    fatma, _ = await _speaker(town)
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")
    await fatma.says("27.10.2009 19:00")

    spoken = await fatma.speaks()
    empty = await fatma.says("\u200b \u202e")
    await town.restart()
    await fatma.says("/language")
    await fatma.presses("English")
    preview = await fatma.says("Mehrgenerationenhaus\nLeopoldstraße 1")

    assert spoken == ["I need this as text, please.", WHERE]
    assert empty == ["That was empty. Please write a few words.", WHERE]
    card = _card("Tuesday, 27.10.2009, 19:00", "Mehrgenerationenhaus Leopoldstraße 1")
    assert preview == [f"Is this right?\n\n{card}\n\n1 person will be invited."]


async def test_back_leads_to_the_step_before_and_a_second_tap_plans_nothing_twice(town: Town) -> None:
    fatma, _ = await _speaker(town)
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")
    await fatma.says("27.10.2009 19:00")
    back = await fatma.presses("Back")
    await fatma.says("28.10.2009 19:00")
    await fatma.presses("📍 Usual place")
    markup = fatma.bot_messages[-1].reply_markup
    assert markup is not None
    data = markup["inline_keyboard"][0][0]["callback_data"]

    await fatma.forges(data)
    await fatma.forges(data)

    assert back == [WHEN]
    assert town.database.look(_meetings) == [("2009-10-28 18:00+00:00", PLACE, "invited")]


async def test_a_preview_that_waited_too_long_is_refused(town: Town) -> None:
    fatma, _ = await _speaker(town)
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")
    await fatma.says("27.10.2009 19:00")
    await fatma.presses("📍 Usual place")
    await town.move_to(local(27, 10, 2009, 19))

    heard = await fatma.presses("✅ Invite")

    assert heard[0] == "This date is over. Please write one that is still to come, like this: 27.10.2009 19:00"
    assert town.database.look(_meetings) == []


async def test_a_speaker_moves_a_meeting_by_a_week_with_three_taps(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    town.database.transact(create_meeting, body_id, local(20, 10, 2009, 19), place=PLACE)
    await fatma.says("/plan")

    details = await fatma.presses("✏️ 20.10. AG Bildung")
    asked = await fatma.presses("🔁 Move")
    heard = await fatma.presses("Take 27.10.2009 19:00")

    before, after = _card("Tuesday, 20.10.2009, 19:00"), _card("Tuesday, 27.10.2009, 19:00")
    assert details == [f"{before}\n\n✅ Coming: 0\n❓ Not sure: 0\n❌ Not coming: 0\n💬 No answer yet: 1"]
    assert asked == [f"To when does it move?\n\n{before}\n\n{EXAMPLE}"]
    assert heard == [
        f"✅ The meeting is moved.\n\n{after}\n\nEveryone who is invited learns of it and can answer again.",
        f"🔁 New date\n\n{after}\n\nNo longer: Tuesday, 20.10.2009, 19:00\n\nPlease answer again: will you come?",
    ]


async def test_a_speaker_moves_a_meeting_to_a_typed_date(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    town.database.transact(create_meeting, body_id, local(20, 10, 2009, 19), place=PLACE)
    await fatma.says("/plan")
    await fatma.presses("✏️ 20.10. AG Bildung", "🔁 Move")

    preview = await fatma.says("25.10.2009 15:00")
    heard = await fatma.presses("✅ Move")

    before = _card("Tuesday, 20.10.2009, 19:00")
    against = "Short notice: people are usually invited 14 days before.\n⚠️ That is a Sunday."
    assert preview == [f"Is this right?\n\n{before}\n\nNew date: Sunday, 25.10.2009, 15:00\n\n{against}"]
    assert heard[0].splitlines()[0] == "✅ The meeting is moved."
    assert town.database.look(_meetings) == [("2009-10-25 14:00+00:00", PLACE, "invited")]


async def test_a_speaker_cancels_todays_meeting_with_three_taps(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    town.database.transact(create_meeting, body_id, local(13, 10, 2009, 19), place=PLACE)
    await fatma.says("/plan")

    await fatma.presses("✏️ 13.10. AG Bildung")
    asked = await fatma.presses("🚫 Cancel the meeting")
    heard = await fatma.presses("🚫 Yes, cancel it")

    card = _card("Tuesday, 13.10.2009, 19:00")
    assert asked == [f"Cancel this meeting? Everyone who is invited will be told.\n\n{card}"]
    assert heard == [
        f"🚫 The meeting is cancelled.\n\n{card}\n\nEveryone who is invited learns of it.",
        f"🚫 Cancelled: this meeting does not take place.\n\n{card}",
    ]
    assert town.database.look(_meetings) == [("2009-10-13 17:00+00:00", PLACE, "cancelled")]


async def test_who_may_not_plan_is_told_so_by_every_door(town: Town) -> None:
    _, body_id = await _speaker(town)
    meeting = town.database.transact(create_meeting, body_id, local(20, 10, 2009, 19), place=PLACE)
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")
    doors = (f"plan:{body_id}", f"planned:{meeting}", f"move:{meeting}", f"calloff:{meeting}:0:0", "open:plan")

    heard = [await amal.says("/plan"), *[await amal.forges(data) for data in doors]]
    cancelled = await amal.forges(f"calloff:{meeting}:0:1")

    assert heard == [[NOT_HERE]] * 6
    assert cancelled == [NOT_HERE]
    assert town.database.look(_meetings) == [("2009-10-20 17:00+00:00", PLACE, "invited")]


@pytest.mark.parametrize("gone", ["meeting", "body"])
async def test_a_dialogue_about_something_that_is_gone_ends_in_a_sentence(town: Town, gone: str) -> None:
    fatma, body_id = await _speaker(town)
    town.database.transact(create_meeting, body_id, local(20, 10, 2009, 19), place=PLACE)
    await fatma.says("/plan")
    if gone == "meeting":
        await fatma.presses("✏️ 20.10. AG Bildung", "🔁 Move")
        town.database.transact(_cancel_all)
    else:
        await fatma.presses("➕ AG Bildung")
        town.database.transact(_close_all)

    first = await fatma.says("morgen")
    after = await fatma.says("/cancel")

    assert first == ["I could not read the date. Please write it like this: 27.10.2009 19:00", NOT_HERE]
    assert after == ["There is nothing to cancel. /start shows the menu."]


def _cancel_all(session: Session) -> None:
    session.execute(update(Meeting).values(state=MeetingState.CANCELLED))


def _close_all(session: Session) -> None:
    session.execute(update(Body).values(state=BodyState.CLOSED))
