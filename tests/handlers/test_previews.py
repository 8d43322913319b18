"""What organisers see of the messages about a meeting: what goes out when to how many, and what did not go."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import MembershipRole, Participant
from tests.factories import create_body, create_membership
from tests.handlers.settling import settle
from tests.steering import NOT_HERE
from tests.towns import Resident, Town, local

MEETING = "Meeting: AG Bildung\n📅 Tuesday, 27.10.2009, 19:00\n📍 Rathaus"
WEEK, DAY, HOURS = (
    "⏰ Tuesday, 20.10.2009, 18:00",
    "⏰ Monday, 26.10.2009, 18:00",
    "⏰ Tuesday, 27.10.2009, 17:00",
)
NOBODY = "To 0 people as of now"


async def _plan(town: Town) -> tuple[Resident, Resident, Resident, Resident]:
    """Sabine plans a meeting of AG Bildung, to which Amal, Boris and Gül belong."""
    body = town.database.transact(create_body)
    sabine = settle(town, "Sabine")
    town.database.transact(_speak, sabine.id, body)
    amal, boris, gul = (
        settle(town, name, locale, bodies=[body]) for name, locale in (("Amal", "ar"), ("Boris", "ru"), ("Gül", "tr"))
    )
    await sabine.says("/plan")
    await sabine.presses("➕ AG Bildung")
    await sabine.says("27.10.2009 19:00")
    await sabine.says("Rathaus")
    await sabine.presses("✅ Invite")
    await sabine.says("/plan")
    await sabine.presses("✏️ 27.10. AG Bildung")
    return sabine, amal, boris, gul


def _speak(session: Session, telegram_id: int, body: int) -> None:
    number = session.scalars(select(Participant.id).where(Participant.telegram_id == telegram_id)).one()
    create_membership(session, number, body, MembershipRole.SPEAKER)


def _outlook(*reminders: str) -> str:
    return "\n\n".join(["🔔 What goes out", MEETING, *reminders])


async def test_the_organiser_sees_what_goes_out_when_to_how_many_in_which_languages(town: Town) -> None:
    sabine, amal, boris, _ = await _plan(town)
    await amal.forges("answer:1:0:yes")
    await boris.says("/quiet")
    await boris.forges("reminders:0")

    shown = await sabine.presses("🔔 What goes out")

    week = f"{WEEK}\nTo 2 people as of now\nEnglish 1 and Türkçe 1\n🔕 1 person wants quiet then."
    once = "To 1 person as of now\n\u2068العربية\u2069 1"
    assert shown == [_outlook(week, f"{DAY}\n{once}", f"{HOURS}\n{once}")]


async def test_what_is_over_is_no_longer_shown_and_back_leads_to_the_meeting(town: Town) -> None:
    sabine, *_ = await _plan(town)
    for day in (20, 26):
        await town.move_to(local(day, 10, 2009, 18))
    await sabine.hears()

    shown = await sabine.presses("🔔 What goes out")
    back = await sabine.presses("Back")

    assert shown == [_outlook(f"{HOURS}\n{NOBODY}")]
    assert [MEETING in text for text in back] == [True]


async def test_invitations_that_wait_for_the_morning_are_counted(town: Town) -> None:
    await town.move_to(local(26, 10, 2009, 23))
    sabine, *_ = await _plan(town)
    await town.move_to(local(27, 10, 2009, 6))

    shown = await sabine.presses("🔔 What goes out")

    assert [text.split("\n\n")[-1] for text in shown] == ["4 invitations wait for a quiet time to end."]


async def test_members_see_nothing_of_it(town: Town) -> None:
    await _plan(town)
    olga = settle(town, "Olga", bodies=[1])
    await olga.says("/start")

    heard = await olga.forges("ahead:1")

    assert heard == [NOT_HERE]


async def test_a_process_that_was_down_makes_up_for_what_is_of_use_and_tells_of_the_rest(town: Town) -> None:
    sabine, amal, *_ = await _plan(town)
    await amal.forges("answer:1:0:yes")
    await sabine.hears()
    await amal.hears()

    # Down from before the week's question until the morning of the day.
    await town.stop()
    town.clock.move_to(local(27, 10, 2009, 9))
    await town.start()
    await town.move_to(local(27, 10, 2009, 9))
    told, reminded = await sabine.hears(), await amal.hears()
    await town.move_to(local(27, 10, 2009, 19, 30))

    dropped = "1 reminder was skipped: it came too late to be of use."
    assert told == [f"⚠️ Not everything about this meeting went out.\n\n{MEETING}\n\n{dropped}"]
    assert len(reminded) == 1
