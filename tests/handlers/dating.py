"""AG Bildung looks for a date: Fatma, who speaks for it, Amal, who is a member, and what they read."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import MembershipRole, Participant
from tests.factories import create_body, create_membership, grant_role
from tests.towns import Resident, Town, local

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Coburg"
GROUP = "AG Bildung (Education)"
EXAMPLE = "Write two to eight dates, each on its own line, like this: 27.10.2009 19:00"
WHICH = f"Which dates do you propose? {GROUP}"
TAP = "Tap each date that suits. Every tap counts at once."
QUESTION = f"🗳 Which dates suit you?\n\n{GROUP}\n📍 {PLACE}"
NOT_HERE = "That is not available here. /help shows what is possible."
TUESDAY, NEXT_TUESDAY = local(27, 10, 2009, 19), local(3, 11, 2009, 18)
FIRST, SECOND = "Tuesday, 27.10.2009, 19:00", "Tuesday, 03.11.2009, 18:00"
SENT = "✅ The question is on its way."


def number_of(session: Session, resident: Resident) -> int:
    """Return the participant's number."""
    return session.scalars(select(Participant.id).where(Participant.telegram_id == resident.id)).one()


def speak_for(session: Session, resident: Resident, body_id: int) -> None:
    """Let somebody speak for a body."""
    create_membership(session, number_of(session, resident), body_id, MembershipRole.SPEAKER)


def coordinate(session: Session, resident: Resident) -> None:
    """Make somebody a coordinator."""
    grant_role(session, number_of(session, resident))


async def arrive_as_speaker(town: Town) -> tuple[Resident, int]:
    """Return Fatma, who speaks for AG Bildung, and the group's number."""
    body_id = town.database.transact(create_body, english="Education", place=PLACE)
    fatma = town.resident("Fatma", "en")
    await fatma.registers("English", AGREE)
    town.database.transact(speak_for, fatma, body_id)
    return fatma, body_id


async def arrive_as_member(town: Town, name: str) -> Resident:
    """Return a member of AG Bildung with this name."""
    resident = town.resident(name, "en")
    await resident.registers("English", AGREE, payload="BIL")
    return resident


async def begin_asking(town: Town) -> tuple[Resident, Resident]:
    """Return Fatma, who has asked AG Bildung about two dates, and Amal, who is a member."""
    fatma, body_id = await arrive_as_speaker(town)
    amal = await arrive_as_member(town, "Amal")
    await fatma.forges(f"poll:{body_id}")
    await fatma.says("27.10. 19:00\n3.11. 18 Uhr")
    await fatma.presses("➡ Go on", "📍 Usual place", "✅ Ask")
    await amal.hears()
    return fatma, amal


def page_of(first: int, second: int, answered: str, silent: str, *notes: str) -> str:
    """Return the page of a poll with so many ticks, as organisers read it."""
    lines = {FIRST: first, SECOND: second}
    ranked = sorted(lines, key=lambda line: -lines[line])
    dates = [f"📅 {one}: suits {lines[one]} {'person' if lines[one] == 1 else 'people'}" for one in ranked]
    return "\n\n".join(
        [f"🗳 Finding a date: {GROUP}", "\n".join(dates), f"{answered} answered.\n{silent} not answered yet.", *notes]
    )


AGAIN = "They can be asked again from Wednesday, 14.10.2009, 10:00 on."
