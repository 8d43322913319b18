"""Meetings as invited people live them: invited, answering with one tap, reminded, told of changes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import changes, planning
from models import Answer, Attendance, Body, MembershipRole, Participant
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.towns import BERLIN, Resident, Town, local

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Seminargäßchen 3, 96450 Coburg"
CARD = f"Meeting: AG Bildung (Education)\n📅 Tuesday, 27.10.2009, 19:00\n📍 {PLACE}"
INVITATION = f"✉️ Invitation\n\n{CARD}\n\nWill you come? One tap is enough."
NEEDS = (
    "🤝 Do you need something in order to come? One tap is enough.\n\n"
    "The organisers only learn how many people need something, no names."
)
REMINDER = f"🔔 Reminder\n\n{CARD}\n\nWill you come? One tap is enough, also if something has changed."

SOON = (
    f"⏰ It begins soon\n\n📍 {PLACE}\n\nMeeting: AG Bildung (Education)\n📅 Tuesday, 27.10.2009, 19:00\n\n"
    "Has something changed? One tap is enough."
)


def _found_working_group(session: Session) -> int:
    """Found AG Bildung with a speaker who is not there, and return the speaker's number."""
    body_id = create_body(session, "BIL", "Bildung", english="Education", place=PLACE)
    speaker = create_participant(session, 700_000)
    create_membership(session, speaker, body_id, MembershipRole.SPEAKER)
    return speaker


def _plan(session: Session, town: Town, speaker: int) -> int:
    body_id = session.scalars(select(Body.id).where(Body.code == "BIL")).one()
    now = town.clock.now()
    return planning.plan(session, body_id, local(27, 10, 2009, 19), PLACE, timezone=BERLIN, acting=speaker, now=now).id


async def _member(town: Town, name: str) -> Resident:
    resident = town.resident(name, "en")
    await resident.registers("English", AGREE, payload="BIL")
    return resident


def _answers(session: Session) -> dict[int, Answer]:
    found = session.execute(select(Participant.telegram_id, Attendance.answer).join(Attendance))
    return dict(found.all())


