"""Meetings as invited people live them: invited, answering with one tap, reminded, told of changes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import meetings
from models import Answer, Attendance, Body, MembershipRole, Participant
from tests.factories import create_body, create_membership, create_participant
from tests.towns import BERLIN, Resident, Town, local

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Seminargäßchen 3, 96450 Coburg"
CARD = f"Meeting: AG Bildung (Education)\n📅 Tuesday, 27.10.2009, 19:00\n📍 {PLACE}"
INVITATION = f"✉️ Invitation\n\n{CARD}\n\nWill you come? One tap is enough."
REMINDER = f"🔔 Reminder\n\n{CARD}\n\nIs something different now? Just press another button."


def _found_working_group(session: Session) -> int:
    """Found AG Bildung with a speaker who is not there, and return the speaker's number."""
    body_id = create_body(session, "BIL", "Bildung", english="Education", place=PLACE)
    speaker = create_participant(session, 700_000)
    create_membership(session, speaker, body_id, MembershipRole.SPEAKER)
    return speaker


def _plan(session: Session, town: Town, speaker: int) -> int:
    body_id = session.scalars(select(Body.id).where(Body.code == "BIL")).one()
    now = town.clock.now()
    return meetings.plan(session, body_id, local(27, 10, 2009, 19), PLACE, timezone=BERLIN, acting=speaker, now=now).id


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
    assert second == [f"{CARD}\n\nYour answer: ✅ I come"]
    assert amal.buttons == ["✅ I come", "❓ I don't know yet", "❌ I can't come", "📍 Where is it"]
    assert town.database.look(_answers) == {amal.id: Answer.YES}


async def test_members_are_reminded_at_18_the_day_before_and_two_hours_before_but_not_after_saying_no(
    town: Town,
) -> None:
    speaker = town.database.transact(_found_working_group)
    amal, olga = await _member(town, "Amal"), await _member(town, "Olga")
    town.database.transact(_plan, town, speaker)
    await amal.hears()
    await olga.hears()
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

    assert (early, day_before, repeated, two_hours_before) == ([], [REMINDER], [], [REMINDER])
    assert await olga.hears() == []