async def test_a_member_is_invited_answers_with_one_tap_and_changes_the_answer(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    town.database.transact(_plan, town, speaker)

    invited = await amal.hears()
    first = await amal.presses("❓ I don't know yet")
    second = await amal.presses("✅ I come")

    assert invited == [INVITATION]
    assert first == [f"{CARD}\n\nYour answer: ❓ I don't know yet"]
    assert second == [f"{CARD}\n\nYour answer: ✅ I come", NEEDS]
    assert [label for row in amal.person.buttons(amal.bot_messages[-2]) for label in row] == [
        *("✅ I come", "❓ I don't know yet", "❌ I can't come", "📍 Where is it"),
        *("👥 +1", "👥 +2", "👥 +3", "🤝 What I need", "📆 Calendar file", "📋 Agenda"),
    ]
    assert town.database.look(_answers) == {amal.id: Answer.YES}


async def test_who_may_come_is_reminded_the_day_before_and_two_hours_before(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal, olga = await _member(town, "Amal"), await _member(town, "Olga")
    town.database.transact(_plan, town, speaker)
    await amal.hears()
    await olga.hears()
    await amal.presses("✅ I come")
    await olga.presses("❌ I can't come")

    await town.move_to(local(26, 10, 2009, 17, 59))
    early = await amal.hears()
    await town.move_to(local(26, 10, 2009, 18))
    day_before = await amal.hears()
    await town.restart()
    await town.pass_time(minutes=1)
    repeated = await amal.hears()
    await town.move_to(local(27, 10, 2009, 17))
    two_hours_before = await amal.hears()

    assert (early, day_before, repeated, two_hours_before) == ([], [REMINDER], [], [SOON])
    assert await olga.hears() == []


async def test_only_who_has_not_answered_is_asked_again_a_week_before(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal, olga = await _member(town, "Amal"), await _member(town, "Olga")
    town.database.transact(_plan, town, speaker)
    await amal.hears()
    await olga.hears()
    await olga.presses("❓ I don't know yet")

    await town.move_to(local(20, 10, 2009, 18))
    asked = await amal.hears()
    await town.move_to(local(26, 10, 2009, 18))

    assert asked == [f"🔔 Not answered yet\n\n{CARD}\n\nWill you come? One tap is enough."]
    assert await amal.hears() == []
    assert await olga.hears() == [REMINDER]


async def test_a_moved_meeting_is_told_and_its_old_buttons_do_not_count_for_the_new_date(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    meeting = town.database.transact(_plan, town, speaker)
    await amal.hears()
    town.database.transact(_move, town, speaker, meeting)

    told = await amal.hears()
    outdated = await amal.forges(f"answer:{meeting}:0:yes")
    before = town.database.look(_answers)
    answered = await amal.forges(f"answer:{meeting}:1:yes")

    card = CARD.replace("Tuesday, 27.10.2009", "Wednesday, 28.10.2009")
    again = "Please answer again: will you come?"
    assert told == [f"🔁 New date\n\n{card}\n\nNo longer: Tuesday, 27.10.2009, 19:00\n\n{again}"]
    assert outdated == [f"🔁 New date\n\n{card}\n\n{again}"]
    assert before == {}
    assert answered == [f"{card}\n\nYour answer: ✅ I come", NEEDS]


def _move(session: Session, town: Town, speaker: int, meeting: int) -> None:
    new_date = local(28, 10, 2009, 19)
    changes.move(session, meeting, 0, new_date, timezone=BERLIN, acting=speaker, now=town.clock.now())


async def test_a_cancelled_meeting_is_told_and_nobody_is_reminded_of_it(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    meeting = town.database.transact(_plan, town, speaker)
    await amal.hears()
    town.database.transact(changes.cancel, meeting, 0, acting=speaker, now=town.clock.now())

    told = await amal.hears()
    pressed = await amal.presses("✅ I come")
    await town.move_to(local(26, 10, 2009, 18))
    await town.move_to(local(27, 10, 2009, 17))

    assert told == pressed == [f"🚫 Cancelled: this meeting does not take place.\n\n{CARD}"]
    assert await amal.hears() == []


async def test_an_answer_after_the_start_is_closed(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    meeting = town.database.transact(_plan, town, speaker)
    await amal.hears()
    await town.move_to(local(27, 10, 2009, 19))

    assert await amal.forges(f"answer:{meeting}:0:no") == [f"{CARD}\n\nThe meeting has begun. Answers are closed."]
    assert town.database.look(_answers) == {}


async def test_the_address_comes_with_a_way_to_the_map(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    town.database.transact(_plan, town, speaker)
    await amal.hears()

    shown = await amal.presses("📍 Where is it")

    assert shown == [CARD]
    assert amal.buttons == ["🗺 Show on the map"]
    markup = amal.bot_messages[-1].reply_markup
    assert markup is not None
    query = "Pestalozzischule%2C+Seminarg%C3%A4%C3%9Fchen+3%2C+96450+Coburg"
    assert markup["inline_keyboard"][0][0]["url"] == f"https://www.openstreetmap.org/search?query={query}"


async def test_who_joins_late_can_answer_at_once_and_is_reminded_like_everybody(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    town.database.transact(_plan, town, speaker)
    amal = town.resident("Amal", "en")

    await amal.opens("BIL")
    await amal.presses("English")
    welcome = await amal.presses(AGREE)
    answered = await amal.presses("✅ I come")
    await town.move_to(local(26, 10, 2009, 18))

    assert welcome[0].split("\n\n")[:2] == ["✅ You take part in: AG Bildung (Education)", CARD]
    assert answered == [f"{CARD}\n\nYour answer: ✅ I come", NEEDS]
    assert await amal.hears() == [REMINDER]


async def test_who_left_is_not_reminded(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    town.database.transact(_plan, town, speaker)
    await amal.hears()
    await amal.says("/groups")
    await amal.presses("✅ AG Bildung", "Leave")

    await town.move_to(local(26, 10, 2009, 18))

    assert await amal.hears() == []


async def test_invitations_wait_for_the_morning(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    await town.move_to(local(13, 10, 2009, 22))
    town.database.transact(_plan, town, speaker)
    await town.pass_time(minutes=1)
    at_night = await amal.hears()

    await town.move_to(local(14, 10, 2009, 8))

    assert (at_night, await amal.hears()) == ([], [INVITATION])


async def test_my_meetings_show_the_next_one_to_answer_and_the_others_to_open(town: Town) -> None:
    town.database.transact(_found_working_group)
    amal = await _member(town, "Amal")
    nothing = await amal.says("/meetings")
    body_id = town.database.look(_body)
    town.database.transact(create_meeting, body_id, local(27, 10, 2009, 19), place=PLACE)
    town.database.transact(create_meeting, body_id, local(8, 12, 2009, 19), place=PLACE)

    listed = await amal.says("/meetings")
    buttons = amal.buttons
    opened = await amal.presses("08.12. AG Bildung")
    answered = await amal.presses("✅ I come")

    later = CARD.replace("27.10.2009", "08.12.2009")
    assert nothing[0].splitlines()[0] == "There are no meetings ahead."
    after_that = "After that:\n📅 Tuesday, 08.12.2009, 19:00\nMeeting: AG Bildung (Education)"
    assert listed == [f"Your next meeting:\n\n{CARD}\n\nWill you come? One tap is enough.\n\n{after_that}"]
    assert buttons[-2:] == ["08.12. AG Bildung", "Main menu"]
    assert opened == [f"{later}\n\nWill you come? One tap is enough."]
    assert answered == [f"{later}\n\nYour answer: ✅ I come", NEEDS]


def _body(session: Session) -> int:
    return session.scalars(select(Body.id)).one()


async def test_who_is_not_invited_neither_answers_nor_learns_where_it_is(town: Town) -> None:
    speaker = town.database.transact(_found_working_group)
    meeting = town.database.transact(_plan, town, speaker)
    olga = town.resident("Olga", "en")
    await olga.registers("English", AGREE)

    heard = [await olga.forges(data) for data in (f"answer:{meeting}:0:yes", f"where:{meeting}", f"meeting:{meeting}")]
    forged = await olga.forges("answer:77777:0:yes")

    assert heard == [["That is not available here. /help shows what is possible."]] * 3
    assert forged == heard[0]
    assert town.database.look(_answers) == {}
